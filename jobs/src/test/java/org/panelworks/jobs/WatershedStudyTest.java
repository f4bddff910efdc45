package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.reference.JsonAgreement;
import org.panelworks.reference.ReferenceCase;

/** The watershed job as a user runs it, against the reference case, and what it refuses. */
final class WatershedStudyTest {
  private static final String PANEL = "panel { path = data.csv, format = csv }\n";
  private static final String DAILY =
      PANEL + "watershed { date = date, flow = q, concentrations = [c]";

  @TempDir Path folder;

  @Test
  void theDailyReferenceAgrees() {
    ReferenceCase reference = ReferenceCase.of("fwmc-daily");
    Path tables =
        new SmallStudy(folder)
            .tables(
                reference.csv(8),
                PANEL
                    + "watershed { date = date, flow = flow_m3_s, concentrations = [conc_mg_L] }");
    JsonNode found = SmallStudy.table(tables, "watershed").get("concentrations").get(0);
    JsonNode expected = reference.expected();
    for (String part : new String[] {"overall", "yearly", "monthly"}) {
      assertThat(found.get(part).size()).isGreaterThanOrEqualTo(expected.get(part).size());
      JsonAgreement.assertAgree(found.get(part), expected.get(part), 1e-9, part);
    }
    assertThat(found.get("monthly").size()).isEqualTo(expected.get("monthly").size());
  }

  @Test
  void litresADayGiveTheSameAsCubicMetresASecond() {
    String head = "date,q,c\n";
    Path tables =
        new SmallStudy(folder)
            .tables(
                head + "2024-02-28,86400000,2\n2024-02-29,172800000,4\n",
                DAILY + ", flow-unit = l-day, area-km2 = 89 }");
    JsonNode all =
        SmallStudy.table(tables, "watershed").get("concentrations").get(0).get("overall");
    assertThat(all.get("FWMC_mg_L").asDouble()).isCloseTo(10 / 3.0, within(1e-12));
    assertThat(all.get("load_kg").asDouble()).isCloseTo(864, within(1e-9));
    assertThat(all.get("yield_kg_ha").asDouble()).isCloseTo(864 / 8900.0, within(1e-12));
    assertThat(all.get("mean_flow_L_day").asDouble()).isCloseTo(1.296e8, within(1e-3));
  }

  @Test
  void strayEntriesGapsAndZeroFlowAreCountedAndTold() {
    String csv =
        "date,q,c\n2024-01-01,1,2\n2024-01-02,0,n/a\n2024-01-04,2,-9\n2024-01-05,3,4\n"
            + "2024-01-06,1,12f\n2024-01-07,4,5\n";
    Path out = new SmallStudy(folder).succeeded(csv, DAILY + ", fill = next }");
    JsonNode found = SmallStudy.table(out.resolve("tables"), "watershed");
    assertThat(found.get("days").asInt()).isEqualTo(7);
    assertThat(found.get("days_without_a_row").asInt()).isEqualTo(1);
    JsonNode cleaning = found.get("cleaning").get(1);
    assertThat(cleaning.get("stray").asInt()).isEqualTo(3);
    assertThat(cleaning.get("missing").asInt()).isEqualTo(4);
    assertThat(cleaning.get("filled").asInt()).isEqualTo(4);
    JsonNode relation = found.get("concentrations").get(0).get("relation");
    assertThat(relation.get("flow").get("n").asInt()).isEqualTo(7);
    assertThat(relation.get("log_flow").get("n").asInt()).isEqualTo(6);
    assertThat(relation.get("log_flow").get("left_out").asInt()).isEqualTo(1);
    assertThat(CommandRun.json(out.resolve("manifest.json")).get("warnings").toString())
        .contains("3 stray entries of c count as missing: n/a at 2024-01-02, -9 at 2024-01-04")
        .contains("q is missing on 1 of 7 days, 1 are filled with the next measurement");
  }

  @Test
  void withoutFillingAGapStaysAndTheLoadTakesTheFlowOfAllDays() {
    Path tables =
        new SmallStudy(folder)
            .tables("date,q,c\n2024-01-01,1,2\n2024-01-02,3,\n2024-01-03,,7\n", DAILY + " }");
    JsonNode all =
        SmallStudy.table(tables, "watershed").get("concentrations").get(0).get("overall");
    assertThat(all.get("n_sample_days").asInt()).isEqualTo(1);
    assertThat(all.get("n_flow_days").asInt()).isEqualTo(2);
    assertThat(all.get("load_kg").asDouble()).isCloseTo(2 * 4 * 86.4, within(1e-9));
    assertThat(all.get("arithmetic_mean_conc_mg_L").asDouble()).isCloseTo(4.5, within(1e-12));
    assertThat(all.get("yield_kg_ha").isNull()).isTrue();
  }

  @Test
  void withoutFlowOrSamplesTheLoadIsUndefinedAndSaysWhy() {
    Path tables =
        new SmallStudy(folder)
            .tables("date,q,c\n2023-12-31,0,2\n2024-01-01,3,\n2024-01-02,,7\n", DAILY + " }");
    JsonNode found = SmallStudy.table(tables, "watershed").get("concentrations").get(0);
    JsonNode years = found.get("yearly");
    assertThat(years.get("2023").get("load_kg").isNull()).isTrue();
    assertThat(years.get("2023").get("reason").asText())
        .isEqualTo("nothing flows on the sampled days");
    assertThat(years.get("2024").get("FWMC_mg_L").isNull()).isTrue();
    assertThat(years.get("2024").get("reason").asText())
        .isEqualTo("no day has both a flow and a concentration");
    assertThat(found.get("relation").get("flow").get("reason").asText())
        .isEqualTo("fewer than three days have both values");
  }

  @Test
  void stormsByHourlyRainFollowThePapersRule() {
    StringBuilder csv = new StringBuilder("hour,rain\n");
    double[] rain = {0.6, 0, 0.4, 1.4, 0, 0, 0, 0.7};
    for (int hour = 0; hour < rain.length; hour++) {
      csv.append("2024-05-31 %02d:00:00,%s%n".formatted(hour + 10, rain[hour]));
    }
    Path tables =
        new SmallStudy(folder)
            .tables(csv.toString(), PANEL + "watershed { date = hour, rain { column = rain } }");
    JsonNode storms = SmallStudy.table(tables, "watershed-storms");
    assertThat(storms.get("rule").asText()).contains("hourly rain");
    assertThat(storms.get("events")).hasSize(2);
    JsonNode first = storms.get("events").get(0);
    assertThat(first.get("start").asText()).isEqualTo("2024-05-31T10:00");
    assertThat(first.get("length_hours").asInt()).isEqualTo(4);
    assertThat(first.get("season").asText()).isEqualTo("spring");
    assertThat(first.get("depth_mm").asDouble()).isCloseTo(2.4, within(1e-12));
  }

  @Test
  void theRockCreekStudyRunsOnItsSyntheticRecord() {
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            "study", Path.of("..", "conf", "rock-creek.conf").toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode found = SmallStudy.table(out.resolve("tables"), "watershed");
    assertThat(found.get("days").asInt()).isEqualTo(730);
    assertThat(found.get("days_without_a_row").asInt()).isEqualTo(9);
    assertThat(found.get("units").get("area_km2").asDouble()).isEqualTo(89);
    JsonNode nitrate = found.get("concentrations").get(0);
    JsonNode years = nitrate.get("yearly");
    assertThat(years).hasSize(2);
    // The generator's 0.35 a unit of log flow, with noise and filled gaps.
    assertThat(nitrate.get("relation").get("log_flow").get("slope").asDouble()).isBetween(0.2, 0.4);
    assertThat(SmallStudy.table(out.resolve("tables"), "watershed-storms").get("rule").asText())
        .contains("not rain");
    assertThat(out.resolve("figures/watershed-nitrate-log-flow.svg")).exists();
  }

  @Test
  void daysThatAreNoDaysOrOccurTwiceAndWrongSeasonsAreRefused() {
    SmallStudy study = new SmallStudy(folder);
    study.assertRefused(
        "date,q,c\n2024-01-01,1,2\n2024-01-01,1,2\n", DAILY + " }", 3, "2024-01-01 occurs twice");
    study.assertRefused(
        "date,q,c\nfirst,1,2\n2024-01-01,1,2\n", DAILY + " }", 3, "must hold days", "`first`");
    study.assertRefused(
        "date,q,c\n2024-01-01,1,2\n",
        DAILY + ", seasons { wet = [1, 2, 3], dry = [3, 4] } }",
        2,
        "every month from 1 to 12 once, got 3 in dry");
    study.assertRefused(
        "date,q,c\n2024-01-01,1,2\n", DAILY + ", area-km2 = 0 }", 2, "area-km2 must be above 0");
  }
}
