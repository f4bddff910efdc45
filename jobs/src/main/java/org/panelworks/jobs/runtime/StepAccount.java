package org.panelworks.jobs.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What each step of a run cost, by the stages that Spark carried out: a scan is a stage that reads
 * the input's files, and more of them than one record, which is a look at a header; a shuffle moves
 * rows between partitions; a merge moves the partitions' statistics towards the driver in a tree.
 * Stages that Spark skips do not count, those that it runs again after a failure count once.
 */
final class StepAccount extends SparkListener {
  /** How Spark names the stages of {@code treeReduce} and {@code treeAggregate}. */
  private static final String TREE = "tree";

  /** The most records that a look at a header reads. */
  private static final long HEADER = 1;

  private final Map<String, StepCost> costs = new LinkedHashMap<>();
  private final Map<Integer, String> stepOfStage = new HashMap<>();
  private final Map<Integer, String> stepOfJob = new HashMap<>();
  private final Map<Integer, Long> startOfJob = new HashMap<>();
  private final Set<Integer> ended = new HashSet<>();
  private final StageKind kind = new StageKind();

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    String step = step(start.properties());
    cost(step).addJob();
    stepOfJob.put(start.jobId(), step);
    startOfJob.put(start.jobId(), start.time());
    for (StageInfo stage : CollectionConverters.asJava(start.stageInfos())) {
      stepOfStage.put(stage.stageId(), step);
    }
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    kind.begin(submitted.stageInfo());
  }

  @Override
  public synchronized void onBlockUpdated(SparkListenerBlockUpdated updated) {
    kind.update(updated.blockUpdatedInfo());
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
    StageInfo stage = completed.stageInfo();
    if (stage.failureReason().isDefined() || !ended.add(stage.stageId())) {
      return;
    }
    StepCost cost = ofStage(stage.stageId());
    TaskMetrics metrics = stage.taskMetrics();
    if (metrics == null) {
      return;
    }
    switch (kind.end(stage)) {
      case FILES -> cost.addScan(metrics.inputMetrics().recordsRead() > HEADER);
      case HELD -> cost.addPass();
      case OTHER -> {}
    }
    if (metrics.shuffleWriteMetrics().bytesWritten() > 0) {
      if (stage.name().startsWith(TREE)) {
        cost.addMerge();
      } else {
        cost.addShuffle();
      }
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    StepCost cost = ofStage(end.stageId());
    cost.addTask(end.taskInfo().successful());
    if (end.taskMetrics() != null) {
      cost.add(end.taskMetrics());
    }
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    StepCost cost = cost(stepOfJob.getOrDefault(end.jobId(), "working"));
    cost.addSeconds((end.time() - startOfJob.getOrDefault(end.jobId(), end.time())) / 1000.0);
  }

  /** The steps in the order in which they began. */
  synchronized List<Map<String, Object>> steps() {
    List<Map<String, Object>> steps = new ArrayList<>();
    costs.forEach((step, cost) -> steps.add(cost.entry(step)));
    return steps;
  }

  /** How often the input was read. */
  synchronized int scans() {
    return costs.values().stream().mapToInt(StepCost::scans).sum();
  }

  /** How often rows were moved between partitions. */
  synchronized int shuffles() {
    return costs.values().stream().mapToInt(StepCost::shuffles).sum();
  }

  private StepCost ofStage(int stage) {
    return cost(stepOfStage.getOrDefault(stage, "working"));
  }

  private StepCost cost(String step) {
    return costs.computeIfAbsent(step, name -> new StepCost());
  }

  static String step(Properties properties) {
    return properties == null
        ? "working"
        : properties.getProperty("spark.job.description", "working");
  }
}
