package org.panelworks.jobs.panel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one sample step left.
 *
 * @param unitsBefore 0 for a panel without a unit; likewise {@code unitsAfter}
 * @param undecided rows on which the step's condition was null; they stay
 * @param missing for {@code require}, the rows reaching it whose cell is missing, by column
 */
public record SampleStep(
    String name,
    long rowsBefore,
    long rowsAfter,
    long unitsBefore,
    long unitsAfter,
    long undecided,
    Map<String, Long> missing) {

  public SampleStep {
    missing = new LinkedHashMap<>(missing);
  }
}
