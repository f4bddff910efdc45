package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

final class PanelRefusalsTest extends PanelFolder {
  @Test
  void missingUnitAndTimeAreRefusedWithCounts() {
    PanelStudy study = study(ROWS + ",2012,1,1,C,0\n000009,,1,1,C,0\n,2013,1,1,C,0\n", "");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("roe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2 rows have a missing unit `firm`")
        .hasMessageContaining("1 row has a missing time `year`");
  }

  @Test
  void repeatedKeysAreRefusedWithTheFirstOfThem() {
    StringBuilder repeated = new StringBuilder(ROWS);
    for (int firm = 20; firm > 10; firm--) {
      repeated.append("0000" + firm + ",2012,1,1,C,0\n").append("0000" + firm + ",2012,2,1,C,1\n");
    }
    PanelStudy study =
        study(
            repeated + "000001,2013,1,1,C,0\n000001,2013,1,1,C,0\n",
            "sample { drop = [ { name = ST, where = \"st = 1\" } ] }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("roe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("(`firm`, `year`) must be unique")
        .hasMessageContaining("11 keys stand in 23 rows")
        .hasMessageContaining(
            "(000001, 2013), (000011, 2012), (000012, 2012), (000013, 2012), (000014, 2012), …");
  }

  @Test
  void infiniteValuesAreRefusedWithCountsByColumn() {
    PanelStudy study =
        study(
            ROWS + "000009,2012,Inf,1,C,0\n000009,2013,-Inf,1,C,0\n000009,2014,1,Inf,C,0\n",
            "derive { e = \"exp(size * 100)\", unused = \"roe * 2\" }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("roe", "e")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("`roe` (2)")
        .hasMessageContaining("`size` (1)")
        .hasMessageContaining("`e` (7)")
        .hasMessageNotContaining("unused");
  }

  @Test
  void infiniteValuesOfWinsorizedColumnsAreNotClippedAway() {
    PanelStudy study =
        study(ROWS + "000009,2012,Inf,1,C,0\n", "winsorize { columns = [roe, size] }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("roe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("`roe` (1)");
  }

  @Test
  void nanIsMissing() {
    PanelStudy study =
        study(
            ROWS + "000009,2012,NaN,1,C,0\n",
            "sample { drop = [ { name = high, where = \"roe > 0.4\" } ], require = [roe] }");
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("roe"))) {
      assertThat(panel.rows()).isEqualTo(3);
      assertThat(panel.steps().get(0).undecided()).isEqualTo(2);
      assertThat(panel.steps().get(1).missing()).containsEntry("roe", 2L);
    }
  }

  @Test
  void emptySampleNamesTheStepThatEmptiedIt() {
    PanelStudy study =
        study(
            """
            sample { drop = [ { name = "ST", where = "st = 1" }, { name = "all", where = "size > 0" },
                              { name = "more", where = "size > 1" } ] }
            winsorize { columns = [size] }
            """);
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("roe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no rows left after sample step `all`, which dropped the last 5");
  }

  @Test
  void emptyPanelIsRefused() {
    PanelStudy study = study("", "");
    assertThatThrownBy(() -> study.prepare(PanelStudy.categories("industry")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no rows in the panel");
  }

  @ParameterizedTest
  @CsvSource({"2012.5", "x", "2012-01"})
  void timeThatIsNoWholeNumberIsRefusedWithExamples(String time) {
    PanelStudy study = study(ROWS + "000009," + time + ",1,1,C,0\n", "");
    assertThatThrownBy(() -> study.prepare(PanelStudy.categories("industry")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("time `year`");
  }

  @Test
  void wholeNumbersOfOtherTypesAreTimes() {
    write("panel.csv", "firm,a,b\n1,2012.0,2012\n1,2013.0,2013.0\n");
    for (String time : List.of("a", "b")) {
      PanelStudy study =
          PanelStudy.of(
              folder,
              "panel { path = panel.csv, format = csv, unit = firm, time = "
                  + time
                  + ", strings = [b] }");
      assertThat(rows(study, PanelStudy.categories(time)))
          .containsExactly("1|2012|2012", "1|2013|2013");
    }
  }

  @Test
  void datesAreNoTimesAndTheMessageSaysWhatToDerive() {
    write("panel.csv", "firm,day\n1,2012-03-01\n1,2013-03-01\n");
    String text = "panel { path = panel.csv, format = csv, unit = firm, time = %s }\n%s";
    PanelStudy study = PanelStudy.of(folder, text.formatted("day", ""));
    assertThatThrownBy(() -> study.prepare(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("`day` is a date")
        .hasMessageContaining("year(day)");
    PanelStudy derived = PanelStudy.of(folder, text.formatted("t", "derive { t = \"year(day)\" }"));
    assertThat(rows(derived, PanelNeeds.none())).containsExactly("1|2012", "1|2013");
  }

  @Test
  void columnsThatAreNotThereAreNamedWithTheNearest() {
    PanelStudy study = study("sample { require = [indutsry] }");
    assertThatThrownBy(() -> study.preparation().check(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sample.require: no column `indutsry`")
        .hasMessageContaining("did you mean `industry`?");
    assertThatThrownBy(() -> study("").preparation().check(PanelStudy.numeric("rooe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("regress.tables.baseline (1): no column `rooe`")
        .hasMessageContaining("did you mean `roe`?");
    assertThatThrownBy(
            () ->
                PanelStudy.of(
                        folder,
                        "panel { path = panel.csv, format = csv, unit = firms, time = year }")
                    .preparation()
                    .check(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("panel.unit: no column `firms`");
  }

  @Test
  void textIsNoNumberAndTheSettingIsNamed() {
    assertThatThrownBy(() -> study("").preparation().check(PanelStudy.numeric("industry")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("regress.tables.baseline (1): column `industry` must be numeric")
        .hasMessageContaining("but is text");
    assertThatThrownBy(
            () ->
                study("winsorize { columns = [industry] }").preparation().check(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("winsorize.columns: column `industry` must be numeric");
  }

  @Test
  void conditionMustBeTrueOrFalse() {
    PanelStudy study = study("sample { drop = [ { name = x, where = \"size + 1\" } ] }");
    assertThatThrownBy(() -> study.preparation().check(PanelNeeds.none()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("sample.drop `x`: `size + 1` must be a condition");
    assertThatThrownBy(() -> study("").preparation().check(PanelStudy.conditions("size")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("must be a condition");
  }

  @Test
  void failedCastNamesTheDerivedColumn() {
    PanelStudy study = study("derive { n = \"CAST(industry AS INT)\" }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("n")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("derive.n: `CAST(industry AS INT)` failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "substr(industry)",
        "size IN (DATE '2020-01-01')",
        "CASE WHEN size THEN 1 END",
        "date_add(size, 1)",
        "year > DATE '2020-01-01'",
        "st AND size > 1",
        "extract(century_of_fruit FROM DATE '2020-01-01')",
        "sqrt(DATE '2020-01-01')",
        "CAST(true AS DATE)",
        "year(st)",
      })
  void expressionsThatDoNotFitTheTypesNameTheSetting(String expression) {
    PanelStudy study = study("derive { n = \"" + expression + "\" }");
    assertThatThrownBy(() -> study.preparation().check(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("derive.n: ")
        .hasMessageContaining("does not fit the columns");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to_date(industry, 'yyyy-MM-dd')",
        "CAST(industry AS DATE)",
        "CAST(industry AS BOOLEAN)",
        "CAST(size AS INT) * 2000000000",
        "make_date(year, 13, 1)",
        "regexp_extract(industry, '(', 1)",
        "DATE '2020-01-01' + INTERVAL '1' MONTH * year * 100000000",
      })
  void expressionsThatFailOnValuesAreDataErrors(String expression) {
    PanelStudy study = study("derive { n = \"" + expression + "\" }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.categories("n")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("failed: ");
  }
}
