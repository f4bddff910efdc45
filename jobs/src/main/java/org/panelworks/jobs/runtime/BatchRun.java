package org.panelworks.jobs.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run from a Spark session to results that have appeared. It has one stage, or several that
 * share the session: a stage that reads what an earlier one wrote begins when that result has
 * appeared, complete, in a directory of its own. Where a later stage fails, the results of the
 * earlier ones stay.
 *
 * @param name the study's name
 * @param job the job's name, {@code study} where all sections run
 * @param stages in the order in which they run
 */
public record BatchRun(String name, String job, List<RunStage> stages) {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  public BatchRun {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a run has at least one stage");
    }
  }

  /**
   * Runs it: checks that the outputs can take the results before any work begins, starts Spark,
   * lets the stages work, and makes their results appear. Where a stage fails, its output stays as
   * it was.
   *
   * @return where the results are, in the order of the stages
   */
  public List<String> execute(SettingsReader settings) throws Exception {
    Console console = Console.start();
    for (int i = 0; i < stages.size(); i++) {
      for (RunStage earlier : stages.subList(0, i)) {
        Overlap.refuse(stages.get(i), earlier);
      }
    }
    try (OpenStages open = new OpenStages()) {
      for (int i = 0; i < stages.size(); i++) {
        open.add(new OpenStage(stages.get(i), i == 0));
      }
      OpenStage last = open.get(stages.size() - 1);
      SparkSession spark = Session.start("panelworks " + job + " " + name);
      try (Progress progress = Progress.start(console.terminal())) {
        spark.sparkContext().addSparkListener(progress);
        Steps.section(spark, "");
        refuseOverlaps(open, spark);
        for (int i = 0; i < stages.size(); i++) {
          OpenStage stage = open.get(i);
          stage.work(spark, name);
          if (stage != last) {
            stage.settle(spark);
            publish(stage, settings);
          }
        }
      } finally {
        // Before the manifest is written: stopping waits until every task has been accounted for.
        spark.stop();
      }
      publish(last, settings);
      return open.paths();
    }
  }

  /** Before any row is read: no output may be what its own stage or an earlier one reads. */
  private void refuseOverlaps(OpenStages open, SparkSession spark) {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      OpenStage stage = open.get(i);
      stage.openWith(spark);
      inputs.addAll(stages.get(i).inputs().apply(spark));
      Overlap.refuse(stage.path(), inputs, stages.get(i).setting());
    }
  }

  private void publish(OpenStage stage, SettingsReader settings) throws IOException {
    String own = stages.size() == 1 ? job : stage.job();
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("name", name);
    manifest.put("job", own);
    manifest.put("study_file", settings.file().toString());
    manifest.put("study", settings.resolved());
    stage.publish(manifest, facts(own));
    if (stages.size() > 1) {
      LOG.info("{}: the result in {} is complete", stage.job(), stage.path());
    }
  }

  /** What a repeat says too: when it ran stands in the manifest. */
  private static Map<String, String> facts(String job) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Job", job);
    facts.put("Versions", "Panelworks " + Versions.panelworks() + ", Spark " + Versions.spark());
    return facts;
  }

  /** Closes all, whatever fails; the first failure is thrown with the others. */
  static void closeAll(List<? extends Closeable> all) throws IOException {
    List<Exception> failures = new ArrayList<>();
    for (Closeable one : all) {
      try {
        one.close();
      } catch (IOException | RuntimeException e) {
        failures.add(e);
      }
    }
    if (failures.isEmpty()) {
      return;
    }
    Exception first = failures.get(0);
    failures.subList(1, failures.size()).forEach(first::addSuppressed);
    if (first instanceof RuntimeException wrong) {
      throw wrong;
    }
    throw (IOException) first;
  }

  /** The stages whose outputs are open; none leaves anything staged behind. */
  private static final class OpenStages implements AutoCloseable {
    private final List<OpenStage> open = new ArrayList<>();

    void add(OpenStage stage) {
      open.add(stage);
      stage.open();
    }

    OpenStage get(int stage) {
      return open.get(stage);
    }

    List<String> paths() {
      return open.stream().map(OpenStage::path).toList();
    }

    @Override
    public void close() throws IOException {
      if (Interruption.isUnderWay()) {
        Interruption.awaitEnd();
      }
      closeAll(open);
    }
  }
}
