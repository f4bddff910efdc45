package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.reference.ReferenceCase;

/**
 * The reference evaluations as a user runs them, files in and JSON out. Values are those of an
 * independent implementation of the published formulas, to 1e-10 relative.
 */
final class TopsisReferenceStudyTest {
  private static final double TOLERANCE = 1e-10;

  @TempDir Path folder;

  private Path run(
      String name, long shuffle, int partitions, String unit, String time, String settings) {
    ReferenceCase reference = ReferenceCase.of(name);
    CommandRun.write(folder.resolve("data.csv"), reference.csv(shuffle));
    String panel =
        "panel { path = data.csv, format = csv, unit = "
            + unit
            + (time.isEmpty() ? "" : ", time = " + time)
            + " }\n";
    Path study =
        CommandRun.write(
            folder.resolve("study.conf"),
            panel + "topsis {\n" + indicators(reference, unit, time) + settings + "\n}\n");
    Path out = folder.resolve("out");
    String number = String.valueOf(partitions);
    CommandRun run =
        CommandRun.of(
            Map.of(
                "spark.master",
                "local[" + partitions + "]",
                "spark.default.parallelism",
                number,
                "spark.sql.shuffle.partitions",
                number),
            "topsis",
            study.toString(),
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return out;
  }

  private static String indicators(ReferenceCase reference, String unit, String time) {
    JsonNode meta = reference.expected().get("meta");
    StringBuilder text = new StringBuilder("indicators = [\n");
    List<String> columns =
        reference.header().stream().filter(c -> !c.equals(unit) && !c.equals(time)).toList();
    for (int j = 0; j < columns.size(); j++) {
      boolean positive =
          meta.has("positive")
              ? meta.get("positive").get(j).asBoolean()
              : !columns.get(j).equals("b");
      text.append(
          String.format(
              Locale.ROOT,
              "{ column = \"%s\", direction = %s%s }%n",
              columns.get(j),
              positive ? "positive" : "negative",
              meta.has("dimension")
                  ? ", criterion = " + meta.get("dimension").get(j).asText()
                  : ""));
    }
    return text.append("]\n").toString();
  }

  private static JsonNode table(Path out, String name) {
    return CommandRun.json(out.resolve("tables/" + name + ".json"));
  }

  private static void assertClose(JsonNode actual, JsonNode expected, String where) {
    if (expected.isNull()) {
      assertThat(actual.isNull()).as(where).isTrue();
      return;
    }
    double value = expected.asDouble();
    assertThat(actual.isNumber()).as(where).isTrue();
    assertThat(Math.abs(actual.asDouble() - value))
        .as("%s: %s and %s", where, actual, expected)
        .isLessThanOrEqualTo(TOLERANCE * Math.abs(value));
  }

  /** Records of a result by unit and time. */
  private static Map<String, JsonNode> byKey(JsonNode records) {
    Map<String, JsonNode> byKey = new HashMap<>();
    for (JsonNode one : records) {
      String time = one.has("time") ? " " + one.get("time").asLong() : "";
      byKey.put(one.get("unit").asText() + time, one);
    }
    return byKey;
  }

  private static JsonNode find(Map<String, JsonNode> byKey, String key) {
    return Objects.requireNonNull(byKey.get(key), key);
  }

  private static String[] keys(ReferenceCase reference, String unit, String time) {
    String[] keys = reference.texts(unit);
    for (int i = 0; i < keys.length && !time.isEmpty(); i++) {
      keys[i] += " " + reference.texts(time)[i];
    }
    return keys;
  }

  private static void assertWeights(JsonNode weights, JsonNode expected) {
    assertThat(weights).hasSize(expected.get("weights").size());
    for (int j = 0; j < weights.size(); j++) {
      JsonNode weight = weights.get(j);
      assertClose(weight.get("entropy"), expected.get("entropy").get(j), "entropy " + j);
      assertClose(weight.get("weight"), expected.get("weights").get(j), "weight " + j);
    }
  }

  private static void assertScores(Path out, JsonNode expected, String[] keys) {
    Map<String, JsonNode> scores = byKey(table(out, "topsis-scores").get("scores"));
    Map<String, JsonNode> obstacles = byKey(table(out, "topsis-obstacles").get("rows"));
    JsonNode criteria = table(out, "topsis-obstacles").get("criteria");
    assertThat(scores).hasSize(keys.length);
    for (int i = 0; i < keys.length; i++) {
      JsonNode score = find(scores, keys[i]);
      assertClose(score.get("d_plus"), expected.get("D_plus").get(i), keys[i]);
      assertClose(score.get("d_minus"), expected.get("D_minus").get(i), keys[i]);
      assertClose(score.get("closeness"), expected.get("closeness").get(i), keys[i]);
      assertClose(score.get("index"), expected.get("weighted_sum_score").get(i), keys[i]);
      assertThat(score.get("rank").asInt()).isEqualTo(expected.get("rank").get(i).asInt());
      JsonNode degrees = find(obstacles, keys[i]);
      for (int j = 0; j < degrees.get("obstacle").size(); j++) {
        assertClose(
            degrees.get("obstacle").get(j), expected.get("obstacle_degree").get(i).get(j), keys[i]);
      }
      for (int k = 0; k < criteria.size(); k++) {
        JsonNode dimension = expected.get("dimensions").get(criteria.get(k).asText());
        JsonNode own = score.get("criteria").get(k);
        assertThat(own.get("criterion")).isEqualTo(criteria.get(k));
        assertClose(own.get("closeness"), dimension.get("closeness").get(i), keys[i]);
        assertClose(own.get("index"), dimension.get("weighted_sum").get(i), keys[i]);
        assertClose(degrees.get("criteria").get(k), dimension.get("obstacle").get(i), keys[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void citiesOverYearsOnSoManyPartitions(int partitions) {
    ReferenceCase reference = ReferenceCase.of("topsis-panel16x9x26");
    Path out = run("topsis-panel16x9x26", partitions, partitions, "city", "year", "");
    JsonNode pooled = reference.expected().get("pooled");
    String[] keys = keys(reference, "city", "year");
    assertWeights(table(out, "topsis-weights").get("weights"), pooled);
    assertScores(out, pooled, keys);
    Map<String, JsonNode> scores = byKey(table(out, "topsis-scores").get("scores"));
    Map<String, JsonNode> obstacles = byKey(table(out, "topsis-obstacles").get("rows"));
    for (int i = 0; i < keys.length; i++) {
      String[] key = keys[i].split(" ", -1);
      assertThat(find(scores, keys[i]).get("rank_within_year").asInt())
          .isEqualTo(reference.expected().at("/rank_within_year/" + key[1] + "/" + key[0]).asInt());
      JsonNode top = reference.expected().get("top5_obstacles_by_row").get(i);
      for (int k = 0; k < 5; k++) {
        assertThat(find(obstacles, keys[i]).get("top").get(k).get("indicator"))
            .isEqualTo(top.get(k));
      }
    }
    for (JsonNode year : table(out, "topsis-obstacles").get("means")) {
      JsonNode means =
          reference.expected().get("mean_obstacle_by_year").get(year.get("time").asText());
      for (int j = 0; j < means.size(); j++) {
        assertClose(year.get("obstacle").get(j), means.get(j), "mean obstacle");
      }
    }
  }

  @Test
  void theParquetHasTheRowsOfTheJsonSortedByKey() {
    Path out = run("topsis-panel16x9x26", 5, 3, "city", "year", "");
    JsonNode scores = table(out, "topsis-scores").get("scores");
    List<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(out.resolve("data/topsis-scores.parquet").toString())
            .collectAsList();
    assertThat(rows).hasSize(scores.size());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      JsonNode score = scores.get(i);
      assertThat(row.<String>getAs("unit")).isEqualTo(score.get("unit").asText());
      assertThat(row.<Long>getAs("time")).isEqualTo(score.get("time").asLong());
      assertThat(row.<Double>getAs("closeness")).isEqualTo(score.get("closeness").asDouble());
      assertThat(row.<Long>getAs("rank")).isEqualTo(score.get("rank").asLong());
      assertThat(row.<Long>getAs("rank_within_year"))
          .isEqualTo(score.get("rank_within_year").asLong());
      JsonNode second = score.get("criteria").get(1);
      assertThat(row.<Double>getAs("d_plus_D2")).isEqualTo(second.get("d_plus").asDouble());
      assertThat(row.<Long>getAs("rank_D2")).isEqualTo(second.get("rank").asLong());
    }
  }

  @Test
  void shiftedAndVectorNormalised() {
    ReferenceCase reference = ReferenceCase.of("topsis-panel16x9x26");
    String[] keys = keys(reference, "city", "year");
    for (String variant : List.of("shift_0_0001", "vector_normalised")) {
      String settings = variant.startsWith("s") ? "shift = 0.0001" : "normalisation = vector";
      Path out = run("topsis-panel16x9x26", 0, 2, "city", "year", settings);
      Map<String, JsonNode> scores = byKey(table(out, "topsis-scores").get("scores"));
      JsonNode closeness = reference.expected().get(variant).get("closeness");
      for (int i = 0; i < keys.length; i++) {
        assertClose(find(scores, keys[i]).get("closeness"), closeness.get(i), variant + keys[i]);
      }
    }
  }

  @Test
  void provinces() {
    ReferenceCase reference = ReferenceCase.of("topsis-swiss");
    Path out = run("topsis-swiss", 9, 3, "case", "", "");
    JsonNode expected = reference.expected().get("result");
    assertWeights(table(out, "topsis-weights").get("weights"), expected);
    assertScores(out, expected, keys(reference, "case", ""));
  }

  @Test
  void aConstantColumnTiesAndZeros() {
    ReferenceCase reference = ReferenceCase.of("topsis-pitfalls");
    Path out = run("topsis-pitfalls", 0, 2, "case", "", "");
    JsonNode expected = reference.expected().get("result");
    assertWeights(table(out, "topsis-weights").get("weights"), expected);
    assertScores(out, expected, keys(reference, "case", ""));
    assertThat(CommandRun.json(out.resolve("manifest.json")).get("warnings").toString())
        .contains("indicator `constant` is constant: its weight is 0");
  }
}
