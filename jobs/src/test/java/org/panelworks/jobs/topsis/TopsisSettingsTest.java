package org.panelworks.jobs.topsis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;

/** The section's settings: what is read, what the defaults are, what is refused. */
final class TopsisSettingsTest {
  static final String THREE =
      """
      indicators = [
        { column = a, criterion = first, direction = positive, label = "Alpha" }
        { column = b, criterion = first, direction = negative }
        { column = c, criterion = second, direction = positive }
      ]
      """;

  @TempDir Path folder;

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

  private String refusal(String panel, String section) {
    SettingsReader reader = reader(panel, section);
    new TopsisJob().plan(reader);
    try {
      reader.root().finish();
      return "";
    } catch (SettingsException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private String refusal(String section) {
    return refusal("panel { unit = city, time = year }", section)
        .replaceAll("(?m)^.*unknown key.*$", "");
  }

  @Test
  void everyKeyOfTheSectionIsRead() {
    TopsisSettings settings =
        settings(
            THREE
                + """
                scope = per-year, normalisation = raw-vector, shift = 0.0001, top-obstacles = 2
                method = grey-topsis, weights = critic, missing = interpolate
                distinguishing-coefficient = 0.3, row-obstacles = false, decimals = 4
                coupling { criteria = [first, second], weights = [1, 3], score = closeness }
                gini { group = region }, convergence = true, density { points = 50 }
                robustness { top-k = 3, normalisations = [vector], shifts = [0.01]
                             weights = [equal], leave-one-out = false }
                """);
    assertThat(settings.toString())
        .contains("scope=PER_YEAR", "normalisation=RAW_VECTOR", "shift=1.0E-4")
        .contains("topObstacles=2", "method=GREY_TOPSIS", "weighting=CRITIC")
        .contains("missing=INTERPOLATE", "distinguishing=0.3", "rowObstacles=false")
        .contains("criteria=[first, second], weights=[1.0, 3.0], score=CLOSENESS")
        .contains("giniGroup=Optional[region]", "convergence=true", "densityPoints=50")
        .contains("topK=3, normalisations=[VECTOR], shifts=[0.01], weightings=[EQUAL]")
        .contains("leaveOneOut=false", "decimals=4", "label=Alpha");
  }

  @Test
  void whatTheDefaultsAre() {
    assertThat(settings(THREE).toString())
        .contains("scope=POOLED", "normalisation=MIN_MAX", "shift=0.0", "topObstacles=5")
        .contains("missing=REFUSE", "weighting=ENTROPY", "method=ENTROPY_TOPSIS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "direction = upward | direction: must be one of positive, negative, got upward",
        "label = x | direction: is required and missing",
        "direction = positive, criterion = one }, { column = b, direction = positive | criterion,"
            + " or none",
        "direction = positive }, { column = a, direction = negative | column once, got `a` twice",
        "direction = positive, weight = -1 | weight must be 0 or more, got -1.0",
      })
  void wrongIndicatorsAreRefused(String entry, String words) {
    assertThat(refusal("indicators = [ { column = a, " + entry + " } ]")).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shift = -0.1 | shift must be 0 or more, got -0.1",
        "top-obstacles = 0 | top-obstacles must be at least 1, got 0",
        "scope = yearly | must be one of pooled, per-year, got yearly",
        "normalisation = minmax | did you mean `min-max`?",
        "weights = user | weights = user needs a weight for each indicator, `a` has none",
        "distinguishing-coefficient = 0 | must lie in (0, 1], got 0.0",
        "coupling { criteria = [first] } | criteria must name at least two",
        "coupling { criteria = [first, secnd] } | got `secnd` (did you mean `second`?)",
        "density { points = 4 } | density.points must lie in [16, 10000], got 4",
        "robustness { top-k = 0 } | top-k must be at least 1, got 0",
        "robustness { weights = [equal, even] } | must be one of entropy, equal, user",
        "robustness { weights = [user] } | needs a weight for each indicator",
      })
  void wrongSettingsAreRefused(String setting, String words) {
    assertThat(refusal(THREE + setting)).contains(words);
  }

  @Test
  void keysOfThePanelThatAreNeededAreNamed() {
    assertThat(refusal("panel { time = year }", THREE)).contains("topsis", "needs panel.unit");
    String section = "scope = per-year, convergence = true, missing = interpolate";
    assertThat(refusal("panel { unit = city }", THREE + section))
        .contains("scope: = per-year needs panel.time")
        .contains("convergence: = true needs panel.time")
        .contains("missing: = interpolate needs panel.time");
    assertThat(refusal("")).contains("topsis.indicators: is required and missing");
  }
}
