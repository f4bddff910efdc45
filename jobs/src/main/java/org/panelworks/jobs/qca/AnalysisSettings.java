package org.panelworks.jobs.qca;

import org.panelworks.qca.QcaOptions;

/**
 * One analysis of a study: an outcome with its options.
 *
 * @param name what its tables are called; empty for the section's own analysis
 * @param outcome the set
 * @param negated whether its negation is analysed
 * @param options cut-offs and expectations
 */
record AnalysisSettings(String name, String outcome, boolean negated, QcaOptions options) {

  /** The name of a result: {@code fsqca-solutions}, {@code fsqca-solutions-low}. */
  String result(String kind) {
    return "fsqca-" + kind + (name.isEmpty() ? "" : "-" + name);
  }

  /** The outcome as results name it, with a tilde where it is negated. */
  String label() {
    return negated ? "~" + outcome : outcome;
  }
}
