package org.panelworks.linalg;

import java.io.Serializable;

/**
 * An array of running sums, each with its own rounding error carried along (Neumaier 1974, a
 * variant of Kahan's summation). The error of a sum of n terms is about one rounding of the result
 * plus n·ε² times the sum of absolute values, so that the order of the terms does not show.
 */
public final class CompensatedArray implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] sum;
  private final double[] error;

  public CompensatedArray(int length) {
    this.sum = new double[length];
    this.error = new double[length];
  }

  public int length() {
    return sum.length;
  }

  /** Adds one term to sum {@code i}. */
  public void add(int i, double term) {
    double before = sum[i];
    double after = before + term;
    if (Math.abs(before) >= Math.abs(term)) {
      error[i] += (before - after) + term;
    } else {
      error[i] += (term - after) + before;
    }
    sum[i] = after;
  }

  /** Adds {@code terms[i]} to every sum {@code i}. */
  public void addAll(double[] terms) {
    for (int i = 0; i < sum.length; i++) {
      add(i, terms[i]);
    }
  }

  /** Adds another array of sums of the same length to this one. */
  public CompensatedArray merge(CompensatedArray other) {
    for (int i = 0; i < sum.length; i++) {
      add(i, other.sum[i]);
      error[i] += other.error[i];
    }
    return this;
  }

  public double value(int i) {
    return sum[i] + error[i];
  }

  /** All sums, [length]. */
  public double[] values() {
    double[] values = new double[sum.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    return values;
  }
}
