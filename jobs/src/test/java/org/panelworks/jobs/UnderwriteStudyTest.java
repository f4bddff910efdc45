package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The underwrite job as a user runs it: the published study, and what is refused. */
final class UnderwriteStudyTest {
  @TempDir Path folder;

  private Path catastrophe() {
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            "study", Path.of("..", "conf", "catastrophe.conf").toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return out;
  }

  @Test
  void ofThePublishedFiguresTheLossRateFollowsAndThePremiumRangeDoesNot() {
    Path out = catastrophe();
    JsonNode found = SmallStudy.table(out.resolve("tables"), "underwrite");
    assertThat(100 * found.get("largest_loss_rate").asDouble()).isCloseTo(0.433, within(0.0005));
    JsonNode printed = found.get("printed");
    assertThat(printed).hasSize(3);
    assertThat(printed.get(0).get("follows").asBoolean()).isTrue();
    assertThat(printed.get(1).get("follows").asBoolean()).isFalse();
    assertThat(printed.get(1).get("computed_percent").asDouble()).isCloseTo(33.37, within(0.005));
    assertThat(printed.get(2).get("follows").asBoolean()).isFalse();
    assertThat(printed.get(2).get("computed_percent").asDouble()).isCloseTo(33.44, within(0.005));
    assertThat(out.resolve("figures/underwrite-surface.svg")).content().contains("infeasible");
    JsonNode fujian = found.get("contracts").get(1);
    assertThat(fujian.get("contract").asText()).isEqualTo("Fujian");
    assertThat(fujian.get("loss_rate").asDouble())
        .isCloseTo(0.13437546160489788 / 100, within(1e-12));
    JsonNode warnings = CommandRun.json(out.resolve("manifest.json")).get("warnings");
    assertThat(warnings.toString())
        .contains("printed lowest premium")
        .contains("C and P give grade 1, but the mean relative error is 3628.2 %")
        .contains("window 2019–2022 forecasts a negative value");
  }

  private static String study(String settings) {
    return "underwrite { u1 = 0.5, u2 = 0.8, " + settings + " }";
  }

  @Test
  void severalPerilsAreCoveredAsFarAsTheyFitWithoutAnyPanel() {
    Path tables =
        new SmallStudy(folder)
            .tables(
                "",
                study(
                    "contracts = [ { name = a, perils = [ { name = flood, loss-rate = 0.45 },"
                        + " { name = wind, loss-rate = 0.3 } ] } ]"));
    JsonNode contract = SmallStudy.table(tables, "underwrite").get("contracts").get(0);
    assertThat(contract.get("decision").asText()).isEqualTo("partial");
    assertThat(contract.get("covered").toString()).isEqualTo("[\"wind\"]");
    assertThat(contract.get("excluded").toString()).isEqualTo("[\"flood\"]");
    assertThat(contract.get("highest_premium").asDouble()).isCloseTo(0.65, within(1e-12));
    assertThat(Files.exists(tables.resolve("underwrite.tex"))).isTrue();
  }

  @Test
  void anIndexOutsideZeroAndOneAndARateInPercentAreRefused() {
    SmallStudy study = new SmallStudy(folder);
    study.assertRefused(
        "", "underwrite { u1 = 1.2, u2 = 0.7 }", 2, "u1 must lie in (0, 1), got 1.2");
    study.assertRefused(
        "",
        study("contracts = [ { name = a, perils = [ { name = flood, loss-rate = 33 } ] } ]"),
        2,
        "flood must lie in [0, 1] as a fraction, got 33");
    study.assertRefused(
        "",
        study("printed = [ { quantity = loss-rate, contract = b, value = 1 } ]"),
        2,
        "no contract",
        "`b`");
  }

  @Test
  void aForecastThatIsNoLossRateIsReportedWithoutADecision() {
    Path tables =
        new SmallStudy(folder)
            .tables(
                "t,x\n1,0.0003\n2,0.0276\n3,0.001\n4,0.1267\n",
                "panel { path = data.csv, format = csv }\n"
                    + study("forecast { series = x, time = t }"));
    assertThat(SmallStudy.table(tables, "underwrite").get("contracts")).isEmpty();
    JsonNode warnings = CommandRun.json(tables.resolveSibling("manifest.json")).get("warnings");
    assertThat(warnings.toString()).contains("is no loss rate");
  }
}
