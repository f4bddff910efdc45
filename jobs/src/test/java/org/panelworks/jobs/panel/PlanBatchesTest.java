package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns read as they are stored hold what Spark's rows hold. */
final class PlanBatchesTest {
  private static final String[] NUMBERS = {"b", "s", "i", "l", "f", "d", "m"};

  @TempDir Path folder;

  private Dataset<Row> stored() {
    String[] columns = {
      "id",
      "IF(id % 5 = 0, NULL, CAST(id % 100 AS TINYINT)) AS b",
      "IF(id % 7 = 0, NULL, CAST(id * 3 AS SMALLINT)) AS s",
      "CAST(id * 1000 AS INT) AS i",
      "IF(id % 3 = 0, NULL, id * 10000000000) AS l",
      "CAST(IF(id % 4 = 0, 'NaN', CAST(id / 8 AS STRING)) AS FLOAT) AS f",
      "IF(id % 6 = 0, CAST('NaN' AS DOUBLE), IF(id % 6 = 1, NULL, IF(id % 6 = 2,"
          + " CAST('-Infinity' AS DOUBLE), id / 3))) AS d",
      "CAST(id / 4 AS DECIMAL(12, 2)) AS m",
      "IF(id % 9 = 0, NULL, CONCAT('市', id % 4)) AS t",
      "IF(id % 8 = 0, NULL, id % 2 = 0) AS p"
    };
    String path = folder.resolve("types").toString();
    LocalSpark.session().range(0, 9_000, 1, 2).selectExpr(columns).write().parquet(path);
    return LocalSpark.session().read().parquet(path);
  }

  private static List<Column> wanted() {
    List<Column> wanted = new ArrayList<>();
    for (String number : NUMBERS) {
      wanted.add(functions.col(number).cast("double"));
      wanted.add(functions.expr(number + " * 2").cast("double"));
    }
    wanted.add(functions.expr("CAST(nanvl(d, CAST(NULL AS DOUBLE)) AS DOUBLE)"));
    wanted.add(functions.col("b").cast("long"));
    wanted.add(functions.col("i").cast("long"));
    wanted.add(functions.col("m").cast("string"));
    wanted.add(functions.col("t"));
    wanted.add(functions.col("p"));
    wanted.add(functions.expr("d > 100 OR t = '市1'"));
    wanted.add(functions.expr("id"));
    return wanted;
  }

  private static final int DOUBLES = 2 * NUMBERS.length + 1;

  /** The cells of each row as text. */
  private static List<String> cells(Dataset<Row> table) {
    return PlanBatches.of(table)
        .flatMap(batch -> new Cells().of(batch.columns()).iterator())
        .sortBy(text -> text, true, 1)
        .collect();
  }

  private static final class Cells implements Serializable {
    private static final long serialVersionUID = 1L;

    List<String> of(ColumnarBatch batch) {
      CellColumn[] columns = new CellColumn[batch.numCols()];
      for (int c = 0; c < columns.length; c++) {
        columns[c] = new CellColumn(batch.column(c));
      }
      List<String> rows = new ArrayList<>();
      for (int row = 0; row < batch.numRows(); row++) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < columns.length; c++) {
          text.append(cell(columns[c], c, row)).append('|');
        }
        rows.add(text.toString());
      }
      return rows;
    }

    private static String cell(CellColumn column, int c, int row) {
      if (column.isMissing(row)) {
        return ".";
      }
      if (c < DOUBLES) {
        return Double.toString(column.number(row));
      }
      return switch (c - DOUBLES) {
        case 0, 1, 6 -> Long.toString(column.whole(row));
        case 2, 3 -> column.text(row).toString();
        default -> Boolean.toString(column.isTrue(row));
      };
    }
  }

  private static String cell(Row row, int c) {
    if (row.isNullAt(c) || (c < DOUBLES && Double.isNaN(row.getDouble(c)))) {
      return ".";
    }
    return row.get(c).toString();
  }

  @Test
  void columnsHoldWhatRowsHold() {
    Dataset<Row> selected = stored().select(wanted().toArray(Column[]::new));
    List<String> expected = new ArrayList<>();
    for (Row row : selected.collectAsList()) {
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        text.append(cell(row, c)).append('|');
      }
      expected.add(text.toString());
    }
    expected.sort(null);
    assertThat(expected).hasSize(9_000);
    assertThat(cells(selected)).isEqualTo(expected);
    assertThat(cells(sorted(selected))).isEqualTo(expected);
  }

  /** The same rows after a sort, which no source does column by column. */
  private static Dataset<Row> sorted(Dataset<Row> selected) {
    return selected.orderBy(functions.col(selected.columns()[selected.columns().length - 1]));
  }

  @Test
  void whatIsOnlySelectedIsReadColumnByColumn() {
    Dataset<Row> plain = stored().selectExpr("CAST(i AS DOUBLE) AS x", "d", "t");
    List<String> kinds =
        PlanBatches.of(plain)
            .map(batch -> batch.columns().column(0).dataType().simpleString())
            .distinct()
            .collect();
    assertThat(kinds).containsExactly("int");
  }

  @Test
  void copiesSayHowManyAreInfinite() {
    Dataset<Row> plain = stored().select("d").coalesce(1);
    double[] found =
        PlanBatches.of(plain).map(batch -> copied(batch.columns())).reduce(PlanBatchesTest::sum);
    assertThat(found[0]).isEqualTo(1_500);
    assertThat(found[1]).isEqualTo(3_000);
    assertThat(found[2]).isEqualTo(9_000);
    assertThat(found[3]).isZero();
  }

  /** Numbers of infinite, missing, all and wrong cells, copied to every third place. */
  private static double[] copied(ColumnarBatch batch) {
    int[] rows = new int[batch.numRows()];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = rows.length - 1 - r;
    }
    double[] into = new double[3 * rows.length + 1];
    CellColumn column = new CellColumn(batch.column(0));
    double[] counts = {column.copy(rows, rows.length, into, 1, 3), 0, rows.length, 0};
    for (int r = 0; r < rows.length; r++) {
      double expected = column.number(rows.length - 1 - r);
      counts[1] += Double.isNaN(into[1 + 3 * r]) ? 1 : 0;
      counts[3] += Double.compare(into[1 + 3 * r], expected) == 0 ? 0 : 1;
    }
    return counts;
  }

  private static double[] sum(double[] left, double[] right) {
    double[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right[i];
    }
    return sum;
  }
}
