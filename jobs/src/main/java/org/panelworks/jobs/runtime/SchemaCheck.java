package org.panelworks.jobs.runtime;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** A look at a study's inputs, in a session of its own. */
public final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * Runs a look at what can be reached from here.
   *
   * @param look says in lines what it saw and what is not there to be seen
   * @return the lines for a person to read
   */
  public static List<String> run(Function<SparkSession, List<String>> look) {
    Console.start();
    SparkSession spark = Session.start("panelworks check");
    try {
      Steps.section(spark, "check");
      return look.apply(spark).stream().map(Redaction::text).toList();
    } finally {
      spark.stop();
    }
  }
}
