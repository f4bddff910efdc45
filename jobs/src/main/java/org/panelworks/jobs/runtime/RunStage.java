package org.panelworks.jobs.runtime;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * One stage of a run, with a directory of results of its own.
 *
 * @param job the job's name, {@code study} for the sections that share the panel
 * @param out the directory of the results
 * @param setting what names that directory, {@code --out} or a key of the study
 * @param files what the settings were read from, and what else may not be replaced
 * @param inputs the paths of the data, found once Spark can look for them
 * @param work what is done between
 */
public record RunStage(
    String job,
    String out,
    String setting,
    List<String> files,
    Function<SparkSession, List<String>> inputs,
    Work work) {
  /** What a stage does with the session. */
  @FunctionalInterface
  public interface Work {
    void run(SparkSession spark, Results results) throws Exception;
  }

  public RunStage {
    files = List.copyOf(files);
  }
}
