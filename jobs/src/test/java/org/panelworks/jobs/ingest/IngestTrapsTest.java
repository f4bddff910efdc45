package org.panelworks.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The usual traps: what a policy does, and what is said where there is none. */
final class IngestTrapsTest {
  private static final String STATEMENTS =
      "Stkcd,Accper,Typrep,A001\n"
          + "000001,2010-12-31,A,10\n000001,2010-12-31,B,7\n000001,2011-01-01,A,11\n"
          + "000001,2011-06-30,A,12\n000001,2011/12/31,A,13\n";

  @TempDir Path folder;
  private IngestFolder downloads;

  @BeforeEach
  void downloads() {
    downloads = new IngestFolder(folder);
  }

  private static JsonNode json(IngestFolder.Run run) throws Exception {
    return new ObjectMapper().readTree(run.texts().get("tables/ingest.json")).at("/tables/0");
  }

  @Test
  void statementsOfTheOtherKindAndRestatedBalancesAreLeftOutAndCounted() throws Exception {
    downloads.file("FS.csv", STATEMENTS);
    IngestFolder.Run run =
        downloads.run(
            "{ table = FS, path = FS.csv, key = [Stkcd, Accper], typrep = A, period-end = 12-31 }");

    assertThat(run.rows("FS").stream().map(row -> row.getLong(3)).toList())
        .containsExactly(10L, 13L);
    assertThat(run.rows("FS").stream().map(row -> row.getInt(4)).toList())
        .containsExactly(2010, 2011);
    assertThat(json(run).at("/dropped/typrep").asLong()).isEqualTo(1);
    assertThat(json(run).at("/dropped/restated").asLong()).isEqualTo(1);
    assertThat(json(run).at("/dropped/period_end").asLong()).isEqualTo(1);
    assertThat(run.warnings()).isEmpty();
  }

  @Test
  void severalPeriodEndsKeepTheQuarters() {
    downloads.file("FS.csv", STATEMENTS);
    IngestFolder.Run run =
        downloads.run(
            "{ table = FS, path = FS.csv, key = [Stkcd, Accper, Typrep],"
                + " period-end = [06-30, 12-31] }");

    assertThat(run.rows("FS")).hasSize(4);
    assertThat(run.warnings()).singleElement().asString().contains("typrep = A", "{A=4, B=1}");
  }

  @Test
  void withoutPoliciesTheTrapsAreWarnedOf() {
    downloads.file("FS.csv", STATEMENTS);
    IngestFolder.Run run =
        downloads.run("{ table = FS, path = FS.csv, key = [Stkcd, Accper, Typrep] }");

    assertThat(run.rows("FS")).hasSize(5);
    assertThat(run.warnings())
        .anyMatch(warning -> warning.contains("typrep = A"))
        .anyMatch(warning -> warning.contains("1 rows") && warning.contains("period-end = 12-31"));
  }

  @Test
  void aPolicyWithoutItsColumnIsRefused() {
    downloads.file("T.csv", "Symbol,x\n000001,1\n");

    assertThat(downloads.refusal("{ table = T, path = T.csv, typrep = A }"))
        .contains("typrep is declared", "no column Typrep");
    assertThat(downloads.refusal("{ table = T, path = T.csv, period-end = 12-31 }"))
        .contains("period-end is declared", "no date column");
    assertThat(downloads.refusal("{ table = T, path = T.csv, industry = yearly }"))
        .contains("industry = yearly", "no date column");
    downloads.file("U.csv", "name,x\nA1,1\n");
    assertThat(downloads.refusal("{ table = U, path = U.csv, id = stkcd }"))
        .contains("id is declared", "stkcd, symbol");
  }

  @Test
  void stkcdAndSymbolGetOneNameAndEveryDateColumnGivesTheYear() {
    downloads.file("A.csv", "Stkcd,Accper\n000001,2011-12-31\n");
    downloads.file("B.csv", "Symbol,EndDate\n000001,2012-12-31\n");
    downloads.file("C.csv", "Stkcd,Trddt\n000001,2013-04-05\n");
    downloads.file("D.csv", "Stkcd,Trdmnt\n000001,2014-07\n");
    IngestFolder.Run run =
        downloads.run(
            "{ table = A, path = A.csv, id = stkcd }, { table = B, path = B.csv, id = stkcd },{"
                + " table = C, path = C.csv, id = stkcd }, { table = D, path = D.csv, id = stkcd"
                + " }");

    assertThat(years(run, "A", "B", "C", "D"))
        .containsExactly("2011 12", "2012 12", "2013 4", "2014 7");
    for (String table : List.of("A", "B", "C", "D")) {
      assertThat(run.table(table).columns()).contains("stkcd", "year", "month");
    }
    assertThat(run.rows("D").get(0).getString(1)).isEqualTo("2014-07");
  }

  private static List<String> years(IngestFolder.Run run, String... tables) {
    return List.of(tables).stream()
        .map(table -> run.rows(table).get(0))
        .map((Row row) -> row.getAs("year") + " " + row.getAs("month"))
        .toList();
  }

  @Test
  void aColumnInThousandsIsConvertedOnRequestAndWarnedOfElse() {
    downloads.file("T.csv", "Stkcd,v,p\n代码,市值,价格\n没有单位,千元,元\n000001,1.5,2\n000002,3,4\n");
    IngestFolder.Run kept = downloads.run("{ table = T, path = T.csv, key = Stkcd }");
    IngestFolder.Run base = downloads.run("{ table = T, path = T.csv, key = Stkcd, units = base }");

    assertThat(kept.rows("T").get(0).getDouble(1)).isEqualTo(1.5);
    assertThat(kept.warnings()).singleElement().asString().contains("v (千元)", "units = base");
    assertThat(base.rows("T").get(0).getDouble(1)).isEqualTo(1500.0);
    assertThat(base.rows("T").get(0).getLong(2)).isEqualTo(2L);
    assertThat(base.table("T").schema().apply("v").metadata().getString("unit")).isEqualTo("元");
    assertThat(base.warnings()).isEmpty();
    assertThat(base.texts().get("tables/ingest-columns.json")).contains("\"multiplied_by\" : 1000");
  }

  @Test
  void theIndustryCodesBasisIsDeclaredOrWarnedOf() {
    downloads.file("TRD_Co.csv", "Stkcd,Nnindcd\n000001,J66\n");
    IngestFolder.Run silent = downloads.run("{ table = TRD_Co, path = TRD_Co.csv }");
    IngestFolder.Run said =
        downloads.run("{ table = TRD_Co, path = TRD_Co.csv, industry = current }");

    assertThat(silent.warnings())
        .singleElement()
        .asString()
        .contains("Nnindcd", "current one", "industry = current");
    assertThat(said.warnings()).isEmpty();
    assertThat(said.table("TRD_Co").schema().apply("Nnindcd").metadata().getString("basis"))
        .isEqualTo("current");
  }

  @Test
  void codesThatLostTheirZerosAreWarnedOf() {
    downloads.file("T.csv", "Stkcd,x\n1,1\n600000,2\n");

    assertThat(downloads.run("{ table = T, path = T.csv }").warnings())
        .singleElement()
        .asString()
        .contains("1 values of Stkcd", "fewer than six digits");
  }

  @Test
  void failedCastsAreRefusedWithExamplesUnlessAShareIsStated() throws Exception {
    StringBuilder text = new StringBuilder("Stkcd,x\n000001,--\n");
    for (int i = 2; i < 40; i++) {
      text.append(String.format(Locale.ROOT, "%06d,%d%n", i, i));
    }
    downloads.file("T.csv", text.toString());

    assertThat(downloads.refusal("{ table = T, path = T.csv }"))
        .contains("column x: 1 of 39 cells are no integer (`--`)", "types { x = text }");
    IngestFolder.Run some =
        downloads.run("{ table = T, path = T.csv, key = Stkcd, max-bad-casts = 0.05 }");
    assertThat(some.rows("T").get(0).isNullAt(1)).isTrue();
    assertThat(json(some).get("failed_casts").asLong()).isEqualTo(1);
    IngestFolder.Run word = downloads.run("{ table = T, path = T.csv, missing = \"--\" }");
    assertThat(json(word).get("failed_casts").asLong()).isZero();
    IngestFolder.Run stated =
        downloads.run("{ table = T, path = T.csv, key = Stkcd, types { X = text } }");
    assertThat(stated.rows("T").get(0).getString(1)).isEqualTo("--");
  }

  @Test
  void shardsUnderChineseFoldersWithBracketsAreUnitedWhateverTheirColumnsOrder() {
    downloads.zip(
        "日个股 [2010] {a} (1)/x y.zip", "TRD_Dalyr1.csv", "Stkcd,Trddt,p\n000002,2010-01-04,1\n");
    downloads.zip("日个股 [2011] (2)/x.zip", "TRD_Dalyr2.csv", "Trddt,p,Stkcd\n2010-01-04,2,000001\n");
    downloads.file("日个股 [2011] (2)/FS_Other.csv", "Stkcd\n000009\n");
    IngestFolder.Run run =
        downloads.run("{ table = TRD_Dalyr, path = \"日个股 [*/*\", key = [Stkcd, Trddt] }");

    assertThat(
            run.rows("TRD_Dalyr").stream().map(row -> row.getString(0) + row.getLong(2)).toList())
        .containsExactly("0000012", "0000021");
    assertThat(run.texts().get("tables/ingest.json")).contains("FS_Other.csv");
  }

  @Test
  void aTableNamedLikeANoticeHasItsFileAndANoticeIsNone() {
    byte[] own = "Stkcd,x\n000001,1\n".getBytes(StandardCharsets.UTF_8);
    byte[] other = "Name,Says\n000009,9\n".getBytes(StandardCharsets.UTF_8);
    byte[] notice = "all rights reserved\n".getBytes(StandardCharsets.UTF_8);
    downloads.zip(
        "x/a.zip",
        Map.of("PT_SoftCopyright.csv", own, "Readme.csv", other, "Copyright.txt", notice));
    IngestFolder.Run run = downloads.run("{ table = PT_SoftCopyright, path = \"x/*.zip\" }");
    assertThat(run.rows("PT_SoftCopyright").get(0).getString(0)).isEqualTo("000001");
    assertThat(run.rows("PT_SoftCopyright")).hasSize(1);

    downloads.zip(
        "y/a.zip",
        Map.of("T_copyrights.csv", own, "版权声明.txt", notice, "Copyright Notice.TXT", notice));
    assertThat(downloads.run("{ table = T, path = \"y/*.zip\" }").rows("T")).hasSize(1);
    downloads.file("z/copyright.txt", own);
    assertThat(downloads.run("{ table = Copyright, path = \"z/*\" }").rows("Copyright")).hasSize(1);
  }

  @Test
  void shardsOfOtherColumnsOrUnitsAreRefused() {
    downloads.file("a/T1.csv", "Stkcd,x\n000001,1\n");
    downloads.file("a/T2.csv", "Stkcd,y\n000001,1\n");
    assertThat(downloads.refusal("{ table = T, path = \"a/*\" }"))
        .contains("different columns", "T2.csv lacks [x] and has also [y]");
    downloads.file("b/T1.csv", "Stkcd,x\n代码,额\n,元\n000001,1\n");
    downloads.file("b/T2.csv", "Stkcd,x\n代码,额\n,千元\n000001,1\n");
    assertThat(downloads.refusal("{ table = T, path = \"b/*\" }"))
        .contains("column x is in 元", "千元", "two tables");
  }

  @Test
  void aMissingKeyAndAnUnknownColumnAreRefused() {
    downloads.file("T.csv", "Stkcd,x\n000001,1\n,2\n");
    assertThat(downloads.refusal("{ table = T, path = T.csv, key = Stkcd }"))
        .contains("key column Stkcd is missing in 1 of 2 rows");
    assertThat(downloads.refusal("{ table = T, path = T.csv, key = Stkc }"))
        .contains("key names `Stkc`", "Stkcd");
    assertThat(downloads.refusal("{ table = T, path = T.csv, types { z = number } }"))
        .contains("types names `z`");
    assertThat(downloads.refusal("{ table = T, path = nowhere.csv }"))
        .contains("no such input `nowhere.csv`");
  }

  @Test
  void headersThatCannotBeToldFromDataMustBeStated() {
    downloads.file("T.csv", "Name,City\n平安,深圳\n浦发,上海\n");
    assertThat(downloads.refusal("{ table = T, path = T.csv }"))
        .contains("cannot tell whether row 2 holds labels", "header = codes-labels");
    assertThat(downloads.run("{ table = T, path = T.csv, header = codes }").rows("T")).hasSize(2);
    assertThat(downloads.run("{ table = T, path = T.csv, header = codes-labels }").rows("T"))
        .hasSize(1);
    downloads.file("U.csv", "000001,1\n000002,2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(downloads.refusal("{ table = U, path = U.csv }"))
        .contains("no header row", "`000001`");
  }
}
