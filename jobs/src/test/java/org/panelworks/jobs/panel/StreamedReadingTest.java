package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.DataException;

/** Files that hold the rows of a unit together are not shuffled, and nothing else changes. */
final class StreamedReadingTest {
  private static final String STUDY =
      "panel { path = data, format = csv, unit = firm, time = year }\n";

  @TempDir Path folder;

  private static List<String> rows(int firms, int years) {
    List<String> rows = new ArrayList<>();
    for (int firm = 0; firm < firms; firm++) {
      for (int year = 0; year < years; year++) {
        rows.add("f" + (10_000 + firm) + "," + (2000 + year) + "," + firm * 100 + year);
      }
    }
    return rows;
  }

  /** Rows in files of their order, cut without regard to units. */
  private void write(List<String> rows, int files) throws Exception {
    FileUtil.fullyDelete(folder.resolve("data").toFile());
    Path data = Files.createDirectories(folder.resolve("data"));
    for (int file = 0; file < files; file++) {
      List<String> part =
          rows.subList(rows.size() * file / files, rows.size() * (file + 1) / files);
      Files.writeString(
          data.resolve("part-" + file + ".csv"), "firm,year,x\n" + String.join("\n", part) + "\n");
    }
  }

  private PreparedPanel prepared(String more) {
    return PanelStudy.of(folder, STUDY + more).prepare(PanelStudy.numeric("x"));
  }

  private static String layout(PreparedPanel panel) {
    return panel.input().orElseThrow().layout();
  }

  private List<String> read(List<String> rows, int files, String layout, String more)
      throws Exception {
    write(rows, files);
    try (PreparedPanel panel = prepared(more)) {
      assertThat(layout(panel)).isEqualTo(layout);
      return PanelStudy.rows(panel.blocks());
    }
  }

  @Test
  void unitsCutByFilesAreBroughtTogether() throws Exception {
    List<String> rows = rows(50, 7);
    List<String> scattered = new ArrayList<>(rows);
    Collections.shuffle(scattered, new Random(3));
    List<String> streamed = read(rows, 6, "streamed", "");
    assertThat(streamed).hasSize(350);
    assertThat(streamed).isEqualTo(read(scattered, 6, "shuffled", ""));
  }

  @Test
  void unitsLongerThanFilesAreBroughtTogether() throws Exception {
    List<String> streamed = read(rows(3, 40), 9, "streamed", "");
    assertThat(streamed).isEqualTo(read(rows(3, 40), 1, "streamed", ""));
  }

  /** Each task reads two files that are not neighbours, of more rows than a batch has. */
  @Test
  void filesOfOneTaskNeedNotBeNeighbours() throws Exception {
    SparkSession spark = LocalSpark.session();
    String bytes = "spark.sql.files.maxPartitionBytes";
    String cost = "spark.sql.files.openCostInBytes";
    List<String> rows = rows(3_150, 7);
    int[] ends = {6_001, 11_203, 16_604, rows.size()};
    Path data = Files.createDirectories(folder.resolve("data"));
    int from = 0;
    for (int file = 0; file < ends.length; file++) {
      Files.writeString(
          data.resolve("part-" + file + ".csv"),
          "firm,year,x\n" + String.join("\n", rows.subList(from, ends[file])) + "\n");
      from = ends[file];
    }
    long size = Files.size(data.resolve("part-0.csv"));
    String before = spark.conf().get(cost);
    String most = spark.conf().get(bytes);
    try {
      spark.conf().set(bytes, String.valueOf(2 * size));
      spark.conf().set(cost, "1");
      try (PreparedPanel panel = prepared("")) {
        assertThat(layout(panel)).isEqualTo("streamed");
        assertThat(PanelStudy.rows(panel.blocks())).hasSize(rows.size());
      }
    } finally {
      spark.conf().set(bytes, most);
      spark.conf().set(cost, before);
    }
  }

  @Test
  void unitsNeedNotBeSorted() throws Exception {
    List<String> rows = rows(30, 5);
    List<String> backwards = new ArrayList<>(rows);
    Collections.reverse(backwards);
    assertThat(read(backwards, 4, "streamed", "")).isEqualTo(read(rows, 4, "streamed", ""));
  }

  @Test
  void aUnitThatComesBackAfterTheFirstRowsIsFound() throws Exception {
    List<String> rows = rows(15_000, 2);
    rows.add("f10100,2007,5");
    List<String> found = read(rows, 1, "shuffled", "");
    assertThat(found).hasSize(30_001);
    assertThat(found.stream().filter(row -> row.startsWith("f10100|"))).hasSize(3);
  }

  @Test
  void rowsByTimeAreShuffled() throws Exception {
    List<String> rows = rows(40, 6);
    rows.sort((a, b) -> a.split(",", -1)[1].compareTo(b.split(",", -1)[1]));
    assertThat(read(rows, 2, "shuffled", "")).hasSize(240);
  }

  @Test
  void droppedRowsAndUnitsAreCountedOnceWhereFilesCutThem() throws Exception {
    write(rows(50, 7), 6);
    String sample =
        "sample { drop = [{ name = late, where = \"year > 2003 or firm < 'f10010'\" }] }\n";
    try (PreparedPanel panel = prepared(sample)) {
      assertThat(layout(panel)).isEqualTo("streamed");
      SampleStep step = panel.steps().get(0);
      assertThat(step.rowsBefore()).isEqualTo(350);
      assertThat(step.unitsBefore()).isEqualTo(50);
      assertThat(step.rowsAfter()).isEqualTo(160);
      assertThat(step.unitsAfter()).isEqualTo(40);
      assertThat(panel.units()).isEqualTo(40);
    }
  }

  @Test
  void aKeyOnBothSidesOfACutIsRefused() throws Exception {
    List<String> rows = rows(4, 6);
    rows.add(12, "f10001,2005,9");
    write(rows, 2);
    assertThat(rows.get(11)).startsWith("f10001,2005");
    assertThatThrownBy(() -> prepared(""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be unique, but 1 keys stand in 2 rows: (f10001, 2005)");
  }

  /** Rows of units that are numbers, each of them told by its text. */
  private static List<String> numbered(String... units) {
    List<String> rows = new ArrayList<>();
    for (int unit = 0; unit < units.length; unit++) {
      for (int year = 0; year < 6; year++) {
        rows.add(units[unit] + "," + (2000 + year) + "," + (unit * 100 + year));
      }
    }
    return rows;
  }

  /** The same rows in as many Parquet files, with units of a type. */
  private List<String> readTyped(List<String> rows, int files, String type, String layout)
      throws Exception {
    write(rows, files);
    FileUtil.fullyDelete(folder.resolve("typed").toFile());
    for (int file = 0; file < files; file++) {
      LocalSpark.session()
          .read()
          .schema("firm STRING, year INT, x DOUBLE")
          .option("header", true)
          .csv(folder.resolve("data/part-" + file + ".csv").toString())
          .selectExpr("cast(firm as " + type + ") as firm", "year", "x")
          .coalesce(1)
          .write()
          .parquet(folder.resolve("typed/" + file).toString());
    }
    String study = "panel { path = \"typed/*\", unit = firm, time = year }\n";
    try (PreparedPanel panel = PanelStudy.of(folder, study).prepare(PanelStudy.numeric("x"))) {
      assertThat(layout(panel)).isEqualTo(layout);
      return PanelStudy.rows(panel.blocks());
    }
  }

  private void numbersAreReadAsTheirTexts(String type, String... units) throws Exception {
    List<String> rows = numbered(units);
    List<String> scattered = new ArrayList<>(rows);
    Collections.shuffle(scattered, new Random(5));
    List<String> texts = readTyped(rows, 3, "string", "streamed");
    assertThat(texts).hasSize(6 * units.length);
    assertThat(readTyped(rows, 4, type, "streamed")).isEqualTo(texts);
    assertThat(readTyped(scattered, 4, type, "shuffled")).isEqualTo(texts);
  }

  @Test
  void wholeNumbersAreUnitsLikeTheirTexts() throws Exception {
    numbersAreReadAsTheirTexts("bigint", "12", "120", "13", "-5", "-50", "0", "99999999999999999");
    numbersAreReadAsTheirTexts("bigint", "9223372036854775807", "-9223372036854775808", "3", "20");
  }

  @Test
  void doublesAreUnitsLikeTheirTexts() throws Exception {
    numbersAreReadAsTheirTexts("double", "12", "120", "13", "-5", "0", "9007199254740991");
    numbersAreReadAsTheirTexts("double", "0.5", "12", "-3.25", "1000000.125");
  }

  @Test
  void zerosOfEitherSignAreOneUnit() throws Exception {
    List<String> rows = List.of("0.0,2000,1", "1.5,2000,2", "-0.0,2001,3", "1.5,2001,4");
    assertThat(readTyped(rows, 1, "double", "shuffled"))
        .filteredOn(row -> row.startsWith("0|"))
        .hasSize(2);
  }
}
