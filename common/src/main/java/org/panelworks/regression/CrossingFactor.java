package org.panelworks.regression;

import java.io.Serializable;
import java.util.List;

/**
 * A run of unknowns of a group: for each level of a grouping that crosses units its constant, or
 * its slope of one number.
 *
 * @param dimension the grouping's place among the group's crossing ones
 * @param offset the unknown of the first level
 * @param levels number of levels, which is that of unknowns
 * @param slope the number that has the slope; none for constants
 * @param centre what is taken off that number in each level, its mean, so that slopes are
 *     orthogonal to the constants, [levels]; zeros where there are no constants to take it up;
 *     empty for constants
 */
record CrossingFactor(
    int dimension, int offset, int levels, List<NumericExpression> slope, double[] centre)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  CrossingFactor {
    slope = List.copyOf(slope);
  }

  boolean isConstant() {
    return slope.isEmpty();
  }

  /** Whether an unknown is one of these. */
  boolean has(int unknown) {
    return unknown >= offset && unknown < end();
  }

  /** One past the last unknown. */
  int end() {
    return offset + levels;
  }
}
