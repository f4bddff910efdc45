package org.panelworks.regression;

import java.io.Serializable;
import java.util.List;

/**
 * One column of a design matrix: the product of numbers and of indicators of categories' levels. A
 * row in which any of its variables is missing is missing. Computed by {@link
 * BlockColumns#values(DesignColumn)}.
 *
 * @param name the coefficient's name: {@code l(dt, 1)}, {@code union:wks}, {@code year::1977}
 * @param numbers the numeric factors
 * @param indicators the indicator factors; with no factor at all the column is the constant 1
 */
public record DesignColumn(
    String name, List<NumericExpression> numbers, List<DesignColumn.Indicator> indicators)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The constant 1, named {@code (Intercept)}. */
  public static final DesignColumn INTERCEPT =
      new DesignColumn("(Intercept)", List.of(), List.of());

  public DesignColumn {
    numbers = List.copyOf(numbers);
    indicators = List.copyOf(indicators);
  }

  /**
   * 1 where the category column has the level, 0 where it has another, missing where it has none.
   */
  public record Indicator(String column, String label) implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
