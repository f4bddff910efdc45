package org.panelworks.jobs;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;

/** Where a study's panel comes from. */
@FunctionalInterface
interface PanelReading {
  /** Reads the settings of the panel and its sample; problems are recorded in the reader. */
  Panel read(SettingsReader study);

  /** A panel whose settings are read. */
  interface Panel {
    /** The paths that are read, for the check that the output is none of them. */
    List<String> inputs();

    /** Checks the settings and the needs against the input's schema, reading no rows. */
    void check(SparkSession spark, PanelNeeds needs);

    /** Loads the panel once, for everything that the jobs need of it. */
    PreparedPanel prepare(SparkSession spark, PanelNeeds needs, Results results);
  }
}
