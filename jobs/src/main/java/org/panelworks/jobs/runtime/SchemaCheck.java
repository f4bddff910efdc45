package org.panelworks.jobs.runtime;

import java.util.Optional;
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
   * @param absent names what is not to be found; nothing where all is there
   * @return a line for a person to read
   */
  public static String run(
      String path, Function<SparkSession, Optional<String>> absent, Consumer<SparkSession> check) {
    Console.start();
    SparkSession spark = Session.start("panelworks check");
    try {
      Steps.section(spark, "check");
      String shown = Redaction.text(path);
      Optional<String> missing = absent.apply(spark);
      if (missing.isPresent()) {
        return "the input "
            + Redaction.text(missing.get())
            + " is not to be found from here: its columns are not checked";
      }
      check.accept(spark);
      return "the input " + shown + " has every column that the study uses";
    } finally {
      spark.stop();
    }
  }
}
