package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

final class PanelPreparationTest {
  private static final String HEADER = "firm,year,roe,size,industry,st\n";
  private static final String ROWS =
      """
      000002,2012,0.5,10,C13,0
      000001,2013,0.2,20,J66,0
      000001,2011,0.1,30,J66,1
      000003,2011,,40,C13,0
      000001,2012,0.3,50,J66,0
      000003,2014,0.7,60,,0
      """;

  @TempDir Path folder;

  private PanelStudy study(String more) {
    return study(ROWS, more);
  }

  private PanelStudy study(String rows, String more) {
    write("panel.csv", HEADER + rows);
    return PanelStudy.of(
        folder, "panel { path = panel.csv, format = csv, unit = firm, time = year }\n" + more);
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> rows(PanelStudy study, PanelNeeds needs) {
    try (PreparedPanel panel = study.prepare(needs)) {
      return PanelStudy.rows(panel.blocks());
    }
  }

  @Test
  void unitsStandTogetherInOrderOfTimeAndKeepLeadingZeros() {
    try (PreparedPanel panel = study("").prepare(PanelStudy.numeric("roe"))) {
      assertThat(PanelStudy.rows(panel.blocks()))
          .containsExactly(
              "000001|2011|0.1",
              "000001|2012|0.3",
              "000001|2013|0.2",
              "000002|2012|0.5",
              "000003|2011|.",
              "000003|2014|0.7");
      assertThat(panel.rows()).isEqualTo(6);
      assertThat(panel.units()).isEqualTo(3);
      assertThat(panel.blocks().schema().unit()).isEqualTo("firm");
      assertThat(panel.blocks().schema().time()).isEqualTo("year");
    }
  }

  @Test
  void categoriesCarryLabelsAndUnitAndTimeAreCategoriesToo() {
    assertThat(rows(study(""), PanelStudy.categories("industry", "firm", "year", "size")))
        .containsExactly(
            "000001|2011|J66|000001|2011|30",
            "000001|2012|J66|000001|2012|50",
            "000001|2013|J66|000001|2013|20",
            "000002|2012|C13|000002|2012|10",
            "000003|2011|C13|000003|2011|40",
            "000003|2014|.|000003|2014|60");
  }

  @Test
  void timeIsANumberToo() {
    assertThat(rows(study(""), PanelStudy.numeric("year", "size")).get(0))
        .isEqualTo("000001|2011|2011.0|30.0");
  }

  @Test
  void namesAreFoundInAnyCase() {
    assertThat(rows(study(""), PanelStudy.numeric("ROE")).get(0)).isEqualTo("000001|2011|0.1");
  }

  @Test
  void derivedColumnsUseOneAnotherInAnyOrder() {
    PanelStudy study =
        study("derive { c = \"b * 2\", b = \"a + 1\", a = \"size / 10\", unused = \"1 / 0\" }");
    assertThat(rows(study, PanelStudy.numeric("c")).get(1)).isEqualTo("000001|2012|12.0");
  }

  @Test
  void divisionByZeroIsMissing() {
    assertThat(rows(study("derive { x = \"size / st\" }"), PanelStudy.numeric("x")).subList(0, 2))
        .containsExactly("000001|2011|30.0", "000001|2012|.");
  }

  @Test
  void derivedColumnsInACircleAreRefused() {
    assertThatThrownBy(() -> study("derive { a = \"b + 1\", b = \"c\", c = \"a\" }"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("in a circle")
        .hasMessageContaining("a -> b -> c -> a");
  }

  @Test
  void derivedColumnMustNotHideAColumn() {
    PanelStudy study = study("derive { ROE = \"size\" }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("roe")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("derive.ROE")
        .hasMessageContaining("already has a column `roe`");
  }

  @Test
  void samplesStepsDropInOrderAndAreCounted() {
    PanelStudy study =
        study(
            """
            sample {
              drop = [ { name = "ST", where = "st = 1" }, { name = "finance", where = "industry LIKE 'J%'" } ]
              require = [roe]
            }
            """);
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("size"))) {
      assertThat(PanelStudy.rows(panel.blocks()))
          .containsExactly("000002|2012|10.0", "000003|2014|60.0");
      assertThat(panel.steps())
          .containsExactly(
              new SampleStep("ST", 6, 5, 3, 3, 0, Map.of()),
              new SampleStep("finance", 5, 3, 3, 2, 1, Map.of()),
              new SampleStep("require", 3, 2, 2, 2, 0, Map.of("roe", 1L)));
      assertThat(panel.rows()).isEqualTo(2);
      assertThat(panel.units()).isEqualTo(2);
      assertThat(panel.warnings())
          .containsExactly("sample step `finance`: its condition is null on 1 rows, which stay");
    }
  }

  @Test
  void lagsBeforeKeepsDroppedRowsMarked() {
    PanelStudy study =
        study(
            """
            lags = before
            sample { drop = [ { name = "ST", where = "st = 1" } ], require = [roe] }
            """);
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("size"))) {
      assertThat(PanelStudy.rows(panel.blocks()))
          .containsExactly(
              "000001|2011|30.0|dropped at 1",
              "000001|2012|50.0",
              "000001|2013|20.0",
              "000002|2012|10.0",
              "000003|2011|40.0|dropped at 2",
              "000003|2014|60.0");
      assertThat(panel.rows()).isEqualTo(4);
    }
  }

  @Test
  void unitsWithoutARowLeftVanish() {
    PanelStudy study =
        study("sample { drop = [ { name = \"first\", where = \"firm = '000001'\" } ] }");
    try (PreparedPanel panel = study.prepare(PanelStudy.categories("industry"))) {
      assertThat(PanelStudy.rows(panel.blocks()))
          .containsExactly("000002|2012|C13", "000003|2011|C13", "000003|2014|.");
      assertThat(panel.units()).isEqualTo(2);
    }
  }

  @Test
  void conditionsAreOneZeroAndSeeWinsorizedValues() {
    PanelStudy study =
        study("winsorize { columns = [size], lower = 0.2, upper = 0.8, quantile = type7 }");
    assertThat(rows(study, PanelStudy.conditions("size < 15", "size >= 50", "roe > 0")))
        .containsExactly(
            "000001|2011|0.0|0.0|1.0",
            "000001|2012|0.0|1.0|1.0",
            "000001|2013|0.0|0.0|1.0",
            "000002|2012|0.0|0.0|1.0",
            "000003|2011|0.0|0.0|0.0",
            "000003|2014|0.0|1.0|1.0");
  }

  @Test
  void winsorizingClipsByPooledCutsOfTheSample() {
    // The sample is 10, 20, 40, 50, 60: its 20 % and 80 % quantiles (type 7) are 18 and 52.
    PanelStudy study =
        study(
            """
            sample { drop = [ { name = "ST", where = "st = 1" } ] }
            winsorize { columns = [size], lower = 0.2, upper = 0.8, quantile = type7 }
            """);
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("size"))) {
      assertThat(PanelStudy.rows(panel.blocks()))
          .containsExactly(
              "000001|2012|50.0",
              "000001|2013|20.0",
              "000002|2012|18.0",
              "000003|2011|40.0",
              "000003|2014|52.0");
      var cuts = panel.winsorized().orElseThrow().cuts();
      assertThat(cuts.low(0, 0)).isEqualTo(18);
      assertThat(cuts.high(0, 0)).isEqualTo(52);
      assertThat(cuts.changedLow(0)).isEqualTo(1);
      assertThat(cuts.changedHigh(0)).isEqualTo(1);
    }
  }

  @Test
  void trimmedValuesAreMissing() {
    PanelStudy study =
        study("winsorize { columns = [size], lower = 0.2, upper = 0.8, mode = trim }");
    assertThat(rows(study, PanelStudy.numeric("size")))
        .containsExactly(
            "000001|2011|30.0",
            "000001|2012|50.0",
            "000001|2013|20.0",
            "000002|2012|.",
            "000003|2011|40.0",
            "000003|2014|.");
  }

  @Test
  void winsorizingByGroupLeavesRowsWithoutGroupAlone() {
    // J66 has 20, 30, 50 with median 30; C13 has 10, 40 with median 25; one row has no industry.
    PanelStudy study =
        study("winsorize { columns = [size], lower = 0, upper = 0.5, by = industry }");
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("size"))) {
      assertThat(PanelStudy.rows(panel.blocks()))
          .containsExactly(
              "000001|2011|30.0",
              "000001|2012|30.0",
              "000001|2013|20.0",
              "000002|2012|10.0",
              "000003|2011|25.0",
              "000003|2014|60.0");
      assertThat(panel.warnings()).anyMatch(warning -> warning.contains("missing on 1 rows"));
    }
  }

  @Test
  void winsorizingByAWholeNumberAndByTime() {
    PanelStudy study = study("winsorize { columns = [size], lower = 0, upper = 0.5, by = year }");
    assertThat(rows(study, PanelStudy.numeric("size")))
        .containsExactly(
            "000001|2011|30.0",
            "000001|2012|30.0",
            "000001|2013|20.0",
            "000002|2012|10.0",
            "000003|2011|35.0",
            "000003|2014|60.0");
  }

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

  @Test
  void wholeNumberCodesOfAParquetFileCanBeText() {
    LocalSpark.session()
        .sql("SELECT 1 AS firm, 66 AS industry")
        .write()
        .parquet(folder.resolve("codes.parquet").toString());
    PanelStudy study =
        PanelStudy.of(folder, "panel { path = codes.parquet, unit = firm, strings = [industry] }");
    assertThat(rows(study, PanelStudy.categories("industry"))).containsExactly("1|-|66");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("industry")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be numeric");
  }

  @Test
  void partitionColumnsKeepLeadingZeros() {
    LocalSpark.session()
        .sql("SELECT * FROM VALUES ('000001', 1.0D), ('000002', 2.0D) AS t(firm, roe)")
        .write()
        .partitionBy("firm")
        .parquet(folder.resolve("parts.parquet").toString());
    PanelStudy study = PanelStudy.of(folder, "panel { path = parts.parquet, unit = firm }");
    assertThat(rows(study, PanelStudy.numeric("roe")))
        .containsExactly("000001|-|1.0", "000002|-|2.0");
  }

  @Test
  void theStudysFolderComesBeforeTheCurrentDirectory() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("panel.csv"), "firm,roe\n9,9\n");
    write("panel.csv", "firm,roe\n1,1\n");
    String text = "panel { path = %s, format = csv, unit = firm }";
    assertThat(rows(PanelStudy.of(other, text.formatted("panel.csv")), PanelStudy.numeric("roe")))
        .containsExactly("9|-|9.0");
    String absolute = "\"" + folder.resolve("panel.csv") + "\"";
    assertThat(rows(PanelStudy.of(other, text.formatted(absolute)), PanelStudy.numeric("roe")))
        .containsExactly("1|-|1.0");
  }

  @Test
  void missingInputIsRefused() {
    PanelStudy study = PanelStudy.of(folder, "panel { path = \"no/such.parquet\" }");
    assertThat(study.preparation().inputs()).isEmpty();
    assertThatThrownBy(() -> study.prepare(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such input `no/such.parquet`");
  }

  @Test
  void brokenFilesAreRefused() {
    write("broken.parquet", "PAR1 this is no parquet file PAR1");
    PanelStudy study = PanelStudy.of(folder, "panel { path = broken.parquet }");
    assertThatThrownBy(() -> study.prepare(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot read `broken.parquet`");
  }

  @Test
  void csvRecordsOfTheWrongLengthAreRefused() {
    PanelStudy study = study(ROWS + "000009,2012\n", "");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("roe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot read `panel.csv`");
  }

  @Test
  void csvFilesWithOtherHeadersAreRefused() {
    write("a1.csv", "firm,year,roe\n1,2012,0.5\n");
    write("a2.csv", "firm,roe,year\n2,0.5,2012\n");
    PanelStudy study =
        PanelStudy.of(
            folder, "panel { path = \"a*.csv\", format = csv, unit = firm, time = year }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.categories("roe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("header does not conform");
  }

  @Test
  void repeatedHeadersAreRefused() {
    write("panel.csv", "firm,roe,ROE\n1,2,3\n");
    PanelStudy study = PanelStudy.of(folder, "panel { path = panel.csv, format = csv }");
    assertThatThrownBy(() -> study.preparation().check(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("more than one column named `ROE`");
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstName() {
    write("panel.csv", "\ufefffirm,roe\n1,2\n");
    PanelStudy study =
        PanelStudy.of(folder, "panel { path = panel.csv, format = csv, unit = firm }");
    assertThat(rows(study, PanelStudy.numeric("roe"))).containsExactly("1|-|2.0");
  }

  @Test
  void optionsReachTheReader() {
    write("panel.csv", "firm;roe\n1;NA\n2;3,5\n");
    PanelStudy study =
        PanelStudy.of(
            folder,
            """
            panel { path = panel.csv, format = csv, unit = firm,
                    options { sep = ";", nullValue = NA } }
            derive { r = "CAST(replace(roe, ',', '.') AS DOUBLE)" }
            """);
    assertThat(rows(study, PanelStudy.numeric("r"))).containsExactly("1|-|.", "2|-|3.5");
  }

  @Test
  void globsAndStrangeFoldersWork() throws IOException {
    Path strange = Files.createDirectories(folder.resolve("数据 [1] {a}"));
    Files.writeString(strange.resolve("p1.csv"), "firm,roe\n1,2\n");
    Files.writeString(strange.resolve("p2.csv"), "firm,roe\n2,3\n");
    PanelStudy study =
        PanelStudy.of(strange, "panel { path = \"p*.csv\", format = csv, unit = firm }");
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("roe"))) {
      assertThat(PanelStudy.rows(panel.blocks())).containsExactly("1|-|2.0", "2|-|3.0");
      PanelInput input = panel.input().orElseThrow();
      assertThat(input.files()).hasSize(2);
      assertThat(input.bytes()).isEqualTo(26);
      assertThat(input.rows()).isEqualTo(2);
      assertThat(input.schema()).containsEntry("firm", "string").containsEntry("roe", "int");
      assertThat(input.fingerprint()).matches("[0-9a-f]{64}");
    }
  }

  @Test
  void tablesOfTheCatalogAreRead() {
    LocalSpark.table("firm STRING, roe DOUBLE", List.of(RowFactory.create("1", 2.0)))
        .createOrReplaceTempView("firms_of_the_catalog");
    PanelStudy study = PanelStudy.of(folder, "panel { path = firms_of_the_catalog, unit = firm }");
    assertThat(rows(study, PanelStudy.numeric("roe"))).containsExactly("1|-|2.0");
  }

  @Test
  void aPanelWithoutUnitIsBlocksOfRows() {
    write("panel.csv", HEADER + ROWS);
    PanelStudy study =
        PanelStudy.of(
            folder,
            """
            panel { path = panel.csv, format = csv }
            sample { drop = [ { name = ST, where = "st = 1" } ] }
            """);
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("size"))) {
      assertThat(PanelStudy.rows(panel.blocks()))
          .containsExactlyInAnyOrder("-|-|10.0", "-|-|20.0", "-|-|40.0", "-|-|50.0", "-|-|60.0");
      assertThat(panel.blocks().hasUnit()).isFalse();
      assertThat(panel.units()).isZero();
    }
  }

  @Test
  void typesBecomeNumbersAndLabels() {
    LocalSpark.table(
            "id BIGINT, b BOOLEAN, d DECIMAL(10,2), f FLOAT, x DOUBLE, s STRING, t DATE,"
                + " `a.b` SMALLINT",
            List.of(
                RowFactory.create(
                    7L,
                    true,
                    new java.math.BigDecimal("5.00"),
                    1.5f,
                    3.0,
                    "",
                    java.sql.Date.valueOf("2020-01-02"),
                    (short) 4),
                RowFactory.create(8L, null, null, Float.NaN, Double.NaN, null, null, null)))
        .createOrReplaceTempView("types_of_all_kinds");
    PanelStudy study = PanelStudy.of(folder, "panel { path = types_of_all_kinds, unit = id }");
    assertThat(rows(study, PanelStudy.numeric("b", "d", "f", "x", "a.b")))
        .containsExactly("7|-|1.0|5.0|1.5|3.0|4.0", "8|-|.|.|.|.|.");
    assertThat(rows(study, PanelStudy.categories("b", "d", "f", "x", "s", "t", "a.b")))
        .containsExactly("7|-|true|5|1.5|3||2020-01-02|4", "8|-|.|.|.|.|.|.|.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void partitionsAndTheOrderOfRowsChangeNothing(int partitions) {
    List<Row> rows = new ArrayList<>();
    Random random = new Random(20250101);
    for (int firm = 0; firm < 150; firm++) {
      for (int year = 2000 + random.nextInt(5); year < 2015; year += 1 + random.nextInt(2)) {
        rows.add(
            RowFactory.create(
                "%06d".formatted(firm),
                year,
                (double) random.nextInt(1000),
                "C" + random.nextInt(9)));
      }
    }
    List<String> expected = prepared(rows, 1).stream().sorted().toList();
    Collections.shuffle(rows, random);
    assertThat(prepared(rows, partitions)).containsExactlyElementsOf(expected);
  }

  private List<String> prepared(List<Row> rows, int partitions) {
    Path path = folder.resolve("p" + partitions + "-" + rows.get(0).hashCode() + ".parquet");
    LocalSpark.table("firm STRING, year INT, x DOUBLE, g STRING", rows)
        .repartition(partitions)
        .write()
        .parquet(path.toString());
    PanelStudy study =
        PanelStudy.of(
            folder,
            "panel { path = \""
                + path.getFileName()
                + "\", unit = firm, time = year }\n"
                + "sample { drop = [ { name = low, where = \"x < 100\" } ] }\n"
                + "winsorize { columns = [x], by = g, lower = 0.1, upper = 0.9 }");
    return rows(study, new PanelNeeds(Map.of("x", "y"), Map.of("g", "fe", "firm", "fe"), Map.of()));
  }

  @Test
  void blocksAreBoundedAndSplitNoUnit() {
    LocalSpark.session()
        .range(0, 200_000, 1, 3)
        .selectExpr(
            "cast(id % 1000 as string) as firm", "cast(id / 1000 as int) as year", "1.0 as x")
        .createOrReplaceTempView("two_hundred_thousand_rows");
    PanelStudy study =
        PanelStudy.of(
            folder, "panel { path = two_hundred_thousand_rows, unit = firm, time = year }");
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("x"))) {
      assertThat(panel.units()).isEqualTo(1000);
      List<Integer> sizes = PanelStudy.blockSizes(panel.blocks());
      assertThat(sizes).allMatch(size -> size <= 1 << 16).hasSizeGreaterThanOrEqualTo(4);
      assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200_000);
      assertThat(PanelStudy.rows(panel.blocks()))
          .startsWith("0|0|1.0", "0|1|1.0")
          .contains("999|199|1.0")
          .hasSize(200_000);
    }
  }
}
