package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.jobs.ingest.IngestFolder;
import org.panelworks.jobs.panel.LocalSpark;

/** The command from downloads to results: exit codes, messages, what is written and what is not. */
final class IngestCommandTest {
  @TempDir Path folder;
  private IngestFolder downloads;
  private Path out;

  @BeforeEach
  void downloads() {
    downloads = new IngestFolder(folder);
    out = folder.resolve("result");
  }

  private CommandRun ingest(String sources) {
    Path study = downloads.study(sources);
    return CommandRun.of("ingest", study.toString(), "--out", out.toString());
  }

  @Test
  void identicalRowsOfShardsAreKeptOnceSortedByKeyAndAConflictLeavesTheEarlierResult()
      throws IOException {
    downloads.zip(
        "a [1]/T1.zip", "T1.csv", "Stkcd,Trddt,p\n000002,2010-01-04,1.5\n000001,2010/1/4,1\n");
    downloads.zip(
        "b [2]/T2.zip", "T2.csv", "Stkcd,Trddt,p\n000001,2010-01-04,1.0\n000003,2010-01-04,2\n");
    String sources = "{ table = T, path = \"**/*.zip\", key = [Stkcd, Trddt] }";
    CommandRun done = ingest(sources);

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(codes()).containsExactly("000001", "000002", "000003");
    JsonNode table = CommandRun.json(out.resolve("tables/ingest.json")).at("/tables/0");
    assertThat(table.get("duplicates").asLong()).isEqualTo(1);
    assertThat(table.get("rows").asLong()).isEqualTo(3);
    assertThat(Files.readString(out.resolve("manifest.json"))).contains("b [2]/T2.zip!T2.csv");

    downloads.zip(
        "b [2]/T2.zip", "T2.csv", "Stkcd,Trddt,p\n000001,2010-01-04,9\n000003,2010-01-04,2\n");
    CommandRun conflict = ingest(sources);
    assertThat(conflict.code()).isEqualTo(3);
    assertThat(conflict.lastLine())
        .startsWith("panelworks: ingest: table T: 1 rows share their key (Stkcd, Trddt)")
        .contains("(000001, 2010-01-04) in", "T1.csv line 3", "T2.csv line 2");
    assertThat(codes()).containsExactly("000001", "000002", "000003");
    assertThat(CommandRun.of("verify", out.toString()).code()).isZero();
  }

  private List<String> codes() {
    return LocalSpark.session()
        .read()
        .parquet(out.resolve("data/T.parquet").toString())
        .collectAsList()
        .stream()
        .map((Row row) -> row.getString(0))
        .toList();
  }

  @Test
  void firmsOfChangingIndustryAreCountedAndContradictACurrentCode() throws IOException {
    downloads.file(
        "T.csv",
        "Symbol,EndDate,IndustryCode\n"
            + "000001,2010-12-31,C39\n000001,2011-12-31,\n000001,2012-12-31,C38\n"
            + "000002,2010-12-31,C27\n000002,2011-12-31,C27\n000003,2010-12-31,\n");
    String source = "{ table = T, path = T.csv, key = [Symbol, EndDate], industry = ";
    CommandRun yearly = ingest(source + "yearly }");

    assertThat(yearly.code()).as(yearly.err()).isZero();
    JsonNode counted =
        CommandRun.json(out.resolve("tables/ingest.json")).at("/tables/0/industries/0");
    assertThat(counted.get("column").asText()).isEqualTo("IndustryCode");
    assertThat(counted.get("firms").asLong()).isEqualTo(2);
    assertThat(counted.get("changing_firms").asLong()).isEqualTo(1);
    assertThat(counted.get("examples").toString()).isEqualTo("[\"000001: C39, C38\"]");
    assertThat(Files.readString(out.resolve("tables/ingest.md"))).contains("1 of 2 firms.");

    CommandRun current = ingest(source + "current }");
    assertThat(current.code()).isEqualTo(3);
    assertThat(current.lastLine())
        .contains("industry = current is declared", "1 of 2 firms (000001: C39, C38)", "yearly");
  }

  @Test
  void aCurrentIndustryThatCannotBeCheckedIsRefusedOrWarnedOf() throws IOException {
    downloads.file(
        "T.csv", "Symbol,EndDate,IndustryCode\n000001,2010-12-31,C39\n000001,2011-12-31,C38\n");
    String source = "{ table = T, path = T.csv, id = stkcd, key = [EndDate, Symbol]";
    CommandRun current = ingest(source + ", industry = current }");
    assertThat(current.code()).isEqualTo(3);
    assertThat(current.lastLine())
        .contains("table T: industry = current", "begins with stkcd", "`key = [stkcd, EndDate]`");
    assertThat(out).doesNotExist();

    assertThat(ingest(source + ", industry = yearly }").code()).isZero();
    assertThat(table().get("industries").isNull()).as("not counted").isTrue();

    downloads.file("T.csv", "Fund,EndDate,IndustryCode\nA,2010-12-31,C39\nA,2011-12-31,C38\n");
    assertThat(ingest("{ table = T, path = T.csv, industry = current }").code()).isZero();
    assertThat(CommandRun.json(out.resolve("manifest.json")).get("warnings").toString())
        .contains("declared the current one, which is not checked");
    assertThat(table().get("industries").isNull()).isTrue();
  }

  private JsonNode table() {
    return CommandRun.json(out.resolve("tables/ingest.json")).at("/tables/0");
  }

  @Test
  void checkFindsTheFilesOfEveryTableOrSaysThatNoneIsThere() {
    downloads.zip("a.zip", "FS_Combas1.csv", "Stkcd,x\n000001,1\n");
    String good = "{ table = FS_Combas, path = a.zip }";
    String named = "sources = [ { table = FS_Combsa } ], path = \"*.zip\"";

    CommandRun found = CommandRun.of("check", downloads.study(good).toString());
    assertThat(found.code()).as(found.err()).isZero();
    assertThat(found.out()).contains("every table of ingest has its files");
    Path one = downloads.study(good + ", { table = T, path = \"T*.zip\" }");
    CommandRun missing = CommandRun.of("check", one.toString());
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.lastLine()).contains("table T: no such input `T*.zip`");
    Path wrong = downloads.file("wrong.conf", "ingest { " + named + " }");
    CommandRun misspelt = CommandRun.of("check", wrong.toString());
    assertThat(misspelt.code()).isEqualTo(3);
    assertThat(misspelt.lastLine()).contains("no file that `ingest.path` finds", "FS_Combas");
    Path nowhere = downloads.study("{ table = T, path = \"elsewhere/*.zip\" }");
    CommandRun away = CommandRun.of("check", nowhere.toString());
    assertThat(away.code()).as(away.err()).isZero();
    assertThat(away.out()).contains("not to be found from here");
    assertThat(out).doesNotExist();
  }

  @Test
  void checkReadsTheDictionariesOfTextsAndTheColumnsOfTheirTable() {
    downloads.file("docs.csv", "id,year,body\na,2010,cloud\n");
    downloads.file("words.dict", "cloud\n");
    String text =
        "text { path = docs.csv, format = csv, id = id, time = year, text = body,"
            + " dictionaries { digital = words.dict } }";
    Path study = downloads.file("text.conf", text);

    CommandRun right = CommandRun.of("check", study.toString());
    assertThat(right.code()).as(right.err()).isZero();
    assertThat(right.out()).contains("docs.csv of text and its dictionaries are as it needs them");
    CommandRun column = CommandRun.of("check", study.toString(), "--set", "text.text=bdoy");
    assertThat(column.code()).isEqualTo(3);
    assertThat(column.lastLine()).contains("no column `bdoy`", "did you mean `body`");
    CommandRun dictionary =
        CommandRun.of("check", study.toString(), "--set", "text.dictionaries.digital=none.dict");
    assertThat(dictionary.code()).isEqualTo(3);
    assertThat(dictionary.lastLine()).contains("text.dictionaries.digital: no such file");
    CommandRun away = CommandRun.of("check", study.toString(), "--set", "text.path=away.csv");
    assertThat(away.code()).as(away.err()).isZero();
    assertThat(away.out()).contains("away.csv of text is not to be found from here");
  }

  @Test
  void everyFileAtFaultIsNamedAndNothingIsWritten() {
    downloads.file("T1.csv", "Stkcd,x\n000001\n");
    downloads.file("T2.csv", new byte[] {'a', (byte) 0xFF, '\n'});
    CommandRun run = ingest("{ table = T, path = \"T*.csv\" }");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.message()).contains("T1.csv: line 2 has 1 cells", "T2.csv: its encoding");
    assertThat(run.lastLine()).startsWith("panelworks: 2 things are wrong");
    assertThat(out).doesNotExist();
  }

  @Test
  void wrongSettingsAreNamedTogether() {
    CommandRun run =
        ingest(
            "{ table = T, path = x.csv, period-end = 13-01, typrp = A, encoding = klingon,"
                + " types { a = float }, units = big }");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.message())
        .contains("typrp: unknown key", "did you mean", "typrep")
        .contains("encoding: must be a charset")
        .contains("types.a: must be one of text, integer, number, date, month")
        .contains("units: must be one of keep, base");
    assertThat(out).doesNotExist();
  }

  @Test
  void theOutputMayNotHoldTheDownloads() {
    downloads.file("T.csv", "Stkcd,x\n000001,1\n");
    assertThat(ingest("{ table = T, path = T.csv }").code()).isZero();
    CommandRun run = ingest("{ table = T, path = \"result/tables/*.csv\" }");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.lastLine()).contains("the run's own input");
    assertThat(out.resolve("tables/ingest.csv")).exists();
  }

  @Test
  void theSectionsOutIsBesideTheStudyAndLabelsReachTheTablesOfStudies() throws IOException {
    StringBuilder text = new StringBuilder("Stkcd,Accper,A001,A002\n代码,日期,资产总计,负债合计\n");
    for (int firm = 1; firm <= 6; firm++) {
      for (int year = 2001; year <= 2006; year++) {
        text.append(
            String.format(
                Locale.ROOT,
                "%06d,%d-12-31,%d.5,%d.25%n",
                firm,
                year,
                firm * year % 17,
                firm * firm + year * year % 13));
      }
    }
    downloads.zip("T.zip", Map.of("T.csv", text.toString().getBytes(StandardCharsets.UTF_8)));
    Path study =
        downloads.file(
            "labels.conf",
            "ingest { out = ingested, sources = [ { table = T, path = T.zip, key = [Stkcd, Accper],"
                + " id = stkcd } ] }\n"
                + "panel { unit = stkcd, time = year, tables = [ { path ="
                + " \"ingested/data/T.parquet\", columns = [stkcd, year, A001] }, { path ="
                + " \"ingested/data/T.parquet\", name = more, join = \"1:1\", on = [stkcd, year],"
                + " columns = [A002] } ] }\n"
                + "describe { variables = [A001, A002], labels { A002 = Debts } }\n"
                + "regress { tables.t = [ { name = \"(1)\", formula = \"A001 ~ A002 | stkcd\" } ]"
                + " }\n");
    CommandRun described = CommandRun.of("study", study.toString(), "--out", out.toString());

    assertThat(described.code()).as(described.err()).isZero();
    assertThat(Files.readString(out.resolve("tables/descriptives.md")))
        .contains("资产总计", "Debts")
        .doesNotContain("负债合计");
    assertThat(Files.readString(out.resolve("tables/t.md"))).contains("资产总计", "负债合计");
    assertThat(Files.readString(out.resolve("tables/t.json"))).contains("\"A002\"");
  }
}
