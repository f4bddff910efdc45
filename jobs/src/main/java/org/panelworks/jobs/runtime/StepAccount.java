package org.panelworks.jobs.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import scala.jdk.javaapi.CollectionConverters;

/** What each step of a run cost: Spark jobs, tasks, input records and bytes read, seconds. */
final class StepAccount extends SparkListener {
  private static final class Cost {
    private int jobs;
    private int tasks;
    private int failedTasks;
    private long recordsRead;
    private long bytesRead;
    private double seconds;
  }

  private final Map<String, Cost> costs = new LinkedHashMap<>();
  private final Map<Integer, String> stepOfStage = new HashMap<>();
  private final Map<Integer, String> stepOfJob = new HashMap<>();
  private final Map<Integer, Long> startOfJob = new HashMap<>();

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    String step = step(start.properties());
    cost(step).jobs++;
    stepOfJob.put(start.jobId(), step);
    startOfJob.put(start.jobId(), start.time());
    for (StageInfo stage : CollectionConverters.asJava(start.stageInfos())) {
      stepOfStage.put(stage.stageId(), step);
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    Cost cost = cost(stepOfStage.getOrDefault(end.stageId(), "working"));
    cost.tasks++;
    if (!end.taskInfo().successful()) {
      cost.failedTasks++;
    }
    TaskMetrics metrics = end.taskMetrics();
    if (metrics != null) {
      cost.recordsRead += metrics.inputMetrics().recordsRead();
      cost.bytesRead += metrics.inputMetrics().bytesRead();
    }
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    Cost cost = cost(stepOfJob.getOrDefault(end.jobId(), "working"));
    cost.seconds += (end.time() - startOfJob.getOrDefault(end.jobId(), end.time())) / 1000.0;
  }

  /** The steps in the order in which they began. */
  synchronized List<Map<String, Object>> steps() {
    List<Map<String, Object>> steps = new ArrayList<>();
    costs.forEach(
        (step, cost) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("step", step);
          entry.put("seconds", cost.seconds);
          entry.put("spark_jobs", cost.jobs);
          entry.put("tasks", cost.tasks);
          entry.put("failed_tasks", cost.failedTasks);
          entry.put("records_read", cost.recordsRead);
          entry.put("bytes_read", cost.bytesRead);
          steps.add(entry);
        });
    return steps;
  }

  private Cost cost(String step) {
    return costs.computeIfAbsent(step, name -> new Cost());
  }

  static String step(Properties properties) {
    return properties == null
        ? "working"
        : properties.getProperty("spark.job.description", "working");
  }
}
