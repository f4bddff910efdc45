package org.panelworks.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.SettingsException;
import org.panelworks.linalg.PairSums;
import org.panelworks.linalg.SemidefiniteCholesky;
import org.panelworks.linalg.SparseSymmetric;
import org.panelworks.linalg.UnionFind;

/**
 * The effects across units that add up to those of a fitted model and are zero at each unknown
 * whose column the columns before it explain, in a given sequence, beside the effects within units.
 *
 * <p>The columns are indicators and numbers as they are; the equations D'MWD of the fitted model
 * have the numbers less their means in the levels, which keeps digits. With the constant of a level
 * before its slopes in the sequence, both have the same columns explained by those before, and the
 * factor of one is that of the other with rows added.
 *
 * <p>What hangs together through no row and no unit is solved for apart. The factors are formed
 * again for each solution, so that the driver need not hold those of all models.
 */
final class EffectElimination {
  private final FittedModel fitted;
  private final CrossingLevels levels;
  private final PairSums pairs;

  /** The unknown of the constant of a slope's level, and the mean taken off its number. */
  private final int[] constant;

  private final double[] centre;
  private final int[] position;

  private EffectElimination(FittedModel fitted, CrossingLevels levels, PairSums pairs) {
    this.fitted = fitted;
    this.levels = levels;
    this.pairs = pairs;
    this.constant = new int[pairs.size()];
    this.centre = new double[pairs.size()];
    this.position = new int[pairs.size()];
  }

  /**
   * An elimination.
   *
   * @param levels of the model's group
   * @param pairs D'MWD
   */
  static EffectElimination of(FittedModel fitted, CrossingLevels levels, PairSums pairs) {
    EffectElimination elimination = new EffectElimination(fitted, levels, pairs);
    for (CrossingFactor factor : fitted.group().factors()) {
      int first = fitted.group().offset(factor.dimension());
      for (int l = 0; l < factor.levels() && !factor.isConstant(); l++) {
        elimination.constant[factor.offset() + l] = first + l;
        elimination.centre[factor.offset() + l] = factor.centre()[l];
      }
    }
    return elimination;
  }

  /**
   * The effects that are the fitted model's, slopes of the numbers as they are, [unknowns].
   *
   * @param sequence all unknowns
   */
  double[] effects(List<Integer> sequence) {
    return solved(sequence, fitted.crossing(), SemidefiniteCholesky::coordinatesOfSum);
  }

  /**
   * What is to be added to effects, slopes of the numbers as they are, [unknowns].
   *
   * @param gradient products of the unknowns with what the effects leave, [unknowns]
   */
  double[] step(List<Integer> sequence, double[] gradient) {
    return solved(sequence, gradient, SemidefiniteCholesky::coordinatesOfProducts);
  }

  /** How the coordinates of a part of the unknowns are found. */
  private interface Coordinates {
    double[] of(SemidefiniteCholesky factor, double[] given);
  }

  private double[] solved(List<Integer> sequence, double[] given, Coordinates coordinates) {
    double[] solved = new double[pairs.size()];
    boolean[] none = new boolean[pairs.size()];
    if (pairs.isDense()) {
      double[][] matrix = pairs.toDense(none);
      solve(sequence, ordered(sequence, matrix), given, coordinates, solved);
      return solved;
    }
    if (pairs.isOverfull()) {
      throw refused(
          "with at most as many pairs of levels that occur together as driver-cells says; there are"
              + " more");
    }
    SparseSymmetric matrix = pairs.toSparse(none);
    List<List<Integer>> parts = parts(sequence, matrix);
    int largest = parts.stream().mapToInt(List::size).max().orElse(0);
    if (largest > PairSums.DENSE_LIMIT) {
      throw refused(
          "with at most "
              + PairSums.DENSE_LIMIT
              + " levels and slopes across units that hang together; there are "
              + largest);
    }
    parts.forEach(part -> solve(part, ordered(part, matrix), given, coordinates, solved));
    return solved;
  }

  private SettingsException refused(String bound) {
    return new SettingsException(
        "model "
            + fitted.model().plan().spec().name()
            + ": fixed effects can be saved of two effects without slopes, or of others "
            + bound);
  }

  /** The unknowns that hang together, each part in the sequence's order. */
  private static List<List<Integer>> parts(List<Integer> sequence, SparseSymmetric matrix) {
    UnionFind graph = new UnionFind(matrix.size());
    for (int i = 0; i < matrix.size(); i++) {
      for (int k = matrix.start(i); k < matrix.start(i + 1); k++) {
        graph.union(i, matrix.column(k));
      }
    }
    Map<Integer, List<Integer>> parts = new LinkedHashMap<>();
    for (int unknown : sequence) {
      parts.computeIfAbsent(graph.find(unknown), root -> new ArrayList<>()).add(unknown);
    }
    return List.copyOf(parts.values());
  }

  private static double[][] ordered(List<Integer> part, double[][] matrix) {
    int size = part.size();
    double[][] ordered = new double[size][size];
    for (int i = 0; i < size; i++) {
      double[] row = matrix[part.get(i)];
      for (int j = 0; j < size; j++) {
        ordered[i][j] = row[part.get(j)];
      }
    }
    return ordered;
  }

  private double[][] ordered(List<Integer> part, SparseSymmetric matrix) {
    place(part);
    double[][] ordered = new double[part.size()][part.size()];
    for (int i = 0; i < ordered.length; i++) {
      int unknown = part.get(i);
      ordered[i][i] = matrix.diagonal()[unknown];
      for (int k = matrix.start(unknown); k < matrix.start(unknown + 1); k++) {
        ordered[i][position[matrix.column(k)]] = matrix.value(k);
      }
    }
    return ordered;
  }

  private void place(List<Integer> part) {
    for (int i = 0; i < part.size(); i++) {
      position[part.get(i)] = i;
    }
  }

  private void solve(
      List<Integer> part,
      double[][] ordered,
      double[] given,
      Coordinates coordinates,
      double[] into) {
    place(part);
    int size = part.size();
    double[] squares = new double[size];
    double[] ofPart = new double[size];
    int[] earlier = new int[size];
    double[] times = new double[size];
    for (int i = 0; i < size; i++) {
      int unknown = part.get(i);
      squares[i] = levels.squares(unknown);
      ofPart[i] = given[unknown];
      earlier[i] = position[constant[unknown]];
      times[i] = centre[unknown];
    }
    SemidefiniteCholesky factor =
        SemidefiniteCholesky.of(ordered, squares, CrossingMoments.IDENTIFIED);
    double[] solved = factor.byColumns(coordinates.of(factor, ofPart), earlier, times);
    for (int i = 0; i < size; i++) {
      into[part.get(i)] = solved[i];
    }
  }
}
