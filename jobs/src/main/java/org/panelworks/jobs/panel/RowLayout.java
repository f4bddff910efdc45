package org.panelworks.jobs.panel;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a scan's row holds what. The columns come in this order: the unit, the time, each drop
 * step's condition, whether each required column is missing, the packed numeric columns, the
 * conditions that jobs use, the packed category columns, further numeric columns that are only
 * checked for infinite values.
 *
 * @param unit how the unit travels, null for a scan without it
 * @param time how the time travels, null for a scan without it
 * @param drops number of drop steps
 * @param required number of required columns
 * @param numeric number of packed numeric columns
 * @param conditions number of conditions, packed after the numeric columns as 1 (true) or 0
 * @param categories how each packed category column travels
 * @param checked names of the columns checked for infinite values: the packed numeric ones, then
 *     the others
 */
record RowLayout(
    @Nullable ColumnKind unit,
    @Nullable ColumnKind time,
    int drops,
    int required,
    int numeric,
    int conditions,
    List<ColumnKind> categories,
    List<String> checked)
    implements Serializable {

  RowLayout {
    categories = List.copyOf(categories);
    checked = List.copyOf(checked);
  }

  int timeAt() {
    return unit == null ? 0 : 1;
  }

  int dropsAt() {
    return timeAt() + (time == null ? 0 : 1);
  }

  int requiredAt() {
    return dropsAt() + drops;
  }

  int numericAt() {
    return requiredAt() + required;
  }

  int conditionsAt() {
    return numericAt() + numeric;
  }

  int categoriesAt() {
    return conditionsAt() + conditions;
  }

  int othersAt() {
    return categoriesAt() + categories.size();
  }

  /** Number of columns. */
  int size() {
    return othersAt() + others();
  }

  /** Columns that are checked only. */
  int others() {
    return checked.size() - numeric;
  }

  /** Packed columns of doubles: numeric ones and conditions. */
  int doubles() {
    return numeric + conditions;
  }

  /** Number of sample steps, {@code require} counted as one. */
  int steps() {
    return drops + (required > 0 ? 1 : 0);
  }

  /** Bytes that a packed row takes, about. */
  int rowBytes() {
    return Integer.BYTES
        + Long.BYTES
        + 1
        + Double.BYTES * doubles()
        + Integer.BYTES * categories.size();
  }
}
