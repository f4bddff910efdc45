package org.panelworks.jobs.panel;

/**
 * Sorts rows by time without boxing, by insertion or, where there are many, by merging: rows of one
 * time keep their order.
 */
final class TimeOrder {
  private static final int LONGEST_INSERTION = 48;

  private TimeOrder() {}

  /**
   * Sorts a stretch of the times and, with it, that of another array.
   *
   * @param times the keys, sorted from index {@code from} to before {@code to}
   * @param rows what goes with them, at the same indices
   */
  static void sort(long[] times, long[] rows, int from, int to) {
    if (to - from > LONGEST_INSERTION) {
      merge(times, rows, from, to);
      return;
    }
    for (int at = from + 1; at < to; at++) {
      long time = times[at];
      long row = rows[at];
      int place = at;
      while (place > from && times[place - 1] > time) {
        times[place] = times[place - 1];
        rows[place] = rows[place - 1];
        place--;
      }
      times[place] = time;
      rows[place] = row;
    }
  }

  private static void merge(long[] times, long[] rows, int from, int to) {
    int length = to - from;
    long[] otherTimes = new long[length];
    long[] otherRows = new long[length];
    for (int width = 1; width < length; width = 2 * width) {
      for (int start = 0; start < length; start += 2 * width) {
        int middle = Math.min(start + width, length);
        int end = Math.min(middle + width, length);
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
          boolean takeLeft =
              left < middle && (right >= end || times[from + left] <= times[from + right]);
          int taken = from + (takeLeft ? left++ : right++);
          otherTimes[at] = times[taken];
          otherRows[at] = rows[taken];
        }
      }
      System.arraycopy(otherTimes, 0, times, from, length);
      System.arraycopy(otherRows, 0, rows, from, length);
    }
  }
}
