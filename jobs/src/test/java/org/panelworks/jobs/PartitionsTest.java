package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.reference.ReferenceCase;

/** However the rows lie in files and partitions, every number of every table is the same. */
final class PartitionsTest {
  /** Everything that reads, reduces or orders rows. */
  private static final String STUDY =
      """
      panel { path = "panel.parquet", unit = firm, time = year }
      derive { lnout = "ln(output)", cell = "concat(sector, '-', year)" }
      sample {
        drop    = [ { name = "early", where = "year < 1977" } ]
        require = [l_emp, l_wage]
      }
      winsorize { columns = [emp, wage, capital], lower = 0.02, upper = 0.98, by = year }
      describe {
        variables = [emp, wage, capital, lnout], by = sector, correlation = both, vif = true
      }
      regress {
        tables.reghdfe {
          vcov = { cluster = [firm] }
          models = [
            "l_emp ~ l_wage + l_capital + l_output"
            "l_emp ~ l_wage + lnout + capital | firm"
            "l_emp ~ l(l_emp, 1:2) + l_wage + f(l_capital) | firm + year"
            { formula = "emp ~ wage * capital + i(sector, lnout, ref = 1) | firm + year"
              vcov = [iid, robust, { cluster = [firm, year] }, { cluster = [sector] }] }
            { formula = "d(l_emp) ~ d(l_wage) | cell", sample = "lnout > 4.5" }
            "l_emp ~ l_wage + log(capital) + I(wage^2) | firm + sector^year + cell"
          ]
        }
        tables.fixest {
          ssc = fixest
          models = [
            { formula = "emp ~ wage + capital | firm + sector^year", vcov = { cluster = [firm] } }
          ]
        }
      }
      """;

  @TempDir static Path folder;

  private static Map<String, JsonNode> expected = Map.of();

  /** Runs the study on so many files of shuffled rows, on so many cores. */
  private static Map<String, JsonNode> tables(int partitions, long seed) {
    Path place = folder.resolve("of-" + partitions + "-" + seed);
    place.toFile().mkdir();
    Path csv =
        CommandRun.write(place.resolve("data.csv"), ReferenceCase.of("empluk_panel").csv(seed));
    SparkSession session = LocalSpark.session();
    session
        .read()
        .option("header", "true")
        .option("inferSchema", "true")
        .csv(csv.toString())
        .selectExpr("*", "cast(firm as string) as id", "cast(sector as string) as branch")
        .drop("firm", "sector")
        .withColumnsRenamed(Map.of("id", "firm", "branch", "sector"))
        .repartition(partitions)
        .write()
        .parquet(place.resolve("panel.parquet").toString());
    Path study = CommandRun.write(place.resolve("study.conf"), STUDY);
    Path out = place.resolve("out");
    String number = String.valueOf(partitions);
    CommandRun run =
        CommandRun.of(
            Map.of(
                "spark.master", "local[" + partitions + "]",
                "spark.default.parallelism", number,
                "spark.sql.shuffle.partitions", number,
                "spark.sql.files.minPartitionNum", number),
            "study",
            study.toString(),
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    Map<String, JsonNode> tables = new TreeMap<>();
    try (Stream<Path> files = Files.list(out.resolve("tables"))) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .forEach(file -> tables.put(file.toFile().getName(), CommandRun.json(file)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return tables;
  }

  @BeforeAll
  static void runOnOnePartition() {
    expected = tables(1, 0);
  }

  @ParameterizedTest
  @CsvSource({"1, 11", "3, 12", "8, 13"})
  void everyNumberIsTheSameFor(int partitions, long shuffle) {
    Map<String, JsonNode> found = tables(partitions, shuffle);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach((name, table) -> SameNumbers.assertSame(name, table, wanted(name)));
  }

  @Test
  void theTablesAreThere() {
    assertThat(expected.keySet())
        .isEqualTo(
            java.util.Set.of(
                "attrition.json",
                "correlation-spearman.json",
                "correlation.json",
                "descriptives.json",
                "fixest.json",
                "reghdfe.json",
                "vif.json",
                "winsorize.json"));
    assertThat(wanted("reghdfe.json").get("models")).hasSize(9);
  }

  private static JsonNode wanted(String name) {
    return java.util.Objects.requireNonNull(expected.get(name), name);
  }
}
