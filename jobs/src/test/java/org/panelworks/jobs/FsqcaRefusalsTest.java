package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fsqca} refuses, and what it warns of, as its user meets it. */
final class FsqcaRefusalsTest {
  private static final String DATA =
      """
      case,a,b,y
      p,0.9,0.8,0.9
      q,0.8,0.3,0.4
      r,0.2,0.9,0.8
      s,0.1,0.2,0.1
      t,0.7,0.6,0.7
      """;

  private static final String SETTINGS =
      """
      panel { path = data.csv, format = csv, strings = [case] }
      fsqca {
        case = case, outcome = Y, conditions = [A, B], pri-cutoff = 0.5
        calibrate {
          A = { from = a, method = none }
          B = { from = b, method = none }
          Y = { from = y, method = none }
        }
      }
      """;

  @TempDir Path folder;

  private CommandRun run(String data, String study) {
    CommandRun.write(folder.resolve("data.csv"), data);
    Path file = CommandRun.write(folder.resolve("study.conf"), study);
    return CommandRun.of("fsqca", file.toString(), "--out", folder.resolve("out").toString());
  }

  private void refused(int code, String data, String study, String... words) {
    CommandRun run = run(data, study);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.lastLine()).startsWith("panelworks: ");
    assertThat(run.message()).contains(words).doesNotContain("Exception");
    assertThat(Files.exists(folder.resolve("out"))).isFalse();
  }

  @Test
  void anchorsOutOfOrder() {
    for (String method : List.of("direct", "linear")) {
      refused(
          2,
          DATA,
          SETTINGS.replace(
              "{ from = a, method = none }",
              "{ from = a, method = %s, anchors = [1, 3, 2] }".formatted(method)),
          "study.conf:5",
          "fsqca.calibrate.A",
          "anchors must rise or fall",
          "[1.0, 3.0, 2.0]");
    }
  }

  @Test
  void aMembershipOutsideZeroToOne() {
    refused(3, DATA.replace("q,0.8", "q,1.8"), SETTINGS, "set A", "[0, 1]", "1.8", "case q");
  }

  @Test
  void aConstantSet() {
    refused(
        4,
        DATA.replaceAll(",0\\.\\d,0\\.(\\d)\\n", ",0.4,0.$1\n"),
        SETTINGS,
        "set B must vary",
        "0.4");
  }

  @Test
  void noPositiveRow() {
    refused(4, DATA, SETTINGS + "fsqca.frequency-cutoff = 5", "no truth table row leads to Y");
  }

  @Test
  void allRowsPositive() {
    refused(
        4,
        DATA,
        SETTINGS + "fsqca.consistency-cutoff = 0, fsqca.pri-cutoff = 0",
        "every frequent truth table row leads to Y");
  }

  @Test
  void aCaseMissing() {
    refused(3, DATA.replace("r,0.2", "r,"), SETTINGS, "set A", "missing for 1: r");
    refused(3, DATA.replace("r,0.2", ",0.2"), SETTINGS, "column `case`", "missing in 1 rows");
  }

  @Test
  void duplicateCaseNames() {
    refused(3, DATA.replace("t,", "p,"), SETTINGS, "case names must differ", "p");
  }

  @Test
  void anExpectationForAnUnknownCondition() {
    refused(
        2,
        DATA,
        SETTINGS + "fsqca.expectations { A = present, BB = present }",
        "expectations must name conditions, got BB",
        "A, B");
  }

  @Test
  void anUncalibratedCondition() {
    refused(
        2,
        DATA,
        SETTINGS.replace("[A, B]", "[A, B, b]"),
        "set b must be calibrated",
        "calibrate has no entry");
    refused(2, DATA, SETTINGS.replace("outcome = Y", "outcome = Z"), "set Z must be calibrated");
  }

  @Test
  void tooManyConditions() {
    StringBuilder names = new StringBuilder("A, B");
    StringBuilder sets = new StringBuilder();
    for (int c = 0; c < 15; c++) {
      names.append(", C").append(c);
      sets.append("C").append(c).append(" { from = a, method = none }\n");
    }
    refused(
        2,
        DATA,
        SETTINGS
            .replace("[A, B]", "[" + names + "]")
            .replace("calibrate {", "calibrate {\n" + sets),
        "at most 16 conditions and 65536 rows",
        "17 conditions");
  }

  @Test
  void aMembershipOfOneHalfWhereTheStudyRefusesIt() {
    String half = DATA.replace("q,0.8", "q,0.5");
    refused(
        4,
        half,
        SETTINGS + "fsqca.half-membership = refuse",
        "set A must not be 0.5 exactly, got it for 1: q;",
        "half-membership to warn or nudge");
    CommandRun warned = run(half, SETTINGS);
    assertThat(warned.code()).as(warned.err()).isZero();
    assertThat(warnings()).anyMatch(w -> w.contains("exactly 0.5 in set A: q"));
  }

  @Test
  void aCaseInATermButNotInTheOutcomeIsWarnedOf() {
    CommandRun run = run(DATA, SETTINGS + "fsqca.consistency-cutoff = 0.7, fsqca.pri-cutoff = 0");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(warnings()).anyMatch(w -> w.contains("not in the outcome: q"));
  }

  /** With 11 positive, 00 negative and no case elsewhere, A explains Y as well as B. */
  @Test
  void moreModelsThanTheLimitWithWhatToDo() {
    refused(
        4,
        "case,a,b,y\np,0.9,0.9,0.9\nq,0.1,0.1,0.1\n",
        SETTINGS + "fsqca.max-models = 1",
        "fsqca, Y: ",
        "more than 1 models fit them equally well",
        "raise frequency-cutoff or name fewer conditions (the limit is max-models)");
  }

  @Test
  void aSkewedSetAndSimultaneousSubsetsAreWarnedOf() {
    String skewed =
        """
        case,a,b,y
        p,0.9,0.1,0.8
        q,0.8,0.2,0.7
        r,0.7,0.2,0.2
        s,0.9,0.4,0.9
        t,0.2,0.1,0.1
        u,0.9,0.1,0.6
        v,0.8,0.6,0.5
        """;
    CommandRun run =
        run(skewed, SETTINGS + "fsqca.consistency-cutoff = 0.75, fsqca.pri-cutoff = 0.1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(warnings())
        .anyMatch(w -> w.contains("set B is skewed: 14.3 %"))
        .anyMatch(w -> w.contains("consistent with the outcome and with its negation"));
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    JsonNode manifest = CommandRun.json(folder.resolve("out/manifest.json"));
    manifest.get("warnings").forEach(warning -> warnings.add(warning.asText()));
    return warnings;
  }
}
