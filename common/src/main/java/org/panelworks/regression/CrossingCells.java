package org.panelworks.regression;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.panelworks.panel.PanelBlock;

/**
 * What one block contributes to D'MWD, held by its cells: the rows of a unit that are in the same
 * levels of all effects across units count as one, with their weights added up and, for each column
 * q of the orthonormal basis of the unit's own effects, the sum of w·q. Rows with slopes stand for
 * themselves.
 */
final class CrossingCells implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int factors;
  private final boolean slopes;
  private int cells;
  private int runs;
  private int[] unknown = new int[0];
  private double[] slope = new double[0];
  private double[] weight = new double[0];
  private int[] runEnd = new int[16];
  private int[] rank = new int[16];
  private double[] basis = new double[0];
  private int basisSize;

  private CrossingCells(ModelGroup group) {
    this.factors = group.factors().size();
    this.slopes = group.factors().stream().anyMatch(f -> !f.isConstant());
  }

  /** The cells of a block. */
  static CrossingCells of(ModelGroup group, PanelBlock block) {
    CrossingCells cells = new CrossingCells(group);
    UnitRun.each(group, new BlockView(block), cells::add);
    cells.trim();
    return cells;
  }

  private void add(UnitRun run) {
    int[] cellOf = cellsOf(run);
    int count = Arrays.stream(cellOf).max().orElse(-1) + 1;
    reserve(count, run.hasWithin() ? run.within().rank() : 0);
    for (int r = 0; r < run.size(); r++) {
      int cell = cells + cellOf[r];
      weight[cell] += run.weight(r);
      for (int f = 0; f < factors; f++) {
        unknown[cell * factors + f] = run.unknown(f)[r];
        if (slopes) {
          slope[cell * factors + f] = run.slope(f)[r];
        }
      }
      for (int b = 0; b < rank[runs]; b++) {
        basis[basisSize + b * count + cellOf[r]] += run.within().weightedBasis(b, r);
      }
    }
    basisSize += count * rank[runs];
    cells += count;
    runEnd[runs++] = cells;
  }

  /** The cell of each row, numbered within the run. */
  private int[] cellsOf(UnitRun run) {
    int[] cellOf = new int[run.size()];
    Map<java.util.List<Integer>, Integer> seen = new HashMap<>();
    for (int r = 0; r < cellOf.length; r++) {
      if (slopes) {
        cellOf[r] = r;
        continue;
      }
      Integer[] tuple = new Integer[factors];
      for (int f = 0; f < factors; f++) {
        tuple[f] = run.unknown(f)[r];
      }
      cellOf[r] = seen.computeIfAbsent(java.util.List.of(tuple), key -> seen.size());
    }
    return cellOf;
  }

  private void reserve(int count, int columns) {
    if (runs == runEnd.length) {
      runEnd = Arrays.copyOf(runEnd, 2 * runs);
      rank = Arrays.copyOf(rank, 2 * runs);
    }
    rank[runs] = columns;
    int size = cells + count;
    if (size > weight.length) {
      int capacity = size + size / 2;
      weight = Arrays.copyOf(weight, capacity);
      unknown = Arrays.copyOf(unknown, Math.multiplyExact(capacity, factors));
      slope = Arrays.copyOf(slope, slopes ? Math.multiplyExact(capacity, factors) : 0);
    }
    int columnsEnd = Math.addExact(basisSize, Math.multiplyExact(count, columns));
    if (columnsEnd > basis.length) {
      basis = Arrays.copyOf(basis, columnsEnd + columnsEnd / 2);
    }
  }

  private void trim() {
    weight = Arrays.copyOf(weight, cells);
    unknown = Arrays.copyOf(unknown, cells * factors);
    slope = Arrays.copyOf(slope, slopes ? cells * factors : 0);
    runEnd = Arrays.copyOf(runEnd, runs);
    rank = Arrays.copyOf(rank, runs);
    basis = Arrays.copyOf(basis, basisSize);
  }

  /** Adds the block's share of the product of D'MWD with a vector, [unknowns]. */
  void multiply(double[] x, double[] into) {
    double[] fitted = new double[cells];
    for (int cell = 0; cell < cells; cell++) {
      for (int f = 0; f < factors; f++) {
        int at = cell * factors + f;
        fitted[cell] += (slopes ? slope[at] : 1) * x[unknown[at]];
      }
    }
    int first = 0;
    int basisStart = 0;
    for (int run = 0; run < runs; run++) {
      int count = runEnd[run] - first;
      double[] image = residual(fitted, first, count, rank[run], basisStart);
      for (int cell = first; cell < runEnd[run]; cell++) {
        for (int f = 0; f < factors; f++) {
          int at = cell * factors + f;
          into[unknown[at]] += (slopes ? slope[at] : 1) * image[cell - first];
        }
      }
      first = runEnd[run];
      basisStart += count * rank[run];
    }
  }

  /** W·t − Σ (Wq)(Wq)'t over the basis, for the fitted values t of one run. */
  private double[] residual(double[] fitted, int first, int count, int columns, int basisStart) {
    double[] image = new double[count];
    for (int i = 0; i < count; i++) {
      image[i] = weight[first + i] * fitted[first + i];
    }
    for (int b = 0; b < columns; b++) {
      int at = basisStart + b * count;
      double along = 0;
      for (int i = 0; i < count; i++) {
        along += basis[at + i] * fitted[first + i];
      }
      for (int i = 0; i < count; i++) {
        image[i] -= along * basis[at + i];
      }
    }
    return image;
  }

  /** What is done with a share of an entry of D'MWD. */
  interface PairVisitor {
    void visit(int one, int other, double term);
  }

  /**
   * Visits the block's shares of the entries beside the diagonal of D'MWD: one for each pair of
   * unknowns of a cell, and one for each of a unit that has effects of its own.
   */
  void visitPairs(PairVisitor visitor) {
    int first = 0;
    int basisStart = 0;
    for (int run = 0; run < runs; run++) {
      int count = runEnd[run] - first;
      for (int cell = first; cell < runEnd[run]; cell++) {
        visitCell(cell, visitor);
      }
      if (rank[run] > 0) {
        visitProjection(first, count, rank[run], basisStart, visitor);
      }
      first = runEnd[run];
      basisStart += count * rank[run];
    }
  }

  private void visitCell(int cell, PairVisitor visitor) {
    for (int f = 0; f < factors; f++) {
      int one = cell * factors + f;
      for (int g = 0; g < f; g++) {
        int other = cell * factors + g;
        double product = slopes ? slope[one] * slope[other] : 1;
        visitor.visit(unknown[one], unknown[other], weight[cell] * product);
      }
    }
  }

  /** Visits what −Σ (D'Wq)(D'Wq)' over the basis has for each pair of a run's unknowns. */
  private void visitProjection(
      int first, int count, int columns, int basisStart, PairVisitor visitor) {
    int[] met =
        Arrays.stream(unknown, first * factors, (first + count) * factors)
            .sorted()
            .distinct()
            .toArray();
    double[][] projected = new double[met.length][columns];
    for (int i = 0; i < count; i++) {
      for (int f = 0; f < factors; f++) {
        int at = (first + i) * factors + f;
        double[] sums = projected[Arrays.binarySearch(met, unknown[at])];
        for (int b = 0; b < columns; b++) {
          sums[b] += basis[basisStart + b * count + i] * (slopes ? slope[at] : 1);
        }
      }
    }
    for (int i = 0; i < met.length; i++) {
      for (int j = 0; j < i; j++) {
        double along = 0;
        for (int b = 0; b < columns; b++) {
          along += projected[i][b] * projected[j][b];
        }
        visitor.visit(met[i], met[j], -along);
      }
    }
  }
}
