package org.panelworks.jobs.topsis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * Evaluates the units of a study's sample by many indicators.
 *
 * <p>Input grain: one row per unit, or per unit and time, of the prepared panel. Output: the
 * tables, figures and Parquet results that {@link #manual} names.
 */
public final class TopsisJob implements Job {
  @Override
  public String name() {
    return "topsis";
  }

  @Override
  public String summary() {
    return "entropy-weight TOPSIS, obstacle degrees and composite indices over years";
  }

  @Override
  public String manual() {
    return TopsisManual.TEXT;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    return new Plan(TopsisSettingsReader.read(section));
  }

  /** The job with its settings; without any where they were wrong, which the reader reports. */
  private record Plan(Optional<TopsisSettings> settings) implements PanelPlan {
    @Override
    public PanelNeeds needs() {
      if (settings.isEmpty()) {
        return PanelNeeds.none();
      }
      Map<String, String> numeric = new LinkedHashMap<>();
      settings
          .get()
          .options()
          .columns()
          .forEach(column -> numeric.put(column, "topsis.indicators"));
      return new PanelNeeds(numeric, settings.get().categories(), Map.of());
    }

    @Override
    public void run(PreparedPanel panel, Results results) {
      new TopsisRun(settings.orElseThrow(), panel, results).run();
    }
  }
}
