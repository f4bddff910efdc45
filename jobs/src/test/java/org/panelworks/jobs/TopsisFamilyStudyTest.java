package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The study of the sixteen cities against values that {@code scripts/reference/topsis_family.py}
 * computed from the definitions with numpy 2.4.6. Tolerance 1e-10 of the value: closed forms.
 */
final class TopsisFamilyStudyTest {
  private static final double TOLERANCE = 1e-10;

  @TempDir Path folder;

  private static JsonNode expected() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            TopsisFamilyStudyTest.class.getResourceAsStream(
                "/reference/industrial-transfer.json"))) {
      return new ObjectMapper().readTree(file);
    }
  }

  private static void assertNumber(double actual, double expected, String where) {
    assertThat(actual).as(where).isCloseTo(expected, Offset.offset(TOLERANCE * Math.abs(expected)));
  }

  /** Every field that is expected is there with its value. */
  private static void assertFields(JsonNode actual, JsonNode expected, String where) {
    expected
        .properties()
        .forEach(
            field -> {
              String at = where + "." + field.getKey();
              JsonNode found = actual.get(field.getKey());
              assertThat(found).as(at).isNotNull();
              if (field.getValue().isNumber()) {
                assertNumber(found.asDouble(), field.getValue().asDouble(), at);
              } else {
                assertThat(found.asText()).as(at).isEqualTo(field.getValue().asText());
              }
            });
  }

  private static void assertEach(JsonNode actual, JsonNode expected, String where) {
    assertThat(actual).as(where).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertFields(actual.get(i), expected.get(i), where + "[" + i + "]");
    }
  }

  private static void assertDensities(JsonNode actual, JsonNode expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      JsonNode year = actual.get(i);
      String where = "density " + year.get("time").asText();
      double highest = 0;
      for (JsonNode density : year.get("density")) {
        highest = Math.max(highest, density.asDouble());
      }
      JsonNode wanted = expected.get(i);
      assertThat(year.get("time")).isEqualTo(wanted.get("time"));
      assertNumber(year.get("bandwidth").asDouble(), wanted.get("bandwidth").asDouble(), where);
      assertNumber(
          year.get("density").get(60).asDouble(), wanted.get("density_at").asDouble(), where);
      assertNumber(highest, wanted.get("highest").asDouble(), where);
    }
  }

  @Test
  void everyFurtherResultIsThatOfItsDefinition() throws IOException {
    Path out = folder.resolve("out");
    Path study = Path.of("..", "conf", "industrial-transfer.conf");
    CommandRun run = CommandRun.of("topsis", study.toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    Path tables = out.resolve("tables");
    JsonNode expected = expected();
    assertEach(
        CommandRun.json(tables.resolve("topsis-coupling.json")).get("means"),
        expected.get("coupling"),
        "coupling");
    JsonNode gini = CommandRun.json(tables.resolve("topsis-gini.json"));
    assertEach(gini.get("years"), expected.get("gini"), "gini");
    assertFields(gini.get("overall"), expected.get("gini_overall"), "gini overall");
    JsonNode convergence = CommandRun.json(tables.resolve("topsis-convergence.json"));
    assertEach(convergence.get("sigma"), expected.get("sigma"), "sigma");
    assertEach(convergence.get("beta"), expected.get("beta"), "beta");
    assertDensities(
        CommandRun.json(tables.resolve("topsis-density.json")).get("years"),
        expected.get("density"));
    assertEach(
        CommandRun.json(tables.resolve("topsis-robustness.json")).get("variants"),
        expected.get("robustness"),
        "robustness");
  }
}
