package org.panelworks.regression;

import java.util.List;
import org.panelworks.linalg.Preconditioner;
import org.panelworks.linalg.SemidefiniteCholesky;
import org.panelworks.linalg.SparseSymmetric;

/** The exact inverses of the small blocks that the several slopes of each level of a group form. */
final class LevelBlocks implements Preconditioner {
  private final int[] offsets;
  private final SemidefiniteCholesky[] blocks;

  private LevelBlocks(int[] offsets, SemidefiniteCholesky[] blocks) {
    this.offsets = offsets;
    this.blocks = blocks;
  }

  /** Of slopes of one grouping. */
  static LevelBlocks of(SparseSymmetric matrix, List<CrossingFactor> slopes) {
    int[] offsets = slopes.stream().mapToInt(CrossingFactor::offset).toArray();
    SemidefiniteCholesky[] blocks = new SemidefiniteCholesky[slopes.get(0).levels()];
    for (int level = 0; level < blocks.length; level++) {
      double[][] products = new double[offsets.length][offsets.length];
      for (int f = 0; f < offsets.length; f++) {
        int unknown = offsets[f] + level;
        products[f][f] = matrix.diagonal()[unknown];
        for (int k = matrix.start(unknown); k < matrix.start(unknown + 1); k++) {
          for (int g = 0; g < f; g++) {
            if (matrix.column(k) == offsets[g] + level) {
              products[f][g] = matrix.value(k);
            }
          }
        }
      }
      blocks[level] = SemidefiniteCholesky.of(products, CrossingMoments.IDENTIFIED);
    }
    return new LevelBlocks(offsets, blocks);
  }

  @Override
  public void addTo(double[] residual, double[] into) {
    double[] part = new double[offsets.length];
    for (int level = 0; level < blocks.length; level++) {
      for (int f = 0; f < offsets.length; f++) {
        part[f] = residual[offsets[f] + level];
      }
      double[] solved = blocks[level].solve(part);
      for (int f = 0; f < offsets.length; f++) {
        into[offsets[f] + level] += solved[f];
      }
    }
  }
}
