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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.jobs.panel.LocalSpark;

/** The shipped study from simulated extracts to its tables: what was drawn comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExtractsStudyTest {
  private static final Path SHIPPED =
      Path.of("..").toAbsolutePath().normalize().resolve("conf/csmar-demo.conf");

  private static final String PANEL =
      "panel { path = \"../out/panel/data/panel.parquet\", unit = stkcd, time = year }";

  @TempDir static Path folder;

  private CommandRun studied = new CommandRun(-1, "", "");

  @BeforeAll
  void simulateAndStudy() throws IOException {
    run("simulate", "out/csmar-demo-downloads", MIDDLE);
    studied = run("study", "out/study");
  }

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

  /** Large enough for every coefficient to be told from the noise. */
  private static final String[] MIDDLE = {
    "--set", "simulate.firms=150", "--set", "simulate.rows=1200"
  };

  private Path tables() {
    return folder.resolve("out/csmar-demo-tables");
  }

  @Test
  void oneCommandGoesFromTheArchivesToTablesThatHoldTheTruth() throws IOException {
    Path result = folder.resolve("out/study");
    JsonNode models = CommandRun.json(result.resolve("tables/baseline.json")).get("models");
    JsonNode drawn =
        CommandRun.json(folder.resolve("out/csmar-demo-downloads/tables/simulation.json"));
    for (JsonNode model : models) {
      assertThat(model.get("nobs").asInt()).isEqualTo(1200);
    }
    checkTruths(drawn.get("coefficients"), models.get(2), Set.of("age"));
    checkTruths(drawn.get("coefficients"), models.get(4), Set.of());
    checkSteps(CommandRun.json(result.resolve("tables/attrition.json")).get("steps"));
    assertThat(studied.out()).contains("csmar-demo-tables/tables", "out/study/tables");
    assertThat(Files.readString(result.resolve("tables/descriptives.md"))).contains("董事人数");
    JsonNode manifest = CommandRun.json(result.resolve("manifest.json"));
    assertThat(manifest.at("/sources/0/result").asText())
        .isEqualTo(tables().toRealPath().toString());
    assertThat(manifest.at("/inputs/0/files").toString()).contains("csmar-demo-tables/data");
    assertThat(CommandRun.of("verify", tables().toString()).code()).isZero();
    checkIndustries();
  }

  /** Every truth lies in the 99.9 % interval of its estimate. */
  private static void checkTruths(JsonNode truths, JsonNode model, Set<String> absorbed) {
    Map<String, JsonNode> estimates = new TreeMap<>();
    for (JsonNode term : model.get("coefficients")) {
      estimates.put(term.get("term").asText().replace("_raw", ""), term);
    }
    double wide =
        TDistribution.of(model.at("/stats/df_t").asDouble()).inverseSurvivalProbability(0.0005);
    int checked = 0;
    for (JsonNode truth : truths) {
      String name = truth.get("term").asText();
      JsonNode estimate = estimates.get(name);
      if (estimate != null) {
        double distance = truth.get("truth").asDouble() - estimate.get("estimate").asDouble();
        double error = estimate.get("std_error").asDouble();
        assertThat(error).as(name).isBetween(1e-6, 2.0);
        assertThat(Math.abs(distance) / error).as(name).isLessThan(wide);
        checked++;
      } else {
        assertThat(absorbed).contains(name);
      }
    }
    assertThat(checked).isEqualTo(8 - absorbed.size());
  }

  /** Every screen is a step of its own, in rows and firms, each going on from the one before. */
  private static void checkSteps(JsonNode steps) {
    List<String> names = steps.findValuesAsText("name");
    assertThat(names)
        .containsExactly(
            "B shares", "finance", "ST", "delisted", "listed under 2 years", "require");
    for (int i = 1; i < steps.size(); i++) {
      for (String what : List.of("rows", "units")) {
        assertThat(steps.get(i).get(what + "_before"))
            .isEqualTo(steps.get(i - 1).get(what + "_after"));
      }
      assertThat(steps.get(i).get("rows_after").asLong())
          .isLessThan(steps.get(i).get("rows_before").asLong());
    }
    assertThat(steps.get(steps.size() - 1).get("units_after").asLong()).isEqualTo(150);
    assertThat(steps.get(steps.size() - 1).get("rows_after").asLong()).isEqualTo(1200);
  }

  /** One firm in twenty came from another industry, and the note says how many. */
  private void checkIndustries() throws IOException {
    long firms = 0;
    long changing = 0;
    Map<String, Set<String>> codes = new TreeMap<>();
    byFirmYear("STK_LISTEDCOINFOANL")
        .forEach(
            (key, row) ->
                codes
                    .computeIfAbsent(row.getString(0), firm -> new TreeSet<>())
                    .add(row.getAs("IndustryCode")));
    for (Set<String> of : codes.values()) {
      firms++;
      changing += of.size() > 1 ? 1 : 0;
    }
    JsonNode report = CommandRun.json(tables().resolve("tables/ingest.json"));
    for (JsonNode table : report.get("tables")) {
      if (table.get("table").asText().equals("STK_LISTEDCOINFOANL")) {
        assertThat(table.at("/industries/0/firms").asLong()).isEqualTo(firms);
        assertThat(table.at("/industries/0/changing_firms").asLong())
            .isEqualTo(changing)
            .isBetween(4L, 12L);
      } else {
        assertThat(table.get("industries").isNull()).isTrue();
      }
    }
    assertThat(Files.readString(tables().resolve("tables/ingest.md")))
        .contains("IndustryCode changes over the rows of " + changing + " of " + firms + " firms.");
  }

  @Test
  void theTablesOfTheExtractsAreThePanelThatTheProcessDraws() throws IOException {
    drawPanel();
    SparkSession spark = LocalSpark.session();
    Dataset<Row> drawn = spark.read().parquet(folder.resolve("out/panel/data/panel.parquet") + "");
    Map<String, Row> balance = byFirmYear("FS_Combas");
    Map<String, Row> income = byFirmYear("FS_Comins");
    Map<String, Row> digital = byFirmYear("DT_WordFreq");
    Map<String, Row> firms = byFirmYear("STK_LISTEDCOINFOANL");
    Map<String, Row> companies = byKey("TRD_Co", row -> row.getString(0));
    List<Row> rows = drawn.collectAsList();

    assertThat(balance).hasSameSizeAs(rows);
    for (Row row : rows) {
      String key = row.getString(0) + " " + row.getInt(1);
      Row sheet = row(balance, key);
      assertThat(row(companies, row.getString(0)).<String>getAs("Nnindcd"))
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
            .replace("format = extracts, out = \"../out/csmar-demo-downloads\"", "format = parquet")
            .replaceFirst("extracts \\{[^}]*\\}", "")
            .replaceAll("(?ms)^panel \\{.*?^\\}", PANEL)
            .replaceAll("(?ms)^(ingest|derive|screens.cn-a-shares|regress) \\{.*?^\\}", "");
    Path study = Files.writeString(conf().resolve("panel.conf"), text);
    List<String> words =
        new ArrayList<>(
            List.of("simulate", study.toString(), "--out", folder.resolve("out/panel").toString()));
    words.addAll(List.of(MIDDLE));
    CommandRun run = CommandRun.of(words.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
  }

  private Map<String, Row> byFirmYear(String table) {
    return byKey(table, row -> row.getString(0) + " " + row.getAs("year"));
  }

  private Map<String, Row> byKey(String table, Function<Row, String> key) {
    Map<String, Row> rows = new TreeMap<>();
    LocalSpark.session()
        .read()
        .parquet(tables().resolve("data/" + table + ".parquet").toString())
        .collectAsList()
        .forEach(row -> rows.put(key.apply(row), row));
    return rows;
  }

  private void checkDocumentation(SparkSession spark) {
    Dataset<Row> trades =
        spark.read().parquet(tables().resolve("data/TRD_Dalyr.parquet").toString());
    assertThat(trades.schema().apply("Dsmvosd").metadata().getString("unit")).isEqualTo("元");
    assertThat(trades.schema().apply("Dsmvosd").metadata().getString("label")).isEqualTo("日个股流通市值");
    Row first = trades.orderBy("stkcd", "Trddt").first();
    assertThat(first.<Double>getAs("Dsmvosd"))
        .isCloseTo(200_000_000 * first.<Double>getAs("Clsprc"), within(1e-3));
    JsonNode report = CommandRun.json(tables().resolve("tables/ingest.json"));
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
