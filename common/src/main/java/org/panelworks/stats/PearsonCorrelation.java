package org.panelworks.stats;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.PanelSchema;
import org.panelworks.panel.Pass;

/**
 * Pearson's product-moment correlations of several variables, r = Cᵢⱼ / √(Cᵢᵢ Cⱼⱼ) from centred
 * cross-products, by one pass over the blocks ({@link CoMoments}). Only rows of the sample count.
 *
 * <p>A variable that does not vary over the rows used has no correlation (NaN). Without a complete
 * row every count is 0 and every correlation NaN.
 */
public final class PearsonCorrelation {
  private final List<String> variables;
  private final MissingCells missing;

  private PearsonCorrelation(List<String> variables, MissingCells missing) {
    this.variables = List.copyOf(variables);
    this.missing = missing;
  }

  /**
   * Correlations to be taken.
   *
   * @param variables numeric columns, at least two, each once
   */
  public static PearsonCorrelation of(List<String> variables, MissingCells missing) {
    requireSeveral(variables);
    return new PearsonCorrelation(variables, missing);
  }

  static void requireSeveral(List<String> variables) {
    if (variables.size() < 2) {
      throw new SettingsException(
          "a correlation needs at least two variables, got " + String.join(", ", variables));
    }
    if (new HashSet<>(variables).size() < variables.size()) {
      throw new SettingsException("a variable is listed twice: " + String.join(", ", variables));
    }
  }

  /** The pass that gathers what {@link #result} needs. */
  public Pass<CoMoments[]> pass(PanelSchema schema) {
    return CoMomentsPass.of(ColumnChoice.of(schema, variables, Optional.empty()), missing);
  }

  /** Takes the correlations in one pass. */
  public Correlations fit(PanelBlocks blocks) {
    String step = "Correlations of " + variables.size() + " variables";
    return result(blocks.run(step, pass(blocks.schema())));
  }

  /**
   * The correlations.
   *
   * @param moments the statistic of {@link #pass}
   */
  public Correlations result(CoMoments[] moments) {
    int k = variables.size();
    double[][] coefficients = new double[k][k];
    long[][] counts = new long[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        boolean listwise = missing == MissingCells.LISTWISE;
        CoMoments source = listwise ? moments[0] : moments[i * (i + 1) / 2 + j];
        double r = listwise ? source.correlation(i, j) : source.correlation(source.size() - 1, 0);
        coefficients[i][j] = r;
        coefficients[j][i] = r;
        counts[i][j] = source.count();
        counts[j][i] = source.count();
      }
    }
    return Correlations.of(CorrelationMethod.PEARSON, missing, variables, coefficients, counts);
  }
}
