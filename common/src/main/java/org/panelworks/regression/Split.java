package org.panelworks.regression;

import java.io.Serializable;

/**
 * A model estimated once for each value that a column has in the model's sample, as {@code split}
 * and {@code fsplit} of {@code fixest} have it. Values stand in the column's order: by number where
 * every value of the column is a number, else by their characters. Rows in which the column is
 * missing belong to no value's subsample, but to the full sample.
 *
 * @param column a category column of the panel; empty for a model that is not split
 * @param parts which samples the model is estimated on
 */
public record Split(String column, Parts parts) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most values that a model is estimated for. */
  public static final int MAX_VALUES = 500;

  /** No split: the model is estimated once. */
  public static final Split NONE = new Split("", Parts.FULL);

  /** The samples of a split model, in this order. */
  public enum Parts {
    /** The full sample alone. */
    FULL,
    /** One subsample for each value. */
    VALUES,
    /** The full sample, then one subsample for each value. */
    FULL_AND_VALUES
  }

  public Split {
    if (column.isEmpty() != (parts == Parts.FULL)) {
      throw new IllegalArgumentException("a model is split where there is a column, got " + column);
    }
  }

  /** One model for each value: {@code split}. */
  public static Split by(String column) {
    return new Split(column, Parts.VALUES);
  }

  /** The full sample first, then one model for each value: {@code fsplit}. */
  public static Split fullAndBy(String column) {
    return new Split(column, Parts.FULL_AND_VALUES);
  }

  boolean isNone() {
    return parts == Parts.FULL;
  }
}
