package org.panelworks.jobs.describe;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.stats.Correlations;
import org.panelworks.stats.MissingCells;
import org.panelworks.stats.SmallPanel;
import org.panelworks.stats.SpearmanCorrelation;

final class DescribeJobTest {
  private static final double NA = Double.NaN;
  private static final String FIRM = "variables = [emp, wage, capital, output]";

  @TempDir Path folder;

  private final Map<String, String> files = new LinkedHashMap<>();

  private DescribeSettings settings(String section) {
    return DescribeSettings.read(reader(section)).orElseThrow();
  }

  private SettingsReader reader(String section) {
    try {
      Path study = folder.resolve("study.conf");
      Files.writeString(study, "describe {\n" + section + "\n}\n");
      return SettingsReader.of(study, Map.of()).section("describe");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String refusal(String section) {
    SettingsReader reader = reader(section);
    new DescribeJob().plan(reader);
    try {
      reader.root().finish();
      return "";
    } catch (SettingsException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static SparkBlocks distributed(SmallPanel panel, int partitions) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    return SparkBlocks.of(
        panel.schema(), false, context.parallelize(panel.parts(partitions), partitions));
  }

  private void run(SmallPanel panel, int partitions, String section) {
    new DescribeRun(
            settings(section),
            distributed(panel, partitions),
            Results.into(files, new LinkedHashMap<>()))
        .run();
  }

  private JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(files.get("tables/" + name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRelative(JsonNode actual, JsonNode expected, double tolerance) {
    assertThat(actual.isNumber()).isTrue();
    assertThat(actual.asDouble())
        .isCloseTo(expected.asDouble(), within(tolerance * Math.abs(expected.asDouble())));
  }

  @ParameterizedTest
  @CsvSource({"1, stata, type2", "3, type7, type7", "8, stata, type2"})
  void theReferenceDescriptivesHold(int partitions, String quantile, String type) {
    SmallPanel panel = SmallPanel.reference("winsor_corr").shuffled(partitions);
    run(panel, partitions, FIRM + "\nquantile = " + quantile);
    JsonNode global = SmallPanel.expected("winsor_corr").get("global");
    JsonNode table = json("descriptives");
    assertThat(table.get("by").isNull()).isTrue();
    assertThat(table.get("variables")).hasSize(4);
    for (JsonNode row : table.get("variables")) {
      JsonNode expected = global.get(row.get("variable").asText());
      assertThat(row.get("n").isIntegralNumber()).isTrue();
      for (String name : List.of("n", "mean", "sd", "min", "max")) {
        assertRelative(row.get(name), expected.get("raw").get(name), 1e-12);
      }
      assertRelative(row.get("p25"), expected.get(type).get("p25"), 1e-12);
      assertRelative(row.get("median"), expected.get(type).get("p50"), 1e-12);
      assertRelative(row.get("p75"), expected.get(type).get("p75"), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void theReferenceCorrelationsHold(int partitions) {
    SmallPanel panel = SmallPanel.reference("winsor_corr").shuffled(partitions);
    run(panel, partitions, FIRM + "\ncorrelation = both");
    JsonNode expected = SmallPanel.expected("winsor_corr").get("corr_raw");
    JsonNode pearson = json("correlation");
    JsonNode spearman = json("correlation-spearman");
    assertThat(pearson.get("n").asLong()).isEqualTo(expected.get("n").asLong());
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertRelative(
            pearson.get("coefficients").get(i).get(j), expected.get("r").get(i).get(j), 1e-10);
        assertRelative(
            pearson.get("p_values").get(i).get(j), expected.get("p").get(i).get(j), 1e-9);
        assertRelative(
            spearman.get("coefficients").get(i).get(j),
            expected.get("spearman").get(i).get(j),
            1e-10);
      }
    }
    JsonNode pair = pearson.get("pairs").get(0);
    assertThat(pearson.get("pairs")).hasSize(6);
    assertThat(pair.get("x").asText()).isEqualTo("emp");
    assertThat(pair.get("y").asText()).isEqualTo("wage");
    assertRelative(pair.get("t"), expected.get("t").get(0).get(1), 1e-10);
  }

  @Test
  void theReferencePairsAndFactorsHold() {
    SmallPanel panel = SmallPanel.reference("correlation-vif-swiss");
    JsonNode expected = SmallPanel.expected("correlation-vif-swiss");
    run(
        panel,
        3,
        "variables = [Fertility, Agriculture, Examination, Education, Catholic, Infant.Mortality]"
            + "\ncorrelation = both");
    JsonNode pearson = json("correlation").get("pairs");
    JsonNode spearman = json("correlation-spearman").get("pairs");
    for (int pair = 0; pair < 15; pair++) {
      JsonNode reference = expected.get("correlations").get(pair);
      assertThat(pearson.get(pair).get("x")).isEqualTo(reference.get("x"));
      assertThat(pearson.get(pair).get("y")).isEqualTo(reference.get("y"));
      assertRelative(pearson.get(pair).get("r"), reference.get("pearson_r"), 1e-12);
      assertRelative(pearson.get(pair).get("p_value"), reference.get("pearson_p"), 1e-11);
      assertRelative(spearman.get(pair).get("r"), reference.get("spearman_rho"), 1e-12);
      assertRelative(spearman.get(pair).get("t"), reference.get("spearman_t"), 1e-11);
      assertRelative(
          spearman.get(pair).get("p_value"), reference.get("spearman_p_t_approx"), 1e-11);
    }
    for (JsonNode regression : expected.get("regressions")) {
      List<String> names = new ArrayList<>();
      regression.get("VIF").fieldNames().forEachRemaining(names::add);
      files.clear();
      run(panel, 3, "variables = [" + String.join(", ", names) + "]\nvif = true");
      double sum = 0;
      for (int i = 0; i < names.size(); i++) {
        assertRelative(
            json("vif").get("vif").get(i), regression.get("VIF").get(names.get(i)), 1e-12);
        sum += regression.get("VIF").get(names.get(i)).asDouble();
      }
      assertThat(json("vif").get("mean_vif").asDouble()).isCloseTo(sum / 5, within(1e-12 * sum));
    }
  }

  private static SmallPanel holes() {
    return SmallPanel.of("x", 3, 1, 2, 5, 4, NA, 2, 9)
        .with("y", 1, 2, 2, 4, NA, 3, 0, 1)
        .with("z", 2, 2, 1, NA, 7, 7, -0.0, 0.0)
        .with("c", 4, 4, 4, 4, 4, 4, NA, 4)
        .withCategory("g", "b", "a", "b", "a", "b", "?", "b", "a");
  }

  @ParameterizedTest
  @CsvSource({"listwise, 1", "listwise, 3", "pairwise, 1", "pairwise, 3"})
  void ranksOverTheClusterAreTheRanksInMemory(String missing, int partitions) {
    run(holes(), partitions, "variables = [x, y, z]\ncorrelation = spearman\nmissing = " + missing);
    double[][] columns = {holes().column("x"), holes().column("y"), holes().column("z")};
    MissingCells rule = missing.equals("listwise") ? MissingCells.LISTWISE : MissingCells.PAIRWISE;
    Correlations plain = SpearmanCorrelation.of(List.of("x", "y", "z"), rule).fit(columns);
    JsonNode spearman = json("correlation-spearman");
    assertThat(spearman.get("method").asText()).isEqualTo("spearman");
    int pair = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = i + 1; j < 3; j++) {
        JsonNode found = spearman.get("pairs").get(pair++);
        assertThat(found.get("n").asLong()).isEqualTo(plain.count(i, j));
        assertThat(found.get("r").asDouble()).isCloseTo(plain.coefficient(i, j), within(1e-14));
        assertThat(found.get("p_value").asDouble()).isCloseTo(plain.pValue(i, j), within(1e-13));
      }
    }
    assertThat(files).doesNotContainKey("tables/correlation.json");
    assertThat(files).containsKey("tables/correlation-spearman.tex");
  }

  @Test
  void aConstantHasNullCorrelationsAndAWarning() {
    SmallPanel panel = holes();
    Results results = Results.into(files, new LinkedHashMap<>());
    new DescribeRun(
            settings("variables = [x, c, y]\ncorrelation = both"), distributed(panel, 2), results)
        .run();
    for (String name : List.of("correlation", "correlation-spearman")) {
      JsonNode coefficients = json(name).get("coefficients");
      assertThat(coefficients.get(0).get(1).isNull()).isTrue();
      assertThat(coefficients.get(1).get(1).isNull()).isTrue();
      assertThat(coefficients.get(0).get(2).isNumber()).isTrue();
      assertThat(json(name).get("p_values").get(0).get(1).isNull()).isTrue();
    }
    // The listwise rows of the whole list, not of the varying variables.
    assertThat(json("correlation-spearman").get("n").asLong()).isEqualTo(5);
    assertThat(results.warnings())
        .anySatisfy(warning -> assertThat(warning).contains("`c`", "5 rows", "null"));
  }

  @Test
  void groupsStandBesideTheWholeSample() {
    Results results = Results.into(files, new LinkedHashMap<>());
    new DescribeRun(
            settings(
                "variables = [x]\n"
                    + "by = g\n"
                    + "statistics = [n, max, median]\n"
                    + "labels { x = 总资产, g = G }"),
            distributed(holes(), 3),
            results)
        .run();
    JsonNode table = json("descriptives");
    assertThat(table.get("variables").get(0).toString())
        .isEqualTo("{\"variable\":\"x\",\"label\":\"总资产\",\"n\":7,\"max\":9.0,\"median\":3.0}");
    assertThat(table.get("by").toString())
        .isEqualTo(
            "{\"column\":\"g\",\"label\":\"G\",\"rows_without_group\":1,\"groups\":["
                + "{\"group\":\"a\",\"variables\":[{\"variable\":\"x\",\"label\":\"总资产\","
                + "\"n\":3,\"max\":9.0,\"median\":5.0}]},"
                + "{\"group\":\"b\",\"variables\":[{\"variable\":\"x\",\"label\":\"总资产\","
                + "\"n\":4,\"max\":4.0,\"median\":2.5}]}]}");
    assertThat(results.warnings())
        .anySatisfy(warning -> assertThat(warning).contains("1 rows", "`g`"));
    assertThat(files.get("tables/descriptives.md")).contains("总资产", "G = a");
  }

  @Test
  void thePrintedMatrixHasPearsonBelowAndSpearmanAbove() {
    SmallPanel panel =
        SmallPanel.of("x", 1, 2, 3, 4, 5, 6)
            .with("y", 1, 4, 9, 16, 25, 36)
            .with("z", 2, 1, 2, 3, 9, 1);
    run(panel, 2, "variables = [x, y, z]\ncorrelation = both\nlabels { y = Square }");
    assertThat(files.get("tables/correlation.csv"))
        .contains("(1) x,1.000,1.000***,")
        .contains("(2) Square,0.979***,1.000,")
        .contains("Pearson below the diagonal, Spearman (mid-ranks) above")
        .contains("N = 6 rows");
  }

  @Test
  void everyTableIsWrittenInEveryForm() {
    run(SmallPanel.reference("winsor_corr"), 2, FIRM + "\nvif = true\nby = sector");
    for (String name : List.of("descriptives", "correlation", "vif")) {
      for (String suffix : List.of("json", "csv", "md", "tex", "html")) {
        assertThat(files.get("tables/" + name + "." + suffix)).isNotBlank();
      }
    }
  }

  /** Spark jobs that a section starts. */
  private int sparkJobs(SmallPanel panel, String section) {
    SparkSession session = LocalSpark.session();
    AtomicInteger jobs = new AtomicInteger();
    List<String> steps = new ArrayList<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            jobs.incrementAndGet();
            steps.add(start.properties().getProperty("spark.job.description"));
          }
        };
    session.sparkContext().addSparkListener(listener);
    try {
      files.clear();
      run(panel, 3, section);
      session.sparkContext().listenerBus().waitUntilEmpty();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      session.sparkContext().removeSparkListener(listener);
    }
    assertThat(steps).allSatisfy(step -> assertThat(step).isNotBlank());
    return jobs.get();
  }

  @Test
  void moreVariablesStartNoMoreSparkJobs() {
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    for (String rest :
        List.of("vif = true", "by = year", "missing = pairwise", "correlation = both")) {
      int two = sparkJobs(panel, "variables = [emp, wage]\n" + rest);
      int four = sparkJobs(panel, FIRM + "\n" + rest);
      assertThat(four).as(rest).isEqualTo(two);
    }
    assertThat(sparkJobs(panel, FIRM + "\nvif = true\nstatistics = [n, mean]")).isEqualTo(1);
  }

  @Test
  void theNeedsNameEveryColumnAndItsSetting() {
    SettingsReader reader = reader("variables = [x, y]\nby = g");
    PanelNeeds needs = ((PanelPlan) new DescribeJob().plan(reader)).needs();
    reader.root().finish();
    assertThat(needs.numeric())
        .containsExactly(
            Map.entry("x", "describe.variables"), Map.entry("y", "describe.variables"));
    assertThat(needs.categories()).containsExactly(Map.entry("g", "describe.by"));
    assertThat(needs.predicates()).isEmpty();
  }

  @Test
  void theDefaultsAreThoseOfTheManual() {
    DescribeSettings settings = settings("variables = [x, y]");
    assertThat(settings.by()).isEmpty();
    assertThat(settings.correlation()).isEqualTo(CorrelationChoice.PEARSON);
    assertThat(settings.missing()).isEqualTo(MissingCells.LISTWISE);
    assertThat(settings.vif()).isFalse();
    assertThat(settings.statistics().stream().map(DescribeSettings::word))
        .containsExactly("n", "mean", "sd", "variance", "min", "p25", "median", "p75", "max");
    assertThat(settings("variables = x\nby = none").correlation())
        .isEqualTo(CorrelationChoice.NONE);
    String manual = new DescribeJob().manual();
    for (String key :
        Arrays.asList(
            "variables",
            "by",
            "statistics",
            "correlation",
            "missing",
            "vif",
            "quantile",
            "labels",
            "decimals",
            "stars")) {
      assertThat(manual).contains("\n  " + key);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "by = g | variables: is required",
        "variables = [] | variables must name at least one",
        "variables = [x, y, x] | `x` twice",
        "variables = x, correlation = pearson | correlation needs at least two variables, got only"
            + " `x`",
        "variables = x, vif = true | vif needs at least two variables",
        "variables = [x, y], statistics = [mean, medain] | got medain (did you mean `median`?)",
        "variables = [x, y], statistics = [mean, mean] | `mean` twice",
        "variables = [x, y], statistics = [] | statistics must name at least one",
        "variables = [x, y], correlation = kendall | one of pearson, spearman, both, none, got"
            + " kendall",
        "variables = [x, y], quantile = type6 | one of stata, type7, got type6",
        "variables = [x, y], stars = [0.1, 2] | (0, 1]",
        "variables = [x, y], decimals = 40 | decimals must lie in [0, 15], got 40",
        "variables = [asset, y], labels { aset = A } | `aset` (did you mean `asset`?)",
        "variables = [x, y], quantiles = stata | did you mean `quantile`?"
      })
  void wrongSettingsAreRefused(String section, String words) {
    assertThat(refusal(section)).contains(words.strip());
  }

  @Test
  void noCompleteRowIsRefusedUnlessPairwise() {
    SmallPanel panel = SmallPanel.of("x", 1, 2, NA, NA, 3).with("y", NA, NA, 1, 4, NA);
    assertThatThrownBy(() -> run(panel, 2, "variables = [x, y]"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("x, y")
        .hasMessageContaining("pairwise");
    files.clear();
    run(panel, 2, "variables = [x, y]\nmissing = pairwise");
    assertThat(json("correlation").get("coefficients").get(0).get(1).isNull()).isTrue();
    assertThat(json("correlation").get("pairs").get(0).get("n").asLong()).isZero();
  }

  @Test
  void aCollinearVariableIsRefusedByName() {
    SmallPanel panel = SmallPanel.of("x", 1, 2, 3, 7).with("y", 2, 0, 4, 1).with("sum", 3, 2, 7, 8);
    assertThatThrownBy(() -> run(panel, 2, "variables = [x, y, sum]\nvif = true"))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("`sum` is a linear combination of `x`, `y`");
  }
}
