package org.panelworks.regression;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/**
 * How many values an operation made missing although its operands were present: the logarithm of a
 * value ≤ 0, the root of a value below 0, division by zero, overflow. Counted over the rows of the
 * sample, once per expression: in {@code l(log(x), 1)} it is {@code log(x)} that is counted.
 */
public final class DomainCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, Long> counts = new LinkedHashMap<>();

  /** Counts for the expressions and everything inside them. */
  public static Pass<DomainCounts> pass(Collection<NumericExpression> expressions) {
    return new Counter(List.copyOf(expressions));
  }

  /** The expressions that lost values, by name, with how many; empty where none did. */
  public Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Adds a block, whose columns may already be computed for another purpose. */
  public void add(BlockColumns columns, Collection<NumericExpression> expressions) {
    Map<String, Long> inBlock = new LinkedHashMap<>();
    expressions.forEach(expression -> visit(columns, expression, inBlock));
    inBlock.forEach(this::count);
  }

  private static void visit(
      BlockColumns columns, NumericExpression expression, Map<String, Long> inBlock) {
    if (inBlock.containsKey(expression.name())) {
      return;
    }
    inBlock.put(expression.name(), isOperation(expression) ? lost(columns, expression) : 0L);
    expression.operands().forEach(operand -> visit(columns, operand, inBlock));
  }

  private static boolean isOperation(NumericExpression expression) {
    return expression instanceof NumericExpression.Call
        || expression instanceof NumericExpression.Arithmetic;
  }

  /** Whether an expression, or one inside it, can make values missing that were present. */
  static boolean canLose(NumericExpression expression) {
    return isOperation(expression)
        || expression.operands().stream().anyMatch(DomainCounts::canLose);
  }

  private static long lost(BlockColumns columns, NumericExpression expression) {
    PanelBlock block = columns.block();
    double[] values = columns.values(expression);
    List<double[]> operands = expression.operands().stream().map(columns::values).toList();
    long lost = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (Double.isNaN(values[row]) && block.inSample(row) && present(operands, row)) {
        lost++;
      }
    }
    return lost;
  }

  private static boolean present(List<double[]> operands, int row) {
    for (double[] operand : operands) {
      if (Double.isNaN(operand[row])) {
        return false;
      }
    }
    return true;
  }

  /** Adds the counts of other rows. */
  public DomainCounts merge(DomainCounts other) {
    other.counts.forEach(this::count);
    return this;
  }

  private void count(String name, long lost) {
    if (lost > 0) {
      counts.merge(name, lost, Long::sum);
    }
  }

  private record Counter(List<NumericExpression> expressions) implements Pass<DomainCounts> {
    private static final long serialVersionUID = 1L;

    @Override
    public DomainCounts start() {
      return new DomainCounts();
    }

    @Override
    public DomainCounts add(DomainCounts into, PanelBlock block) {
      into.add(new BlockColumns(block), expressions);
      return into;
    }

    @Override
    public DomainCounts merge(DomainCounts left, DomainCounts right) {
      return left.merge(right);
    }
  }
}
