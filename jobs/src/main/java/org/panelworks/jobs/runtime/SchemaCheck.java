package org.panelworks.jobs.runtime;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** A look at the input's schema, in a session of its own. */
public final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * Runs a check of schemas, where the input can be reached from here.
   *
   * @param path the input as the study states it
   * @param inputs finds what the path stands for; nothing where nothing is there
   * @return a line for a person to read
   */
  public static String run(
      String path, Function<SparkSession, List<String>> inputs, Consumer<SparkSession> check) {
    Console.start();
    SparkSession spark = Session.start("panelworks check");
    try {
      Steps.section(spark, "check");
      String shown = Redaction.text(path);
      boolean isPath = path.contains("/") || path.contains(".");
      if (isPath && inputs.apply(spark).isEmpty()) {
        return "the input " + shown + " is not to be found from here: its columns are not checked";
      }
      check.accept(spark);
      return "the input " + shown + " has every column that the study uses";
    } finally {
      spark.stop();
    }
  }
}
