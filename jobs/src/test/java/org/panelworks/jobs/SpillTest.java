package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.jobs.panel.LocalSpark;

/** A panel that does not fit Spark's memory is held on disk, and no number changes. */
final class SpillTest {
  private static final String STUDY =
      """
      panel { path = panel.parquet, unit = firm, time = year }
      winsorize { columns = [x1, x2], lower = 0.01, upper = 0.99 }
      describe { variables = [y, x1, x2], correlation = both }
      regress {
        vcov = { cluster = [firm, city] }
        tables.t = [ "y ~ x1 + x2 | firm + year", "y ~ l(x1, 1) + x2 | firm + city^year" ]
      }
      """;

  @TempDir Path folder;

  /** 200,000 rows in no order: about 10 MB where the settings below leave 2. */
  @BeforeEach
  void writeThePanel() {
    LocalSpark.session()
        .range(0, 200_000, 1, 4)
        .selectExpr("pmod(id * 123457, 200000) as cell")
        .selectExpr("cell div 10 as firm", "2000 + cell % 10 as year", "(cell div 10) % 37 as city")
        .selectExpr(
            "firm",
            "year",
            "city",
            "(xxhash64(firm, year, 'a') % 1000) / 100.0 + firm % 7 as x1",
            "(xxhash64(firm, year, 'b') % 1000) / 100.0 + year % 3 as x2",
            "(xxhash64(firm, year, 'c') % 1000) / 50.0 + firm % 11 as u")
        .selectExpr("firm", "year", "city", "x1", "x2", "0.5 * x1 - 0.3 * x2 + u as y")
        .write()
        .parquet(folder.resolve("panel.parquet").toString());
    CommandRun.write(folder.resolve("study.conf"), STUDY);
  }

  private Path result(String name, Map<String, String> spark) {
    Path out = folder.resolve(name);
    CommandRun run =
        CommandRun.of(
            spark, "study", folder.resolve("study.conf").toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return out;
  }

  @Test
  void aPanelBeyondMemoryGivesTheSameNumbers() {
    Path inMemory = result("memory", Map.of());
    int before = DiskBlocks.taken();
    Path onDisk =
        result(
            "disk",
            Map.of(
                "spark.memory.fraction",
                "0.001",
                "spark.extraListeners",
                DiskBlocks.class.getName()));
    assertThat(before).isZero();
    assertThat(DiskBlocks.taken()).isPositive();
    for (String table : new String[] {"t", "descriptives", "correlation", "winsorize"}) {
      String file = "tables/" + table + ".json";
      SameNumbers.assertSame(
          table, CommandRun.json(onDisk.resolve(file)), CommandRun.json(inMemory.resolve(file)));
    }
  }
}
