package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The panel is read as often for one column as for many. */
final class ScanCountTest {
  private static final int ROWS = 3000;

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  /**
   * Spark jobs started and scans of the file: records read by its number of rows. Spark counts a
   * block taken from memory as one record, and there are far fewer blocks than rows.
   */
  private record Cost(int jobs, long scans) {}

  private static final class Counter extends SparkListener {
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicLong records = new AtomicLong();

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      jobs.incrementAndGet();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      records.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
    }
  }

  @BeforeEach
  void writePanel() {
    List<String> columns = new ArrayList<>(List.of("id % 100 AS firm", "id div 100 AS year"));
    for (int i = 0; i < 12; i++) {
      columns.add("CAST((id * " + (i + 7) + ") % 1009 AS DOUBLE) AS x" + i);
      columns.add("CAST((id * " + (i + 5) + ") % 1013 AS DOUBLE) AS z" + i);
    }
    spark
        .range(0, ROWS, 1, 3)
        .selectExpr(columns.toArray(String[]::new))
        .write()
        .parquet(folder.resolve("panel.parquet").toString());
  }

  private Cost cost(String study, int columns) throws Exception {
    return cost(study, columns, "x");
  }

  /** The cost where each column has a condition on the one of its number with a prefix. */
  private Cost cost(String study, int columns, String inConditions) throws Exception {
    Map<String, String> numeric = new LinkedHashMap<>();
    Map<String, String> conditions = new LinkedHashMap<>();
    for (int i = 0; i < columns; i++) {
      numeric.put("x" + i, "test");
      conditions.put(inConditions + i + " > 500", "test");
    }
    PanelStudy panelStudy =
        PanelStudy.of(folder, "panel { path = panel.parquet, unit = firm, time = year }\n" + study);
    Counter counter = new Counter();
    spark.sparkContext().addSparkListener(counter);
    try (PreparedPanel panel = panelStudy.prepare(new PanelNeeds(numeric, Map.of(), conditions))) {
      assertThat(panel.rows()).isPositive();
    } finally {
      spark.sparkContext().listenerBus().waitUntilEmpty();
      spark.sparkContext().removeSparkListener(counter);
    }
    return new Cost(counter.jobs.get(), counter.records.get() / ROWS);
  }

  private static String winsorize(int columns) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      names.add("x" + i);
    }
    return "winsorize { columns = " + names + " }";
  }

  @Test
  void withoutWinsorizingThePanelIsReadOnce() throws Exception {
    Cost one = cost("", 1);
    assertThat(one.scans()).isEqualTo(1);
    assertThat(cost("", 12)).isEqualTo(one);
  }

  @Test
  void withWinsorizingThePanelIsReadOnceToo() throws Exception {
    Cost one = cost(winsorize(1), 12, "z");
    assertThat(one.scans()).isEqualTo(1);
    assertThat(cost(winsorize(12), 12, "z")).isEqualTo(one);
    assertThat(cost(winsorize(12), 1, "z")).isEqualTo(one);
  }

  @Test
  void withConditionsOnWinsorizedColumnsThePanelIsReadTwice() throws Exception {
    Cost one = cost(winsorize(1), 12);
    assertThat(one.scans()).isEqualTo(2);
    assertThat(cost(winsorize(12), 12)).isEqualTo(one);
  }
}
