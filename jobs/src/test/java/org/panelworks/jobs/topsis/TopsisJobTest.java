package org.panelworks.jobs.topsis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.DataException;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** What a run makes of blocks. */
final class TopsisJobTest {
  private static final String THREE = TopsisSettingsTest.THREE;

  @TempDir Path folder;

  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, Dataset<Row>> data = new LinkedHashMap<>();

  private SettingsReader reader(String panel, String section) {
    try {
      Path study = folder.resolve("study.conf");
      Files.writeString(study, panel + "\ntopsis {\n" + section + "\n}\n");
      return SettingsReader.of(study, Map.of()).section("topsis");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TopsisSettings settings(String section) {
    return TopsisSettingsReader.read(reader("panel { unit = city, time = year }", section))
        .orElseThrow();
  }

  /** Random units over three years. */
  private static List<PanelBlock> blocks(int units, int parts, long seed) {
    PanelSchema schema = new PanelSchema("city", "year", List.of("a", "b", "c"), List.of("region"));
    Random random = new Random(seed);
    List<PanelBlock> blocks = new ArrayList<>();
    double[][][] values = new double[units][3][3];
    for (double[][] unit : values) {
      for (double[] year : unit) {
        Arrays.setAll(year, j -> Math.exp(random.nextGaussian()));
      }
    }
    for (int part = 0; part < parts; part++) {
      List<Integer> own = new ArrayList<>();
      for (int unit = part; unit < units; unit += parts) {
        own.add(unit);
      }
      blocks.add(block(schema, own, values));
    }
    return blocks;
  }

  private static PanelBlock block(PanelSchema schema, List<Integer> own, double[][][] values) {
    int rows = own.size() * 3;
    double[][] numeric = new double[3][rows];
    long[] time = new long[rows];
    int[] region = new int[rows];
    String[] keys = new String[own.size()];
    int[] starts = new int[own.size() + 1];
    for (int u = 0; u < own.size(); u++) {
      keys[u] = String.format(java.util.Locale.ROOT, "u%06d", own.get(u));
      starts[u + 1] = 3 * (u + 1);
      for (int year = 0; year < 3; year++) {
        int row = 3 * u + year;
        time[row] = 2015L + year;
        region[row] = own.get(u) % 2;
        for (int j = 0; j < 3; j++) {
          numeric[j][row] = values[own.get(u)][year][j];
        }
      }
    }
    return new PanelBlock(
        schema,
        rows,
        keys,
        starts,
        time,
        numeric,
        new int[][] {region},
        new String[][] {{"east", "west"}},
        new byte[0]);
  }

  private void run(List<PanelBlock> blocks, long rows, String section) {
    files.clear();
    data.clear();
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    SparkBlocks held =
        SparkBlocks.of(blocks.get(0).schema(), true, context.parallelize(blocks, blocks.size()));
    new TopsisRun(
            settings(section), PreparedPanel.of(held, rows, rows / 3), Results.into(files, data))
        .run();
  }

  private JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(files.get("tables/" + name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String ALL =
      THREE
          + """
          coupling { criteria = [first, second] }
          gini { group = region }, convergence = true, density = true
          robustness { top-k = 2 }
          """;

  @Test
  void everyResultOfASmallPanelIsThere() {
    run(blocks(9, 2, 1), 27, ALL);
    assertThat(files.keySet())
        .contains(
            "tables/topsis-weights.json",
            "tables/topsis-weights.tex",
            "tables/topsis-scores.json",
            "tables/topsis-scores.md",
            "tables/topsis-obstacles.json",
            "tables/topsis-obstacles.md",
            "tables/topsis-obstacles-mean.md",
            "tables/topsis-coupling.json",
            "tables/topsis-gini.json",
            "tables/topsis-convergence.json",
            "tables/topsis-density.json",
            "tables/topsis-robustness.json",
            "figures/topsis-trends.svg",
            "figures/topsis-heatmap.svg",
            "figures/topsis-obstacles.svg",
            "figures/topsis-density.svg");
    assertThat(data.keySet())
        .containsExactlyInAnyOrder(
            "data/topsis-scores.parquet",
            "data/topsis-obstacles.parquet",
            "data/topsis-coupling.parquet");
    assertThat(json("topsis-scores").get("scores")).hasSize(27);
    assertThat(files.get("tables/topsis-obstacles.md")).containsPattern("\\| [abc] \\(0\\.\\d+\\)");
    assertThat(json("topsis-convergence").get("beta")).hasSize(3);
    assertThat(json("topsis-robustness").get("variants")).hasSize(2 + 1 + 3 + 3);
    assertThat(json("topsis-coupling").get("rows").get(0).get("grade").isTextual()).isTrue();
  }

  @Test
  void thePartsOfTheGiniAddUpAndSigmaIsTheSpreadOfTheScores() {
    run(blocks(12, 3, 2), 36, ALL);
    JsonNode year = json("topsis-gini").get("years").get(1);
    double parts =
        year.get("within").asDouble()
            + year.get("net_between").asDouble()
            + year.get("transvariation").asDouble();
    assertThat(parts).isCloseTo(year.get("gini").asDouble(), within(1e-15));
    double[] scores = new double[12];
    int n = 0;
    for (JsonNode score : json("topsis-scores").get("scores")) {
      if (score.get("time").asInt() == 2016) {
        scores[n++] = score.get("closeness").asDouble();
      }
    }
    double mean = Arrays.stream(scores).average().orElseThrow();
    double squares = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum();
    JsonNode sigma = json("topsis-convergence").get("sigma").get(1);
    assertThat(sigma.get("sd").asDouble()).isCloseTo(Math.sqrt(squares / 11), within(1e-14));
    assertThat(sigma.get("cv").asDouble()).isCloseTo(Math.sqrt(squares / 11) / mean, within(1e-13));
  }

  @Test
  void absoluteConvergenceIsTheSlopeOfGrowthOnTheLogarithmOfTheScore() {
    run(blocks(8, 2, 3), 24, THREE + "convergence = true");
    Map<String, Double> log = new LinkedHashMap<>();
    for (JsonNode score : json("topsis-scores").get("scores")) {
      log.put(
          score.get("unit").asText() + score.get("time").asInt(),
          Math.log(score.get("closeness").asDouble()));
    }
    List<double[]> points = new ArrayList<>();
    log.forEach(
        (key, level) -> {
          String next = key.substring(0, 7) + (Integer.parseInt(key.substring(7)) + 1);
          if (log.containsKey(next)) {
            points.add(new double[] {level, log.get(next) - level});
          }
        });
    double x = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double y = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    double cross = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
    double squares = points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
    JsonNode beta = json("topsis-convergence").get("beta").get(0);
    assertThat(beta.get("nobs").asInt()).isEqualTo(16);
    assertThat(beta.get("beta").asDouble()).isCloseTo(cross / squares, within(1e-12));
    assertThat(beta.get("speed").asDouble())
        .isCloseTo(-Math.log(1 + cross / squares), within(1e-11));
  }

  @ParameterizedTest
  @CsvSource({"pooled, 1", "pooled, 8", "per-year, 3"})
  void ofMoreThanTenThousandRowsOnlyTheParquetHasTheRows(String scope, int partitions) {
    int units = 3400;
    run(blocks(units, partitions, 4), 3L * units, THREE + "scope = " + scope);
    assertThat(json("topsis-scores").get("scores")).isEmpty();
    assertThat(json("topsis-scores").get("scores_note").asText())
        .isEqualTo("10,200 rows, more than 10,000: they are in data/topsis-scores.parquet only");
    assertThat(json("topsis-obstacles").get("rows_note").asText())
        .contains("data/topsis-obstacles.parquet");
    assertThat(json("topsis-obstacles").get("means")).hasSize(3);
    assertThat(files.keySet()).doesNotContain("figures/topsis-heatmap.svg");
    Dataset<Row> scores = Objects.requireNonNull(data.get("data/topsis-scores.parquet"));
    assertRanks(scores.collectAsList(), 3 * units);
  }

  private static void assertRanks(List<Row> rows, int expected) {
    assertThat(rows).hasSize(expected);
    for (String group : List.of("", "_first", "_second")) {
      double[] closeness = new double[expected];
      for (int i = 0; i < expected; i++) {
        closeness[i] = rows.get(i).<Double>getAs("closeness" + group);
      }
      double[] sorted = closeness.clone();
      Arrays.sort(sorted);
      for (Row row : rows) {
        int place = Arrays.binarySearch(sorted, row.<Double>getAs("closeness" + group));
        // Random scores do not tie to twelve decimals but at the ends, 0 and 1.
        long above = expected - place - 1L;
        assertThat(row.<Long>getAs("rank" + group)).isLessThanOrEqualTo(above + 1);
        if (place > 0 && place + 1 < expected && sorted[place + 1] - sorted[place] > 1e-11) {
          assertThat(row.<Long>getAs("rank" + group)).isEqualTo(above + 1);
        }
      }
      long first =
          rows.stream().filter(r -> r.<Long>getAs("rank_within_year" + group) == 1).count();
      assertThat(first).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void theNumberOfSparkJobsDoesNotGrowWithIndicatorsYearsOrRows() {
    int small = jobs(() -> run(blocks(4000, 2, 5), 12_000, THREE));
    int large = jobs(() -> run(blocks(8000, 4, 6), 24_000, THREE + "scope = per-year"));
    assertThat(large).isEqualTo(small).isLessThanOrEqualTo(4);
  }

  private static int jobs(Runnable work) {
    AtomicInteger started = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            started.incrementAndGet();
          }
        };
    SparkSession session = LocalSpark.session();
    session.sparkContext().addSparkListener(listener);
    try {
      work.run();
      session.range(1).count();
      session.sparkContext().listenerBus().waitUntilEmpty();
      return started.get() - 1;
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    } finally {
      session.sparkContext().removeSparkListener(listener);
    }
  }

  @Test
  void whatWouldBeCollectedIsRefusedBeforeAnythingIsComputed() {
    List<PanelBlock> many = blocks(66_667, 4, 7);
    assertThatThrownBy(() -> run(many, 200_001, THREE + "robustness { top-k = 2 }"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("topsis.robustness takes at most 200,000 rows, got 200,001");
    assertThat(files.keySet()).isEmpty();
  }

  @Test
  void theCompositeIndexHasNoDistances() {
    run(blocks(5, 1, 8), 15, THREE + "method = entropy-index");
    JsonNode score = json("topsis-scores").get("scores").get(0);
    assertThat(score.fieldNames())
        .toIterable()
        .containsExactly("unit", "time", "index", "rank", "rank_within_year", "criteria");
    assertThat(files.get("tables/topsis-scores.md")).contains("Composite index");
  }
}
