package org.panelworks.jobs.topsis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;
import org.panelworks.topsis.CouplingOptions;
import org.panelworks.topsis.RobustnessOptions;
import org.panelworks.topsis.TopsisOptions;

/**
 * The {@code topsis} section of a study.
 *
 * @param options of the evaluation
 * @param topObstacles obstacles listed for each row, at least 1
 * @param rowObstacles whether obstacle degrees of single rows are written
 * @param coupling coupling coordination between criteria, where asked
 * @param further what else is made of the scores
 * @param decimals of the printed tables
 */
record TopsisSettings(
    TopsisOptions options,
    int topObstacles,
    boolean rowObstacles,
    Optional<CouplingOptions> coupling,
    Further further,
    int decimals) {

  TopsisSettings {
    if (topObstacles < 1) {
      throw new SettingsException("top-obstacles must be at least 1, got " + topObstacles);
    }
    if (coupling.isPresent()) {
      requireCriteria(coupling.get(), options.criteria());
    }
  }

  private static void requireCriteria(CouplingOptions coupling, List<String> criteria) {
    for (String criterion : coupling.criteria()) {
      if (!criteria.contains(criterion)) {
        throw new SettingsException(
            "coupling.criteria must name criteria of the indicators, got `"
                + criterion
                + "`"
                + NearestName.hint(criterion, criteria));
      }
    }
  }

  /**
   * What else is made of the scores.
   *
   * @param giniGroup the column of the groups of Dagum's decomposition; empty for none
   * @param convergence whether σ- and β-convergence are computed
   * @param densityPoints points of the kernel density by year; 0 for none
   * @param robustness variants that the ranking is compared with, where asked
   */
  record Further(
      Optional<String> giniGroup,
      boolean convergence,
      int densityPoints,
      Optional<RobustnessOptions> robustness) {

    Further {
      if (densityPoints != 0 && !(densityPoints >= 16 && densityPoints <= 10_000)) {
        throw new SettingsException("density.points must lie in [16, 10000], got " + densityPoints);
      }
    }
  }

  /** Column to the setting that names it, for messages. */
  Map<String, String> categories() {
    return further.giniGroup().map(group -> Map.of(group, "topsis.gini.group")).orElse(Map.of());
  }
}
