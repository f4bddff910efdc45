package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.SettingsException;

final class PanelPreparationTest extends PanelFolder {
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
          .containsExactly("sample step `finance`: its condition is null on 1 row, which stays");
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
      assertThat(panel.warnings()).anyMatch(warning -> warning.contains("missing on 1 row,"));
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
