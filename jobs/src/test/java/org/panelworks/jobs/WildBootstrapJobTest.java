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

/** The wild cluster bootstrap from a study to its table. */
final class WildBootstrapJobTest {
  private static final String PANEL =
      "panel { path = panel.csv, format = csv, unit = firm, time = year }\n";

  @TempDir static Path folder;

  private static CommandRun run(String name, String regress) {
    Path study = CommandRun.write(folder.resolve(name + ".conf"), PANEL + regress);
    return CommandRun.of("study", study.toString(), "--out", folder.resolve(name).toString());
  }

  private static JsonNode model(String table, int index) {
    return CommandRun.json(folder.resolve("out/tables/" + table + ".json"))
        .get("models")
        .get(index);
  }

  @BeforeAll
  static void estimate() {
    StringBuilder rows = new StringBuilder("firm,year,region,y,x\n");
    for (int r = 0; r < 40; r++) {
      rows.append(r / 4).append(',').append(2001 + r % 4).append(',').append(r / 4 % 3).append(',');
      rows.append(r * 37 % 11).append(',').append(r * 53 % 13).append('\n');
    }
    CommandRun.write(folder.resolve("panel.csv"), rows.toString());
    CommandRun run =
        run(
            "out",
            """
            regress {
              vcov = { cluster = firm }
              tables.plain = [ "y ~ x | firm + year" ]
              tables.wild {
                wild-bootstrap = [ { terms = [x] } ]
                models = [
                  "y ~ x | firm + year"
                  { formula = "y ~ x | firm + year", vcov = robust,
                    wild-bootstrap = { terms = x, cluster = region, weights = webb, replications = 99,
                                       seed = 5, impose-null = false, tail = equal-tail } }
                ]
              }
            }
            """);
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void theTestStandsInItsModel() {
    JsonNode model = model("wild", 0);
    JsonNode test = model.get("wild_bootstrap").get(0);
    double t = model.get("coefficients").get(0).get("statistic").asDouble();
    assertThat(test.get("statistic").asDouble()).isCloseTo(t, within(1e-10));
    assertThat(test.get("term").asText()).isEqualTo("x");
    assertThat(test.get("cluster").asText()).isEqualTo("firm");
    assertThat(test.get("n_clusters").asInt()).isEqualTo(10);
    assertThat(test.get("weights").asText()).isEqualTo("rademacher");
    assertThat(test.get("impose_null").asBoolean()).isTrue();
    assertThat(test.get("enumerated").asBoolean()).isTrue();
    assertThat(test.get("replications").asInt()).isEqualTo(1024);
    assertThat(test.get("undefined").asInt()).isZero();
    assertThat(test.get("p_value").asDouble() * 1024).isCloseTo(pairs(test), within(1e-9));
    assertThat(model("plain", 0).has("wild_bootstrap")).isFalse();
  }

  /** Draws come in pairs v and −v, so that the share is an even number of draws. */
  private static double pairs(JsonNode test) {
    return 2 * Math.rint(test.get("p_value").asDouble() * 512);
  }

  @Test
  void aModelsOwnChoicesHold() throws IOException {
    JsonNode test = model("wild", 1).get("wild_bootstrap").get(0);
    assertThat(test.get("cluster").asText()).isEqualTo("region");
    assertThat(test.get("n_clusters").asInt()).isEqualTo(3);
    assertThat(test.get("weights").asText()).isEqualTo("webb");
    assertThat(test.get("impose_null").asBoolean()).isFalse();
    assertThat(test.get("tail").asText()).isEqualTo("equal-tail");
    assertThat(test.get("replications").asInt()).isEqualTo(99);
    assertThat(test.get("enumerated").asBoolean()).isFalse();
    assertThat(test.get("seed").asLong()).isEqualTo(5);
    assertThat(Files.readString(folder.resolve("out/tables/wild.md")))
        .contains(
            "all 1,024 Rademacher draws over 10 clusters by firm, null imposed) in column (1)")
        .contains("99 Webb draws over 3 clusters by region, null not imposed) in column (2)");
  }

  @Test
  void whatCannotBeBootstrappedIsRefused() {
    refused("{ terms = [xx] }", "cluster = firm", "names xx, which is no term (did you mean `x`?)");
    refused("{ terms = [x] }", "cluster = [firm, year]", "must name its cluster");
    refused(
        "{ terms = [x], replications = 0 }", "cluster = firm", "replications must lie between 1");
    refused("{ terms = [x], weights = normal }", "cluster = firm", "rademacher");
    refused("{ terms = [x], cluster = \"a^\" }", "cluster = firm", "columns joined by ^");
    refused("{ terms = [x], draws = 9 }", "cluster = firm", "draws");
    refused("{ replications = 9 }", "cluster = firm", "terms");
  }

  private static void refused(String bootstrap, String cluster, String words) {
    CommandRun run =
        run(
            "refused",
            "regress { vcov = { "
                + cluster
                + " }, wild-bootstrap = "
                + bootstrap
                + ", tables.t = [ \"y ~ x | firm\" ] }");
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(words);
    assertThat(folder.resolve("refused")).doesNotExist();
  }
}
