package org.panelworks.jobs.runtime;

import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructField;

/**
 * How row-level results become Parquet. Scores, residuals and weights hardly repeat: a dictionary
 * of them would be built, found to be no use and given up for each column of each file, which costs
 * more than all the rest of the writing.
 */
public final class RowsFile {
  private RowsFile() {}

  /** A writer of some rows, without dictionaries of numbers that are not whole. */
  public static DataFrameWriter<Row> of(Dataset<Row> rows) {
    DataFrameWriter<Row> writer =
        rows.write().option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    for (StructField field : rows.schema().fields()) {
      if (field.dataType() instanceof DoubleType) {
        writer.option("parquet.enable.dictionary#" + field.name(), "false");
      }
    }
    return writer;
  }
}
