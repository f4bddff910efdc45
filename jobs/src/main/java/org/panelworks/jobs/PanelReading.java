package org.panelworks.jobs;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;

/** Where a study's panel comes from. */
@FunctionalInterface
interface PanelReading {
  /**
   * Reads the settings of the panel and its sample; problems are recorded in the reader, and then
   * there is no panel.
   */
  Optional<Panel> read(SettingsReader study);

  /** A panel whose settings are read. */
  interface Panel {
    /** The path as the study states it. */
    String path();

    /** The paths of all its tables as the study states them. */
    List<String> tables();

    /** The paths that are read, for the check that the output is none of them. */
    List<String> inputs(SparkSession spark);

    /** Checks the settings and the needs against the input's schema, reading no rows. */
    void check(SparkSession spark, PanelNeeds needs);

    /** Loads the panel once, for everything that the jobs need of it. */
    PreparedPanel prepare(SparkSession spark, PanelNeeds needs, Results results);
  }
}
