package org.panelworks.stats;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelBlocks;

/**
 * The cuts of a winsorization: for each column, pooled or in each group, the lower and the upper
 * quantile, and how many values lie strictly outside. As {@code winsor2} does, a value outside is
 * set to the cut (clip) or to missing (trim); a value equal to a cut stays.
 *
 * <p>A row whose group is missing has no cuts: its values stay as they are, and such rows are
 * counted. A column without a value in a group has NaN for cuts and nothing to change. A lower
 * probability of 0 or an upper one of 1 changes nothing on that side.
 */
public final class WinsorCuts {
  private static final int LOWER = 0;
  private static final int UPPER = 1;

  private final double lower;
  private final double upper;
  private final QuantileTable quantiles;

  private WinsorCuts(double lower, double upper, QuantileTable quantiles) {
    this.lower = lower;
    this.upper = upper;
    this.quantiles = quantiles;
  }

  /**
   * Finds the cuts, in as many passes as {@link ExactQuantiles} states.
   *
   * @param columns numeric columns, each once
   * @param by the category column whose levels have cuts of their own; empty for pooled cuts
   * @param lower probability of the lower cut, a fraction in [0, upper)
   * @param upper probability of the upper cut, a fraction in (lower, 1]
   */
  public static WinsorCuts fit(
      PanelBlocks blocks,
      List<String> columns,
      Optional<String> by,
      double lower,
      double upper,
      QuantileDefinition definition) {
    if (!(0 <= lower && lower < upper && upper <= 1)) {
      throw new SettingsException(
          String.format(
              Locale.ROOT,
              "winsorize needs 0 <= lower < upper <= 1, got lower = %s and upper = %s",
              lower,
              upper));
    }
    double[] probabilities = {lower, upper};
    return new WinsorCuts(
        lower, upper, ExactQuantiles.of(columns, by, probabilities, definition).fit(blocks));
  }

  public double lower() {
    return lower;
  }

  public double upper() {
    return upper;
  }

  /** The columns, by number. */
  public List<String> columns() {
    return quantiles.columns();
  }

  /** The category column whose levels have cuts of their own; empty if pooled. */
  public Optional<String> by() {
    return quantiles.by();
  }

  /** The labels of the groups, by number; none if pooled, where the only group is number 0. */
  public List<String> groups() {
    return quantiles.groups();
  }

  /** Number of groups; 1 if pooled. */
  public int size() {
    return quantiles.size();
  }

  /** The number of the group with a label; empty where no row of the sample had it. */
  public OptionalInt group(String label) {
    return quantiles.group(label);
  }

  /** The lower cut; NaN where the column has no value in the group. */
  public double low(int group, int column) {
    return quantiles.value(group, column, LOWER);
  }

  /** The upper cut; NaN where the column has no value in the group. */
  public double high(int group, int column) {
    return quantiles.value(group, column, UPPER);
  }

  /** Number of values of the column in the group. */
  public long count(int group, int column) {
    return quantiles.count(group, column);
  }

  /** Number of values strictly below the lower cut. */
  public long changedLow(int group, int column) {
    return quantiles.below(group, column, LOWER);
  }

  /** Number of values strictly above the upper cut. */
  public long changedHigh(int group, int column) {
    return quantiles.above(group, column, UPPER);
  }

  /** Number of values of the column, in all groups, strictly below their lower cut. */
  public long changedLow(int column) {
    return IntStream.range(0, size()).mapToLong(group -> changedLow(group, column)).sum();
  }

  /** Number of values of the column, in all groups, strictly above their upper cut. */
  public long changedHigh(int column) {
    return IntStream.range(0, size()).mapToLong(group -> changedHigh(group, column)).sum();
  }

  /** Rows of the sample whose group is missing, which keep their values. */
  public long rowsWithoutGroup() {
    return quantiles.rowsWithoutGroup();
  }
}
