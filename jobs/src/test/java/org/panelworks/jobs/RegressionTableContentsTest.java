package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a regression table says of its models beside the estimates. */
final class RegressionTableContentsTest {
  private static final String STUDY =
      """
      panel { path = panel.csv, format = csv, unit = firm, time = year }
      regress {
        ssc = none
        tables.plain = [ "y ~ x | firm" ]
        tables.sets = [
          "c(y, x) ~ csw0(w) | sw0(firm)"
          { name = "steps", formula = "y ~ sw(x, w)" }
          "y ~ x"
        ]
        tables.covariances {
          ssc = reghdfe
          wald = { terms = [x] }
          models = [
            { formula = "y ~ x | firm", vcov = { driscoll-kraay = { lags = 2 } } }
            { formula = "y ~ x | firm", vcov = { newey-west {} } }
            { formula = "y ~ x", vcov = hc3 }
            { formula = "y ~ x | firm", vcov = { cluster-jackknife = firm } }
          ]
        }
        tables.choices = [
          { name = "(1)", formula = "y ~ x | firm", vcov = robust, weights = w }
          { name = "(2)", formula = "y ~ x", vcov = robust, ssc = fixest, sample = "year > 2001" }
        ]
      }
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void run() {
    StringBuilder rows = new StringBuilder("firm,year,y,x,w\n");
    for (int r = 0; r < 24; r++) {
      rows.append(r / 4).append(',').append(2001 + r % 4).append(',');
      rows.append(r * 37 % 11).append(',').append(r * 53 % 13).append(',');
      rows.append(r == 5 ? "0" : r == 9 ? "" : "2").append('\n');
    }
    CommandRun.write(folder.resolve("panel.csv"), rows.toString());
    Path study = CommandRun.write(folder.resolve("study.conf"), STUDY);
    CommandRun run =
        CommandRun.of("study", study.toString(), "--out", folder.resolve("out").toString());
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static JsonNode model(String table, int index) {
    return CommandRun.json(folder.resolve("out/tables/" + table + ".json"))
        .get("models")
        .get(index);
  }

  private static String markdown(String table) throws IOException {
    return Files.readString(folder.resolve("out/tables/" + table + ".md"));
  }

  @Test
  void weightsAndTheConditionOnRowsStandInTheModel() throws IOException {
    assertThat(model("choices", 0).get("weights").asText()).isEqualTo("w");
    assertThat(model("choices", 0).get("sample").isNull()).isTrue();
    assertThat(model("choices", 1).get("weights").isNull()).isTrue();
    assertThat(model("choices", 1).get("sample").asText()).isEqualTo("year > 2001");
    assertThat(markdown("choices"))
        .contains("Weighted by w in column (1)")
        .contains("Rows where year \\> 2001 in column (2)");
    assertThat(markdown("plain")).doesNotContain("Weighted").doesNotContain("Rows where");
  }

  @Test
  void oneFormulaMayStandForSeveralColumns() {
    JsonNode models = CommandRun.json(folder.resolve("out/tables/sets.json")).get("models");
    assertThat(models.findValuesAsText("name"))
        .containsSubsequence("(1)", "(2)", "(8)", "steps.1", "steps.2", "(11)");
    assertThat(models).hasSize(11);
    assertThat(models.get(7).get("formula").asText()).isEqualTo("x ~ w | firm");
    assertThat(models.get(9).get("formula").asText()).isEqualTo("y ~ w");
  }

  @Test
  void theNoteNamesEachCovariance() throws IOException {
    assertThat(markdown("covariances"))
        .contains("(Driscoll and Kraay, 2 lags, 4 periods) in column (1)")
        .contains("(Newey and West, 1 lag, 4 periods) in column (2)")
        .contains("robust to heteroskedasticity (HC3) in column (3)")
        .contains("by the cluster jackknife (CV3) over firm (6 clusters) in column (4)");
  }

  @Test
  void covariancesOverTimeStateLagsAndPeriods() {
    JsonNode vcov = model("covariances", 0).get("vcov");
    assertThat(vcov.get("type").asText()).isEqualTo("driscoll-kraay");
    assertThat(vcov.get("clusters").get(0).asText()).isEqualTo("year");
    assertThat(vcov.get("n_clusters").get(0).asInt()).isEqualTo(4);
    assertThat(vcov.get("lags").asInt()).isEqualTo(2);
    assertThat(model("covariances", 2).get("vcov").has("lags")).isFalse();
  }

  @Test
  void aWaldTestStandsInItsModel() {
    JsonNode model = model("covariances", 3);
    JsonNode test = model.get("wald").get(0);
    double t = model.get("coefficients").get(0).get("statistic").asDouble();
    assertThat(test.get("terms").get(0).asText()).isEqualTo("x");
    assertThat(test.get("statistic").asDouble()).isCloseTo(t * t, within(1e-9 * t * t));
    assertThat(test.get("df1").asInt()).isEqualTo(1);
    assertThat(test.get("df2").asInt()).isEqualTo(5);
    assertThat(model("plain", 0).has("wald")).isFalse();
  }

  @Test
  void rowsWithoutWeightAreNotCalledMissing() {
    JsonNode dropped = model("choices", 0).get("dropped");
    assertThat(dropped.get("missing").asInt()).isEqualTo(1);
    assertThat(dropped.get("zero_weight").asInt()).isEqualTo(1);
    assertThat(dropped.get("missing_by_term").get("w").asInt()).isEqualTo(1);
  }

  @Test
  void theNoteNamesTheHeteroskedasticCovarianceTruly() throws IOException {
    assertThat(markdown("choices")).contains("(HC0) in column (1)").contains("(HC1) in column (2)");
  }
}
