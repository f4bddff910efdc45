package org.panelworks.jobs.panel;

import org.apache.spark.Partitioner;

/** The key is the partition's number. */
final class ByNumber extends Partitioner {
  private static final long serialVersionUID = 1L;
  private final int partitions;

  ByNumber(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    return (Integer) key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByNumber that && that.partitions == partitions;
  }

  @Override
  public int hashCode() {
    return partitions;
  }
}
