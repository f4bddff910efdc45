package org.panelworks.regression;

import java.io.Serializable;

/** Why the rows of a sample rule were taken or left out. */
final class SampleTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows of the panel's sample that meet the rule's condition. */
  long considered;

  /** Of these, rows with a missing value, group or weight. */
  long missing;

  /** Complete rows whose weight is zero. */
  long weightless;

  /** Missing values by {@link SampleRule#names}, [names]; a row may count in several. */
  final long[] missingByName;

  /** Rows whose weight is below zero. */
  long negativeWeights;

  /** Complete rows that were dropped as singletons. */
  long singletons;

  SampleTally(int names) {
    missingByName = new long[names];
  }

  /** Adds the counts of rows that lack nothing. */
  void addCounts(SampleTally other) {
    considered += other.considered;
    singletons += other.singletons;
  }

  SampleTally merge(SampleTally other) {
    addCounts(other);
    missing += other.missing;
    weightless += other.weightless;
    negativeWeights += other.negativeWeights;
    for (int c = 0; c < missingByName.length; c++) {
      missingByName[c] += other.missingByName[c];
    }
    return this;
  }
}
