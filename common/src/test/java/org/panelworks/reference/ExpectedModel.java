package org.panelworks.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.panelworks.regression.Dimension;
import org.panelworks.regression.Formula;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.RegressionResult;
import org.panelworks.regression.Singletons;
import org.panelworks.regression.SmallSample;
import org.panelworks.regression.Vcov;

/**
 * One model with one covariance of a reference case. Newey–West and Driscoll–Kraay are left out.
 *
 * @param model its name in the case
 * @param kind of covariance, as the case calls it
 * @param rule the small-sample rule
 * @param predicate a column that is 1 on the rows wanted; empty for all
 * @param weights a column; empty for none
 * @param expected the model's values
 * @param vcov the covariance's values
 */
public record ExpectedModel(
    String model,
    String formula,
    String kind,
    SmallSample rule,
    String predicate,
    String weights,
    String unit,
    String time,
    JsonNode expected,
    JsonNode vcov) {
  private static final Pattern LAGGED = Pattern.compile("(?:NW|DK)_L(\\d+)");
  private static final Map<String, List<String>> WAYS =
      Map.ofEntries(
          Map.entry("cl_firm", List.of("firm")),
          Map.entry("cl_year", List.of("year")),
          Map.entry("cl_sector", List.of("sector")),
          Map.entry("cl_firm_year", List.of("firm", "year")),
          Map.entry("cl_sector_year", List.of("sector", "year")),
          Map.entry("cl_state", List.of("state")),
          Map.entry("cl_region", List.of("region")),
          Map.entry("cl_state_year", List.of("state", "year")),
          Map.entry("cl_region_year", List.of("region", "year")),
          Map.entry("cl_city", List.of("city")),
          Map.entry("cl_firm_city", List.of("firm", "city")),
          Map.entry("cl_orig", List.of("Origin")),
          Map.entry("cl_orig_dest", List.of("Origin", "Destination")),
          Map.entry("cl_orig_dest_prod", List.of("Origin", "Destination", "Product")),
          Map.entry("cl_pair", List.of("Origin^Destination")));

  /**
   * All of a case that a panel with this unit and time can have, either of which may be empty:
   * Newey and West's covariance needs both, Driscoll and Kraay's the time.
   */
  public static List<ExpectedModel> of(ReferenceCase reference, String unit, String time) {
    List<ExpectedModel> list = new ArrayList<>();
    reference
        .expected()
        .get("models")
        .properties()
        .forEach(model -> addAll(reference, list, model.getKey(), model.getValue()));
    return list.stream()
        .filter(model -> !model.kind().startsWith("NW") || (!unit.isEmpty() && !time.isEmpty()))
        .filter(model -> !model.kind().startsWith("DK") || !time.isEmpty())
        .map(model -> model.on(unit, time))
        .toList();
  }

  private static void addAll(
      ReferenceCase reference, List<ExpectedModel> list, String name, JsonNode model) {
    String formula = model.get("formula").asText();
    String weights = name.endsWith("_w") ? "pop" : "";
    model
        .get("vcov")
        .properties()
        .forEach(
            v -> {
              String kind = v.getKey().replaceAll("\\..*", "");
              SmallSample rule =
                  v.getKey().endsWith(".none") ? SmallSample.NONE : SmallSample.FIXEST;
              list.add(
                  new ExpectedModel(
                      name, formula, kind, rule, "", weights, "", "", model, v.getValue()));
            });
    JsonNode reghdfe = model.path("reghdfe");
    String round = name.replaceFirst("fe", "round");
    String predicate =
        name.startsWith("fe_firm_") && reference.header().contains(round) ? round : "";
    reghdfe
        .path("vcov")
        .properties()
        .forEach(
            v ->
                list.add(
                    new ExpectedModel(
                        name,
                        formula,
                        v.getKey(),
                        SmallSample.REGHDFE,
                        predicate,
                        weights,
                        "",
                        "",
                        reghdfe,
                        v.getValue())));
  }

  public String name() {
    return model + " " + kind + " " + rule;
  }

  /** The model to estimate. */
  public ModelSpec spec() {
    return new ModelSpec(
        name(),
        Formula.parse(formula),
        predicate,
        weights,
        covariance(),
        rule,
        predicate.isEmpty() ? rule.defaultSingletons() : Singletons.KEEP,
        0.95);
  }

  private ExpectedModel on(String panelUnit, String panelTime) {
    return new ExpectedModel(
        model, formula, kind, rule, predicate, weights, panelUnit, panelTime, expected, vcov);
  }

  /** Lags of a kind such as {@code NW_L2}, {@code DK_default}; empty where it has none. */
  private OptionalInt lags() {
    if (kind.endsWith("_default")) {
      return OptionalInt.of(Vcov.AUTOMATIC);
    }
    Matcher lagged = LAGGED.matcher(kind);
    return lagged.matches()
        ? OptionalInt.of(Integer.parseInt(lagged.group(1)))
        : OptionalInt.empty();
  }

  private Vcov covariance() {
    if (lags().isPresent()) {
      return kind.startsWith("NW")
          ? new Vcov.NeweyWest(unit, time, lags().getAsInt())
          : new Vcov.DriscollKraay(time, lags().getAsInt());
    }
    return switch (kind) {
      case "iid" -> new Vcov.Iid();
      case "HC1" -> new Vcov.Robust();
      default ->
          new Vcov.Cluster(
              ways().stream().map(way -> new Dimension(List.of(way.split("\\^")))).toList());
    };
  }

  /** The covariance as a study states it. */
  public String covarianceSetting() {
    if (lags().isPresent()) {
      int lags = lags().getAsInt();
      return (kind.startsWith("NW") ? "{ newey-west = {" : "{ driscoll-kraay = {")
          + (lags == Vcov.AUTOMATIC ? "" : " lags = " + lags)
          + " } }";
    }
    return switch (kind) {
      case "iid" -> "iid";
      case "HC1" -> "robust";
      default -> "{ cluster = [\"" + String.join("\", \"", ways()) + "\"] }";
    };
  }

  private List<String> ways() {
    return WAYS.getOrDefault(kind, List.of());
  }

  /** Compares every value that the case states. */
  public void assertHolds(FittedModel fitted, double tolerance) {
    List<String> terms = new ArrayList<>();
    expected.get("coef").fieldNames().forEachRemaining(terms::add);
    assertThat(fitted.coefficients().stream().map(RegressionResult.Coefficient::term))
        .containsExactlyElementsOf(terms);
    assertThat(fitted.observations()).isEqualTo(expected.get("n").asLong());
    close("rss", fitted.stats().rss(), expected.get("rss"), tolerance);
    for (RegressionResult.Coefficient c : fitted.coefficients()) {
      close(c.term(), c.estimate(), expected.get("coef").get(c.term()), tolerance);
      close("se " + c.term(), c.stdError(), vcov.get("se").get(c.term()), tolerance);
      close("t " + c.term(), c.statistic(), vcov.get("t").get(c.term()), tolerance);
      close("p " + c.term(), c.pValue(), vcov.get("p").get(c.term()), pTolerance(c, tolerance));
      if (vcov.has("ci_low")) {
        near(c, c.confLow(), vcov.get("ci_low").get(c.term()), tolerance);
        near(c, c.confHigh(), vcov.get("ci_high").get(c.term()), tolerance);
      }
    }
    assertVcov(fitted, tolerance);
    if (rule == SmallSample.REGHDFE) {
      assertReghdfe(fitted, tolerance);
    } else {
      assertFixest(fitted, tolerance);
    }
  }

  /** The relative error of a tail probability grows with the statistic: dp/p ≈ t² · dt/t. */
  private static double pTolerance(RegressionResult.Coefficient c, double tolerance) {
    return tolerance * Math.max(1, c.statistic() * c.statistic());
  }

  private static void near(
      RegressionResult.Coefficient c, double actual, JsonNode expected, double tolerance) {
    double scale = Math.abs(c.estimate()) + Math.abs(c.stdError());
    assertThat(actual).isCloseTo(expected.asDouble(), Offset.offset(10 * tolerance * scale));
  }

  private void assertVcov(FittedModel fitted, double tolerance) {
    double[][] matrix = fitted.vcov();
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        double scale = Math.sqrt(Math.abs(matrix[i][i])) * Math.sqrt(Math.abs(matrix[j][j]));
        assertThat(matrix[i][j])
            .as("vcov %d %d", i, j)
            .isCloseTo(
                vcov.get("vcov").get(i).get(j).asDouble(), Offset.offset(10 * tolerance * scale));
      }
    }
  }

  private void assertReghdfe(FittedModel fitted, double tolerance) {
    RegressionResult.Stats stats = fitted.stats();
    assertThat(stats.dfT()).isEqualTo(vcov.get("df_r").asLong());
    close("F", stats.f(), vcov.get("F"), 1e4 * tolerance);
    close("r2", stats.r2(), vcov.get("r2"), tolerance);
    close("adj_r2", stats.adjR2(), vcov.get("r2_a"), tolerance);
    close("r2_within", stats.r2Within(), vcov.get("r2_within"), tolerance);
    close("rmse", stats.rmse(), vcov.get("rmse"), tolerance);
    for (int q = 0; q < fitted.levels().size(); q++) {
      assertThat(fitted.levels().get(q)).isEqualTo(vcov.get("fe_K").get(q).asLong());
      assertThat(fitted.redundant().get(q)).isEqualTo(vcov.get("fe_M").get(q).asLong());
    }
  }

  private void assertFixest(FittedModel fitted, double tolerance) {
    RegressionResult.Stats stats = fitted.stats();
    assertThat(stats.dfT()).isEqualTo(vcov.get("df_t").asLong());
    close("F", stats.f(), vcov.get("wald_F"), 1e4 * tolerance);
    JsonNode fit = expected.get("stats");
    close("r2", stats.r2(), fit.get("r2"), tolerance);
    close("adj_r2", stats.adjR2(), fit.get("ar2"), tolerance);
    close("r2_within", stats.r2Within(), fit.get("wr2"), tolerance);
    close("adj_r2_within", stats.adjR2Within(), fit.get("war2"), tolerance);
    close("rmse", stats.rmse(), fit.get("rmse_sqrt_rss_over_n"), tolerance);
  }

  private static void close(String what, double actual, JsonNode expected, double tolerance) {
    if (expected == null || expected.isNull()) {
      return;
    }
    double value = expected.asDouble();
    assertThat(actual).as(what).isCloseTo(value, Offset.offset(tolerance * Math.abs(value)));
  }
}
