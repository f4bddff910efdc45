package org.panelworks.qca;

import org.panelworks.SettingsException;

/**
 * Options of an analysis of necessity.
 *
 * @param cutoff least consistency of a necessary condition, in [0, 1], reached within 1e-9
 * @param unionSize most literals in the unions that are searched: 1 for none, 2 for pairs, more for
 *     SUIN combinations
 * @param unionRon least relevance of necessity of a union to be listed, in [0, 1]
 */
public record NecessityOptions(double cutoff, int unionSize, double unionRon) {
  static final int LARGEST_UNION = 4;

  public NecessityOptions {
    TruthTableOptions.checkFraction("necessity-cutoff", cutoff);
    TruthTableOptions.checkFraction("suin.ron-cutoff", unionRon);
    if (unionSize < 1 || unionSize > LARGEST_UNION) {
      throw new SettingsException(
          "suin.size must lie in 1 to " + LARGEST_UNION + ", got " + unionSize);
    }
  }
}
