package org.panelworks.stats;

/** Hands the values of a column to the moments of their groups, chunk by chunk. */
final class RowChunks {
  private static final int CHUNK = 4096;

  private final double[][] chunk = {new double[CHUNK]};
  private double[] ordered = {};

  /**
   * Adds a column.
   *
   * @param values [rows], NaN where missing
   * @param groups the group of each row, [rows], {@link GroupIndex#NONE} for a row to leave out
   * @param into the moments of each group, of one variable each
   */
  void add(double[] values, int[] groups, CoMoments[] into) {
    if (into.length == 1) {
      addOnly(values, groups, into[0]);
      return;
    }
    int[] end = new int[into.length + 1];
    for (int row = 0; row < groups.length; row++) {
      if (groups[row] != GroupIndex.NONE && !Double.isNaN(values[row])) {
        end[groups[row] + 1]++;
      }
    }
    for (int group = 0; group < into.length; group++) {
      end[group + 1] += end[group];
    }
    if (ordered.length < values.length) {
      ordered = new double[values.length];
    }
    // Values in the order of their groups; end[g] moves from the start of group g to its end.
    for (int row = 0; row < groups.length; row++) {
      if (groups[row] != GroupIndex.NONE && !Double.isNaN(values[row])) {
        ordered[end[groups[row]]++] = values[row];
      }
    }
    int from = 0;
    for (int group = 0; group < into.length; group++) {
      addRange(into[group], from, end[group]);
      from = end[group];
    }
  }

  private void addOnly(double[] values, int[] groups, CoMoments into) {
    int filled = 0;
    for (int row = 0; row < values.length; row++) {
      if (groups[row] != GroupIndex.NONE && !Double.isNaN(values[row])) {
        chunk[0][filled++] = values[row];
      }
      if (filled == CHUNK) {
        into.add(chunk, filled);
        filled = 0;
      }
    }
    into.add(chunk, filled);
  }

  private void addRange(CoMoments into, int from, int to) {
    for (int start = from; start < to; start += CHUNK) {
      int rows = Math.min(CHUNK, to - start);
      System.arraycopy(ordered, start, chunk[0], 0, rows);
      into.add(chunk, rows);
    }
  }
}
