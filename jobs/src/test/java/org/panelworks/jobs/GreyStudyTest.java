package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.reference.JsonAgreement;
import org.panelworks.reference.ReferenceCase;

/** The grey job as a user runs it, and what it refuses. */
final class GreyStudyTest {
  private static final String PANEL = "panel { path = data.csv, format = csv }\n";
  private static final String GREY = PANEL + "grey { series = x, time = t }\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gm11-textbook", "gm11-fujian"})
  void theReferenceCasesAgree(String name) {
    ReferenceCase reference = ReferenceCase.of(name);
    Path tables =
        new SmallStudy(folder)
            .tables(
                reference.csv(3),
                PANEL + "grey { series = x, time = t, window = 4, horizon = 5, metabolic = true }");
    JsonNode found = SmallStudy.table(tables, "grey").get("series").get(0);
    JsonNode expected = reference.expected();
    JsonAgreement.assertAgree(
        found.get("time"), expected.get("meta").get("time"), 1e-9, name + ".time");
    JsonAgreement.assertAgree(
        found.get("full_series"), expected.get("full_series"), 1e-9, name + ".full_series");
    JsonAgreement.assertAgree(
        found.get("rolling"), expected.get("rolling_window_4"), 1e-9, name + ".rolling");
    JsonAgreement.assertAgree(
        found.get("metabolic"), expected.get("metabolic_window_4_next5"), 1e-9, name);
  }

  @Test
  void theLeastTranslationPassesTheClassRatioTest() {
    Path tables =
        new SmallStudy(folder)
            .tables(
                ReferenceCase.of("gm11-fujian").csv(0),
                PANEL + "grey { series = x, time = t, translation = class-ratio }");
    JsonNode full = SmallStudy.table(tables, "grey").get("series").get(0).get("full_series");
    assertThat(full.get("class_ratio_pass").asBoolean()).isTrue();
    assertThat(full.get("translation")).isEqualTo(full.get("class_ratio_least_translation"));
    assertThat(full.get("translation").asDouble()).isPositive();
  }

  @Test
  void threePointsAreNotEnough() {
    new SmallStudy(folder)
        .assertRefused("t,x\n1,2\n2,3\n3,4\n", GREY, 4, "grey, x: ", "at least 4 points, got 3");
  }

  @Test
  void negativeValuesAndZeroSeriesAreRefused() {
    SmallStudy study = new SmallStudy(folder);
    study.assertRefused("t,x\n1,2\n2,3\n3,-4\n4,5\n", GREY, 4, "without negative values, got -4");
    study.assertRefused("t,x\n1,0\n2,0\n3,0\n4,0\n", GREY, 4, "not zero throughout");
  }

  @Test
  void gapsRepeatedTimesAndMissingValuesAreRefused() {
    SmallStudy study = new SmallStudy(folder);
    study.assertRefused(
        "t,x\n1,2\n2,3\n4,4\n5,5\n", GREY, 3, "equally spaced", "`t` goes from 2 to 4");
    study.assertRefused("t,x\n1,2\n2,3\n2,4\n3,5\n", GREY, 3, "t = 2 occurs twice");
    study.assertRefused("t,x\n1,2\n2,3\n3,\n4,5\n", GREY, 3, "column `x` is missing in 1 rows");
  }

  @Test
  void wrongSettingsAreNamedTogether() {
    new SmallStudy(folder)
        .assertRefused(
            "t,x\n1,2\n",
            PANEL + "grey { series = x, time = t, window = 3, metabolc = true }",
            2,
            "window must be 4 or more, got 3",
            "metabolc");
  }
}
