package org.panelworks.jobs.panel;

import java.io.Serializable;
import org.apache.spark.util.KnownSizeEstimation;
import org.panelworks.panel.PanelBlock;

/** What a partition of the prepared panel holds: any number of blocks and edges, and its counts. */
sealed interface PanelPiece extends Serializable {

  /**
   * Rows of whole units. It says its size, because Spark would walk over all blocks of a partition,
   * label by label, dozens of times while it stores them.
   */
  record Whole(PanelBlock block) implements PanelPiece, KnownSizeEstimation {
    @Override
    public long estimatedSize() {
      return block.bytes();
    }
  }

  /** Rows of units that may have more rows in other partitions. */
  record Edges(PackedRows rows) implements PanelPiece {}

  /**
   * What was counted in the partition, its last piece.
   *
   * @param units hashes of the labels of the units that are whole here, where it is still to be
   *     checked that they are; else empty
   */
  record Counts(PanelTally tally, long[] units) implements PanelPiece {}
}
