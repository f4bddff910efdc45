package org.panelworks.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PanelPreparation;
import org.panelworks.jobs.panel.PanelResults;
import org.panelworks.jobs.panel.PanelSettings;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * A study's panel, as its own sections describe it.
 *
 * @param study the study's file
 */
record StudyPanel(PanelSettings settings, Path study) implements PanelReading.Panel {

  static Optional<PanelReading.Panel> read(SettingsReader study) {
    return PanelSettings.read(study).map(settings -> new StudyPanel(settings, study.file()));
  }

  @Override
  public String path() {
    return settings.source().path();
  }

  @Override
  public List<String> tables() {
    return settings.paths();
  }

  @Override
  public List<String> inputs(SparkSession spark) {
    return preparation(spark).inputs();
  }

  @Override
  public void check(SparkSession spark, PanelNeeds needs) {
    preparation(spark).check(needs);
  }

  @Override
  public PreparedPanel prepare(SparkSession spark, PanelNeeds needs, Results results) {
    PreparedPanel prepared = preparation(spark).prepare(needs);
    PanelResults.write(prepared, results);
    return prepared;
  }

  private PanelPreparation preparation(SparkSession spark) {
    return PanelPreparation.of(spark, settings, study);
  }
}
