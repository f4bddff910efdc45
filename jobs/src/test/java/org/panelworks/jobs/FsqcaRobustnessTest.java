package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the robustness table is made, what it leaves out, and how it takes percentiles. */
final class FsqcaRobustnessTest {
  private static final String PANEL = "panel { path = data.csv, format = csv, strings = [case] }\n";

  /** y follows a in four cases, two on each side; nothing leads to the absence of Y. */
  private static final String ONE_SIDED =
      """
      case,a,y
      p,0.9,0.95
      q,0.8,0.9
      r,0.1,0.45
      s,0.2,0.45
      """;

  private static final String ONE_CONDITION =
      """
      fsqca {
        case = case, outcome = Y, conditions = [A], pri-cutoff = 0
        calibrate { A = { from = a, method = none }, Y = { from = y, method = none } }
      }
      """;

  @TempDir Path folder;

  private CommandRun run(String data, String study) {
    CommandRun.write(folder.resolve("data.csv"), data);
    Path file = CommandRun.write(folder.resolve("study.conf"), PANEL + study);
    return CommandRun.of("fsqca", file.toString(), "--out", folder.resolve("out").toString());
  }

  private CommandRun done(String data, String study) {
    CommandRun run = run(data, study);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private JsonNode outcomes() {
    return CommandRun.json(folder.resolve("out/tables/fsqca-robustness.json")).get("outcomes");
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    CommandRun.json(folder.resolve("out/manifest.json"))
        .get("warnings")
        .forEach(warning -> warnings.add(warning.asText()));
    return warnings;
  }

  private static JsonNode variant(JsonNode outcome, String name) {
    for (JsonNode variant : outcome.get("variants")) {
      if (variant.get("variant").asText().equals(name)) {
        return variant;
      }
    }
    throw new AssertionError("no variant " + name + " in " + outcome);
  }

  /**
   * Anchors at minimum, median and maximum are 0, 4, 16 of the five values, and 0, 3, 8 without the
   * last: log-odds −3, −1, 0.6 and 3.
   */
  @Test
  void withoutACaseThePercentilesAreThoseOfTheOthers() {
    done(
        "case,a,y\np,0,0.1\nq,2,0.3\nr,4,0.7\ns,8,0.9\nt,16,0.8\n",
        ONE_CONDITION.replace(
            "A = { from = a, method = none }",
            "A = { from = a, method = percentile, anchors = [0, 0.5, 1], quantile = type7 }"));

    JsonNode outcome = outcomes().get(0);
    double[] y = {0.1, 0.3, 0.7, 0.9, 0.8};
    JsonNode baseline = outcome.get("baseline");
    assertThat(baseline.get("expression").asText()).isEqualTo("A");
    assertThat(baseline.get("consistency").asDouble())
        .isCloseTo(consistency(new double[] {-3, -1.5, 0, 1, 3}, y), within(1e-12));
    JsonNode without = variant(outcome, "without t");
    assertThat(without.get("expression").asText()).isEqualTo("A");
    assertThat(without.get("consistency").asDouble())
        .isCloseTo(consistency(new double[] {-3, -1, 0.6, 3}, y), within(1e-12));

    JsonNode calibration =
        CommandRun.json(folder.resolve("out/tables/fsqca-calibration.json")).get("sets").get(0);
    assertThat(calibration.get("set").asText()).isEqualTo("A");
    assertThat(calibration.get("method").asText()).isEqualTo("percentile");
    assertThat(calibration.get("percentiles").toString()).isEqualTo("[0.0,0.5,1.0]");
    assertThat(calibration.get("quantile").asText()).isEqualTo("type7");
    assertThat(calibration.get("anchors").toString()).isEqualTo("[0.0,4.0,16.0]");
    assertThat(calibration.get("log_odds").asText()).isEqualTo("ragin");
    assertThat(calibration.get("memberships").get(3).asDouble())
        .isCloseTo(1 / (1 + Math.exp(-1)), within(1e-15));
  }

  private static double consistency(double[] logOdds, double[] y) {
    double common = 0;
    double all = 0;
    for (int i = 0; i < logOdds.length; i++) {
      double a = 1 / (1 + Math.exp(-logOdds[i]));
      common += Math.min(a, y[i]);
      all += a;
    }
    return common / all;
  }

  /** ~A is in ~Y by (0.05 + 0.1 + 0.55 + 0.55) / 2 = 0.625, and no row has three cases. */
  @Test
  void whatCannotBeEstimatedIsARowThatSaysSo() throws IOException {
    done(
        ONE_SIDED,
        ONE_CONDITION
            + "fsqca.robustness { consistency-cutoffs = [], pri-cutoffs = [], anchors = []\n"
            + "frequency-cutoffs = [2, 3], leave-one-out = false }\n");

    JsonNode own = outcomes().get(0);
    assertThat(variant(own, "frequency 2").get("refused").isNull()).isTrue();
    JsonNode refused = variant(own, "frequency 3");
    assertThat(refused.get("refused").asText()).contains("no truth table row leads to Y");
    assertThat(refused.get("consistency").isNull()).isTrue();
    JsonNode negated = outcomes().get(1);
    assertThat(negated.get("outcome").asText()).isEqualTo("~Y");
    assertThat(negated.get("refused").asText()).contains("no truth table row leads to ~Y");
    assertThat(negated.has("variants")).isFalse();
    assertThat(Files.readAllLines(folder.resolve("out/tables/fsqca-robustness.csv")))
        .containsSequence(
            "frequency 3,0,,,,,not estimable,", "Robust core,,1.000,0.727,A,,,", "~Y,,,,,,,")
        .contains("baseline,0,,,,,not estimable,");
    assertThat(warnings()).anyMatch(w -> w.startsWith("fsqca, ~Y: robustness has no baseline"));
  }

  /** Two cases of each outcome; conditions but the first split both pairs alike. */
  private static String wide(int conditions) {
    StringBuilder header = new StringBuilder("case,y");
    StringBuilder[] rows = {
      new StringBuilder("p,0.9"),
      new StringBuilder("q,0.9"),
      new StringBuilder("r,0.1"),
      new StringBuilder("s,0.1")
    };
    for (int c = 1; c <= conditions; c++) {
      header.append(",c").append(c);
      for (int i = 0; i < rows.length; i++) {
        boolean in = c == 1 ? i < 2 : i % 2 == 0;
        rows[i].append(in ? ",0.9" : ",0.1");
      }
    }
    return header + "\n" + String.join("\n", rows) + "\n";
  }

  private static String wideStudy(int conditions) {
    StringBuilder sets = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (int c = 1; c <= conditions; c++) {
      names.add("C" + c);
      sets.append("C" + c + " = { from = c" + c + ", method = none }\n");
    }
    return "fsqca { case = case, outcome = Y, conditions = ["
        + String.join(", ", names)
        + "]\ncalibrate { Y = { from = y, method = none }\n"
        + sets
        + "} }\n";
  }

  @Test
  void aLargeTruthTableHasARobustnessTableOnlyWhereTheStudyAsks() {
    done(wide(11), wideStudy(11));
    assertThat(folder.resolve("out/tables/fsqca-solutions.json")).isRegularFile();
    assertThat(folder.resolve("out/tables/fsqca-robustness.json")).doesNotExist();
    assertThat(warnings())
        .anyMatch(
            w ->
                w.contains("no robustness table")
                    && w.contains("more than 1,024 rows, got 2,048: ask for it by robustness {}"));

    done(wide(11), wideStudy(11) + "fsqca.robustness {}");
    assertThat(variant(outcomes().get(0), "consistency 0.83").get("consistency").asDouble())
        .isEqualTo(1);
    assertThat(warnings()).noneMatch(w -> w.contains("no robustness table"));
  }

  @Test
  void aTruthTableOf1024RowsHasItsRobustnessTableUnasked() {
    done(wide(10), wideStudy(10));
    assertThat(variant(outcomes().get(0), "frequency 1").get("n_models").asInt()).isEqualTo(1);
  }

  private static String many(int cases) {
    StringBuilder data = new StringBuilder("case,a,y\n");
    for (int i = 0; i < cases; i++) {
      String membership = i % 2 == 0 ? "0.9" : "0.2";
      data.append("k" + i + "," + membership + "," + membership + "\n");
    }
    return data.toString();
  }

  @Test
  void leavingOutEachOfMoreThan2000CasesIsRefusedWhereTheStudyAsks() {
    CommandRun run = run(many(2001), ONE_CONDITION + "fsqca.robustness { leave-one-out = true }\n");
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.message())
        .contains("fsqca.robustness.leave-one-out must be false with more than 2,000 cases")
        .contains("got 2,001");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fsqca.robustness {}\n"})
  void leavingOutEachOfMoreThan2000CasesIsSkippedWithAWarningOtherwise(String asked) {
    done(many(2001), ONE_CONDITION + asked);
    assertThat(outcomes().get(0).get("variants")).hasSize(4 + 3 + 2);
    assertThat(warnings())
        .contains(
            "fsqca: robustness leaves out no single case where there are more than 2,000, got"
                + " 2,001");
  }
}
