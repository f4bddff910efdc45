package org.panelworks.regression;

import java.io.Serializable;
import org.panelworks.linalg.SymmetricOperator;
import org.panelworks.panel.HeldParts;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.PartPass;

/**
 * Products with D'MWD formed where the blocks are, from their cells: each asks for one pass over
 * what is held, with the vectors sent out and the products added up.
 */
final class CellOperator implements SymmetricOperator, AutoCloseable {
  private final HeldParts<CrossingCells> cells;
  private final boolean hasUnit;
  private final boolean[] empty;

  private CellOperator(HeldParts<CrossingCells> cells, boolean hasUnit, boolean[] empty) {
    this.cells = cells;
    this.hasUnit = hasUnit;
    this.empty = empty;
  }

  /**
   * The operator of a group.
   *
   * @param empty unknowns whose rows and columns are to be zero, [unknowns]
   */
  static CellOperator over(PanelBlocks blocks, ModelGroup group, boolean[] empty) {
    return new CellOperator(
        blocks.hold("fixed effects of " + group.names(), new CellsOf(group)),
        blocks.hasUnit(),
        empty);
  }

  @Override
  public int size() {
    return empty.length;
  }

  @Override
  public void multiply(double[][] x, double[][] products) {
    double[][] found = cells.run(new Products(x)).vectors();
    for (int v = 0; v < products.length; v++) {
      for (int u = 0; u < empty.length; u++) {
        products[v][u] = empty[u] ? 0 : found[v][u];
      }
    }
  }

  /** Whether each unit's cells stand together. */
  boolean hasUnit() {
    return hasUnit;
  }

  /** Runs another pass over the cells. */
  <A extends Serializable> A run(PartPass<CrossingCells, A> pass) {
    return cells.run(pass);
  }

  @Override
  public void close() {
    cells.close();
  }

  private record CellsOf(ModelGroup group) implements HeldParts.PartOf<CrossingCells> {
    private static final long serialVersionUID = 1L;

    @Override
    public CrossingCells of(PanelBlock block) {
      return CrossingCells.of(group, block);
    }
  }

  /** Products of several vectors. */
  private record Vectors(double[][] vectors) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private record Products(double[][] x) implements PartPass<CrossingCells, Vectors> {
    private static final long serialVersionUID = 1L;

    @Override
    public Vectors start() {
      return new Vectors(new double[x.length][x[0].length]);
    }

    @Override
    public Vectors add(Vectors into, CrossingCells part) {
      for (int v = 0; v < x.length; v++) {
        part.multiply(x[v], into.vectors()[v]);
      }
      return into;
    }

    @Override
    public Vectors merge(Vectors left, Vectors right) {
      for (int v = 0; v < x.length; v++) {
        double[] sums = left.vectors()[v];
        for (int u = 0; u < sums.length; u++) {
          sums[u] += right.vectors()[v][u];
        }
      }
      return left;
    }
  }
}
