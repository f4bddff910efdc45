package org.panelworks.topsis;

import java.util.List;
import org.panelworks.SettingsException;

/**
 * Which variants a ranking is compared with, each differing from it in one choice.
 *
 * @param topK units at the top whose overlap is taken, at least 1
 * @param normalisations other normalisations
 * @param shifts other shifts
 * @param weightings other weights
 * @param leaveOneOut whether each indicator is left out in turn
 */
public record RobustnessOptions(
    int topK,
    List<Normalisation> normalisations,
    List<Double> shifts,
    List<Weighting> weightings,
    boolean leaveOneOut) {

  public RobustnessOptions {
    normalisations = List.copyOf(normalisations);
    shifts = List.copyOf(shifts);
    weightings = List.copyOf(weightings);
    if (topK < 1) {
      throw new SettingsException("top-k must be at least 1, got " + topK);
    }
    for (double shift : shifts) {
      if (!(shift >= 0)) {
        throw new SettingsException("shifts must be 0 or more, got " + shift);
      }
    }
  }
}
