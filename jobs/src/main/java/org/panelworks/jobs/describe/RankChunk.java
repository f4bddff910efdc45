package org.panelworks.jobs.describe;

import java.io.Serializable;

/** Values of one variable in one bin that come from one partition, or their ranks. */
final class RankChunk implements Serializable {
  private static final long serialVersionUID = 1L;

  final int variable;
  final int bin;
  final int partition;

  /** Numbers of the rows among the complete rows of the partition, [n]. */
  final int[] rows;

  /** The values, or in their place their ranks, [n]. */
  final double[] values;

  RankChunk(int variable, int bin, int partition, int[] rows, double[] values) {
    this.variable = variable;
    this.bin = bin;
    this.partition = partition;
    this.rows = rows;
    this.values = values;
  }

  RankChunk ranked(double[] ranks) {
    return new RankChunk(variable, bin, partition, rows, ranks);
  }
}
