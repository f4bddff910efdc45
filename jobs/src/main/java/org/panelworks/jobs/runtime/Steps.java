package org.panelworks.jobs.runtime;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * What the run is doing, in words: shown in the progress line and as the description of every Spark
 * stage that follows.
 */
public final class Steps {
  private static final String SECTION = "panelworks.section";

  private Steps() {}

  /** Names the step that this thread's next Spark jobs belong to. */
  public static void begin(SparkContext context, String step) {
    String section = context.getLocalProperty(SECTION);
    boolean bare = section == null || section.isEmpty() || step.startsWith(section + ":");
    context.setJobDescription(bare ? step : section + ": " + step);
  }

  /** Ends the step: what follows belongs to its part of the run as a whole. */
  public static void end(SparkContext context) {
    String section = context.getLocalProperty(SECTION);
    context.setJobDescription(section == null || section.isEmpty() ? null : section);
  }

  public static void begin(SparkSession spark, String step) {
    begin(spark.sparkContext(), step);
  }

  /** Names the part of the run, put before its steps: a job's name say; empty for none. */
  public static void section(SparkSession spark, String name) {
    spark.sparkContext().setLocalProperty(SECTION, name);
    spark.sparkContext().setJobDescription(name.isEmpty() ? "preparing" : name);
  }
}
