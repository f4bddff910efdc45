package org.panelworks.jobs.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A stage on its way: its output is held once it is open, until the result has appeared. */
final class OpenStage implements Closeable {
  private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final RunStage stage;
  private final boolean first;
  private final StepAccount account = new StepAccount();
  private Instant started = Instant.now();
  private @Nullable Output output;
  private @Nullable Interruption interruption;
  private @Nullable Results results;

  /**
   * A stage.
   *
   * @param first whether its time begins with the run's
   */
  OpenStage(RunStage stage, boolean first) {
    this.stage = stage;
    this.first = first;
  }

  String job() {
    return stage.job();
  }

  String path() {
    return held(output).path();
  }

  /** Opens an output on this machine before any work begins. */
  void open() {
    if (Output.isLocal(stage.out())) {
      hold(new Configuration());
    }
  }

  /** Opens any other output by Spark's own file systems. */
  void openWith(SparkSession spark) {
    if (output == null) {
      hold(spark.sparkContext().hadoopConfiguration());
    }
  }

  private void hold(Configuration configuration) {
    Output opened = Output.open(stage.out(), stage.files(), configuration);
    output = opened;
    interruption = Interruption.guard(opened);
  }

  /** Lets the stage work. */
  void work(SparkSession spark, String title) throws Exception {
    if (!first) {
      started = Instant.now();
    }
    spark.sparkContext().addSparkListener(account);
    Steps.section(spark, "");
    Results taken = held(output).results(title);
    results = taken;
    stage.work().run(spark, taken);
  }

  /** Waits until every task so far has been accounted for, and accounts for no more. */
  void settle(SparkSession spark) {
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty(PATIENCE_MILLIS);
    } catch (TimeoutException e) {
      held(results)
          .warning(
              stage.job()
                  + ": Spark did not say in time what its last tasks cost, `timings` lacks them");
    }
    spark.sparkContext().removeSparkListener(account);
  }

  /** Makes the result appear; from then on it is complete. */
  void publish(Map<String, Object> about, Map<String, String> facts) throws IOException {
    Results complete = held(results);
    complete.report(facts);
    Map<String, Object> manifest = new LinkedHashMap<>(about);
    manifest.putAll(complete.manifest());
    manifest.put("warnings", complete.warnings());
    manifest.put("versions", Versions.all());
    manifest.put("scans", account.scans());
    manifest.put("shuffles", account.shuffles());
    Map<String, Object> timings = new LinkedHashMap<>();
    Instant finished = Instant.now();
    timings.put("started", started.toString());
    timings.put("finished", finished.toString());
    timings.put("seconds", (finished.toEpochMilli() - started.toEpochMilli()) / 1000.0);
    timings.put("steps", account.steps());
    manifest.put("timings", timings);
    held(output).publish(manifest);
    release();
  }

  private static <T> T held(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the output is not open");
    }
    return value;
  }

  private void release() {
    if (interruption != null) {
      interruption.close();
      interruption = null;
    }
  }

  /** Removes what is staged, where the result has not appeared. */
  @Override
  public void close() throws IOException {
    try {
      if (output != null) {
        output.discard();
      }
    } finally {
      release();
    }
  }
}
