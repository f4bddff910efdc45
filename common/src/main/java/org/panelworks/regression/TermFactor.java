package org.panelworks.regression;

import java.io.Serializable;
import java.util.List;

/** One of the variables whose product is a term: a number, or the indicators of a category. */
public sealed interface TermFactor extends Serializable {
  /** The factor as R writes it in a term's label. */
  String name();

  /** The numeric expressions that the factor reads. */
  default List<NumericExpression> expressions() {
    return List.of();
  }

  /**
   * The category columns whose levels the factor needs, each alone or, for pairs of categories, two
   * together.
   */
  default List<List<String>> levelGroups() {
    return List.of();
  }

  /** A factor of the levels of one category. */
  sealed interface OfLevels extends TermFactor {
    String column();

    @Override
    default List<List<String>> levelGroups() {
      return List.of(List.of(column()));
    }
  }

  /** A numeric expression. */
  record Numeric(NumericExpression expression) implements TermFactor {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return expression.name();
    }

    @Override
    public List<NumericExpression> expressions() {
      return List.of(expression);
    }
  }

  /** {@code factor(var)}: R's dummies, {@code factor(year)1977}, coded as R codes factors. */
  record Dummies(String column) implements OfLevels {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "factor(" + FormulaText.columnName(column) + ")";
    }
  }

  /** {@code i(var, ref = …)}: one indicator per level, {@code year::1977}. */
  record Categories(String column, TermLevels levels) implements OfLevels {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "i(" + FormulaText.columnName(column) + levels.arguments("") + ")";
    }
  }

  /** {@code i(var, x, ref = …)}: one slope of a number per level, {@code region::1:unemp}. */
  record CategoriesByNumber(String column, TermLevels levels, NumericExpression number)
      implements OfLevels {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "i("
          + FormulaText.columnName(column)
          + ", "
          + number.name()
          + levels.arguments("")
          + ")";
    }

    @Override
    public List<NumericExpression> expressions() {
      return List.of(number);
    }
  }

  /**
   * {@code i(var, i.other)}: one indicator per pair of levels that occurs, {@code
   * region::1:year::1977}.
   */
  record CategoryPairs(String column, TermLevels levels, String other, TermLevels otherLevels)
      implements TermFactor {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "i("
          + FormulaText.columnName(column)
          + ", i."
          + FormulaText.columnName(other)
          + levels.arguments("")
          + otherLevels.arguments("2")
          + ")";
    }

    @Override
    public List<List<String>> levelGroups() {
      return List.of(List.of(column), List.of(other), List.of(column, other));
    }
  }
}
