package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.jobs.panel.LocalSpark;

/** Residuals, fitted values and fixed effects that a study saves. */
final class SavedRowsTest {
  private static final String PANEL =
      "panel { path = panel.csv, format = csv, unit = firm, time = year }\n";

  private static final String STUDY =
      PANEL
          + """
          sample { drop = [ { name = "first", where = "year = 2001" } ] }
          regress {
            tables.t {
              save = [residuals, fitted, fixed-effects]
              weights = w
              models = [
                { name = "A", formula = "y ~ x | firm + year + city", vcov = [iid, robust] }
                { name = "B", formula = "y ~ l(x, 1) | firm[t]", save = [residuals, fixed-effects] }
                { formula = "y ~ x", split = city, save = fitted }
              ]
            }
            tables.u = [ { formula = "y ~ x | year", save = fixed-effects }, "y ~ x" ]
            tables.across {
              save = [fitted, fixed-effects]
              models = [ { name = "C", formula = "y ~ x | firm + city[t] + year" } ]
            }
            tables.plain = [ "y ~ x | firm" ]
          }
          """;

  private static final int FIRMS = 12;
  private static final int YEARS = 6;

  @TempDir static Path folder;

  /** What a row of the panel holds, by firm and year. */
  private record Source(double y, double x, double t, String city) {}

  private static final Map<String, Source> PANEL_ROWS = new HashMap<>();
  private static List<Row> rows = List.of();
  private static List<Row> effects = List.of();

  @BeforeAll
  static void run() {
    StringBuilder text = new StringBuilder("firm,year,t,city,y,x,w\n");
    for (int r = 0; r < FIRMS * YEARS; r++) {
      int firm = r / YEARS;
      int year = 2001 + r % YEARS;
      // Two islands: firms 0–5 in the cities 9 and 10, the others in 20 and 3.
      String city = List.of("10", "9", "20", "3").get(firm / 6 * 2 + (firm + r % YEARS / 3) % 2);
      double y = r * 37 % 11 + firm;
      text.append(String.join(",", "f" + firm, "" + year, "" + r % YEARS, city, "" + y));
      text.append(",").append(r * 53 % 13).append(",").append(r == 20 ? "" : "" + (1 + r % 3));
      text.append("\n");
      PANEL_ROWS.put("f" + firm + year, new Source(y, r * 53 % 13, r % YEARS, city));
    }
    CommandRun.write(folder.resolve("panel.csv"), text.toString());
    CommandRun run = study(STUDY);
    assertThat(run.code()).as(run.err()).isZero();
    rows = parquet("t-rows");
    effects = parquet("t-fixed-effects");
  }

  private static CommandRun study(String text) {
    Path file = CommandRun.write(folder.resolve("study.conf"), text);
    return CommandRun.of("study", file.toString(), "--out", folder.resolve("out").toString());
  }

  private static List<Row> parquet(String name) {
    return LocalSpark.session()
        .read()
        .parquet(folder.resolve("out/data/" + name + ".parquet").toString())
        .collectAsList();
  }

  private static JsonNode table(String name) {
    return CommandRun.json(folder.resolve("out/tables/" + name + ".json"));
  }

  private static Source source(Row row) {
    return Objects.requireNonNull(PANEL_ROWS.get(row.getString(0) + row.getLong(1)));
  }

  private static List<Row> of(String model, List<Row> all, String key) {
    return all.stream().filter(row -> row.<String>getAs(key).equals(model)).toList();
  }

  private static double effect(String model, String effect, String level) {
    return effect(effects, model, effect, level);
  }

  private static double effect(List<Row> saved, String model, String effect, String level) {
    List<Row> found =
        of(model, saved, "model").stream()
            .filter(e -> e.getString(1).equals(effect) && e.getString(2).equals(level))
            .toList();
    assertThat(found).as(model + " " + effect + " " + level).hasSize(1);
    return found.get(0).getDouble(3);
  }

  private static double slope(int model) {
    return table("t").at("/models/" + model + "/coefficients/0/estimate").asDouble();
  }

  @Test
  void theRowsOfEachModelAreThoseUsedAndOnce() {
    assertThat(of("A", rows, "model")).hasSize(FIRMS * (YEARS - 1) - 1);
    assertThat(of("B", rows, "model")).hasSize(table("t").at("/models/2/nobs").asInt());
    List<String> keys = new ArrayList<>();
    rows.forEach(row -> keys.add(row.getString(0) + " " + row.getLong(1) + " " + row.getString(2)));
    assertThat(keys).doesNotHaveDuplicates().isSorted();
    assertThat(rows).noneMatch(row -> row.getLong(1) == 2001);
  }

  @Test
  void everyRowIsTheRegressorsTheEffectsAndTheResidual() {
    for (Row row : of("A", rows, "model")) {
      Source s = source(row);
      double fitted =
          slope(0) * s.x()
              + effect("A", "firm", row.getString(0))
              + effect("A", "year", "" + row.getLong(1))
              + effect("A", "city", s.city());
      assertThat(row.<Double>getAs("fitted")).isCloseTo(fitted, within(1e-9));
      assertThat(fitted + row.<Double>getAs("residual")).isCloseTo(s.y(), within(1e-9));
    }
  }

  @Test
  void slopesWithinUnitsAndLagsAddUpToo() {
    for (Row row : of("B", rows, "model")) {
      Source before =
          Objects.requireNonNull(PANEL_ROWS.get(row.getString(0) + (row.getLong(1) - 1)));
      double fitted =
          slope(2) * before.x()
              + effect("B", "firm", row.getString(0))
              + effect("B", "firm[[t]]", row.getString(0)) * source(row).t();
      assertThat(row.<Double>getAs("residual")).isCloseTo(source(row).y() - fitted, within(1e-9));
      assertThat(row.isNullAt(row.fieldIndex("fitted"))).isTrue();
    }
  }

  @Test
  void slopesByAGroupThatCrossesUnitsAddUpToo() {
    List<Row> saved = parquet("across-fixed-effects");
    double x = table("across").at("/models/0/coefficients/0/estimate").asDouble();
    List<Row> fitted = parquet("across-rows");
    assertThat(fitted).hasSize(FIRMS * (YEARS - 1));
    for (Row row : fitted) {
      Source s = source(row);
      double sum =
          x * s.x()
              + effect(saved, "C", "firm", row.getString(0))
              + effect(saved, "C", "city", s.city())
              + effect(saved, "C", "city[[t]]", s.city()) * s.t()
              + effect(saved, "C", "year", "" + row.getLong(1));
      assertThat(row.<Double>getAs("fitted")).isCloseTo(sum, within(1e-9));
    }
    assertThat(effect(saved, "C", "year", "2002")).isZero();
    assertThat(effect(saved, "C", "year", "2003")).isZero();
    assertThat(effect(saved, "C", "year", "2004")).isNotZero();
  }

  @Test
  void laterEffectsHaveTheirReferencesAtZeroAndRowsAreCounted() {
    assertThat(effect("A", "year", "2002")).isZero();
    assertThat(effect("A", "city", "9")).isZero();
    assertThat(effect("A", "city", "3")).isZero();
    long rowsOfYears =
        of("A", effects, "model").stream()
            .filter(e -> e.getString(1).equals("year"))
            .mapToLong(e -> e.getLong(4))
            .sum();
    assertThat(rowsOfYears).isEqualTo(FIRMS * (YEARS - 1) - 1);
  }

  @Test
  void splitModelsHaveTheRowsOfTheirValue() {
    for (int m = 3; m < 7; m++) {
      JsonNode model = table("t").at("/models/" + m);
      List<Row> ofValue = of(model.get("name").asText(), rows, "model");
      assertThat(ofValue).hasSize(model.get("nobs").asInt());
      assertThat(ofValue)
          .allMatch(row -> source(row).city().equals(model.at("/split/value").asText()));
      assertThat(of(model.get("name").asText(), effects, "model")).isEmpty();
    }
  }

  @Test
  void theTableNamesWhatWasWrittenAndNothingElseIs() {
    assertThat(table("t").get("data").toString())
        .isEqualTo("[\"data/t-rows.parquet\",\"data/t-fixed-effects.parquet\"]");
    assertThat(table("plain").has("data")).isFalse();
    assertThat(Files.exists(folder.resolve("out/data/u-rows.parquet"))).isFalse();
    List<Row> ofYear = parquet("u-fixed-effects");
    assertThat(ofYear.stream().map(row -> row.getString(2)))
        .containsExactly("2002", "2003", "2004", "2005", "2006");
    assertThat(ofYear.get(0).schema().fieldNames())
        .containsExactly("model", "effect", "level", "estimate", "rows");
  }

  @Test
  void whatCannotBeSavedIsRefused() {
    CommandRun unknown = study(PANEL + "regress { save = resid, tables.t = [ \"y ~ x\" ] }");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.message()).contains("residuals, fitted or fixed-effects, got resid");
    CommandRun none = study(PANEL + "regress { save = fixed-effects, tables.t = [ \"y ~ x\" ] }");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.message()).contains("regress.tables.t: save: none of its models has fixed");
    CommandRun flat =
        study(
            "panel { path = panel.csv, format = csv }\n"
                + "regress { save = residuals, tables.t = [ \"y ~ x\" ] }");
    assertThat(flat.code()).isEqualTo(2);
    assertThat(flat.message()).contains("need panel.unit");
    CommandRun twice =
        study(
            PANEL
                + "regress { save = residuals, tables.t = [ { name = a, formula = \"y ~ x\" },"
                + " { name = a, formula = \"y ~ w\" } ] }");
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.message()).contains("two models that save results are called a");
  }
}
