package org.panelworks.jobs;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts what runs read, where {@code spark.extraListeners} names it. */
public final class InputCounter extends SparkListener {
  private static final AtomicLong RECORDS = new AtomicLong();
  private static final AtomicLong JOBS = new AtomicLong();

  /**
   * What was counted.
   *
   * @param records rows that tasks read from files or from blocks that Spark holds
   * @param jobs Spark jobs started
   */
  record Counts(long records, long jobs) {}

  /** What was counted since the last call. */
  static Counts taken() {
    return new Counts(RECORDS.getAndSet(0), JOBS.getAndSet(0));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() != null) {
      RECORDS.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
    }
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    JOBS.incrementAndGet();
  }
}
