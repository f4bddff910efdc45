package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thousands of cities that cross firms: solved by the driver, or where the panel is held. */
final class LargeEffectsTest {
  private static String study(String absorb) {
    return """
    panel { path = panel.csv, format = csv, unit = firm, time = year }
    regress {
      ssc = fixest
      tables.t = [
        { name = "one", formula = "y ~ x | firm + city + sector^year", vcov = { cluster = [firm] } }
        { name = "two", formula = "y ~ x | firm + city", weights = w, vcov = robust }
        { name = "three", formula = "y ~ x | firm + sector[t]" }
      ]
    """
        + absorb
        + "}";
  }

  @TempDir Path folder;

  @BeforeEach
  void writeThePanel() {
    Random random = new Random(11);
    StringBuilder text = new StringBuilder("firm,year,city,sector,t,x,w,y\n");
    for (int firm = 0; firm < 2_500; firm++) {
      for (int year = 2001; year < 2005; year++) {
        int city = random.nextInt(1_600);
        double x = random.nextGaussian() + city % 7;
        text.append(
            String.format(
                Locale.ROOT,
                "f%05d,%d,c%d,s%d,%d,%.6f,%.6f,%.6f%n",
                firm,
                year,
                city,
                firm % 11,
                year,
                x,
                0.5 + random.nextDouble(),
                x - city % 5 + firm % 3 + 0.1 * (firm % 11) * year + random.nextGaussian()));
      }
    }
    CommandRun.write(folder.resolve("panel.csv"), text.toString());
  }

  private CommandRun run(String absorb, int cores) {
    Path study = CommandRun.write(folder.resolve("study.conf"), study(absorb));
    return CommandRun.of(
        Map.of(
            "spark.master", "local[" + cores + "]",
            "spark.default.parallelism", String.valueOf(cores),
            "spark.sql.shuffle.partitions", String.valueOf(cores)),
        "study",
        study.toString(),
        "--out",
        folder.resolve("out").toString());
  }

  private JsonNode models(String absorb, int cores) {
    CommandRun run = run(absorb, cores);
    assertThat(run.code()).as(run.err()).isZero();
    return CommandRun.json(folder.resolve("out/tables/t.json")).get("models");
  }

  private static void assertSolver(JsonNode model, String solver) {
    JsonNode absorption = model.get("absorption");
    assertThat(absorption.get("solver").asText()).isEqualTo(solver);
    assertThat(absorption.get("residual").asDouble()).isBetween(1e-13, 1e-10);
    if (solver.equals("dense")) {
      assertThat(absorption.get("iterations").asInt()).isZero();
    } else {
      assertThat(absorption.get("iterations").asInt()).isBetween(1, 80);
      assertThat(absorption.get("unknowns").asInt()).isGreaterThan(1_500);
    }
  }

  @Test
  void beyondTheDriversCellsTheNumbersAreTheSame() {
    JsonNode driver = models("", 2);
    assertSolver(driver.get(0), "conjugate-gradients");
    assertSolver(driver.get(1), "conjugate-gradients");
    assertSolver(driver.get(2), "dense");
    for (int cores : new int[] {1, 3}) {
      JsonNode blocks = models("absorb { driver-cells = 500 }", cores);
      assertSolver(blocks.get(0), "distributed-conjugate-gradients");
      assertSolver(blocks.get(1), "distributed-conjugate-gradients");
      assertSolver(blocks.get(2), "dense");
      for (int m = 0; m < 3; m++) {
        JsonNode one = driver.get(m).get("coefficients").get(0);
        JsonNode other = blocks.get(m).get("coefficients").get(0);
        for (String number : new String[] {"estimate", "std_error", "statistic"}) {
          double expected = one.get(number).asDouble();
          assertThat(other.get(number).asDouble())
              .as("%s of model %d", number, m)
              .isCloseTo(expected, within(1e-9 * Math.abs(expected)));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "absorb { driver-cells = 0 }|2|regress.absorb.driver-cells|at least 1, got 0",
        "absorb { max-iterations = 0 }|2|regress.absorb.max-iterations|at least 1, got 0",
        "absorb { driver-cell = 9 }|2|regress.absorb.driver-cell|did you mean `driver-cells`",
        "absorb { max-iterations = 2 }|4|model t one|did not converge",
      })
  void whatCannotBeIsRefused(String absorb, int code, String where, String words) {
    CommandRun run = run(absorb, 2);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(where, words);
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
