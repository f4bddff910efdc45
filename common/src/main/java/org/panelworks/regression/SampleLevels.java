package org.panelworks.regression;

import java.util.List;

/** The levels that occur in the rows of one model's sample. */
final class SampleLevels {
  private final Levels levels;
  private final String predicate;
  private final List<DesignColumn.Indicator> part;

  /**
   * A view of the levels.
   *
   * @param predicate the column that marks the model's sample, empty for the whole sample
   * @param part the level that a splitting column has in the sample's rows; empty for none
   */
  SampleLevels(Levels levels, String predicate, List<DesignColumn.Indicator> part) {
    this.levels = levels;
    this.predicate = predicate;
    this.part = part;
  }

  /** The levels of a column, in order. */
  List<String> labels(String column) {
    if (part.isEmpty()) {
      return levels.labels(column, predicate);
    }
    return levels.within(part.get(0), List.of(column), predicate).stream()
        .map(labels -> labels.get(0))
        .toList();
  }

  /** The pairs of levels that occur together, ordered by the first, then the second. */
  List<List<String>> pairs(String column, String other) {
    return part.isEmpty()
        ? levels.pairs(column, other, predicate)
        : levels.within(part.get(0), List.of(column, other), predicate);
  }
}
