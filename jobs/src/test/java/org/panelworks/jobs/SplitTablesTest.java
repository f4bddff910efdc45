package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose models are split by the values of a column. */
final class SplitTablesTest {
  private static final String PANEL =
      "panel { path = panel.csv, format = csv, unit = firm, time = year }\n";

  private static final String STUDY =
      PANEL
          + """
          regress {
            keep = [x]
            labels { size = "Firm size" }
            tables.split { split = size, models = [ "y ~ x | firm", "y ~ x + i(year) | firm" ] }
            tables.by-hand = [
              { formula = "y ~ x | firm", sample = "size = 2" }
              { formula = "y ~ x | firm", sample = "size = 9" }
              { formula = "y ~ x | firm", sample = "size = 10" }
            ]
            tables.sets {
              fsplit = size
              models = [
                { name = "A", formula = "c(y, w) ~ x", vcov = [iid, robust] }
                { formula = "y ~ x", split = none }
                { name = "B", formula = "y ~ x", sample = "year > 2002", split = year }
                "y ~ sw(x, w)"
              ]
              keep = []
            }
          }
          """;

  @TempDir static Path folder;

  @BeforeAll
  static void run() {
    StringBuilder rows = new StringBuilder("firm,year,size,y,x,w\n");
    List<String> sizes = List.of("10", "2", "9", "");
    for (int r = 0; r < 96; r++) {
      rows.append(r / 4).append(',').append(2001 + r % 4).append(',').append(sizes.get(r / 4 % 4));
      rows.append(',').append(r * 37 % 11).append(',').append(r * 53 % 13);
      rows.append(',').append(r * 29 % 7).append('\n');
    }
    CommandRun.write(folder.resolve("panel.csv"), rows.toString());
    CommandRun run = study(STUDY);
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static CommandRun study(String text) {
    Path file = CommandRun.write(folder.resolve("study.conf"), text);
    return CommandRun.of("study", file.toString(), "--out", folder.resolve("out").toString());
  }

  private static JsonNode models(String table) {
    return CommandRun.json(folder.resolve("out/tables/" + table + ".json")).get("models");
  }

  private static List<String> texts(String table, String key) {
    List<String> texts = new ArrayList<>();
    models(table).forEach(model -> texts.add(model.at(key).asText()));
    return texts;
  }

  @Test
  void aSplitModelIsTheModelWithTheConditionOnRows() {
    for (int value = 0; value < 3; value++) {
      ObjectNode split = models("split").get(value).deepCopy();
      ObjectNode byHand = models("by-hand").get(value).deepCopy();
      assertThat(split.get("split").get("var").asText()).isEqualTo("size");
      split.remove(List.of("split", "name"));
      byHand.remove(List.of("split", "name"));
      byHand.putNull("sample");
      assertThat(split).isEqualTo(byHand);
    }
  }

  @Test
  void valuesStandInTheOrderOfNumbersUnderTheirColumn() throws IOException {
    assertThat(texts("split", "/name")).containsExactly("(1)", "(2)", "(3)", "(4)", "(5)", "(6)");
    assertThat(texts("split", "/split/value")).containsExactly("2", "9", "10", "2", "9", "10");
    assertThat(Files.readAllLines(folder.resolve("out/tables/split.csv")).get(0))
        .endsWith("Sample (Firm size),2,9,10,2,9,10");
  }

  @Test
  void theFullSampleStandsFirstAndHasNoValue() throws IOException {
    assertThat(models("sets").get(0).at("/split/var").asText()).isEqualTo("size");
    assertThat(models("sets").get(0).at("/split/value").isNull()).isTrue();
    assertThat(models("sets").get(0).get("nobs").asInt()).isEqualTo(96);
    assertThat(models("sets").get(4).get("nobs").asInt()).isEqualTo(24);
    assertThat(models("by-hand").get(0).get("split").isNull()).isTrue();
    assertThat(Files.readString(folder.resolve("out/tables/sets.csv")))
        .contains("Sample (Firm size),Full sample,Full sample,Full sample,Full sample,2,")
        .contains("Sample (year),")
        .contains(",2003,2004,");
  }

  @Test
  void aSetStandsTogetherValueByValueWithItsCovariances() {
    assertThat(texts("sets", "/name"))
        .containsExactly(
            "A.1", "A.1", "A.2", "A.2", "A.3", "A.3", "A.4", "A.4", "A.5", "A.5", "A.6", "A.6",
            "A.7", "A.7", "A.8", "A.8", "(9)", "B.1", "B.2", "(12)", "(13)", "(14)", "(15)", "(16)",
            "(17)", "(18)", "(19)");
    assertThat(texts("sets", "/depvar").subList(4, 8)).containsExactly("y", "y", "w", "w");
    assertThat(texts("sets", "/vcov/type").subList(4, 8))
        .containsExactly("iid", "robust", "iid", "robust");
    assertThat(texts("sets", "/formula").subList(19, 23))
        .containsExactly("y ~ x", "y ~ w", "y ~ x", "y ~ w");
  }

  @Test
  void splitAndFsplitTogetherAreRefused() {
    CommandRun run =
        study(PANEL + "regress { split = size, fsplit = year, tables.t = [ \"y ~ x\" ] }");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.message()).contains("regress.fsplit: must not stand beside split");
  }

  @Test
  void aColumnThatIsNotThereIsRefusedWithTheTableThatSplitsByIt() {
    CommandRun run = study(PANEL + "regress { tables.t { split = seize, models = [\"y ~ x\"] } }");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.message()).contains("seize").contains("regress.tables.t (1)").contains("size");
  }

  @Test
  void aSubsampleWithoutRowsIsNamed() {
    CommandRun run =
        study(PANEL + "regress { tables.t = [ { formula = \"y ~ x | firm\", split = year } ] }");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.lastLine()).contains("model t (1), year = 2001: no rows left");
  }
}
