package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.panelworks.qca.IntermediateModel;
import org.panelworks.qca.IntermediateSolution;
import org.panelworks.qca.Necessity;
import org.panelworks.qca.QcaDiagnostics;
import org.panelworks.qca.QcaOptions;
import org.panelworks.qca.QcaResult;
import org.panelworks.qca.QcaSample;

/**
 * An analysis that was carried out.
 *
 * @param settings what was asked
 * @param sample the calibrated cases
 * @param options the options used, necessary conditions among the core where asked
 * @param necessity of the conditions
 * @param result truth table and solutions
 * @param diagnostics what may be wrong with it
 */
record Analysis(
    AnalysisSettings settings,
    QcaSample sample,
    QcaOptions options,
    Necessity necessity,
    QcaResult result,
    QcaDiagnostics diagnostics) {

  /**
   * An intermediate model as results name it.
   *
   * @param name of the first pair of models that gives it: {@code C1P1}, {@code C1P2.2}
   * @param model the model
   */
  record Named(String name, IntermediateModel model) {}

  /** The different intermediate models: their terms or their core conditions differ. */
  List<Named> models() {
    List<Named> models = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (IntermediateSolution solution : result.intermediate()) {
      for (int m = 0; m < solution.models().size(); m++) {
        IntermediateModel model = solution.models().get(m);
        String identity =
            model.model().expression()
                + model.core().stream().map(core -> core.core().toString()).toList();
        if (seen.add(identity)) {
          String suffix = solution.models().size() == 1 ? "" : "." + (m + 1);
          models.add(new Named(solution.label() + suffix, model));
        }
      }
    }
    return models;
  }
}
