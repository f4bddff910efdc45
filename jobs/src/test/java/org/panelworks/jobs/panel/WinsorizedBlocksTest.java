package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.DataException;

/** What jobs see of a winsorized panel, whether it was scanned once or twice for it. */
final class WinsorizedBlocksTest extends PanelFolder {
  /** True of every row, and no constant. */
  private static final String ANY = "roe IS NULL OR roe < 9 OR size < 0 OR st < 0";

  private static final String[] COLUMNS = {"roe", "size", "st", "SIZE", "year"};

  /** Firms, years, an integer column, one with gaps, a group with gaps and one seldom met. */
  private static String manyRows() {
    return IntStream.range(0, 400)
        .mapToObj(
            i ->
                "%06d,%d,%s,%d,%s,%d"
                    .formatted(
                        i / 8,
                        2010 + i % 8,
                        i % 7 == 0 ? "" : Double.toString(Math.sin(i)),
                        i * 37 % 401,
                        i % 11 == 0 ? "" : i == 100 ? "Z" : "C" + i % 3,
                        i % 5 == 0 ? 1 : 0))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private PreparedPanel prepare(String settings, Map<String, String> conditions) {
    PanelNeeds numeric = PanelStudy.numeric(COLUMNS);
    return study(manyRows(), settings)
        .prepare(
            new PanelNeeds(
                numeric.numeric(),
                PanelStudy.categories("industry", "firm").categories(),
                conditions));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "winsorize { columns = [size, roe], lower = 0.05, upper = 0.9 }",
        "winsorize { columns = [roe, SIZE], lower = 0.05, upper = 0.9, mode = trim }",
        "winsorize { columns = [size, roe], lower = 0.05, upper = 0.9, by = industry }",
        "winsorize { columns = [size, st], lower = 0, upper = 0.7, by = year, quantile = type7 }",
        "winsorize { columns = [roe, size], lower = 0.2, upper = 1, by = firm, mode = trim }",
        "winsorize { columns = [roe, extra], by = half, lower = 0.1, upper = 0.9 }\n"
            + "derive { extra = \"size * 2\", half = \"year > 2013\" }",
        "winsorize { columns = [size, roe], lower = 0.05, upper = 0.9, by = industry }\n"
            + "sample { drop = [ { name = st, where = \"st = 1\" } ], require = [roe] }",
        "winsorize { columns = [size, roe], lower = 0.05, upper = 0.9, by = industry }\n"
            + "lags = before\n"
            + "sample { drop = [ { name = st, where = \"st = 1\" } ], require = [roe] }",
        "winsorize { columns = [size, roe], lower = 0.05, upper = 0.9, by = industry }\n"
            + "lags = before\n"
            + "sample { drop = [ { name = c, where = \"industry = 'C1'\" } ] }",
        "winsorize { columns = [size, roe], lower = 0.1, upper = 0.9, mode = trim }\n"
            + "sample { balanced = true }",
      })
  void oneScanAndTwoGiveTheSameValues(String settings) {
    try (PreparedPanel once = prepare(settings, Map.of());
        PreparedPanel twice = prepare(settings, Map.of(ANY, "where"))) {
      assertThat(once.blocks().schema().numeric()).containsExactly(COLUMNS);
      assertThat(once.blocks().schema().categories()).containsExactly("industry", "firm");
      List<String> expected =
          PanelStudy.rows(twice.blocks()).stream()
              .map(row -> row.replaceFirst("\\|1\\.0(\\|[^|]*\\|[^|]*(\\|dropped.*)?)$", "$1"))
              .toList();
      assertThat(PanelStudy.rows(once.blocks())).containsExactlyElementsOf(expected);
      assertThat(once.steps()).isEqualTo(twice.steps());
      assertThat(once.warnings()).isEqualTo(twice.warnings());
      assertThat(once.rows()).isEqualTo(twice.rows());
      var left = once.winsorized().orElseThrow().cuts();
      var right = twice.winsorized().orElseThrow().cuts();
      assertThat(left.groups()).isEqualTo(right.groups());
      for (int column = 0; column < left.columns().size(); column++) {
        for (int group = 0; group < left.size(); group++) {
          assertThat(left.low(group, column)).isEqualTo(right.low(group, column));
          assertThat(left.high(group, column)).isEqualTo(right.high(group, column));
          assertThat(left.count(group, column)).isEqualTo(right.count(group, column));
        }
        assertThat(left.changedLow(column)).isEqualTo(right.changedLow(column));
      }
    }
  }

  @Test
  void columnsThatOnlyTheCutsNeedAreNotSeen() {
    PanelStudy study =
        study("winsorize { columns = [roe, size], lower = 0.2, upper = 0.8, by = industry }");
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("st"))) {
      assertThat(panel.blocks().schema().numeric()).containsExactly("st");
      assertThat(panel.blocks().schema().categories()).isEmpty();
      assertThat(PanelStudy.rows(panel.blocks()).get(0)).isEqualTo("000001|2011|1.0");
      assertThat(panel.winsorized().orElseThrow().cuts().columns()).containsExactly("roe", "size");
    }
  }

  @Test
  void droppedRowsKeptForLagsAreCutAlikeAndDoNotCount() {
    // The sample is 10, 20, 40, 50, 60 (20 % and 80 % of type 7: 18 and 52); 30 was dropped.
    String rows = ROWS.replace("000001,2011,0.1,30", "000001,2011,0.1,300");
    PanelStudy study =
        study(
            rows,
            """
            lags = before
            sample { drop = [ { name = "ST", where = "st = 1" } ] }
            winsorize { columns = [size], lower = 0.2, upper = 0.8, quantile = type7 }
            """);
    assertThat(rows(study, PanelStudy.numeric("size")))
        .containsExactly(
            "000001|2011|52.0|dropped at 1",
            "000001|2012|50.0",
            "000001|2013|20.0",
            "000002|2012|18.0",
            "000003|2011|40.0",
            "000003|2014|52.0");
  }

  @Test
  void aCategoryIsLabelledByItsValuesOnceCut() {
    PanelStudy study = study("winsorize { columns = [size], lower = 0.2, upper = 0.8 }");
    PanelNeeds needs = new PanelNeeds(Map.of("size", "x"), Map.of("size", "fe"), Map.of());
    assertThat(rows(study, needs))
        .containsExactly(
            "000001|2011|30.0|30",
            "000001|2012|50.0|50",
            "000001|2013|20.0|20",
            "000002|2012|20.0|20",
            "000003|2011|40.0|40",
            "000003|2014|50.0|50");
  }

  @Test
  void theTimeIsCutBeforeItsKeysAreChecked() {
    PanelStudy study = study("winsorize { columns = [year], lower = 0, upper = 0.5 }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("size")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be unique")
        .hasMessageContaining("(000001, 2012)");
  }

  @Test
  void infiniteValuesAreNamedInTheOrderThatJobsNameColumns() {
    String infinite = ROWS + "000009,2012,Inf,1,C,0\n";
    PanelStudy study =
        study(
            infinite,
            "derive { a = \"roe * 2\", b = \"roe * 3\", c = \"roe * 4\" }\n"
                + "sample { require = [c] }\n"
                + "winsorize { columns = [b, a], by = industry }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("size", "a")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("`a` (1), `c` (1), `b` (1), `roe` (1)");
  }
}
