package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

/** The balanced sample: after drop and require, before winsorizing. */
final class BalanceTest extends PanelFolder {
  private static final String GRID =
      """
      a,2011,0.1,1,C,0
      a,2012,0.2,2,C,0
      a,2013,0.3,3,C,0
      b,2011,0.4,4,C,0
      b,2012,,5,C,0
      b,2013,0.6,6,C,0
      c,2012,0.7,7,C,0
      c,2013,0.8,8,C,0
      d,2010,0.9,9,C,1
      d,2011,0.9,9,C,0
      d,2012,0.9,9,C,0
      d,2013,0.9,9,C,0
      """;

  @Test
  void unitsWithARowAtEveryTimeOfTheSampleStay() {
    String sample =
        """
        sample {
          balanced = true, require = [roe]
          drop = [ { name = "ST", where = "st = 1" } ]
        }
        """;
    try (PreparedPanel panel = study(GRID, sample).prepare(PanelStudy.numeric("size"))) {
      assertThat(panel.steps())
          .containsExactly(
              new SampleStep("ST", 12, 11, 4, 4, 0, Map.of()),
              new SampleStep("require", 11, 10, 4, 4, 0, Map.of("roe", 1L)),
              new SampleStep("balanced", 10, 6, 4, 2, 0, Map.of()));
      assertThat(PanelStudy.rows(panel.blocks()))
          .containsExactly(
              "a|2011|1.0", "a|2012|2.0", "a|2013|3.0", "d|2011|9.0", "d|2012|9.0", "d|2013|9.0");
      assertThat(panel.units()).isEqualTo(2);
    }
  }

  @Test
  void aStatedRangeKeepsNoRowOutsideIt() {
    String sample = "sample { balanced { from = 2012, to = 2013 } }";
    try (PreparedPanel panel = study(GRID, sample).prepare(PanelStudy.numeric("size"))) {
      assertThat(panel.steps())
          .containsExactly(new SampleStep("balanced", 12, 8, 4, 4, 0, Map.of()));
      assertThat(PanelStudy.rows(panel.blocks()))
          .contains("c|2012|7.0")
          .doesNotContain("a|2011|1.0");
    }
  }

  @Test
  void winsorizingTakesItsCutsFromTheBalancedRows() {
    String study =
        "sample { balanced = true, require = [roe], drop = [ { where = \"st = 1\" } ] }\n"
            + "winsorize { columns = [size], lower = 0.01, upper = 0.5 }";
    try (PreparedPanel panel = study(GRID, study).prepare(PanelStudy.numeric("size"))) {
      assertThat(panel.winsorized().orElseThrow().cuts().count(0, 0)).isEqualTo(6);
      assertThat(panel.winsorized().orElseThrow().cuts().high(0, 0)).isEqualTo(6.0);
    }
  }

  @Test
  void balancedFalseIsNoStep() {
    try (PreparedPanel panel =
        study(GRID, "sample { balanced = false }").prepare(PanelStudy.numeric("size"))) {
      assertThat(panel.steps()).isEmpty();
    }
  }

  @Test
  void noUnitAtEveryTimeIsRefused() {
    PanelStudy study = study(GRID, "sample { balanced { from = 2000, to = 2020 } }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("size")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "no rows left after sample step `balanced`, which dropped the last 12");
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> study(GRID, "sample { balanced { from = 2013, to = 2012 } }"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("from must be at most to, got 2013 and 2012");
    write("panel.csv", HEADER + GRID);
    assertThatThrownBy(
            () ->
                PanelStudy.of(
                    folder, "panel { path = panel.csv, format = csv }\nsample.balanced = true"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("balanced: needs panel.unit and panel.time");
  }
}
