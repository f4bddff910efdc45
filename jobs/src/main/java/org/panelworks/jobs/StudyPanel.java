package org.panelworks.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
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
 * @param settings of the panel; empty where they could not be read, which ends the run
 * @param study the study's file
 */
record StudyPanel(Optional<PanelSettings> settings, Path study) implements PanelReading.Panel {

  static StudyPanel read(SettingsReader study) {
    return new StudyPanel(PanelSettings.read(study), study.file());
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>();
    settings.ifPresent(
        panel -> {
          String path = panel.source().path();
          inputs.add(path);
          Path folder = study.toAbsolutePath().getParent();
          if (folder != null && !path.startsWith("/") && !path.contains(":")) {
            inputs.add(folder + "/" + path);
          }
        });
    return inputs;
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
    PanelSettings known =
        settings.orElseThrow(() -> new IllegalStateException("the panel's settings are wrong"));
    return PanelPreparation.of(spark, known, study);
  }
}
