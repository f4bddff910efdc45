package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.reference.ExpectedModel;
import org.panelworks.reference.FittedModel;
import org.panelworks.reference.ReferenceCase;
import org.panelworks.regression.SmallSample;

/**
 * The reference cases as a user runs them: a study and its data in, JSON out. Values are those of
 * fixest 0.12.2 and base R 4.2.2, and of reghdfe 6.13's rules.
 */
final class ReferenceStudiesTest {
  private static final List<String> FIRM = List.of("emp", "wage", "capital", "output");

  @TempDir Path folder;

  /** Runs a study on a case's data and gives the folder of its tables. */
  private Path tables(ReferenceCase reference, String study) {
    CommandRun.write(folder.resolve("data.csv"), reference.csv(0));
    Path file = CommandRun.write(folder.resolve("study.conf"), study);
    Path out = folder.resolve("out");
    CommandRun run = CommandRun.of("study", file.toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return out.resolve("tables");
  }

  private static String panel(String unit) {
    return "panel { path = data.csv, format = csv, unit = " + unit + ", time = year }\n";
  }

  /** A table for each rule, holding every model with every covariance. */
  private Stream<DynamicTest> regressions(String name, String unit) {
    ReferenceCase reference = ReferenceCase.of(name);
    List<ExpectedModel> expected = ExpectedModel.of(reference, unit, "year");
    StringBuilder study = new StringBuilder(panel(unit)).append("regress {\n");
    for (SmallSample rule : SmallSample.values()) {
      study.append("tables.").append(word(rule)).append(" {\nssc = ").append(word(rule));
      study.append("\nmodels = [\n");
      for (ExpectedModel model : of(expected, rule)) {
        study.append(
            String.format(
                Locale.ROOT,
                "{ name = \"%s\", formula = \"%s\", vcov = %s }%n",
                model.name(),
                model.formula(),
                model.covarianceSetting()));
      }
      study.append("]\n}\n");
    }
    Path tables = tables(reference, study.append("}\n").toString());
    List<DynamicTest> tests = new ArrayList<>();
    for (SmallSample rule : SmallSample.values()) {
      JsonNode models = CommandRun.json(tables.resolve(word(rule) + ".json")).get("models");
      List<ExpectedModel> wanted = of(expected, rule);
      assertThat(models).hasSameSizeAs(wanted);
      assertThat(wanted).isNotEmpty();
      for (int i = 0; i < wanted.size(); i++) {
        ExpectedModel model = wanted.get(i);
        JsonNode found = models.get(i);
        tests.add(DynamicTest.dynamicTest(model.name(), () -> compare(model, found, rule)));
      }
    }
    return tests.stream();
  }

  private static void compare(ExpectedModel model, JsonNode found, SmallSample rule) {
    assertThat(found.get("name").asText()).isEqualTo(model.name());
    assertThat(found.get("vcov").get("ssc").asText()).isEqualTo(word(rule));
    model.assertHolds(FittedModel.of(found), 1e-9);
  }

  private static List<ExpectedModel> of(List<ExpectedModel> models, SmallSample rule) {
    return models.stream().filter(model -> model.rule() == rule).toList();
  }

  private static String word(SmallSample rule) {
    return rule.name().toLowerCase(Locale.ROOT);
  }

  @TestFactory
  Stream<DynamicTest> grunfeld() {
    return regressions("grunfeld_panel", "firm");
  }

  @TestFactory
  Stream<DynamicTest> employmentUk() {
    return regressions("empluk_panel", "firm");
  }

  @TestFactory
  Stream<DynamicTest> employmentUkLags() {
    return regressions("empluk_lag", "firm");
  }

  @TestFactory
  Stream<DynamicTest> produc() {
    return regressions("produc_panel", "state");
  }

  @TestFactory
  Stream<DynamicTest> producInteractions() {
    return regressions("produc_interaction", "state");
  }

  private static String winsorized(String settings, String describe) {
    return panel("firm")
        + "winsorize { columns = [emp, wage, capital, output]\n"
        + settings
        + " }\ndescribe { variables = [emp, wage, capital, output]\n"
        + describe
        + " }\n";
  }

  private static void assertRelative(JsonNode actual, JsonNode expected) {
    assertThat(actual.isNumber()).isTrue();
    assertThat(actual.asDouble())
        .isCloseTo(expected.asDouble(), within(1e-9 * Math.abs(expected.asDouble())));
  }

  private static JsonNode entry(JsonNode list, String key, String value) {
    for (JsonNode entry : list) {
      if (entry.get(key).asText().equals(value)) {
        return entry;
      }
    }
    throw new AssertionError("nothing with " + key + " = " + value + " in " + list);
  }

  private static void assertMoments(JsonNode row, JsonNode expected) {
    assertThat(row.get("n").asLong()).isEqualTo(expected.get("n").asLong());
    for (String moment : List.of("mean", "sd", "min", "max")) {
      assertRelative(row.get(moment), expected.get(moment));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stata, type2, 0.01, 0.99, p1, p99, winsor_1_99_type2",
    "type7, type7, 0.05, 0.95, p5, p95, winsor_5_95_type7"
  })
  void pooledCutsAndTheMomentsAfterClipping(
      String quantile,
      String type,
      String lower,
      String upper,
      String low,
      String high,
      String clipped) {
    ReferenceCase reference = ReferenceCase.of("winsor_corr");
    Path tables =
        tables(
            reference,
            winsorized("lower = " + lower + ", upper = " + upper + ", quantile = " + quantile, ""));
    JsonNode cuts = CommandRun.json(tables.resolve("winsorize.json"));
    JsonNode described = CommandRun.json(tables.resolve("descriptives.json")).get("variables");
    for (String column : FIRM) {
      JsonNode expected = reference.expected().get("global").get(column);
      JsonNode cut = entry(cuts.get("columns"), "column", column);
      assertRelative(cut.get("cut_low"), expected.get(type).get(low));
      assertRelative(cut.get("cut_high"), expected.get(type).get(high));
      assertMoments(entry(described, "variable", column), expected.get(clipped));
      double[] values = reference.numbers(column);
      assertThat(cut.get("changed_low").asLong())
          .isEqualTo(count(values, -1, cut.get("cut_low").asDouble()));
      assertThat(cut.get("changed_high").asLong())
          .isEqualTo(count(values, 1, cut.get("cut_high").asDouble()));
    }
  }

  private static long count(double[] values, int side, double cut) {
    return Arrays.stream(values).filter(value -> Double.compare(value, cut) == side).count();
  }

  @Test
  void trimmingKeepsAsManyValues() {
    ReferenceCase reference = ReferenceCase.of("winsor_corr");
    Path tables =
        tables(
            reference, winsorized("lower = 0.01, upper = 0.99, mode = trim", "correlation = none"));
    JsonNode described = CommandRun.json(tables.resolve("descriptives.json")).get("variables");
    for (String column : FIRM) {
      JsonNode expected = reference.expected().get("global").get(column);
      assertThat(entry(described, "variable", column).get("n").asLong())
          .isEqualTo(expected.get("trim_1_99_type2_n_kept").asLong());
    }
  }

  @ParameterizedTest
  @CsvSource({"stata, type2, w2", "type7, type7, w7"})
  void cutsByYearAndTheMomentsAndCorrelationsAfterClipping(
      String quantile, String type, String clipped) {
    ReferenceCase reference = ReferenceCase.of("winsor_corr");
    Path tables =
        tables(
            reference,
            winsorized(
                "lower = 0.01, upper = 0.99, by = year, quantile = " + quantile,
                "by = year, correlation = both"));
    JsonNode cuts = CommandRun.json(tables.resolve("winsorize.json")).get("columns");
    JsonNode groups = CommandRun.json(tables.resolve("descriptives.json")).get("by").get("groups");
    for (String column : FIRM) {
      for (Map.Entry<String, JsonNode> year :
          reference.expected().get("by_year").get(column).properties()) {
        JsonNode cut = cut(cuts, column, year.getKey());
        JsonNode expected = year.getValue();
        assertThat(cut.get("n").asLong()).isEqualTo(expected.get("n").asLong());
        assertRelative(cut.get("cut_low"), expected.get(type).get("p1"));
        assertRelative(cut.get("cut_high"), expected.get(type).get("p99"));
        JsonNode group = entry(groups, "group", year.getKey()).get("variables");
        assertMoments(entry(group, "variable", column), expected.get(clipped));
      }
    }
    if (type.equals("type7")) {
      assertCorrelations(tables, reference.expected().get("corr_winsorized_by_year_type7"));
    }
  }

  private static JsonNode cut(JsonNode cuts, String column, String group) {
    for (JsonNode cut : cuts) {
      if (cut.get("column").asText().equals(column) && cut.get("group").asText().equals(group)) {
        return cut;
      }
    }
    throw new AssertionError("no cuts of " + column + " in " + group);
  }

  private static void assertCorrelations(Path tables, JsonNode expected) {
    JsonNode pearson = CommandRun.json(tables.resolve("correlation.json"));
    JsonNode spearman = CommandRun.json(tables.resolve("correlation-spearman.json"));
    assertThat(pearson.get("n").asLong()).isEqualTo(expected.get("n").asLong());
    for (int i = 0; i < FIRM.size(); i++) {
      for (int j = 0; j < FIRM.size(); j++) {
        assertRelative(pearson.get("coefficients").get(i).get(j), expected.get("r").get(i).get(j));
        assertRelative(
            spearman.get("coefficients").get(i).get(j), expected.get("spearman").get(i).get(j));
        double t = expected.get("t").get(i).get(j).asDouble();
        double p = expected.get("p").get(i).get(j).asDouble();
        // The relative error of a tail probability grows with the statistic: dp/p = t² · dt/t.
        assertThat(pearson.get("p_values").get(i).get(j).asDouble())
            .isCloseTo(p, within(1e-9 * Math.max(1, t * t) * p));
      }
    }
  }

  @Test
  void correlationsAndFactorsOfACrossSection() {
    ReferenceCase reference = ReferenceCase.of("correlation-vif-swiss");
    JsonNode regressions = reference.expected().get("regressions");
    JsonNode full = regressions.get(0);
    List<String> regressors = new ArrayList<>();
    full.get("VIF").fieldNames().forEachRemaining(regressors::add);
    Path tables =
        tables(
            reference,
            "panel { path = data.csv, format = csv }\n"
                + "describe { correlation = both, vif = true, variables = ["
                + String.join(", ", regressors)
                + "] }\n");
    JsonNode vif = CommandRun.json(tables.resolve("vif.json"));
    for (int i = 0; i < regressors.size(); i++) {
      assertRelative(vif.get("vif").get(i), full.get("VIF").get(regressors.get(i)));
    }
    JsonNode pearson = CommandRun.json(tables.resolve("correlation.json")).get("pairs");
    JsonNode spearman = CommandRun.json(tables.resolve("correlation-spearman.json")).get("pairs");
    int compared = 0;
    for (JsonNode pair : reference.expected().get("correlations")) {
      for (int i = 0; i < pearson.size(); i++) {
        if (pearson.get(i).get("x").equals(pair.get("x"))
            && pearson.get(i).get("y").equals(pair.get("y"))) {
          assertRelative(pearson.get(i).get("r"), pair.get("pearson_r"));
          assertRelative(pearson.get(i).get("t"), pair.get("pearson_t"));
          assertRelative(pearson.get(i).get("p_value"), pair.get("pearson_p"));
          assertRelative(spearman.get(i).get("r"), pair.get("spearman_rho"));
          assertRelative(spearman.get(i).get("t"), pair.get("spearman_t"));
          assertRelative(spearman.get(i).get("p_value"), pair.get("spearman_p_t_approx"));
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(regressors.size() * (regressors.size() - 1) / 2);
  }
}
