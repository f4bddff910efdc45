package org.panelworks.jobs.qca;

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
 * Qualitative comparative analysis of a study's sample.
 *
 * <p>Input grain: one row per case, or per case and time, of the prepared panel; at most a million
 * rows, which are brought to the driver. Output: the tables and figures that {@link #manual} names.
 */
public final class FsqcaJob implements Job {
  @Override
  public String name() {
    return "fsqca";
  }

  @Override
  public String summary() {
    return "fuzzy-set qualitative comparative analysis, from calibration to robustness";
  }

  @Override
  public String manual() {
    return FsqcaManual.TEXT;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    return new Plan(FsqcaSettingsReader.read(section));
  }

  /** The job with its settings; without any where they were wrong, which the reader reports. */
  private record Plan(Optional<FsqcaSettings> settings) implements PanelPlan {
    @Override
    public PanelNeeds needs() {
      if (settings.isEmpty()) {
        return PanelNeeds.none();
      }
      Map<String, String> numeric = new LinkedHashMap<>();
      CaseTable.numeric(settings.get()).forEach(name -> numeric.put(name, "fsqca.calibrate"));
      settings.get().time().ifPresent(name -> numeric.put(name, "fsqca.time"));
      Map<String, String> categories = new LinkedHashMap<>();
      CaseTable.categories(settings.get()).forEach(name -> categories.put(name, "fsqca.agreement"));
      categories.put(settings.get().caseColumn(), "fsqca.case");
      return new PanelNeeds(numeric, categories, Map.of());
    }

    @Override
    public void run(PreparedPanel panel, Results results) {
      new FsqcaRun(settings.orElseThrow(), panel, results).run();
    }
  }
}
