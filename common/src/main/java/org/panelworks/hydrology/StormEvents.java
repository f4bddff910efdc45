package org.panelworks.hydrology;

import java.util.ArrayList;
import java.util.List;
import org.panelworks.SettingsException;

/**
 * Storm events of a series: runs of steps whose value is above a threshold, joined over breaks of
 * at most so many steps. A step that is missing (NaN) is no part of an event and counts as a break.
 */
public final class StormEvents {
  private final double threshold;
  private final int longestBreak;

  private StormEvents(double threshold, int longestBreak) {
    this.threshold = threshold;
    this.longestBreak = longestBreak;
  }

  /**
   * The rule of an event.
   *
   * @param threshold values must be above it, 0 or more
   * @param longestBreak steps that a break may last, 0 or more
   */
  public static StormEvents of(double threshold, int longestBreak) {
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new SettingsException("threshold must be 0 or more, got " + threshold);
    }
    if (longestBreak < 0) {
      throw new SettingsException("longest-break must be 0 or more, got " + longestBreak);
    }
    return new StormEvents(threshold, longestBreak);
  }

  /**
   * One event.
   *
   * @param start the first step
   * @param length number of steps from the first to the last above the threshold
   * @param sum of the values over these steps, breaks included
   * @param peak the greatest value
   */
  public record Event(long start, int length, double sum, double peak) {}

  /**
   * The events of a series.
   *
   * @param step when each value was, ascending and distinct, [n]; what is not there is missing
   * @param values NaN where missing, [n]
   */
  public List<Event> find(long[] step, double[] values) {
    List<Event> events = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (int i = 0; i < step.length; i++) {
      if (values[i] > threshold) {
        if (first >= 0 && step[i] - step[last] - 1 > longestBreak) {
          events.add(event(step, values, first, last));
          first = -1;
        }
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first >= 0) {
      events.add(event(step, values, first, last));
    }
    return List.copyOf(events);
  }

  private static Event event(long[] step, double[] values, int first, int last) {
    double sum = 0;
    double peak = 0;
    for (int i = first; i <= last; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        peak = Math.max(peak, values[i]);
      }
    }
    return new Event(step[first], (int) (step[last] - step[first] + 1), sum, peak);
  }
}
