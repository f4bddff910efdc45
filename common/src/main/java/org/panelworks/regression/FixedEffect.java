package org.panelworks.regression;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A fixed effect of a formula.
 *
 * @param columns the category columns whose combinations are its levels: {@code sector^year}
 * @param slopes the numbers that have a slope in each level: {@code state[t]}; mostly none
 * @param slopesOnly whether the levels have slopes but no constant: {@code state[[t]]}
 */
public record FixedEffect(List<String> columns, List<NumericExpression> slopes, boolean slopesOnly)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public FixedEffect {
    columns = List.copyOf(columns);
    slopes = List.copyOf(slopes);
    if (columns.isEmpty() || (slopesOnly && slopes.isEmpty())) {
      throw new IllegalArgumentException("a fixed effect has columns, and slopes if only slopes");
    }
  }

  /** The grouping of rows that its levels are. */
  Dimension dimension() {
    return new Dimension(columns);
  }

  /**
   * One effect for each grouping, at the place and by the name of the first: {@code firm[t]} for
   * {@code firm[[t]] + firm}.
   */
  static List<FixedEffect> byGrouping(List<FixedEffect> effects) {
    Map<Dimension, FixedEffect> merged = new LinkedHashMap<>();
    effects.forEach(effect -> merged.merge(effect.dimension(), effect, FixedEffect::and));
    return List.copyOf(merged.values());
  }

  private FixedEffect and(FixedEffect other) {
    Set<NumericExpression> union = new LinkedHashSet<>(slopes);
    union.addAll(other.slopes);
    return new FixedEffect(columns, List.copyOf(union), slopesOnly && other.slopesOnly);
  }

  /** {@code stkcd}, {@code sector^year}, {@code state[t]}, {@code state[[t]]}. */
  public String name() {
    String levels = columns.stream().map(FormulaText::columnName).collect(Collectors.joining("^"));
    if (slopes.isEmpty()) {
      return levels;
    }
    String by = slopes.stream().map(NumericExpression::name).collect(Collectors.joining(", "));
    return slopesOnly ? levels + "[[" + by + "]]" : levels + "[" + by + "]";
  }
}
