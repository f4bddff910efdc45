package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * One run from a Spark session to a result that has appeared.
 *
 * @param name the study's name
 * @param job the job's name, {@code study} where all sections run
 * @param out the directory of the results
 * @param files what the settings were read from
 * @param inputs the paths of the data, found once Spark can look for them
 */
public record BatchRun(
    String name,
    String job,
    String out,
    List<String> files,
    Function<SparkSession, List<String>> inputs) {
  /** What a run does between. */
  @FunctionalInterface
  public interface Work {
    void run(SparkSession spark, Results results) throws Exception;
  }

  public BatchRun {
    files = List.copyOf(files);
  }

  /**
   * Runs it: checks that the output can take the result before any work begins, starts Spark, lets
   * the work run, and makes the result appear. On any failure the output stays as it was.
   *
   * @return where the result is
   */
  public String execute(SettingsReader settings, Work work) throws Exception {
    Instant started = Instant.now();
    Console console = Console.start();
    Output early = Output.isLocal(out) ? Output.open(out, files, new Configuration()) : null;
    try (Guard guard = new Guard(early)) {
      Results results;
      StepAccount account = new StepAccount();
      SparkSession spark = Session.start("panelworks " + job + " " + name);
      try (Progress progress = Progress.start(console.terminal())) {
        Output output = guard.output(this, spark);
        spark.sparkContext().addSparkListener(progress);
        spark.sparkContext().addSparkListener(account);
        Steps.section(spark, "");
        refuseOverlap(output, spark);
        results = output.results(name);
        work.run(spark, results);
      } finally {
        // Before the manifest is written: stopping waits until every task has been accounted for.
        spark.stop();
      }
      Output output = guard.output();
      results.report(facts());
      output.publish(manifest(settings, results, account, started));
      return output.path();
    }
  }

  /** Before any row is read: the output may not be what is read. */
  private void refuseOverlap(Output output, SparkSession spark) {
    Overlap.refuse(output.path(), inputs.apply(spark));
  }

  /** What a repeat says too: when it ran stands in the manifest. */
  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Job", job);
    facts.put("Versions", "Panelworks " + Versions.panelworks() + ", Spark " + Versions.spark());
    return facts;
  }

  private Map<String, Object> manifest(
      SettingsReader settings, Results results, StepAccount account, Instant started) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("name", name);
    manifest.put("job", job);
    manifest.put("study_file", settings.file().toString());
    manifest.put("study", settings.resolved());
    manifest.putAll(results.manifest());
    manifest.put("warnings", results.warnings());
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
    return manifest;
  }

  /** Holds the output once it is open, and leaves nothing staged behind. */
  private static final class Guard implements AutoCloseable {
    private @Nullable Output output;
    private @Nullable Interruption interruption;

    Guard(@Nullable Output output) {
      this.output = output;
      if (output != null) {
        interruption = Interruption.guard(output);
      }
    }

    /** The output, opened by Spark's own file systems where it is not local. */
    Output output(BatchRun run, SparkSession spark) {
      if (output == null) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        output = Output.open(run.out(), run.files(), configuration);
        interruption = Interruption.guard(output);
      }
      return output();
    }

    Output output() {
      if (output == null) {
        throw new IllegalStateException("the output is not open");
      }
      return output;
    }

    @Override
    public void close() throws IOException {
      if (Interruption.isUnderWay()) {
        Interruption.awaitEnd();
      }
      if (output != null) {
        output.discard();
      }
      if (interruption != null) {
        interruption.close();
      }
    }
  }
}
