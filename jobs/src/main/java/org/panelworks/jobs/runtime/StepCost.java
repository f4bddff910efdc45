package org.panelworks.jobs.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.executor.TaskMetrics;

/** What one step of a run cost. */
final class StepCost {
  private int jobs;
  private int tasks;
  private int failedTasks;
  private int scans;
  private int passes;
  private int shuffles;
  private int merges;
  private long recordsRead;
  private long bytesRead;
  private long shuffleWritten;
  private long shuffleRead;
  private long spilledMemory;
  private long spilledDisk;
  private long peakMemory;
  private double seconds;

  void addJob() {
    jobs++;
  }

  void addSeconds(double more) {
    seconds += more;
  }

  void addTask(boolean successful) {
    tasks++;
    failedTasks += successful ? 0 : 1;
  }

  void add(TaskMetrics metrics) {
    recordsRead += metrics.inputMetrics().recordsRead();
    bytesRead += metrics.inputMetrics().bytesRead();
    shuffleWritten += metrics.shuffleWriteMetrics().bytesWritten();
    shuffleRead += metrics.shuffleReadMetrics().totalBytesRead();
    spilledMemory += metrics.memoryBytesSpilled();
    spilledDisk += metrics.diskBytesSpilled();
    peakMemory = Math.max(peakMemory, metrics.peakExecutionMemory());
  }

  void addScan(boolean counts) {
    scans += counts ? 1 : 0;
  }

  void addPass() {
    passes++;
  }

  void addShuffle() {
    shuffles++;
  }

  void addMerge() {
    merges++;
  }

  int scans() {
    return scans;
  }

  int shuffles() {
    return shuffles;
  }

  private String kind() {
    if (scans > 0) {
      return "scan";
    }
    if (passes > 0) {
      return "pass over held blocks";
    }
    return shuffles > 0 ? "shuffle" : "other";
  }

  /** The entry of the manifest. */
  Map<String, Object> entry(String step) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("step", step);
    entry.put("kind", kind());
    entry.put("seconds", seconds);
    entry.put("scans", scans);
    entry.put("shuffles", shuffles);
    entry.put("merges", merges);
    entry.put("spark_jobs", jobs);
    entry.put("tasks", tasks);
    entry.put("failed_tasks", failedTasks);
    entry.put("records_read", recordsRead);
    entry.put("bytes_read", bytesRead);
    entry.put("shuffle_bytes_written", shuffleWritten);
    entry.put("shuffle_bytes_read", shuffleRead);
    entry.put("memory_bytes_spilled", spilledMemory);
    entry.put("disk_bytes_spilled", spilledDisk);
    entry.put("peak_execution_memory", peakMemory);
    return entry;
  }
}
