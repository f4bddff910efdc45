package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases observed at several times, and the order in which cases are listed. */
final class FsqcaPanelTest {
  /** Units out of order; a leads to y but for v in 2002. */
  private static final String DATA =
      """
      unit,year,a,b,y
      v,2001,0.8,0.3,0.9
      v,2002,0.6,0.2,0.3
      u,2001,0.9,0.7,0.9
      u,2002,0.7,0.8,0.8
      w,2001,0.1,0.9,0.2
      w,2002,0.2,0.1,0.1
      """;

  private static final String SETTINGS =
      """
      fsqca {
        case = unit, time = year, outcome = Y, conditions = [A], pri-cutoff = 0
        calibrate { A = { from = a, method = none }, Y = { from = y, method = none } }
      }
      """;

  @TempDir Path folder;

  private Path tables(String panel) {
    CommandRun.write(folder.resolve("data.csv"), DATA);
    Path file = CommandRun.write(folder.resolve("study.conf"), panel + SETTINGS);
    Path out = folder.resolve("out");
    CommandRun run = CommandRun.of("fsqca", file.toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return out.resolve("tables");
  }

  /** Σ min(a, y) = 0.8, 0.3 | 0.9, 0.7 | 0.1, 0.1; Σ a = 0.8, 0.6 | 0.9, 0.7 | 0.1, 0.2. */
  @Test
  void pooledBetweenAndWithinConsistenciesAreThoseOnPaper() throws IOException {
    Path tables = tables("panel { path = data.csv, format = csv }\n");

    JsonNode panel = CommandRun.json(tables.resolve("fsqca-panel.json"));
    JsonNode analysis = panel.get("analyses").get(0);
    JsonNode term = analysis.get("sufficiency").get(0);
    assertThat(term.get("set").asText()).isEqualTo("A");
    assertThat(analysis.get("sufficiency").get(1).get("set").asText()).isEqualTo("solution");
    close(term.get("pooled_consistency"), 2.9 / 3.3);
    close(term.get("pooled_coverage"), 2.9 / 3.2);
    double first = 1.8 / 1.8;
    double second = 1.1 / 1.5;
    close(term.get("between").get(0).get("consistency"), first);
    close(term.get("between").get(1).get("consistency"), second);
    assertThat(term.get("between").get(1).get("time").asText()).isEqualTo("2002");
    double distance = Math.sqrt(2) * Math.abs(first / (first + second) - 0.5);
    close(term.get("between_distance"), distance);
    close(term.get("between_distance_adjusted"), distance / Math.sqrt(2.0 / 12));
    assertThat(term.get("within").get(0).get("case").asText()).isEqualTo("v");
    close(term.get("within").get(0).get("consistency"), 1.1 / 1.4);
    close(term.get("within").get(1).get("consistency"), 1);
    close(term.get("within").get(2).get("consistency"), 0.2 / 0.3);
    JsonNode necessity = analysis.get("necessity");
    assertThat(necessity).hasSize(2);
    close(necessity.get(0).get("pooled_consistency"), 2.9 / 3.2);

    Path figures = tables.resolveSibling("figures");
    assertThat(Files.readString(figures.resolve("fsqca-xy-necessary-1.svg")))
        .contains("Necessity: A", "v 2002 (0.600, 0.300)");
    assertThat(Files.readString(figures.resolve("fsqca-xy-sufficient-1.svg")))
        .contains("Sufficiency: A");
    assertThat(Files.readString(tables.resolve("fsqca-panel.csv")))
        .contains("Sufficient for Y (C1P1)", "Necessary for Y", "A,0.879,0.906,0.109,0.266");
  }

  /**
   * u, v and w are left out with both times. Without v: Σ min(a, y) = 0.9 + 0.7 + 0.1 + 0.1 = 1.8
   * of Σ a = 1.9, the complex solution being A.
   */
  @Test
  void aCaseIsLeftOutWithAllItsTimes() {
    Path tables = tables("panel { path = data.csv, format = csv }\n");

    JsonNode positive =
        CommandRun.json(tables.resolve("fsqca-robustness.json")).get("outcomes").get(0);
    List<String> without = new ArrayList<>();
    for (JsonNode variant : positive.get("variants")) {
      if (variant.get("variant").asText().startsWith("without")) {
        without.add(variant.get("variant").asText());
        if (variant.get("variant").asText().equals("without v")) {
          close(variant.get("consistency"), 1.8 / 1.9);
        }
      }
    }
    assertThat(without).containsExactly("without v", "without u", "without w");
  }

  @Test
  void casesStandInTheOrderOfTheFile() {
    Path tables = tables("panel { path = data.csv, format = csv }\n");
    assertThat(cases(tables))
        .containsExactly("v 2001", "v 2002", "u 2001", "u 2002", "w 2001", "w 2002");
  }

  @Test
  void casesOfAPanelThatWasSpreadByUnitStandByNameAndTime() {
    Path tables = tables("panel { path = data.csv, format = csv, unit = unit, time = year }\n");
    assertThat(cases(tables))
        .containsExactly("u 2001", "u 2002", "v 2001", "v 2002", "w 2001", "w 2002");
  }

  /** Rows of eight pieces of one file come back in the file's order. */
  @Test
  void piecesOfAFileKeepItsOrder() {
    StringBuilder data = new StringBuilder("unit,year,a,b,y\n");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      String name = "c" + (i * 7919) % 4000;
      data.append(name).append(",2001,0.").append(1 + i % 8).append(",0.1,");
      data.append(i % 8 < 4 ? "0.1\n" : "0.8\n");
      expected.add(name + " 2001");
    }
    CommandRun.write(folder.resolve("many.csv"), data.toString());
    Path study =
        CommandRun.write(
            folder.resolve("study.conf"),
            "panel { path = many.csv, format = csv }\n"
                + SETTINGS.replace("pri-cutoff = 0", "pri-cutoff = 0"));
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            Map.of(
                "spark.sql.files.maxPartitionBytes",
                "10000",
                "spark.sql.files.openCostInBytes",
                "0"),
            "fsqca",
            study.toString(),
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(cases(out.resolve("tables"))).isEqualTo(expected);
  }

  private static List<String> cases(Path tables) {
    List<String> cases = new ArrayList<>();
    CommandRun.json(tables.resolve("fsqca-calibration.json"))
        .get("cases")
        .forEach(name -> cases.add(name.asText()));
    return cases;
  }

  private static void close(JsonNode actual, double expected) {
    assertThat(actual.isNumber()).isTrue();
    assertThat(actual.asDouble()).isCloseTo(expected, within(1e-12));
  }
}
