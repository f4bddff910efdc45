package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

/** Derived columns that look at other rows, by hand. */
final class GroupMeasureTest extends PanelFolder {
  private static final String GRID =
      """
      a,2011,1,10,C,0
      a,2012,2,30,C,0
      a,2014,3,40,C,0
      b,2011,4,30,C,0
      b,2012,9,0,C,1
      b,2013,1,50,,0
      c,2011,7,60,C,0
      """;

  private List<String> derived(String derive) {
    return rows(study(GRID, "derive { x = { " + derive + " } }"), PanelStudy.numeric("x"));
  }

  @Test
  void growthIsOnTheValueOfTheTimeBeforeOrMissing() {
    assertThat(derived("of = size, method = growth"))
        .containsExactly(
            "a|2011|.",
            "a|2012|2.0",
            "a|2014|.",
            "b|2011|.",
            "b|2012|-1.0",
            "b|2013|.",
            "c|2011|.");
    assertThat(derived("of = size, method = growth, lag = 2"))
        .contains("a|2014|0.33333333333333326", "b|2013|0.6666666666666667");
  }

  @Test
  void sharesOfAGroupAddUpToOne() {
    assertThat(derived("of = size, method = share, by = [year]"))
        .containsExactly(
            "a|2011|0.1",
            "a|2012|1.0",
            "a|2014|1.0",
            "b|2011|0.3",
            "b|2012|0.0",
            "b|2013|1.0",
            "c|2011|0.6");
  }

  @Test
  void adjustedByTheMedianOrMeanOfTheIndustryYear() {
    assertThat(
            derived("of = roe, method = group-adjusted, by = [industry, year], statistic = median"))
        .containsExactly(
            "a|2011|-3.0",
            "a|2012|-3.5",
            "a|2014|0.0",
            "b|2011|0.0",
            "b|2012|3.5",
            "b|2013|.",
            "c|2011|3.0");
    assertThat(derived("of = roe, method = group-adjusted, by = [industry, year]"))
        .contains("a|2011|-3.0", "c|2011|3.0");
  }

  @Test
  void theStatisticMayLeaveRowsOut() {
    assertThat(derived("of = roe, method = group-adjusted, by = [year], where = \"st = 0\""))
        .contains("a|2012|0.0", "b|2012|7.0");
  }

  @Test
  void standardizedOverTheWholePanelOrAGroup() {
    // seven values of sum 27 and sum of squares 161
    assertThat(derived("of = roe, method = standardized"))
        .element(4)
        .satisfies(
            row ->
                assertThat(Double.parseDouble(row.substring(row.lastIndexOf('|') + 1)))
                    .isCloseTo(
                        (9 - 27.0 / 7) / Math.sqrt((161 - 27.0 * 27 / 7) / 6),
                        Offset.offset(1e-14)));
    assertThat(derived("of = roe, method = standardized, by = [year]"))
        .contains("a|2011|-1.0", "b|2011|0.0", "c|2011|1.0", "a|2014|.");
  }

  @Test
  void groupsAreMadeBeforeTheSamplesSteps() {
    String study =
        """
        derive { x = { of = size, method = share, by = [year] } }
        sample { drop = [ { name = c, where = "firm = 'c'" } ] }
        """;
    assertThat(rows(study(GRID, study), PanelStudy.numeric("x"))).contains("a|2011|0.1");
  }

  @Test
  void measuresAndExpressionsUseOneAnother() {
    String study =
        """
        derive {
          z  = "g * 10"
          g  = { of = y, method = growth }
          y  = "size + 0"
          zz = { of = z, method = share }
        }
        """;
    assertThat(rows(study(GRID, study), PanelStudy.numeric("z", "zz")))
        .contains("a|2012|20.0|2.0", "b|2012|-10.0|-1.0");
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    assertRefused("of = roe, method = grwth", "method: must be one of growth, share");
    assertRefused("of = roe, method = group-adjusted", "by: is required and missing");
    assertRefused("of = roe, method = growth, lag = 0", "lag: must be at least 1, got 0");
    assertRefused("of = roe, method = growth, by = [year]", "by");
    assertRefused("of = x, method = growth", "in a circle");
    PanelStudy text = study("derive { x = { of = industry, method = growth } }");
    assertThatThrownBy(() -> text.prepare(PanelStudy.numeric("x")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("derive.x.of: column `industry` must be numeric");
    PanelStudy absent = study("derive { x = { of = roe, method = share, by = [yaer] } }");
    assertThatThrownBy(() -> absent.prepare(PanelStudy.numeric("x")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column `yaer`");
  }

  private void assertRefused(String derive, String words) {
    assertThatThrownBy(() -> study("derive { x = { " + derive + " } }"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(words);
  }
}
