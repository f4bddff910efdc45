package org.panelworks.regression;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.panelworks.EstimationException;
import org.panelworks.linalg.LongIndex;

/** The distinct times of the rows used, in order: a lag is a step in this list. */
final class Periods implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] times;

  private Periods(long[] times) {
    this.times = times;
  }

  static Periods of(LongIndex times) {
    return new Periods(IntStream.range(0, times.size()).mapToLong(times::key).sorted().toArray());
  }

  int size() {
    return times.length;
  }

  /** The place of a time in the list, from 0. */
  int rank(long time) {
    int rank = Arrays.binarySearch(times, time);
    if (rank < 0) {
      throw new IllegalArgumentException("no row was used at the time " + time);
    }
    return rank;
  }

  /**
   * The number of lags: as asked, or ⌊T^¼⌋.
   *
   * @param model the model's name, for the message
   */
  int lags(int asked, String model) {
    int lags = asked == Vcov.AUTOMATIC ? (int) Math.floor(Math.pow(times.length, 0.25)) : asked;
    if (times.length < 2 || lags >= times.length) {
      throw new EstimationException(
          "model "
              + model
              + ": "
              + lags
              + " lags need more than "
              + Math.max(lags, 1)
              + " periods, there are "
              + times.length);
    }
    return lags;
  }

  /** Bartlett's weight of a lag. */
  static double weight(int lag, int lags) {
    return 1 - (double) lag / (lags + 1);
  }
}
