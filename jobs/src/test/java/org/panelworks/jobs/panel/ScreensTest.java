package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

/** The usual screens of A shares, step by step. */
final class ScreensTest {
  /** One firm for each reason to leave, and 000001 that stays. */
  private static final String ROWS =
      """
      Stkcd,year,Stknme,Nnindcd,Listdt,Statco,lev
      000001,2015,Alpha,C13,1991-04-03,A,0.4
      000001,2016,Alpha,C13,1991-04-03,A,0.5
      000002,2015,*STBeta,C13,1992/5/6,A,0.4
      000002,2016,Beta,C13,1992/5/6,A,0.5
      000003,2015,Bank,J66,1993-01-01,A,0.9
      200004,2015,Gamma B,C13,1993-01-01,A,0.4
      600005,2015,New,C13,2014-12-31,A,0.4
      600005,2016,New,C13,2014-12-31,A,0.4
      600006,2015,Old,C13,1995-01-01,D,0.4
      600007,2015,Sunk,C13,1995-01-01,A,1.2
      688008,2015,Chip,C13,1995-01-01,A,0.2
      """;

  @TempDir Path folder;

  private PanelStudy study(String screens) {
    return study(ROWS, screens);
  }

  private PanelStudy study(String rows, String more) {
    PanelFolder.write(folder.resolve("panel.csv"), rows);
    return PanelStudy.of(
        folder, "panel { path = panel.csv, format = csv, unit = Stkcd, time = year }\n" + more);
  }

  private static PreparedPanel prepare(PanelStudy study) {
    return study.prepare(PanelStudy.numeric("lev"));
  }

  @Test
  void everyScreenIsAStepInTheUsualOrderBeforeTheSamplesOwn() {
    String screens =
        """
        screens.cn-a-shares {
          st = current, finance = drop, listed-years = 2, delisted = drop, b-shares = drop
          star = drop, chinext = drop, beijing = drop, insolvent = drop
        }
        sample { drop = [ { name = "2016", where = "year = 2016" } ] }
        """;
    try (PreparedPanel panel = prepare(study(screens))) {
      assertThat(panel.steps())
          .containsExactly(
              new SampleStep("B shares", 11, 10, 8, 7, 0, Map.of()),
              new SampleStep("Beijing exchange", 10, 10, 7, 7, 0, Map.of()),
              new SampleStep("STAR market", 10, 9, 7, 6, 0, Map.of()),
              new SampleStep("ChiNext", 9, 9, 6, 6, 0, Map.of()),
              new SampleStep("finance", 9, 8, 6, 5, 0, Map.of()),
              new SampleStep("ST", 8, 7, 5, 5, 0, Map.of()),
              new SampleStep("delisted", 7, 6, 5, 4, 0, Map.of()),
              new SampleStep("listed under 2 years", 6, 5, 4, 4, 0, Map.of()),
              new SampleStep("leverage above 1", 5, 4, 4, 3, 0, Map.of()),
              new SampleStep("2016", 4, 1, 3, 1, 0, Map.of()));
      assertThat(PanelStudy.rows(panel.blocks())).containsExactly("000001|2015|0.4");
    }
  }

  @Test
  void stCurrentLeavesTheYearsInWhichTheFirmWasNot() {
    try (PreparedPanel panel = prepare(study("screens.cn-a-shares { st = current }"))) {
      assertThat(PanelStudy.rows(panel.blocks()))
          .contains("000002|2016|0.5")
          .doesNotContain("000002|2015|0.4");
    }
  }

  @Test
  void stEverDropsEveryYearOfTheFirm() {
    try (PreparedPanel panel = prepare(study("screens.cn-a-shares { st = ever }"))) {
      assertThat(panel.steps())
          .containsExactly(new SampleStep("ST, ever", 11, 9, 8, 7, 0, Map.of()));
      assertThat(PanelStudy.rows(panel.blocks())).noneMatch(row -> row.startsWith("000002"));
    }
  }

  @Test
  void otherColumnsAndCodesAreDeclared() {
    String rows =
        """
        Stkcd,year,flag,sector,born,lev
        000001,2015,0,0001,2010,0.4
        000002,2015,1,0005,2010,0.5
        000003,2015,0,0005,2014,0.6
        000004,2015,,0005,,0.7
        """;
    String screens =
        """
        screens.cn-a-shares {
          st = current, finance = drop, listed-years = 3, industry-codes = sector
          columns { st = flag, industry = sector, list-date = born }
        }
        """;
    PanelFolder.write(folder.resolve("panel.csv"), rows);
    PanelStudy study =
        PanelStudy.of(
            folder,
            "panel { path = panel.csv, format = csv, unit = Stkcd, time = year, strings = [sector]"
                + " }\n"
                + screens);
    try (PreparedPanel panel = prepare(study)) {
      assertThat(panel.steps())
          .containsExactly(
              new SampleStep("finance", 4, 3, 4, 3, 0, Map.of()),
              new SampleStep("ST", 3, 2, 3, 2, 1, Map.of()),
              new SampleStep("listed under 3 years", 2, 1, 2, 1, 1, Map.of()));
      assertThat(panel.warnings()).anyMatch(text -> text.contains("listed under 3 years"));
    }
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithItsScreen() {
    PanelStudy study =
        study("screens.cn-a-shares { finance = drop, columns { industry = Nindcd } }");
    assertThatThrownBy(() -> prepare(study))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("screens.cn-a-shares.finance: no column `Nindcd`")
        .hasMessageContaining("Nnindcd");
  }

  @Test
  void settingsThatSayNothingOrTooMuchAreRefused() {
    assertRefused("screens.cn-a-shares { }", "asks for no screen");
    assertRefused("screens { us-shares { } }", "must hold a section cn-a-shares");
    assertRefused(
        "screens.cn-a-shares { st = sometimes }", "st: must be one of keep, current, ever");
    assertRefused("screens.cn-a-shares { listed-years = -1 }", "must be at least 0, got -1");
    assertRefused(
        "screens.cn-a-shares { finance = drop }\n"
            + "sample { drop = [ { name = finance, where = \"lev > 2\" } ] }",
        "needs a name of its own, got `finance` again");
  }

  private void assertRefused(String screens, String words) {
    assertThatThrownBy(() -> study(screens))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aPartitionOfTheRowsChangesNothing() {
    String ever = "screens.cn-a-shares { st = ever, listed-years = 2 }";
    List<String> once = rows(ever);
    List<String> shuffled =
        ROWS.lines().skip(1).sorted(Comparator.comparing(line -> line.substring(7))).toList();
    PanelFolder.write(
        folder.resolve("panel.csv"),
        ROWS.lines().findFirst().orElseThrow() + "\n" + String.join("\n", shuffled) + "\n");
    PanelStudy other =
        PanelStudy.of(
            folder, "panel { path = panel.csv, format = csv, unit = Stkcd, time = year }\n" + ever);
    try (PreparedPanel panel = prepare(other)) {
      assertThat(PanelStudy.rows(panel.blocks())).isEqualTo(once);
    }
  }

  private List<String> rows(String more) {
    try (PreparedPanel panel = prepare(study(more))) {
      return PanelStudy.rows(panel.blocks());
    }
  }
}
