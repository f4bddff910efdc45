package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a column's values into parts of about the same number of rows, in ascending order. Equal
 * values are in the same part; missing ones in the first.
 */
final class KeyBounds implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The largest value of each part but the last; ascending. */
  private final Comparable<?>[] bounds;

  private KeyBounds(Comparable<?>[] bounds) {
    this.bounds = bounds;
  }

  /**
   * Bounds by samples of the column.
   *
   * @param parts how many are wanted; fewer come about where values repeat much
   */
  static KeyBounds of(List<KeySample> samples, OutputColumn column, int parts) {
    TreeMap<String, Double> byOrder = new TreeMap<>();
    Map<String, Comparable<?>> values = new TreeMap<>();
    double total = 0;
    for (KeySample sample : samples) {
      for (String cell : sample.values()) {
        Object value = column.type().value(cell, column.power());
        if (value instanceof Comparable<?> comparable) {
          String order = order(comparable);
          byOrder.merge(order, (double) sample.step(), Double::sum);
          values.put(order, comparable);
          total += sample.step();
        }
      }
    }
    List<Comparable<?>> bounds = new ArrayList<>();
    double seen = 0;
    for (Map.Entry<String, Double> entry : byOrder.entrySet()) {
      seen += entry.getValue();
      Comparable<?> value = values.get(entry.getKey());
      if (value != null
          && seen >= total * (bounds.size() + 1) / parts
          && bounds.size() < parts - 1) {
        bounds.add(value);
      }
    }
    return new KeyBounds(bounds.toArray(Comparable<?>[]::new));
  }

  /** A text that sorts as the value does. */
  private static String order(Comparable<?> value) {
    if (value instanceof Number number) {
      long bits = Double.doubleToLongBits(number.doubleValue());
      long sortable = bits >= 0 ? bits ^ Long.MIN_VALUE : ~bits;
      return String.format(Locale.ROOT, "%016x", sortable);
    }
    return value.toString();
  }

  /** Number of parts. */
  int parts() {
    return bounds.length + 1;
  }

  /** The part of a value of the column. */
  int part(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    int at = Arrays.binarySearch(bounds, value, KeyBounds::compare);
    return at >= 0 ? at : -at - 1;
  }

  private static int compare(Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    if (left instanceof LocalDate a && right instanceof LocalDate b) {
      return a.compareTo(b);
    }
    return left.toString().compareTo(right.toString());
  }
}
