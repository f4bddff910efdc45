package org.panelworks.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.panelworks.SettingsException;

/**
 * A figure printed in a paper beside the value that its own inputs and formulas give.
 *
 * @param quantity what it is
 * @param printed the figure with its digits, {@code 63.90} say
 * @param computed the value; NaN where none follows
 */
public record PrintedFigure(String quantity, String printed, double computed) {
  public PrintedFigure {
    number(quantity, printed);
  }

  private static BigDecimal number(String quantity, String printed) {
    try {
      return new BigDecimal(printed.strip());
    } catch (NumberFormatException e) {
      throw new SettingsException(
          "the printed figure of " + quantity + " must be a number, got `" + printed + "`");
    }
  }

  /** The printed figure as a number. */
  public double value() {
    return number(quantity, printed).doubleValue();
  }

  /**
   * Whether the computed value rounds to the printed figure, to its own digits; ties may go either
   * way.
   */
  public boolean follows() {
    if (!Double.isFinite(computed)) {
      return false;
    }
    BigDecimal figure = number(quantity, printed);
    BigDecimal exact = BigDecimal.valueOf(computed);
    return figure.compareTo(exact.setScale(figure.scale(), RoundingMode.HALF_UP)) == 0
        || figure.compareTo(exact.setScale(figure.scale(), RoundingMode.HALF_DOWN)) == 0;
  }
}
