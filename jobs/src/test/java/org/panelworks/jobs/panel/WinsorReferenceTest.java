package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Winsorizing against R 4.2.2 on EmplUK, from a CSV file to blocks. */
final class WinsorReferenceTest {
  private static final List<String> COLUMNS = List.of("emp", "wage", "capital", "output");
  private static final double TOLERANCE = 1e-12;

  @TempDir Path folder;

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        WinsorReferenceTest.class.getResourceAsStream("/reference/winsor_corr/" + name), name);
  }

  private static JsonNode expected() throws IOException {
    try (InputStream json = resource("expected.json")) {
      return new ObjectMapper().readTree(json);
    }
  }

  private PreparedPanel prepared(String winsorize) throws IOException {
    try (InputStream csv = resource("data.csv")) {
      Files.copy(csv, folder.resolve("data.csv"));
    }
    return PanelStudy.of(
            folder,
            "panel { path = data.csv, format = csv, unit = firm, time = year }\n"
                + "winsorize { columns = [emp, wage, capital, output], "
                + winsorize
                + " }")
        .prepare(PanelStudy.numeric(COLUMNS.toArray(String[]::new)));
  }

  /** Count, sum, least and greatest value of a column over the rows where the time is one. */
  private static double[] summary(List<String> rows, int column, String year) {
    double[] summary = {0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (String row : rows) {
      String[] cells = row.split("\\|", -1);
      if (!cells[2 + column].equals(".") && (year.isEmpty() || cells[1].equals(year))) {
        double value = Double.parseDouble(cells[2 + column]);
        summary[0]++;
        summary[1] += value;
        summary[2] = Math.min(summary[2], value);
        summary[3] = Math.max(summary[3], value);
      }
    }
    return summary;
  }

  private static void agree(double[] summary, JsonNode expected) {
    assertThat(summary[0]).isEqualTo(expected.get("n").asDouble());
    near(summary[1], expected.get("sum").asDouble());
    near(summary[2], expected.get("min").asDouble());
    near(summary[3], expected.get("max").asDouble());
  }

  private static void near(double value, double expected) {
    assertThat(value).isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
  }

  @ParameterizedTest
  @CsvSource({
    "stata, 0.01, 0.99, winsor_1_99_type2",
    "type7, 0.01, 0.99, winsor_1_99_type7",
    "stata, 0.05, 0.95, winsor_5_95_type2",
    "type7, 0.05, 0.95, winsor_5_95_type7",
  })
  void pooledCutsAgree(String quantile, String lower, String upper, String name)
      throws IOException {
    String settings = "quantile = " + quantile + ", lower = " + lower + ", upper = " + upper;
    try (PreparedPanel panel = prepared(settings)) {
      List<String> rows = PanelStudy.rows(panel.blocks());
      for (int column = 0; column < COLUMNS.size(); column++) {
        agree(summary(rows, column, ""), expected().at("/global/" + COLUMNS.get(column)).get(name));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"type2", "type7"})
  void cutsByYearAgree(String type) throws IOException {
    String quantile = type.equals("type2") ? "stata" : "type7";
    try (PreparedPanel panel = prepared("by = year, quantile = " + quantile)) {
      List<String> rows = PanelStudy.rows(panel.blocks());
      for (int column = 0; column < COLUMNS.size(); column++) {
        JsonNode byYear = expected().at("/by_year/" + COLUMNS.get(column));
        for (var year : byYear.properties()) {
          JsonNode expected = year.getValue().get(type.equals("type2") ? "w2" : "w7");
          agree(summary(rows, column, year.getKey()), expected);
        }
      }
    }
  }

  @Test
  void trimmingKeepsAsManyValues() throws IOException {
    try (PreparedPanel panel = prepared("mode = trim")) {
      List<String> rows = PanelStudy.rows(panel.blocks());
      for (int column = 0; column < COLUMNS.size(); column++) {
        JsonNode expected = expected().at("/global/" + COLUMNS.get(column));
        assertThat(summary(rows, column, "")[0])
            .isEqualTo(expected.get("trim_1_99_type2_n_kept").asDouble());
      }
    }
  }
}
