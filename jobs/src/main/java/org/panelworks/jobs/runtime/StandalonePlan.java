package org.panelworks.jobs.runtime;

import org.apache.spark.sql.SparkSession;

/** A plan that needs no prepared panel: it makes its own rows, or reads a small table. */
public interface StandalonePlan extends JobPlan {
  /** Computes the job's results; {@code results} takes them, the runtime writes them. */
  void run(SparkSession spark, Results results);
}
