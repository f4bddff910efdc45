package org.panelworks.jobs.panel;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The session that the tests of this JVM share. */
public final class LocalSpark {
  private LocalSpark() {}

  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("panelworks-tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .config("spark.sql.warehouse.dir", "target/warehouse")
        .getOrCreate();
  }

  /** A small table; {@code columns} is a DDL string. */
  static Dataset<Row> table(String columns, List<Row> rows) {
    return session().createDataFrame(rows, StructType.fromDDL(columns));
  }
}
