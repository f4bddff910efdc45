package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The study of digital transformation from its text to its files, on a smaller panel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SimulatedStudyTest {
  private static final Path CONF = Path.of("").toAbsolutePath().resolveSibling("conf");

  @TempDir static Path folder;

  private CommandRun simulated = new CommandRun(-1, "", "");
  private CommandRun studied = new CommandRun(-1, "", "");

  @BeforeAll
  void simulateAndStudy() throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.copy(CONF.resolve("digital-transformation.conf"), study());
    simulated = run("simulate");
    studied = run("study", "--out", folder.resolve("results").toString());
  }

  private Path study() {
    return folder.resolve("conf/study.conf");
  }

  private CommandRun run(String job, String... more) {
    List<String> words = new ArrayList<>(List.of(job, study().toString()));
    words.addAll(List.of("--set", "simulate.firms=150", "--set", "simulate.rows=1200"));
    words.addAll(Arrays.asList(more));
    return CommandRun.of(words.toArray(String[]::new));
  }

  private JsonNode result(String file) {
    return CommandRun.json(folder.resolve("results").resolve(file));
  }

  private static List<String> terms(JsonNode model) {
    return StreamSupport.stream(model.get("coefficients").spliterator(), false)
        .map(term -> term.get("term").asText())
        .toList();
  }

  @Test
  void thePanelIsWrittenWhereTheStudyReadsIt() {
    Path panel = folder.resolve("out/digital-transformation-panel");

    assertThat(simulated.code()).as(simulated.err()).isZero();
    assertThat(panel.resolve("data/panel.parquet")).isDirectory();
    JsonNode manifest = CommandRun.json(panel.resolve("manifest.json"));
    assertThat(manifest.at("/simulation/seed").asLong()).isEqualTo(1);
    assertThat(manifest.at("/simulation/rows_after_screens").asInt()).isEqualTo(1200);
  }

  @Test
  void theStudyLeavesTheDeclaredRowsAndDoesNotDrawThemAgain() {
    assertThat(studied.code()).as(studied.err()).isZero();
    for (JsonNode model : result("tables/baseline.json").get("models")) {
      assertThat(model.get("nobs").asInt()).isEqualTo(1200);
    }
    assertThat(folder.resolve("results/data")).doesNotExist();
    assertThat(folder.resolve("results/tables/simulation.json")).doesNotExist();
  }

  @Test
  void ageIsDroppedByNameWithFirmAndYearEffectsOnly() {
    JsonNode models = result("tables/baseline.json").get("models");

    assertThat(models).hasSize(5);
    for (int column : new int[] {1, 2}) {
      assertThat(terms(models.get(column))).hasSize(7).doesNotContain("age");
      assertThat(models.get(column).at("/dropped").toString())
          .contains("age", "absorbed", "stkcd + year");
    }
    for (int column : new int[] {3, 4}) {
      assertThat(terms(models.get(column))).hasSize(8).contains("age");
      assertThat(models.get(column).at("/dropped/collinear")).isEmpty();
    }
  }

  @Test
  void theColumnsWithoutWinsorizingStandInTheSameRows() throws IOException {
    String table = Files.readString(folder.resolve("results/tables/baseline.md"));

    assertThat(table.lines().filter(line -> line.startsWith("| Leverage"))).hasSize(1);
    assertThat(table).contains("| Years since listing", "(omitted)", "not winsorized");
    JsonNode models = result("tables/baseline.json").get("models");
    assertThat(models.at("/1/coefficients/1/estimate").asDouble())
        .isNotEqualTo(models.at("/2/coefficients/1/estimate").asDouble());
  }

  @Test
  void theLagLosesAtLeastOneRowOfEachFirm() {
    for (JsonNode model : result("tables/lagged.json").get("models")) {
      assertThat(model.get("nobs").asInt()).isLessThanOrEqualTo(1200 - 150);
      assertThat(terms(model)).contains("l(dt, 1)");
    }
  }
}
