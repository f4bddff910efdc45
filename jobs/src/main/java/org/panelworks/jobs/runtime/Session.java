package org.panelworks.jobs.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a run: the caller's configuration, and what correct numbers depend on. */
final class Session {
  private static final Map<String, String> REQUIRED = required();
  private static final Map<String, String> DEFAULTS = defaults();

  private Session() {}

  /** Starts Spark; on this machine's cores where the caller names no master. */
  static SparkSession start(String name) {
    SparkConf conf = new SparkConf();
    if (!conf.contains("spark.master")) {
      conf.setMaster("local[*]");
    }
    conf.setAppName(name);
    REQUIRED.forEach(conf::set);
    DEFAULTS.forEach(conf::setIfMissing);
    if (conf.get("spark.master").startsWith("local")) {
      int cores = Runtime.getRuntime().availableProcessors();
      conf.setIfMissing("spark.sql.shuffle.partitions", String.valueOf(Math.max(4, 2 * cores)));
      // A task that runs out of memory fails the run, which says so, instead of the process.
      conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }

  private static Map<String, String> required() {
    Map<String, String> settings = new LinkedHashMap<>();
    // A directory's `code=000001` stays text.
    settings.put("spark.sql.sources.partitionColumnTypeInference.enabled", "false");
    // Overflow and bad casts are errors, not nulls.
    settings.put("spark.sql.ansi.enabled", "true");
    // `${env:…}` in an expression of a study is no way to the environment.
    settings.put("spark.sql.variable.substitute", "false");
    // Losing an exchange together with the bucketed scan would split a unit over partitions.
    settings.put("spark.sql.sources.bucketing.autoBucketedScan.enabled", "false");
    settings.put("spark.ui.showConsoleProgress", "false");
    return settings;
  }

  private static Map<String, String> defaults() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spark.sql.session.timeZone", "UTC");
    // GBK and other charsets beyond the few that Spark lists.
    settings.put("spark.sql.legacy.javaCharsets", "true");
    settings.put("spark.sql.debug.maxToStringFields", "100");
    return settings;
  }
}
