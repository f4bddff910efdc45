package org.panelworks.jobs.simulate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.panelworks.simulation.FirmHistory;
import org.panelworks.simulation.FirmYearProcess;
import org.panelworks.simulation.FirmYears;

/** The rows of a process as a table, sorted by firm and year, however many partitions draw them. */
final class SimulatedRows {
  private static final Set<String> WHOLE = Set.of("soe", "opinion", "board");

  private SimulatedRows() {}

  static StructType schema() {
    StructType schema =
        new StructType()
            .add("stkcd", DataTypes.StringType, false)
            .add("year", DataTypes.IntegerType, false)
            .add("industry", DataTypes.StringType, false)
            .add("list_year", DataTypes.IntegerType, false)
            .add("delisted", DataTypes.IntegerType, false)
            .add("is_st", DataTypes.IntegerType, false);
    for (String measure : FirmYears.MEASURES) {
      schema =
          schema.add(
              measure,
              WHOLE.contains(measure) ? DataTypes.IntegerType : DataTypes.DoubleType,
              true);
    }
    return schema;
  }

  static Dataset<Row> of(
      SparkSession spark, FirmYearProcess process, List<FirmHistory> firms, int partitions) {
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(firms, partitions)
            .flatMap(new Draw(process));
    return spark.createDataFrame(rows, schema());
  }

  private record Draw(FirmYearProcess process) implements FlatMapFunction<FirmHistory, Row> {
    @Override
    public Iterator<Row> call(FirmHistory firm) {
      FirmYears years = process.draw(firm);
      List<Row> rows = new ArrayList<>();
      for (int row = 0; row < years.years(); row++) {
        rows.add(RowFactory.create(cells(years, row)));
      }
      return rows.iterator();
    }

    private static @Nullable Object[] cells(FirmYears years, int row) {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(years.firm().code());
      cells.add(years.year(row));
      cells.add(years.firm().industry());
      cells.add(years.firm().listYear());
      cells.add(years.firm().delisted() ? 1 : 0);
      cells.add(years.isSt(row) ? 1 : 0);
      for (String measure : FirmYears.MEASURES) {
        cells.add(cell(measure, years.value(measure, row)));
      }
      return cells.toArray();
    }

    /** Missing cells are null. */
    private static @Nullable Object cell(String measure, double value) {
      if (Double.isNaN(value)) {
        return null;
      }
      if (WHOLE.contains(measure)) {
        return (int) value;
      }
      return value;
    }
  }
}
