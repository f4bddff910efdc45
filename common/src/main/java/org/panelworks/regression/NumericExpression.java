package org.panelworks.regression;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * An expression of a formula that has one number per row: a column, a lag, {@code log(x)}, what
 * stands inside {@code I()}. Immutable; two expressions with the same {@link #name()} are equal.
 *
 * <p>A missing operand makes the value missing. So does an operation on present values whose result
 * is not a finite number: the logarithm of a value ≤ 0, the root of a value below 0, division by
 * zero, overflow; {@link DomainCounts} counts these. Lags are by time, never by position: the lag k
 * of the row of time t is the value of the same unit at time t − k, or missing where the unit has
 * no such row. Rows that a sample step dropped and that the block still carries serve as lags.
 */
public sealed interface NumericExpression extends Serializable {
  /** The name that R's deparse and fixest give: {@code l(log(x), 1)}, {@code I(2 * a - b)}. */
  String name();

  /** The expressions that this one is computed from, in order. */
  List<NumericExpression> operands();

  /**
   * Computes the values of every row of the block, [rows], NaN where missing. The array may be
   * shared: nobody writes it. {@link BlockColumns#values(NumericExpression)} computes each
   * expression once.
   */
  double[] evaluate(BlockColumns columns);

  /** Adds the names of the columns that the expression reads. */
  default void collectColumns(Set<String> into) {
    operands().forEach(operand -> operand.collectColumns(into));
  }

  /** Whether the expression looks at other rows of the unit, and so needs a unit and a time. */
  default boolean usesTime() {
    return operands().stream().anyMatch(NumericExpression::usesTime);
  }

  /** A numeric column of the panel. */
  record Column(String column) implements NumericExpression {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return FormulaText.columnName(column);
    }

    @Override
    public List<NumericExpression> operands() {
      return List.of();
    }

    @Override
    public double[] evaluate(BlockColumns columns) {
      return columns.numeric(column);
    }

    @Override
    public void collectColumns(Set<String> into) {
      into.add(column);
    }
  }

  /** A number written in the formula. */
  record Constant(double value) implements NumericExpression {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return FormulaText.number(value);
    }

    @Override
    public List<NumericExpression> operands() {
      return List.of();
    }

    @Override
    public double[] evaluate(BlockColumns columns) {
      double[] values = new double[columns.block().rows()];
      Arrays.fill(values, value);
      return values;
    }
  }

  /**
   * The value some steps of time earlier, {@code l(x, 1)}, or later, {@code f(x, 1)}.
   *
   * @param steps how much earlier; negative for a lead; never 0
   */
  record Lag(NumericExpression operand, int steps) implements NumericExpression {
    private static final long serialVersionUID = 1L;

    public Lag {
      if (steps == 0) {
        throw new IllegalArgumentException("a lag of 0 steps is the expression itself");
      }
    }

    @Override
    public String name() {
      return (steps > 0 ? "l(" : "f(") + operand.name() + ", " + Math.abs(steps) + ")";
    }

    @Override
    public List<NumericExpression> operands() {
      return List.of(operand);
    }

    @Override
    public double[] evaluate(BlockColumns columns) {
      return columns.earlier(columns.values(operand), steps, name());
    }

    @Override
    public boolean usesTime() {
      return true;
    }
  }

  /**
   * The change over some steps of time, {@code d(x, 1)}: the value less its lag.
   *
   * @param steps at least 1
   */
  record Difference(NumericExpression operand, int steps) implements NumericExpression {
    private static final long serialVersionUID = 1L;

    public Difference {
      if (steps < 1) {
        throw new IllegalArgumentException("a difference needs at least 1 step, got " + steps);
      }
    }

    @Override
    public String name() {
      return "d(" + operand.name() + ", " + steps + ")";
    }

    @Override
    public List<NumericExpression> operands() {
      return List.of(operand);
    }

    @Override
    public double[] evaluate(BlockColumns columns) {
      double[] now = columns.values(operand);
      double[] change = columns.earlier(now, steps, name());
      for (int row = 0; row < change.length; row++) {
        change[row] = finite(now[row] - change[row]);
      }
      return change;
    }

    @Override
    public boolean usesTime() {
      return true;
    }
  }

  /** The four operations and powers. */
  enum Operator {
    ADD(" + "),
    SUBTRACT(" - "),
    MULTIPLY(" * "),
    DIVIDE("/"),
    POWER("^");

    private final String spelling;

    Operator(String spelling) {
      this.spelling = spelling;
    }

    double apply(double left, double right) {
      return switch (this) {
        case ADD -> left + right;
        case SUBTRACT -> left - right;
        case MULTIPLY -> left * right;
        case DIVIDE -> left / right;
        // NaN^0 is 1 in IEEE arithmetic, but a missing value stays missing.
        case POWER -> Double.isNaN(left) ? Double.NaN : Math.pow(left, right);
      };
    }
  }

  /** Two expressions joined by an operator. */
  record Arithmetic(Operator operator, NumericExpression left, NumericExpression right)
      implements NumericExpression {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return left.name() + operator.spelling + right.name();
    }

    @Override
    public List<NumericExpression> operands() {
      return List.of(left, right);
    }

    @Override
    public double[] evaluate(BlockColumns columns) {
      double[] a = columns.values(left);
      double[] b = columns.values(right);
      double[] values = new double[a.length];
      for (int row = 0; row < values.length; row++) {
        values[row] = finite(operator.apply(a[row], b[row]));
      }
      return values;
    }
  }

  /** An expression with its sign changed. */
  record Negative(NumericExpression operand) implements NumericExpression {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "-" + operand.name();
    }

    @Override
    public List<NumericExpression> operands() {
      return List.of(operand);
    }

    @Override
    public double[] evaluate(BlockColumns columns) {
      double[] values = columns.values(operand).clone();
      for (int row = 0; row < values.length; row++) {
        values[row] = -values[row];
      }
      return values;
    }
  }

  /** The functions of one argument; {@code log} is the natural logarithm. */
  enum Function {
    LOG("log"),
    EXP("exp"),
    SQRT("sqrt"),
    ABS("abs");

    private final String spelling;

    Function(String spelling) {
      this.spelling = spelling;
    }

    String spelling() {
      return spelling;
    }

    double apply(double value) {
      return switch (this) {
        case LOG -> Math.log(value);
        case EXP -> Math.exp(value);
        case SQRT -> Math.sqrt(value);
        case ABS -> Math.abs(value);
      };
    }
  }

  /** A function of one expression. */
  record Call(Function function, NumericExpression operand) implements NumericExpression {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return function.spelling + "(" + operand.name() + ")";
    }

    @Override
    public List<NumericExpression> operands() {
      return List.of(operand);
    }

    @Override
    public double[] evaluate(BlockColumns columns) {
      double[] values = columns.values(operand).clone();
      for (int row = 0; row < values.length; row++) {
        values[row] = finite(function.apply(values[row]));
      }
      return values;
    }
  }

  /**
   * An expression in parentheses, which R's names keep: {@code (x + z)}, or taken as it stands,
   * {@code I(x^2)}.
   *
   * @param opening what stands before the operand, {@code (} or {@code I(}
   */
  record Grouped(String opening, NumericExpression operand) implements NumericExpression {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return opening + operand.name() + ")";
    }

    @Override
    public List<NumericExpression> operands() {
      return List.of(operand);
    }

    @Override
    public double[] evaluate(BlockColumns columns) {
      return columns.values(operand);
    }
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }
}
