package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.jobs.panel.LocalSpark;

/** The shipped study from simulated extracts to Parquet: what was drawn comes back. */
final class ExtractsStudyTest {
  private static final Path SHIPPED =
      Path.of("..").toAbsolutePath().normalize().resolve("conf/csmar-extracts.conf");

  @TempDir Path folder;

  /** Beside the results, as the study is in the project. */
  private Path conf() throws IOException {
    return Files.createDirectories(folder.resolve("conf"));
  }

  private CommandRun run(String job, String out, String... further) throws IOException {
    Path study = conf().resolve("study.conf");
    Files.copy(SHIPPED, study, StandardCopyOption.REPLACE_EXISTING);
    String[] words = new String[4 + further.length];
    words[0] = job;
    words[1] = study.toString();
    words[2] = "--out";
    words[3] = folder.resolve(out).toString();
    System.arraycopy(further, 0, words, 4, further.length);
    CommandRun run = CommandRun.of(words);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static final String[] SMALL = {
    "--set", "simulate.firms=30", "--set", "simulate.rows=200"
  };

  @Test
  void theTablesOfTheExtractsAreThePanelThatTheProcessDraws() throws IOException {
    run("simulate", "out/csmar-raw", SMALL);
    run("ingest", "out/csmar");
    drawPanel();
    SparkSession spark = LocalSpark.session();
    Dataset<Row> drawn = spark.read().parquet(folder.resolve("out/panel/data/panel.parquet") + "");
    Map<String, Row> balance = byFirmYear("FS_Combas");
    Map<String, Row> income = byFirmYear("FS_Comins");
    Map<String, Row> digital = byFirmYear("DT_WordFreq");
    Map<String, Row> firms = byFirmYear("STK_LISTEDCOINFOANL");
    List<Row> rows = drawn.collectAsList();

    assertThat(balance).hasSameSizeAs(rows);
    for (Row row : rows) {
      String key = row.getString(0) + " " + row.getInt(1);
      Row sheet = row(balance, key);
      assertThat(row(firms, key).<String>getAs("IndustryCode"))
          .isEqualTo(row.<String>getAs("industry"));
      boolean special = row(firms, key).<String>getAs("ShortName").contains("ST");
      assertThat(special).as(key).isEqualTo(row.<Integer>getAs("is_st") == 1);
      if (row.anyNull()) {
        continue;
      }
      double assets = sheet.getAs("A001000000");
      double equity = sheet.getAs("A003000000");
      double profit = row(income, key).getAs("B002000000");
      double words = row(digital, key).getAs("DigitalWords");
      assertThat(assets).as(key).isCloseTo(row.getAs("total_assets"), within(0.006));
      assertThat(100 * profit / equity).as(key).isCloseTo(row.getAs("roe"), within(1e-4));
      assertThat(Math.log1p(words)).as(key).isCloseTo(row.getAs("dt"), within(1e-8));
    }
    checkDocumentation(spark);
  }

  private static Row row(Map<String, Row> rows, String key) {
    Row row = rows.get(key);
    if (row == null) {
      throw new AssertionError("no row of " + key);
    }
    return row;
  }

  /** The same draw as one panel. */
  private void drawPanel() throws IOException {
    String text =
        Files.readString(SHIPPED)
            .replace("format = extracts, out = \"../out/csmar-raw\"", "format = parquet")
            .replaceFirst("extracts \\{[^}]*\\}", "")
            .replace("out/csmar/data/FS_Combas.parquet", "out/panel/data/panel.parquet");
    Path study = Files.writeString(conf().resolve("panel.conf"), text);
    List<String> words =
        new ArrayList<>(
            List.of("simulate", study.toString(), "--out", folder.resolve("out/panel").toString()));
    words.addAll(List.of(SMALL));
    CommandRun run = CommandRun.of(words.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
  }

  private Map<String, Row> byFirmYear(String table) {
    Map<String, Row> rows = new TreeMap<>();
    LocalSpark.session()
        .read()
        .parquet(folder.resolve("out/csmar/data/" + table + ".parquet") + "")
        .collectAsList()
        .forEach(row -> rows.put(row.getString(0) + " " + row.getAs("year"), row));
    return rows;
  }

  private void checkDocumentation(SparkSession spark) {
    Dataset<Row> trades =
        spark.read().parquet(folder.resolve("out/csmar/data/TRD_Dalyr.parquet") + "");
    assertThat(trades.schema().apply("Dsmvosd").metadata().getString("unit")).isEqualTo("元");
    assertThat(trades.schema().apply("Dsmvosd").metadata().getString("label")).isEqualTo("日个股流通市值");
    Row first = trades.orderBy("stkcd", "Trddt").first();
    assertThat(first.<Double>getAs("Dsmvosd"))
        .isCloseTo(200_000_000 * first.<Double>getAs("Clsprc"), within(1e-3));
    JsonNode report = CommandRun.json(folder.resolve("out/csmar/tables/ingest.json"));
    for (JsonNode table : report.get("tables")) {
      assertThat(table.get("duplicates").asLong()).as(table.get("table").asText()).isPositive();
      assertThat(table.get("failed_casts").asLong()).isZero();
    }
  }

  @Test
  void theSameSeedGivesTheSameFiles() throws IOException {
    run("simulate", "a", SMALL);
    run("simulate", "b", SMALL);

    assertThat(hashes("a")).isNotEmpty().isEqualTo(hashes("b"));
  }

  private Map<String, String> hashes(String out) {
    Map<String, String> hashes = new TreeMap<>();
    for (JsonNode file :
        CommandRun.json(folder.resolve(out).resolve("manifest.json")).get("files")) {
      hashes.put(file.get("path").asText(), file.get("sha256").asText());
    }
    return hashes;
  }
}
