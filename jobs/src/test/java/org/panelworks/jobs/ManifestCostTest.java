package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.reference.ReferenceCase;

/** The manifest says how often the input was read and its rows were moved, and what that cost. */
final class ManifestCostTest {
  private static final int ROWS = 1031;
  private static final String PARQUET =
      "panel { path = panel.parquet, unit = firm, time = year }\n";
  private static final String FLAT = "panel { path = panel.parquet }\n";
  private static final String WINSORIZE =
      "winsorize { lower = 0.01, upper = 0.99, columns = [emp, wage, capital] }\n";
  private static final List<String> ONE = List.of("l_emp ~ l_wage | firm + year");
  private static final List<String> TEN =
      List.of(
          "l_emp ~ l_wage + l_capital + l_output + emp | firm + year",
          "l_emp ~ l_wage | firm + year",
          "l_emp ~ l_capital | firm + year",
          "l_emp ~ l_output | firm + sector^year",
          "l_emp ~ emp | firm",
          "l_emp ~ l_wage + l_capital",
          "l_emp ~ l_wage + l_output | sector",
          "l_wage ~ l_emp + l_output | firm + year",
          "l_output ~ l_wage:l_capital | firm + year",
          "l_capital ~ l_wage * emp | firm + year");

  @TempDir static Path folder;

  @BeforeAll
  static void writeThePanel() {
    Path csv =
        CommandRun.write(folder.resolve("data.csv"), ReferenceCase.of("empluk_panel").csv(0));
    LocalSpark.session()
        .read()
        .option("header", "true")
        .option("inferSchema", "true")
        .csv(csv.toString())
        .repartition(12)
        .write()
        .parquet(folder.resolve("panel.parquet").toString());
  }

  private static JsonNode manifest(String settings, List<String> formulas) {
    return manifest(settings, formulas, "2");
  }

  private static JsonNode manifest(String settings, List<String> formulas, String partitions) {
    String study = settings + "regress { tables.t = [ \"" + String.join("\", \"", formulas);
    Path file = CommandRun.write(folder.resolve("study.conf"), study + "\" ] }\n");
    String out = folder.resolve("out").toString();
    CommandRun run =
        CommandRun.of(
            Map.of(
                "spark.default.parallelism", partitions,
                "spark.sql.files.minPartitionNum", partitions),
            "regress",
            file.toString(),
            "--out",
            out);
    assertThat(run.code()).as(run.err()).isZero();
    return CommandRun.json(folder.resolve("out/manifest.json"));
  }

  private static JsonNode step(JsonNode manifest, String name) {
    for (JsonNode step : manifest.at("/timings/steps")) {
      if (step.get("step").asText().contains(name)) {
        return step;
      }
    }
    throw new AssertionError("no step " + name + " in " + manifest.at("/timings/steps"));
  }

  @Test
  void tenColumnsScanAndShuffleAsOftenAsOne() {
    JsonNode one = manifest(PARQUET, ONE);
    assertThat(step(one, "Looking at the order of the rows").get("scans").asInt()).isEqualTo(1);
    assertThat(step(one, "Reading the panel").get("scans").asInt()).isEqualTo(1);
    assertThat(one.get("scans").asInt()).isEqualTo(2);
    assertThat(one.get("shuffles").asInt()).isEqualTo(1);
    JsonNode ten = manifest(PARQUET, TEN);
    assertThat(ten.get("scans")).isEqualTo(one.get("scans"));
    assertThat(ten.get("shuffles")).isEqualTo(one.get("shuffles"));
  }

  @Test
  void winsorizingAddsNeitherScanNorShuffle() {
    JsonNode plain = manifest(PARQUET, TEN);
    for (String by : List.of("", ", by = year", ", by = sector, mode = trim")) {
      JsonNode cut = manifest(PARQUET + WINSORIZE.replace(" }", by + " }"), TEN);
      assertThat(cut.get("scans")).isEqualTo(plain.get("scans"));
      assertThat(cut.get("shuffles")).isEqualTo(plain.get("shuffles"));
      assertThat(step(cut, "Reading the panel").get("scans").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aWinsorizedColumnThatIsACategoryTooAddsOneScanAndNoShuffle() {
    List<String> formulas = List.of("l_emp ~ l_wage + wage | sector");
    String winsorize = "winsorize { lower = 0.01, upper = 0.99, columns = [wage, sector] }\n";
    JsonNode plain = manifest(PARQUET, formulas);
    JsonNode cut = manifest(PARQUET + winsorize, formulas);
    assertThat(cut.get("scans").asInt()).isEqualTo(plain.get("scans").asInt() + 1);
    assertThat(cut.get("shuffles")).isEqualTo(plain.get("shuffles"));
    assertThat(step(cut, "Reading the columns to winsorize").get("scans").asInt()).isEqualTo(1);
  }

  @Test
  void aPanelWithoutUnitIsNotShuffledAndMergesOfStatisticsAreCountedApart() {
    JsonNode flat = manifest(FLAT, ONE, "12");
    assertThat(flat.get("scans").asInt()).isEqualTo(1);
    assertThat(flat.get("shuffles").asInt()).isZero();
    JsonNode moments = step(flat, "moments of");
    assertThat(moments.get("kind").asText()).isEqualTo("pass over held blocks");
    assertThat(moments.get("scans").asInt()).isZero();
    assertThat(moments.get("merges").asInt()).isEqualTo(1);
  }

  @Test
  void theReadingSaysWhatItRead() {
    JsonNode reading = step(manifest(PARQUET, ONE), "Reading the panel");
    assertThat(reading.get("kind").asText()).isEqualTo("scan");
    assertThat(reading.get("records_read").asInt()).isEqualTo(ROWS);
    assertThat(reading.get("bytes_read").asLong()).isPositive();
    assertThat(reading.get("shuffle_bytes_written").asLong()).isPositive();
    assertThat(reading.get("shuffle_bytes_read")).isEqualTo(reading.get("shuffle_bytes_written"));
    assertThat(reading.get("disk_bytes_spilled").asLong()).isZero();
  }

  @Test
  void aLookAtAHeaderIsNoScanAndFindingTypesIsOne() {
    JsonNode csv = manifest("panel { path = data.csv, format = csv }\n", ONE);
    assertThat(step(csv, "Looking at the panel").get("scans").asInt()).isEqualTo(1);
    assertThat(step(csv, "Reading the panel").get("scans").asInt()).isEqualTo(1);
    assertThat(csv.get("scans").asInt()).isEqualTo(2);
  }
}
