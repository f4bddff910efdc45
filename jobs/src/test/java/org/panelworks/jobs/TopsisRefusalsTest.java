package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Degenerate input to an evaluation as a user meets it, and the studies that are shipped. */
final class TopsisRefusalsTest {
  private static final Path CONF = Path.of("").toAbsolutePath().resolveSibling("conf");
  private static final String DATA =
      """
      city,year,a,b,flat,gaps,text,last
      x,2020,1,9,5,1,one,1
      x,2021,2,7,5,,two,2
      x,2022,3,8,5,3,three,9
      y,2020,4,2,5,2,four,3
      y,2021,2,3,5,4,five,4
      """;

  @TempDir Path folder;

  private CommandRun run(String columns, String settings) {
    CommandRun.write(folder.resolve("data.csv"), DATA);
    StringBuilder indicators = new StringBuilder();
    for (String column : columns.split(" ", -1)) {
      indicators.append("{ column = ").append(column).append(", direction = positive }\n");
    }
    Path study =
        CommandRun.write(
            folder.resolve("study.conf"),
            "panel { path = data.csv, format = csv, unit = city, time = year }\ntopsis {\n"
                + "indicators = [ "
                + indicators
                + "]\n"
                + settings
                + "\n}\n");
    return CommandRun.of("topsis", study.toString(), "--out", folder.resolve("out").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a a     |                    | 2 | `a` twice",
        "a b     | direction = up     | 2 | direction",
        "a gaps  |                    | 3 | `gaps` (1), first at (x, 2021)",
        "a text  |                    | 3 | `text`",
        "a nosuch|                    | 3 | `nosuch`",
        "flat    |                    | 4 | every indicator is constant",
        "a b     | scope = per-year   | 4 | there is one at 2022",
        "gaps    | scope = per-year, missing = drop | 4 | there is one at 2021, 2022",
      })
  void isRefusedWithItsExitCode(String columns, String settings, int code, String words) {
    CommandRun run = run(columns.strip(), settings == null ? "" : settings);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.lastLine()).startsWith("panelworks: ");
    assertThat(run.message()).contains(words).doesNotContain("Exception");
    assertThat(Files.exists(folder.resolve("out"))).isFalse();
  }

  @Test
  void missingCellsAreInterpolatedOnRequest() {
    CommandRun run = run("a gaps", "missing = interpolate");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("1 missing cell was interpolated");
    JsonNode scores = CommandRun.json(folder.resolve("out/tables/topsis-scores.json"));
    assertThat(scores.get("scores")).hasSize(5);
  }

  @Test
  void aYearInWhichTheOnlyRowIsBestOnEverythingHasNoObstacles() {
    CommandRun run = run("last", "");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode means =
        CommandRun.json(folder.resolve("out/tables/topsis-obstacles.json")).get("means");
    assertThat(means.get(2).get("time").asInt()).isEqualTo(2022);
    assertThat(means.get(2).get("obstacle").get(0).isNull()).isTrue();
    assertThat(Files.exists(folder.resolve("out/figures/topsis-obstacles.svg"))).isTrue();
  }

  @Test
  void theStudyOfTheSixteenCitiesRuns() {
    Path out = folder.resolve("anhui");
    CommandRun run =
        CommandRun.of(
            "study", CONF.resolve("industrial-transfer.conf").toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode scores = CommandRun.json(out.resolve("tables/topsis-scores.json")).get("scores");
    assertThat(scores).hasSize(16 * 9);
    JsonNode weights = CommandRun.json(out.resolve("tables/topsis-weights.json")).get("weights");
    assertThat(weights).hasSize(26);
    assertThat(weights.get(18).get("direction").asText()).isEqualTo("negative");
    for (JsonNode score : scores) {
      assertThat(score.get("closeness").asDouble()).isBetween(0.0, 1.0);
      assertThat(score.get("rank_within_year").asInt()).isBetween(1, 16);
    }
    assertThat(Files.exists(out.resolve("figures/topsis-trends.svg"))).isTrue();
  }

  @Test
  void theStudyOfTheProvincesRuns() {
    Path out = folder.resolve("swiss");
    CommandRun run =
        CommandRun.of(
            "topsis", CONF.resolve("swiss-development.conf").toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode scores = CommandRun.json(out.resolve("tables/topsis-scores.json")).get("scores");
    assertThat(scores).hasSize(47);
    assertThat(scores.findValuesAsText("rank")).contains("1", "47");
  }
}
