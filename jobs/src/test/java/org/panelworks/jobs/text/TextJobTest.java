package org.panelworks.jobs.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.jobs.panel.LocalSpark;

/** The job on small collections: counts by hand, sums, other people's counts, partitions. */
final class TextJobTest {
  private static final String KEYS = "id = stkcd, time = year, text = mda, ";
  private static final String DIGITAL = "dictionaries { digital = digital.txt }";
  private static final String CSV = "path = reports.csv, format = csv, " + KEYS + DIGITAL;

  @TempDir Path path;
  private TextFolder folder;

  @BeforeEach
  void dictionary() {
    folder = new TextFolder(path);
    folder.file("digital.txt", "[智能]\n人工智能\nAI\n[big data]\n大数据\n大数据平台\nbig data\n");
  }

  @Test
  void measuresByHand() {
    folder.file(
        "reports.csv",
        "stkcd,year,mda\n"
            + "000002,2020,\"AI与\"\"大数据平台\"\"。\n\n人工智能！\"\n"
            + "000001,2021,没有这些词\n"
            + "000001,2020,\"Big\nData, big data\"\n"
            + "000003,2020,\n"
            + "000003,2021,……\n");
    TextFolder.Run run = folder.run(CSV);

    assertThat(run.rows()).hasSize(5);
    assertThat(run.rows().get(0).schema().fieldNames())
        .containsExactly(
            "stkcd",
            "year",
            "documents",
            "total_words",
            "digital_count",
            "digital_ln",
            "digital_share",
            "digital_智能_count",
            "digital_智能_ln",
            "digital_智能_share",
            "digital_big_data_count",
            "digital_big_data_ln",
            "digital_big_data_share");
    Row english = run.rows().get(0);
    assertThat(english.mkString("|"))
        .startsWith("000001|2020|1|4|2|" + Math.log1p(2) + "|0.5|0|0.0");
    Row chinese = run.rows().get(2);
    assertThat(chinese.getString(0)).isEqualTo("000002");
    assertThat(chinese.getLong(4)).isEqualTo(3);
    assertThat(chinese.getLong(7)).isEqualTo(2);
    assertThat(chinese.getLong(10)).isEqualTo(1);
    assertThat(run.rows().get(3).mkString("|")).startsWith("000003|2020|0|null|null|null|null");
    assertThat(run.rows().get(4).mkString("|")).startsWith("000003|2021|1|0|0|0.0|null");
    assertThat(run.warnings())
        .anyMatch(warning -> warning.contains("1 documents have no text"))
        .anyMatch(warning -> warning.contains("1 documents hold no word"));

    JsonNode all = run.json("text").at("/summary/0");
    assertThat(all.get("time").isNull()).isTrue();
    assertThat(all.get("documents").asInt()).isEqualTo(4);
    assertThat(all.get("count").asInt()).isEqualTo(5);
    assertThat(all.get("mean_ln").asDouble())
        .isCloseTo((Math.log(4) + Math.log(3)) / 4, within(1e-15));
    assertThat(run.json("text").at("/summary/1/time").asInt()).isEqualTo(2020);
    assertThat(run.json("text").at("/documents/1/missing").asInt()).isEqualTo(1);
    JsonNode first = run.json("text-words").at("/words/0");
    assertThat(first.get("word").asText()).isEqualTo("big data");
    assertThat(first.get("count").asInt()).isEqualTo(2);
    assertThat(first.get("documents").asInt()).isEqualTo(1);
    assertThat(first.get("share_of_dictionary").asDouble()).isEqualTo(0.4);
    JsonNode theme = run.json("text-themes").at("/themes/3");
    assertThat(theme.get("theme").asText()).isEqualTo("big data");
    assertThat(theme.get("keywords").size()).isEqualTo(3);
    assertThat(theme.get("share_of_dictionary").asDouble()).isEqualTo(0.6);
  }

  @Test
  void documentsOfOneKeyAreRefusedOrSummed() {
    folder.file(
        "reports.csv",
        "stkcd,year,mda\n1,2020,AI and AI\n1,2020,big data\n1,2020,\n2,2020,x\n1,2021,AI\n");
    assertThat(folder.refusal(3, CSV))
        .contains("1 keys (stkcd, year)", "(1, 2020)", "duplicates = sum");

    StringBuilder many = new StringBuilder("stkcd,year,mda\n");
    for (int i = 0; i < 14; i++) {
      many.append(i / 2).append(",2020,AI\n");
    }
    folder.file("many.csv", many.toString());
    assertThat(folder.refusal(3, CSV.replace("reports.csv", "many.csv")))
        .contains("7 keys", "(4, 2020), …");

    TextFolder.Run run = folder.run(CSV + ", duplicates = sum");
    assertThat(run.rows().get(0).mkString("|")).startsWith("1|2020|2|5|3|");
    assertThat(run.rows()).hasSize(3);
  }

  @Test
  void documentsWithoutKeysColumnsAndTextsAreRefused() {
    folder.file("reports.csv", "stkcd,year,mda\n1,2020,AI\n,2020,AI\n2,,AI\n");
    assertThat(folder.refusal(3, CSV))
        .contains("without stkcd or year", "(null, 2020)", "(2, null)");
    folder.file("reports.csv", "stkcd,year,mdaa\n1,2020,AI\n");
    assertThat(folder.refusal(3, CSV)).contains("no column `mda`", "did you mean `mdaa`");
    folder.file("reports.csv", "stkcd,year,mda\n1,2020.5,AI\n");
    assertThat(folder.refusal(3, CSV)).contains("text.time", "2020.5 is no whole number");
    folder.file("reports.csv", "stkcd,year,mda\n1,2020-12-31,AI\n");
    assertThat(folder.refusal(3, CSV))
        .contains("text.time: column `year`", "whole numbers", "date");
    folder.file("reports.csv", "stkcd,year,mda\n");
    assertThat(folder.refusal(3, CSV)).contains("text: no rows in", "reports.csv");
    folder.file("reports.csv", "stkcd,year,mda\n1,2020,\n");
    assertThat(folder.refusal(3, CSV)).contains("texts of all documents are missing");
    assertThat(folder.refusal(3, CSV.replace("reports.csv", "nowhere.csv")))
        .contains("text.path: no such input `nowhere.csv`");
  }

  @Test
  void keysAndPathsStandInMessagesAsTheyAre() {
    folder.file("the panel.csv", "stkcd,year,mda\nthe panel,2020,AI\nthe panel,2020,AI\n");
    String section = CSV.replace("reports.csv", "\"the panel.csv\"");
    assertThat(folder.refusal(3, section)).contains("(the panel, 2020)");
    folder.file("the panel.csv", "stkcd,year,mda\n");
    assertThat(folder.refusal(3, section))
        .isEqualTo("text: no rows in `the panel.csv`: there is nothing to estimate");
    assertThat(folder.refusal(3, section.replace("the panel.csv", "x/panel.path.csv")))
        .startsWith("text.path: no such input `x/panel.path.csv`");
    folder.file("the panel.csv", "stkcd,year,the panel,The Panel\n1,2020,AI,AI\n");
    assertThat(folder.refusal(3, section))
        .startsWith("the table of text has more than one column named `The Panel`");
    folder.file("the panel/the panel.txt", "人".getBytes(Charset.forName("GBK")));
    assertThat(
            folder.refusal(
                3,
                "path = \"the panel\", format = txt, id = a, file-name = \"{a}.txt\", " + DIGITAL))
        .contains("/the panel/the panel.txt is not UTF-8");
  }

  @Test
  void aTimeThatIsTextStaysText() {
    folder.file("reports.csv", "stkcd,year,mda\n1,2020,AI\n1,007,AI\n");
    TextFolder.Run run = folder.run(CSV + ", strings = [year]");
    for (String place : List.of("/summary/1/time", "/documents/1/time")) {
      assertThat(run.json("text").at(place).isTextual()).isTrue();
      assertThat(run.json("text").at(place).asText()).isEqualTo("007");
    }
    assertThat(run.json("text-themes").at("/themes/2/time").isTextual()).isTrue();
    assertThat(folder.run(CSV).json("text").at("/summary/1/time").isNumber()).isTrue();
  }

  @Test
  void moreTimesThanMakeATableAreRefused() {
    StringBuilder csv = new StringBuilder("stkcd,year,mda\n");
    for (int time = 0; time <= 10_000; time++) {
      csv.append("1,").append(time).append(",AI\n");
    }
    folder.file("reports.csv", csv.toString());
    assertThat(folder.refusal(3, CSV))
        .isEqualTo("text.time: column `year` has more than 10,000 values, too many for a table");
  }

  @Test
  void ofMoreThanTenThousandWordsTheMostFrequentArePrintedAndTheParquetHasAll() {
    StringBuilder words = new StringBuilder();
    for (int w = 0; w < 10_000; w++) {
      words.append("w").append(w).append('\n');
    }
    folder.file("digital.txt", words.toString());
    folder.file("reports.csv", "stkcd,year,mda\n1,2020,w9999 w7 w9999 AI\n");
    TextFolder.Run run = folder.run(CSV);
    assertThat(run.json("text-words").get("words")).hasSize(10_000);
    assertThat(run.data("text-words")).isEmpty();

    folder.file("more.txt", "[a]\nAI\n");
    run = folder.run(CSV.replace("digital.txt", "digital.txt, more = more.txt"));
    assertThat(run.json("text-words").get("words")).isEmpty();
    assertThat(run.json("text-words").get("words_note").asText())
        .isEqualTo("10,001 words, more than 10,000: they are in data/text-words.parquet only");
    List<Row> rows = run.data("text-words");
    assertThat(rows).hasSize(10_001);
    assertThat(rows.get(0).schema().fieldNames())
        .containsExactly(
            "dictionary", "theme", "word", "count", "documents", "share_of_dictionary");
    assertThat(rows.get(9999).mkString("|")).isEqualTo("digital|null|w9999|2|1|" + 2.0 / 3);
    assertThat(rows.get(10_000).mkString("|")).isEqualTo("more|a|AI|1|1|1.0");
    String printed = run.texts().getOrDefault("tables/text-words.md", "");
    assertThat(printed)
        .contains("w9999", "w197", "AI", "the 200 most frequent words of each dictionary")
        .contains("data/text-words.parquet")
        .doesNotContain("w199 ");
    assertThat(printed.indexOf("w9999")).isLessThan(printed.indexOf("w7 "));
  }

  @Test
  void documentsWithoutTimesAndWordsWithoutThemesNeedNeither() {
    folder.file("reports.csv", "stkcd,mda\n2,AI\n1,AI AI\n");
    folder.file("digital.txt", "AI\n");
    TextFolder.Run run = folder.run(CSV.replace("time = year, ", ""));
    assertThat(run.rows().get(0).mkString("|")).isEqualTo("1|1|2|2|" + Math.log1p(2) + "|1.0");
    assertThat(run.rows()).hasSize(2);
    assertThat(run.json("text").get("summary").size()).isEqualTo(1);
    assertThat(run.texts()).doesNotContainKey("tables/text-themes.json");
  }

  @Test
  void columnsOfOneNameAreRefused() {
    folder.file("reports.csv", "stkcd,year,mda\n1,2020,AI\n");
    folder.file("digital.txt", "[a b]\nAI\n[a-b]\nx\n");
    assertThat(folder.refusal(3, CSV)).contains("two columns", "`digital_a_b_count`");
  }

  @Test
  void dictionariesAreRefusedWithFileAndLineAllAtOnce() {
    folder.file("reports.csv", "stkcd,year,mda\n1,2020,AI\n");
    folder.file("bad.txt", "AI\n--\n");
    folder.file("gbk.txt", "人工智能\n".getBytes(Charset.forName("GBK")));
    String section =
        CSV.replace(DIGITAL, "dictionaries { a = nowhere.txt, b = bad.txt, c = gbk.txt }");
    assertThat(folder.refusal(3, section))
        .contains("text.dictionaries.a: no such file `nowhere.txt`")
        .contains("text.dictionaries.b: bad.txt line 2", "no letter")
        .contains("text.dictionaries.c: gbk.txt is not UTF-8");
  }

  @Test
  void settingsAreRefusedTogether() {
    assertThat(
            folder.refusal(
                2,
                "path = x, id = a, text = t, file-name = \"{a}.txt\", dictionaries {}, duplicat ="
                    + " 1, expansion { seeds = [], window = 0 }"))
        .contains("file-name: belongs to format = txt", "duplicat: unknown key", "did you mean");
    assertThat(folder.refusal(2, CSV + ", expansion { seeds = [AI], window = 0 }"))
        .contains("text.expansion", "window must be from 1 to 100, got 0");
    assertThat(folder.refusal(2, CSV + ", expansion { seeds = [AI, \" —\"] }"))
        .contains("text.expansion", "got ` —`");
    assertThat(folder.refusal(2, CSV.replace("digital =", "\"a b\" ="))).contains("got `a b`");
    assertThat(folder.refusal(2, CSV.replace(DIGITAL, "dictionaries {}"))).contains("at least one");
    String files = "path = x, format = txt, id = a, time = b, dictionaries { d = digital.txt }";
    assertThat(folder.refusal(2, files + ", file-name = \"{a}{b}.txt\""))
        .contains("must stand between");
    assertThat(folder.refusal(2, files + ", file-name = \"{a}.txt\"")).contains("must hold {b}");
  }

  private static String reportFiles(String more) {
    return "path = reports, format = txt, id = code, time = year, file-name ="
        + " \"{code}-{year}-{name}\", "
        + DIGITAL
        + more;
  }

  @Test
  void filesOfTheirOwnHoldTheirKeysInTheirNames() {
    folder.file("reports/a/000001-2020-年 报 [1].txt", "\uFEFFAI AI");
    folder.file("reports/000002-2020-x-y.TXT", "大数据");
    folder.file("reports/notes.md", "AI");
    assertThat(
            folder.refusal(3, reportFiles("").replace("path = reports", "path = \"reports/no*\"")))
        .contains("no documents in `reports/no*`");
    TextFolder.Run run = folder.run(reportFiles(""));
    assertThat(run.rows().get(0).mkString("|")).startsWith("000001|2020|1|2|2|");
    assertThat(run.rows().get(1).mkString("|")).startsWith("000002|2020|1|");
    assertThat(run.rows()).hasSize(2);

    folder.file("reports/000003-2020-x.txt", "人工智能".getBytes(Charset.forName("GB18030")));
    assertThat(folder.refusal(3, reportFiles(""))).contains("000003-2020-x.txt is not UTF-8");
    folder.file("reports/000003-2020-x.txt", "");
    assertThat(folder.run(reportFiles("")).rows().get(2).mkString("|"))
        .startsWith("000003|2020|1|0|0|0.0|null");
    folder.file("reports/other.txt", "");
    assertThat(folder.refusal(3, reportFiles(""))).contains("other.txt is not named as `{code}-");
    assertThat(folder.refusal(3, reportFiles("").replace("path = reports", "path = nowhere")))
        .contains("text.path: no such input `nowhere`");
  }

  @Test
  void filesOfAnotherEncodingAndTimesThatAreNoneAreTold() {
    folder.file("reports/1-2020-x.txt", "人工智能".getBytes(Charset.forName("GB18030")));
    TextFolder.Run run = folder.run(reportFiles(", encoding = GB18030"));
    assertThat(run.rows().get(0).getLong(4)).isEqualTo(1);
    folder.file("reports/ -2020-x.txt", "");
    assertThat(folder.refusal(3, reportFiles(", encoding = GB18030"))).contains("holds no code");
    assertThat(path.resolve("reports/ -2020-x.txt").toFile().delete()).isTrue();
    folder.file("reports/1-FY20-x.txt", "");
    assertThat(folder.refusal(3, reportFiles(", encoding = GB18030")))
        .contains("must be a whole number, got `FY20`");
  }

  /** Random documents in as many files as there are to be partitions. */
  private void collection(long seed, int size, int files) {
    Random random = new Random(seed);
    String[] parts = {
      "人工智能", "大数据", "平台", "的", "发展", "AI ", "OpenAI ", "big data ", "企业", "。", "5G", "\n", "😀"
    };
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      StringBuilder text = new StringBuilder();
      for (int p = random.nextInt(80); p > 0; p--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      rows.add(RowFactory.create(String.valueOf(i / 4), 2020L + i % 4, text.toString()));
    }
    LocalSpark.session()
        .createDataFrame(rows, StructType.fromDDL("stkcd STRING, year BIGINT, mda STRING"))
        .repartition(files)
        .write()
        .parquet(path.resolve("reports-" + files).toString());
  }

  private static String parquet(int files) {
    return "path = reports-" + files + ", " + KEYS + DIGITAL;
  }

  @Test
  void sparksOwnCountsOfPlainWordsAreTheSame() {
    folder.file("digital.txt", "人工智能\n企业\nAI\n");
    collection(5, 200, 2);
    TextFolder.Run run = folder.run(parquet(2));
    Dataset<Row> counted =
        LocalSpark.session()
            .read()
            .parquet(path.resolve("reports-2").toString())
            .withColumn(
                "n",
                functions.regexp_count(
                    functions.col("mda"),
                    functions.lit("人工智能|企业|(?<![A-Za-z0-9])AI(?![A-Za-z0-9])")))
            .orderBy("stkcd", "year");
    List<Row> expected = counted.select("n").collectAsList();
    assertThat(run.rows()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(run.rows().get(i).getLong(4))
          .as("document %d", i)
          .isEqualTo(expected.get(i).getInt(0));
    }
  }

  /** A run on as many partitions as files. */
  private TextFolder.Run inPartitions(int files, String more) {
    SparkSession spark = LocalSpark.session();
    spark.conf().set("spark.sql.files.minPartitionNum", files);
    try {
      return folder.run(parquet(files) + more);
    } finally {
      spark.conf().unset("spark.sql.files.minPartitionNum");
    }
  }

  @Test
  void partitionsChangeNothing() {
    collection(17, 80, 1);
    TextFolder.Run one = inPartitions(1, "");
    assertThat(one.json("text").at("/summary/0/count").asInt()).isGreaterThan(500);
    for (int files : new int[] {3, 8}) {
      collection(17, 80, files);
      TextFolder.Run run = inPartitions(files, "");
      assertThat(run.rows()).isEqualTo(one.rows());
      for (String table : List.of("text", "text-words", "text-themes")) {
        assertThat(run.text(table)).as(table).isEqualTo(one.text(table));
      }
    }
  }

  @Test
  void partitionsChangeNoCandidateAndCandidatesNoCount() {
    String expansion =
        ", expansion { seeds = [人工智能, 大数据], vector-size = 8, min-count = 3, iterations = 1, seed ="
            + " 9, min-similarity = -1, most = 4 }";
    collection(19, 40, 1);
    collection(19, 40, 8);
    TextFolder.Run one = inPartitions(1, expansion);
    TextFolder.Run eight = inPartitions(8, expansion);
    assertThat(one.json("text-expansion").get("candidates").size()).isEqualTo(8);
    assertThat(eight.text("text-expansion")).isEqualTo(one.text("text-expansion"));
    assertThat(inPartitions(8, "").text("text-words")).isEqualTo(one.text("text-words"));
  }

  @Test
  void wordsOfTheSameSurroundingsAreCandidatesAndOthersAreNot() {
    Random random = new Random(23);
    StringBuilder csv = new StringBuilder("stkcd,year,mda\n");
    String[][] groups = {{"AI", "robotics", "vision"}, {"wheat", "barley", "rye"}};
    String[][] around = {{"model", "trains", "network"}, {"farm", "grows", "field"}};
    for (int i = 0; i < 600; i++) {
      int g = i % 2;
      csv.append(i).append(",2020,");
      for (int w = 0; w < 4; w++) {
        csv.append(groups[g][random.nextInt(3)])
            .append(' ')
            .append(around[g][random.nextInt(3)])
            .append(' ');
      }
      csv.append('\n');
    }
    folder.file("reports.csv", csv.toString());
    TextFolder.Run run =
        folder.run(
            CSV
                + ", expansion { seeds = [AI, Blockchain], vector-size = 10, window = 2, iterations"
                + " = 10, seed = 4, most = 5, min-similarity = 0.7 }");
    List<String> candidates = new ArrayList<>();
    run.json("text-expansion")
        .get("candidates")
        .forEach(
            candidate -> {
              candidates.add(candidate.get("candidate").asText());
              assertThat(candidate.get("seed").asText()).isEqualTo("ai");
              assertThat(candidate.get("status").asText()).isEqualTo("to be confirmed");
              assertThat(candidate.get("frequency").asInt()).isGreaterThan(200);
              assertThat(candidate.get("cosine_similarity").asDouble()).isBetween(0.7, 1.0);
            });
    assertThat(candidates)
        .contains("robotics", "vision")
        .doesNotContain("ai", "wheat", "barley", "rye", "farm", "field");
    assertThat(run.json("text-expansion").at("/settings/seed").asInt()).isEqualTo(4);
    assertThat(run.json("text-expansion").get("vocabulary").asInt()).isEqualTo(12);
    assertThat(run.warnings()).anyMatch(warning -> warning.contains("blockchain"));
    assertThat(run.json("text-words").toString()).doesNotContain("robotics");
    assertThat(folder.refusal(4, CSV + ", expansion { seeds = [Blockchain, 链] }"))
        .contains("none of the seeds occurs 5 times", "blockchain 0", "链 0");
  }

  @Test
  void aLongDocumentAndHostileTextsAreCounted() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300_000; i++) {
      text.append(i % 50 == 0 ? "人工智能" : "企业发展情况").append(i % 7 == 0 ? "AI" : "");
    }
    int latin = 0;
    for (int i = 0; i < 300_000; i++) {
      latin += i % 7 == 0 ? 1 : 0;
    }
    List<Row> rows = new ArrayList<>();
    rows.add(RowFactory.create("1", 2020, text.toString()));
    rows.add(
        RowFactory.create("2", 2020, "\u0000AI\u0000\uD83D 😀👩‍💻 e\u0301AI $^*( \\E AI \\Q"));
    rows.add(RowFactory.create("3", 2020, "AI".repeat(100_000)));
    LocalSpark.session()
        .createDataFrame(rows, StructType.fromDDL("stkcd STRING, year INT, mda STRING"))
        .write()
        .parquet(path.resolve("reports-1").toString());
    TextFolder.Run run = folder.run(parquet(1));
    assertThat(run.rows().get(0).getLong(4)).isEqualTo(6000 + latin);
    assertThat(run.rows().get(0).getLong(3)).isGreaterThan(600_000);
    assertThat(run.rows().get(1).getLong(4)).isEqualTo(2);
    assertThat(run.rows().get(2).getLong(4)).isZero();
    assertThat(run.rows().get(2).getLong(3)).isEqualTo(1);
  }
}
