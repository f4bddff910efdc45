package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.reference.JsonAgreement;
import org.panelworks.reference.ReferenceCase;

/** The segment job as a user runs it, against the reference cases, and what it refuses. */
final class SegmentStudyTest {
  private static final String PANEL = "panel { path = data.csv, format = csv }\n";

  @TempDir Path folder;

  @Test
  void irisAgrees() {
    agrees("kmeans-iris", "none");
  }

  @Test
  void swissOnTheScaleOfStandardDeviationsAgrees() {
    agrees("kmeans-swiss-z", "z");
  }

  /** Runs every k of a case from its given starts. */
  private void agrees(String name, String scale) {
    ReferenceCase plain = ReferenceCase.of(name);
    double[] numbers = IntStream.rangeClosed(1, plain.rows()).asDoubleStream().toArray();
    ReferenceCase reference = plain.with("row", numbers);
    JsonNode expected = reference.expected().get("results");
    String starts =
        expected.properties().stream()
            .map(entry -> start(plain, entry.getValue().get("initial_center_rows_1based")))
            .collect(Collectors.joining(",\n"));
    String study =
        PANEL
            + "segment { id = row, scale = "
            + scale
            + ", attributes = [\""
            + String.join("\", \"", plain.header())
            + "\"], starts = [ "
            + starts
            + " ] }";
    Path tables = new SmallStudy(folder).tables(reference.csv(2), study);
    JsonNode found = SmallStudy.table(tables, "segment");
    for (String best : List.of("best_k_by_silhouette_euclid", "best_k_by_silhouette_squared")) {
      assertThat(found.get(best).asInt()).isEqualTo(reference.expected().get(best).asInt());
    }
    assertThat(found.get("fits").size()).isEqualTo(expected.size());
    int at = 0;
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      compare(found.get("fits").get(at), entry.getValue(), name + "." + entry.getKey());
      at++;
    }
  }

  private static void compare(JsonNode fit, JsonNode expected, String place) {
    ObjectNode wanted = expected.deepCopy();
    wanted.remove(List.of("initial_center_rows_1based", "hartigan_wong_from_same_start"));
    JsonNode cluster = wanted.remove("cluster");
    JsonNode iterations = wanted.remove("iterations_including_last_check");
    assertThat(fit.get("iterations").asInt()).as(place).isEqualTo(iterations.asInt());
    for (JsonNode analysis : wanted.get("anova_on_original_units")) {
      ((ObjectNode) analysis).remove("log_p");
    }
    JsonAgreement.assertAgree(fit, wanted, 1e-9, place);
    for (int i = 0; i < cluster.size(); i++) {
      int row = fit.get("ids").get(i).asInt();
      assertThat(fit.get("cluster").get(i).asInt())
          .as(place + " row " + row)
          .isEqualTo(cluster.get(row - 1).asInt());
    }
  }

  private static String start(ReferenceCase reference, JsonNode rows) {
    List<String> centres = new ArrayList<>();
    for (JsonNode row : rows) {
      List<String> values = new ArrayList<>();
      for (String column : reference.header()) {
        values.add(reference.texts(column)[row.asInt() - 1]);
      }
      centres.add("{ values = [" + String.join(", ", values) + "] }");
    }
    return "{ centres = [ " + String.join(", ", centres) + " ] }";
  }

  @Test
  void theSmartHomeStudyFindsItsFourGroupsAndDropsWhatIsApartFromThem() {
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            "segment",
            Path.of("..", "conf", "smart-home.conf").toString(),
            "--set",
            "segment.restarts=3",
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode found = SmallStudy.table(out.resolve("tables"), "segment");
    assertThat(found.get("rows").asInt()).isEqualTo(431);
    assertThat(found.get("attributes")).hasSize(11);
    assertThat(found.get("seed").asLong()).isEqualTo(431);
    JsonNode refit = found.get("refit");
    assertThat(refit.get("dropped").toString()).isEqualTo("[\"household\",\"gender\"]");
    assertThat(refit.get("k").asInt()).isEqualTo(4);
    List<Long> shares = new ArrayList<>();
    refit.get("fits").get(2).get("shares").forEach(s -> shares.add(Math.round(100 * s.asDouble())));
    assertThat(shares).containsExactly(59L, 23L, 10L, 8L);
    assertThat(out.resolve("figures/segment-refit-silhouette-squared.svg")).exists();
    assertThat(CommandRun.json(out.resolve("manifest.json")).get("warnings").toString())
        .contains("describe the segments and test nothing");
  }

  private static String blobs() {
    StringBuilder csv = new StringBuilder("id,x,y,kind\n");
    for (int i = 0; i < 60; i++) {
      double x = (i % 3) * 10 + Math.sin(i);
      double y = (i % 3) * 5 + Math.cos(3 * i);
      csv.append(
          String.format(Locale.ROOT, "r%02d,%.4f,%.4f,%s%n", i, x, y, i % 2 == 0 ? "a" : "b"));
    }
    return csv.toString();
  }

  @Test
  void theSameSeedGivesTheSameSegmentsForOneThreeAndEightPartitions() {
    CommandRun.write(folder.resolve("data.csv"), blobs());
    Path study =
        CommandRun.write(
            folder.resolve("study.conf"),
            PANEL
                + "segment { id = id, attributes = [x, y], k { from = 2, to = 4 }, restarts = 2 }");
    List<JsonNode> found = new ArrayList<>();
    for (int partitions : new int[] {1, 3, 8}) {
      Path out = folder.resolve("out" + partitions);
      Map<String, String> spark =
          Map.of(
              "spark.sql.files.maxPartitionBytes",
                  String.valueOf(blobs().length() / partitions + 1),
              "spark.sql.files.openCostInBytes", "1",
              "spark.default.parallelism", String.valueOf(partitions));
      CommandRun run = CommandRun.of(spark, "segment", study.toString(), "--out", out.toString());
      assertThat(run.code()).as(run.err()).isZero();
      found.add(SmallStudy.table(out.resolve("tables"), "segment"));
    }
    assertThat(found.get(0).get("k").asInt()).isEqualTo(3);
    JsonAgreement.assertAgree(found.get(1), found.get(0), 1e-10, "3 partitions");
    JsonAgreement.assertAgree(found.get(2), found.get(0), 1e-10, "8 partitions");
  }

  @Test
  void categoriesBecomeOrdinalsOrIndicatorsAndIncompleteRowsAreCounted() {
    Path out =
        new SmallStudy(folder)
            .succeeded(
                "x,size\n1,s\n2,s\n9,l\n8,l\n5,\n5,m\n",
                PANEL
                    + "segment { attributes = [x], scale = none, k = 2, restarts = 1, encode = ["
                    + " { column = size, levels = [s, m, l], as = one-hot } ] }");
    JsonNode found = SmallStudy.table(out.resolve("tables"), "segment");
    assertThat(found.get("attributes").toString())
        .isEqualTo("[\"x\",\"size=s\",\"size=m\",\"size=l\"]");
    assertThat(found.get("rows").asInt()).isEqualTo(5);
    assertThat(found.get("incomplete_rows").asInt()).isEqualTo(1);
    JsonNode profile = found.get("fits").get(0).get("profiles").get(1);
    assertThat(profile.get(0).asDouble()).isIn(1.5, 8.5);
  }

  @Test
  void duplicateRespondentsUnknownLevelsAndTooManySegmentsAreRefused() {
    SmallStudy study = new SmallStudy(folder);
    study.assertRefused(
        "id,x\na,1\na,2\nb,3\n",
        PANEL + "segment { id = id, attributes = [x], k = 2 }",
        3,
        "must name each row once",
        "`a` twice");
    study.assertRefused(
        "x,size\n1,s\n2,xl\n3,s\n",
        PANEL + "segment { attributes = [x], k = 2, encode = { column = size, levels = [s, m] } }",
        3,
        "one of its levels [s, m], got `xl`");
    study.assertRefused(
        "x\n1\n1\n2\n2\n",
        PANEL + "segment { attributes = [x], k = 2 }",
        4,
        "k = 2 clusters need more distinct rows, got 2 of 4");
    study.assertRefused(
        "x,y\n1,5\n2,5\n3,5\n",
        PANEL + "segment { attributes = [x, y], k = 2 }",
        4,
        "y does not vary");
    study.assertRefused(
        "x\n1\n",
        PANEL + "segment { attributes = [x], k = 1, restarts = 0 }",
        2,
        "k must lie in 2 to 1000, got [1]");
  }
}
