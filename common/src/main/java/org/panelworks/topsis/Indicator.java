package org.panelworks.topsis;

import java.io.Serializable;
import java.util.OptionalDouble;
import org.panelworks.SettingsException;

/**
 * An indicator of the evaluation.
 *
 * @param column the panel's column, whatever its unit of measurement
 * @param criterion the criterion it belongs to; empty where the study has none
 * @param direction which values are good
 * @param label as printed tables and figures name it
 * @param weight a weight of the user's, 0 or more; NaN where none is given
 */
public record Indicator(
    String column, String criterion, Direction direction, String label, double weight)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public Indicator {
    if (column.isBlank()) {
      throw new SettingsException("column must not be empty");
    }
    if (weight < 0 || Double.isInfinite(weight)) {
      throw new SettingsException("weight must be 0 or more, got " + weight);
    }
  }

  /** The weight, if one is given. */
  public OptionalDouble givenWeight() {
    return Double.isNaN(weight) ? OptionalDouble.empty() : OptionalDouble.of(weight);
  }
}
