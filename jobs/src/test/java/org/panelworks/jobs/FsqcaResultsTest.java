package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of {@code fsqca}: which there are, and what the configurations say to machines. */
final class FsqcaResultsTest {
  /** 11 is positive, 00 and 10 negative, 01 a remainder: complex A*B, parsimonious B. */
  private static final String CRISP =
      """
      case,a,b,y
      p,1,1,1
      q,0,0,0
      r,1,0,0
      """;

  private static final String STUDY =
      """
      panel { path = data.csv, format = csv, strings = [case] }
      fsqca {
        case = case, outcome = Y, conditions = [A, B]
        calibrate {
          A = { from = a, method = crisp, threshold = 1 }
          B = { from = b, method = crisp, threshold = 1 }
          Y = { from = y, method = crisp, threshold = 1 }
        }
        expectations { A = present }
        further = [ { name = easy, expectations { A = absent } } ]
        labels { Y = "High growth" }
      }
      """;

  /** The section as the job's description has it, with the sets that it leaves out. */
  private static final String DESCRIBED =
      """
      fsqca {
        case = province, outcome = GROWTH, negate-outcome = false
        calibrate {
          GROWTH = { from = growth_ratio, method = direct, anchors = [0.3, 1.0, 3.0], log-odds = ragin }
          PGS    = { method = steps, cuts = [2, 5, 8], memberships = [0, 0.33, 0.67, 1] }
          KTD    = { method = mean, of = [KTD1, KTD2, KTD3] }
          X      = { method = percentile, anchors = [0.05, 0.5, 0.95], quantile = type7 }
          Z      = { method = none }
          C      = { method = crisp, threshold = 550 }
          IBA    = ${fsqca.calibrate.PGS}
          RDC    = ${fsqca.calibrate.PGS}
          PRG    = ${fsqca.calibrate.PGS}
          KTD1   = ${fsqca.calibrate.PGS}
          KTD2   = { method = nearest, anchors = [2, 5, 8], memberships = [0, 0.4, 1] }
          KTD3   = ${fsqca.calibrate.PGS}
        }
        conditions = [IBA, PGS, KTD, RDC, PRG]
        consistency-cutoff = 0.8, pri-cutoff = 0.7, frequency-cutoff = 1, necessity-cutoff = 0.9
        half-membership = warn
        necessary-as-core = false
        expectations { IBA = present, PGS = present, KTD = any, RDC = any, PRG = present }
        exclude-rows = []
      }
      """;

  @TempDir Path folder;

  private Path tables(String data, String study) {
    CommandRun.write(folder.resolve("data.csv"), data);
    return tables(CommandRun.write(folder.resolve("study.conf"), study));
  }

  private Path tables(Path study) {
    Path out = folder.resolve("out");
    CommandRun run = CommandRun.of("fsqca", study.toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return out.resolve("tables");
  }

  @Test
  void everyPrintedTableStandsInEveryFormatAndInJson() {
    Path tables = tables(CRISP, STUDY);
    for (String name :
        List.of(
            "necessity",
            "necessity-easy",
            "truth-table",
            "truth-table-easy",
            "configurations",
            "robustness")) {
      for (String format : List.of("csv", "md", "tex", "html", "json")) {
        assertThat(tables.resolve("fsqca-" + name + "." + format)).isNotEmptyFile();
      }
    }
    for (String name : List.of("calibration", "solutions", "solutions-easy")) {
      assertThat(tables.resolve("fsqca-" + name + ".json")).isNotEmptyFile();
    }
  }

  @Test
  void configurationsTellLevelsAndCore() throws IOException {
    Path tables = tables(CRISP, STUDY);
    JsonNode json = CommandRun.json(tables.resolve("fsqca-configurations.json"));

    assertThat(json.get("table").asText()).isEqualTo("fsqca-configurations");
    assertThat(json.get("conditions").toString()).isEqualTo("[\"A\",\"B\"]");
    assertThat(json.get("models")).hasSize(2);
    JsonNode model = json.get("models").get(0);
    assertThat(model.get("outcome").asText()).isEqualTo("Y");
    assertThat(model.get("model").asText()).isEqualTo("C1P1");
    assertThat(model.get("n_models").asInt()).isEqualTo(1);
    assertThat(model.get("coverage").asDouble()).isEqualTo(1);
    assertThat(model.get("configurations").toString())
        .isEqualTo(
            "[{\"number\":\"1\",\"term\":\"A*B\",\"levels\":[1,1],\"core\":[false,true],"
                + "\"consistency\":1.0,\"pri\":1.0,\"raw_coverage\":1.0,\"unique_coverage\":1.0}]");
    JsonNode easy = json.get("models").get(1).get("configurations").get(0);
    assertThat(easy.get("term").asText()).isEqualTo("B");
    assertThat(easy.get("levels").toString()).isEqualTo("[null,1]");
    assertThat(easy.get("core").toString()).isEqualTo("[null,true]");
    assertThat(Files.readAllLines(tables.resolve("fsqca-configurations.csv")))
        .contains("A,•,", "B,●,●");
  }

  /** Odd rows are apart by two literals each: 32 terms of six literals, one model. */
  @Test
  void moreThan24SufficientTermsArePlottedUpTo24WithAWarning() throws IOException {
    StringBuilder data = new StringBuilder("case,a,b,c,d,e,f,y\n");
    for (int row = 0; row < 64; row++) {
      data.append("k").append(row);
      for (int bit = 5; bit >= 0; bit--) {
        data.append(',').append(row >> bit & 1);
      }
      data.append(',').append(Integer.bitCount(row) & 1).append('\n');
    }
    StringBuilder sets = new StringBuilder();
    for (String set : List.of("A", "B", "C", "D", "E", "F", "Y")) {
      sets.append(set + " = { from = " + set.toLowerCase(java.util.Locale.ROOT));
      sets.append(", method = none }\n");
    }
    Path tables =
        tables(
            data.toString(),
            "panel { path = data.csv, format = csv, strings = [case] }\n"
                + "fsqca { case = case, outcome = Y, conditions = [A, B, C, D, E, F]\n"
                + "robustness = none, calibrate {\n"
                + sets
                + "} }\n");

    try (Stream<Path> figures = Files.list(tables.resolveSibling("figures"))) {
      assertThat(figures.filter(file -> file.toString().contains("xy-sufficient"))).hasSize(24);
    }
    assertThat(
            CommandRun.json(tables.resolve("fsqca-configurations.json"))
                .get("models")
                .get(0)
                .get("configurations"))
        .hasSize(32);
    assertThat(CommandRun.json(tables.resolveSibling("manifest.json")).get("warnings").toString())
        .contains("fsqca, Y: XY plots of the first 24 sufficient terms, 8 more are left out");
  }

  @Test
  void theSectionOfTheDescriptionRunsWordForWord() {
    String panel =
        """
        panel { path = "%s", format = csv, strings = [province] }
        derive { IBA = "(IBA1 + IBA2) / 2", PGS = "(PGS1 + PGS2) / 2"
          RDC = "(RDC1 + RDC2) / 2", PRG = "(PRG1 + PRG2) / 2" }
        """
            .formatted(Path.of("../conf/data/policy-coding.csv").toAbsolutePath().normalize());
    Path tables = tables(CommandRun.write(folder.resolve("study.conf"), panel + DESCRIBED));

    JsonNode truthTable = CommandRun.json(tables.resolve("fsqca-truth-table.json"));
    assertThat(truthTable.get("consistency_cutoff").asDouble()).isEqualTo(0.8);
    assertThat(truthTable.get("pri_cutoff").asDouble()).isEqualTo(0.7);
    assertThat(truthTable.get("frequency_cutoff").asInt()).isEqualTo(1);
    assertThat(truthTable.get("excluded_rows")).isEmpty();
    assertThat(FsqcaComparison.texts(truthTable.get("conditions")))
        .containsExactly("IBA", "PGS", "KTD", "RDC", "PRG");
    JsonNode sets = CommandRun.json(tables.resolve("fsqca-calibration.json")).get("sets");
    assertThat(sets.findValuesAsText("method"))
        .containsExactlyInAnyOrder(
            "steps", "steps", "steps", "nearest", "steps", "mean", "steps", "steps", "direct");
    assertThat(sets.findValuesAsText("set")).doesNotContain("X", "Z", "C");
  }
}
