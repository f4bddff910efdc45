package org.panelworks.jobs.runtime;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** A plan that needs no prepared panel: it makes its own rows, or reads a small table. */
public interface StandalonePlan extends JobPlan {
  /** Computes the job's results; {@code results} takes them, the runtime writes them. */
  void run(SparkSession spark, Results results);

  /**
   * The directory that takes the results where the command line names none, if the settings say so;
   * empty for the job's own default.
   *
   * @throws org.panelworks.SettingsException where the settings say so wrongly
   */
  default Optional<String> output() {
    return Optional.empty();
  }

  /**
   * The names of all rows that it writes, {@code data/NAME.parquet}, where the settings tell; for a
   * job that makes what a study reads.
   */
  default List<String> makes() {
    return List.of();
  }

  /**
   * Looks at what the job reads, where it can be reached from here, without reading rows.
   *
   * @return what was seen, or is not there to be seen, in a line for a person to read; empty for a
   *     job that does not look
   * @throws org.panelworks.DataException where what is there does not fit the settings
   */
  default Optional<String> check(SparkSession spark) {
    return Optional.empty();
  }

  /** The paths of what the job reads; the output may be none of them. */
  default List<String> inputs(SparkSession spark) {
    return List.of();
  }
}
