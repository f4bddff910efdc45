package org.panelworks.jobs;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;

/** Counts the blocks of held data that go to disk, where {@code spark.extraListeners} names it. */
public final class DiskBlocks extends SparkListener {
  private static final AtomicInteger BLOCKS = new AtomicInteger();

  /** What was counted since the last call. */
  static int taken() {
    return BLOCKS.getAndSet(0);
  }

  @Override
  public void onBlockUpdated(SparkListenerBlockUpdated update) {
    var block = update.blockUpdatedInfo();
    if (block.blockId().isRDD() && block.diskSize() > 0) {
      BLOCKS.incrementAndGet();
    }
  }
}
