package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

/** Cells between two observed ones are filled; nothing else is. */
final class InterpolationTest extends PanelFolder {
  private static final String GAPS =
      """
      a,2010,,1,C,0
      a,2011,1.0,,C,0
      a,2013,,3,C,0
      a,2012,,2,C,1
      a,2014,4.0,4,C,0
      a,2015,,5,C,0
      b,2011,10.0,1,C,0
      b,2012,,1,C,0
      b,2016,20.0,1,C,0
      """;

  @Test
  void cellsBetweenObservedOnesLieOnTheLineInTime() {
    assertThat(rows(study(GAPS, "interpolate { columns = [roe] }"), PanelStudy.numeric("roe")))
        .containsExactly(
            "a|2010|.",
            "a|2011|1.0",
            "a|2012|2.0",
            "a|2013|3.0",
            "a|2014|4.0",
            "a|2015|.",
            "b|2011|10.0",
            "b|2012|12.0",
            "b|2016|20.0");
  }

  @Test
  void longerGapsStayAndYearsThatThePanelLacksAreNotMade() {
    String study = "interpolate { columns = [roe], method = linear, max-gap = 2, by = unit }";
    assertThat(rows(study(GAPS, study), PanelStudy.numeric("roe")))
        .contains("a|2012|2.0", "b|2012|.")
        .hasSize(9);
    assertThat(
            rows(
                study(GAPS, "interpolate { columns = [roe], max-gap = 1 }"),
                PanelStudy.numeric("roe")))
        .contains("a|2012|.", "a|2013|.");
  }

  @Test
  void filledCellsAreCountedOverallAndInTheSample() {
    String study =
        """
        interpolate { columns = [roe, size] }
        sample { drop = [ { name = "ST", where = "st = 1" } ], require = [roe] }
        """;
    try (PreparedPanel panel = study(GAPS, study).prepare(PanelStudy.numeric("roe"))) {
      assertThat(panel.notes().fills())
          .containsExactly(new FillCount("roe", 9, 5, 3, 2), new FillCount("size", 9, 1, 1, 1));
      assertThat(panel.warnings())
          .contains(
              "interpolate: `roe` was filled in 3 of its 5 missing cells, 2 of them in the sample");
      assertThat(panel.rows()).isEqualTo(6);
    }
  }

  @Test
  void derivedColumnsUseFilledCellsAndMayTellThem() {
    String study =
        "interpolate { columns = [roe] }\n"
            + "derive { twice = \"roe * 2\", f = \"if(filled_roe, 1, 0)\" }";
    assertThat(rows(study(GAPS, study), PanelStudy.numeric("twice", "f")))
        .contains("a|2012|4.0|1.0", "a|2011|2.0|0.0");
  }

  @Test
  void whatCannotBeFilledIsRefused() {
    assertThatThrownBy(() -> study("derive { x = \"roe\" }\ninterpolate { columns = [x] }"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("interpolation comes before derive");
    assertThatThrownBy(() -> study("interpolate { columns = [roe], max-gap = 0 }"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("max-gap must be at least 1, got 0");
    assertThatThrownBy(() -> study("interpolate { columns = [roe], method = spline }"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("method: must be linear");
    assertThatThrownBy(() -> study("interpolate { columns = [roe], by = industry }"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("by: must be unit, the panel's `firm`, got industry");
    PanelStudy text = study("interpolate { columns = [industry] }");
    assertThatThrownBy(() -> text.prepare(PanelStudy.numeric("roe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("interpolate.columns: column `industry` must be numeric");
    PanelStudy absent = study("interpolate { columns = [rao] }");
    assertThatThrownBy(() -> absent.prepare(PanelStudy.numeric("roe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("interpolate.columns: no column `rao`");
  }
}
