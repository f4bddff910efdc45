package org.panelworks.segment;

import java.util.Arrays;
import java.util.List;
import org.panelworks.EstimationException;

/**
 * A linear scale of each attribute: scaled = (value − origin) / unit. An attribute that does not
 * vary has no scale and is refused by name, unless values stay as they are.
 *
 * @param kind how origin and unit are found
 * @param origin [attributes]
 * @param unit [attributes], positive
 */
public record AttributeScale(Kind kind, double[] origin, double[] unit) {
  /** The kinds of scales. */
  public enum Kind {
    /** Values as they are. */
    NONE,
    /** Mean 0 and standard deviation 1 (divisor n − 1). */
    Z,
    /** From 0 at the least to 1 at the greatest value. */
    MIN_MAX
  }

  /**
   * The scale of attributes.
   *
   * @param names of the attributes
   * @param rows [rows][attributes], none missing
   */
  public static AttributeScale of(Kind kind, List<String> names, double[][] rows) {
    int d = names.size();
    double[] origin = new double[d];
    double[] unit = new double[d];
    Arrays.fill(unit, 1);
    for (int a = 0; a < d && kind != Kind.NONE; a++) {
      int attribute = a;
      double[] column = Arrays.stream(rows).mapToDouble(row -> row[attribute]).toArray();
      double least = Arrays.stream(column).min().orElse(0);
      double greatest = Arrays.stream(column).max().orElse(0);
      if (!(greatest > least)) {
        throw new EstimationException(
            "attribute " + names.get(a) + " does not vary and cannot be scaled: leave it out");
      }
      if (kind == Kind.MIN_MAX) {
        origin[a] = least;
        unit[a] = greatest - least;
      } else {
        double mean = Arrays.stream(column).sum() / column.length;
        double squares = Arrays.stream(column).map(v -> (v - mean) * (v - mean)).sum();
        origin[a] = mean;
        unit[a] = Math.sqrt(squares / (column.length - 1));
      }
    }
    return new AttributeScale(kind, origin, unit);
  }

  /** A row on the scale, [attributes]. */
  public double[] scaled(double[] row) {
    double[] scaled = new double[row.length];
    for (int a = 0; a < row.length; a++) {
      scaled[a] = (row[a] - origin[a]) / unit[a];
    }
    return scaled;
  }
}
