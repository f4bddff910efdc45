package org.panelworks.qca;

import java.util.Set;
import java.util.TreeSet;
import org.panelworks.SettingsException;

/**
 * When a truth table row counts as positive.
 *
 * @param consistencyCutoff least consistency, in [0, 1]; reached within 1e-9, so that 0.7999999999
 *     has reached 0.8
 * @param priCutoff least PRI, in [0, 1], likewise; a row that is consistent enough but has less PRI
 *     is negative, no remainder; 0 does not look at the PRI
 * @param frequencyCutoff least number of cases above 0.5; a row with fewer is a remainder
 * @param excludedRows row numbers that the analyst rules out: negative, whatever the cases say
 */
public record TruthTableOptions(
    double consistencyCutoff, double priCutoff, int frequencyCutoff, Set<Integer> excludedRows) {
  static final double TOLERANCE = 1e-9;

  public TruthTableOptions {
    checkFraction("consistency-cutoff", consistencyCutoff);
    checkFraction("pri-cutoff", priCutoff);
    if (frequencyCutoff < 1) {
      throw new SettingsException("frequency-cutoff must be at least 1, got " + frequencyCutoff);
    }
    excludedRows = Set.copyOf(new TreeSet<>(excludedRows));
  }

  /** The same with another consistency cut-off. */
  public TruthTableOptions withConsistency(double cutoff) {
    return new TruthTableOptions(cutoff, priCutoff, frequencyCutoff, excludedRows);
  }

  /** The same with another PRI cut-off. */
  public TruthTableOptions withPri(double cutoff) {
    return new TruthTableOptions(consistencyCutoff, cutoff, frequencyCutoff, excludedRows);
  }

  /** The same with another frequency cut-off. */
  public TruthTableOptions withFrequency(int cutoff) {
    return new TruthTableOptions(consistencyCutoff, priCutoff, cutoff, excludedRows);
  }

  static void checkFraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new SettingsException(name + " must lie in [0, 1], got " + value);
    }
  }

  /** Whether a value has reached a cut-off. NaN has not. */
  static boolean reaches(double value, double cutoff) {
    return value >= cutoff - TOLERANCE;
  }
}
