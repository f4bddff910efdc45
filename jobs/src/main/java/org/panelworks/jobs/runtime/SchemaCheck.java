package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A look at the inputs' schemas, in a session of its own. */
public final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * Runs a check of schemas, where every input can be reached from here.
   *
   * @param inputs paths, patterns, addresses, or names of catalog tables
   * @return a line for a person to read
   */
  public static String run(List<String> inputs, Consumer<SparkSession> check) {
    Console.start();
    SparkSession spark = Session.start("panelworks check");
    try {
      Configuration configuration = spark.sparkContext().hadoopConfiguration();
      for (String input : inputs) {
        if (!isReachable(input, configuration)) {
          return "the input "
              + Redaction.text(input)
              + " cannot be reached from here, so its columns are not checked";
        }
      }
      Steps.section(spark, "check");
      check.accept(spark);
      return "the input has every column that the study uses: "
          + Redaction.text(String.join(", ", inputs));
    } finally {
      spark.stop();
    }
  }

  /** A name without a slash or a dot may be a catalog's table: the check itself will tell. */
  private static boolean isReachable(String input, Configuration configuration) {
    if (!input.contains("/") && !input.contains(".")) {
      return true;
    }
    try {
      Path path = new Path(input);
      FileStatus[] found = path.getFileSystem(configuration).globStatus(path);
      return found != null && found.length > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
