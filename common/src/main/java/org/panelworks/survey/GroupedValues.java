package org.panelworks.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.panelworks.DataException;

/**
 * Values of one variable in groups, the groups in the order of their names.
 *
 * @param groups the names
 * @param values [groups][values of the group], none missing, at least one each
 */
public record GroupedValues(List<String> groups, double[][] values) {
  public GroupedValues {
    groups = List.copyOf(groups);
    if (groups.size() != values.length) {
      throw new IllegalArgumentException("one array of values for each group is wanted");
    }
  }

  /** Groups rows; rows whose value is missing (NaN) or whose group is empty are left out. */
  public static GroupedValues of(List<String> labels, double[] values) {
    Map<String, List<Double>> groups = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (!labels.get(i).isEmpty() && !Double.isNaN(values[i])) {
        groups.computeIfAbsent(labels.get(i), key -> new ArrayList<>()).add(values[i]);
      }
    }
    if (groups.isEmpty()) {
      throw new DataException("no row has both a group and a value");
    }
    return new GroupedValues(
        List.copyOf(groups.keySet()),
        groups.values().stream()
            .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new));
  }

  /** Number of groups. */
  public int size() {
    return groups.size();
  }

  /** Number of values of all groups. */
  public int observations() {
    return Arrays.stream(values).mapToInt(group -> group.length).sum();
  }

  /** Number of values of a group. */
  public int count(int group) {
    return values[group].length;
  }

  /** The mean of a group. */
  public double mean(int group) {
    return mean(values[group]);
  }

  /** The sample variance of a group (divisor n − 1); NaN for a single value. */
  public double variance(int group) {
    return squares(values[group]) / (values[group].length - 1);
  }

  /** The mean of all values. */
  public double grandMean() {
    double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    return mean(all);
  }

  /** The mean; a second pass takes off what rounding left. */
  static double mean(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    return mean + Arrays.stream(values).map(value -> value - mean).sum() / values.length;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The sum of squares about the mean. */
  static double squares(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }
}
