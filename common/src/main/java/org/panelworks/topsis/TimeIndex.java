package org.panelworks.topsis;

import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.panel.PanelBlock;

/** Numbers the times of a panel 0, 1, 2, … in ascending order; one number for a panel without. */
public final class TimeIndex implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int WIDEST_TABLE = 1 << 20;

  private final long[] times;
  private final boolean present;
  private final int[] table;

  private TimeIndex(long[] times, boolean present) {
    this.times = times;
    this.present = present;
    this.table = table(times);
  }

  /** Times in ascending order. */
  static TimeIndex of(long[] times) {
    return new TimeIndex(times.clone(), true);
  }

  /** A panel without a time. */
  static TimeIndex none() {
    return new TimeIndex(new long[] {0}, false);
  }

  /** The number of each time by its distance from the first, where they stand close enough. */
  private static int[] table(long[] times) {
    long width = times.length == 0 ? 0 : times[times.length - 1] - times[0] + 1;
    if (width <= 0 || width > WIDEST_TABLE) {
      return new int[0];
    }
    int[] table = new int[(int) width];
    for (int i = 0; i < times.length; i++) {
      table[(int) (times[i] - times[0])] = i;
    }
    return table;
  }

  /** Whether the panel has a time. */
  public boolean isPresent() {
    return present;
  }

  /** Number of times; 1 for a panel without. */
  public int size() {
    return times.length;
  }

  /** The time with a number. */
  public long time(int number) {
    return times[number];
  }

  /** The number of a time that is there. */
  int number(long time) {
    return table.length > 0 ? table[(int) (time - times[0])] : Arrays.binarySearch(times, time);
  }

  /** The numbers of the times of some rows of a block, [rows]. */
  int[] numbers(PanelBlock block, int[] rows) {
    int[] numbers = new int[rows.length];
    if (present) {
      long[] time = block.time();
      for (int i = 0; i < rows.length; i++) {
        numbers[i] = number(time[rows[i]]);
      }
    }
    return numbers;
  }
}
