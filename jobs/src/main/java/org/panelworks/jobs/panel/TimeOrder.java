package org.panelworks.jobs.panel;

/** Sorts rows by time without boxing: a merge sort, so that rows of one time keep their order. */
final class TimeOrder {
  private TimeOrder() {}

  /**
   * Sorts the times and, with them, as many entries of another array.
   *
   * @param times the keys, [rows]
   * @param rows what goes with them, from index {@code from}
   */
  static void sort(long[] times, long[] rows, int from) {
    int length = times.length;
    long[] otherTimes = new long[length];
    long[] otherRows = new long[length];
    for (int width = 1; width < length; width = 2 * width) {
      for (int start = 0; start < length; start += 2 * width) {
        int middle = Math.min(start + width, length);
        int end = Math.min(middle + width, length);
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
          boolean takeLeft = left < middle && (right >= end || times[left] <= times[right]);
          int taken = takeLeft ? left++ : right++;
          otherTimes[at] = times[taken];
          otherRows[at] = rows[from + taken];
        }
      }
      System.arraycopy(otherTimes, 0, times, 0, length);
      System.arraycopy(otherRows, 0, rows, from, length);
    }
  }
}
