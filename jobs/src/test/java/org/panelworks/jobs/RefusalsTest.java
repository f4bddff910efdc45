package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input as a user meets it: the exit code, what the last line says, and that neither an earlier
 * result nor anything beside it was touched.
 */
final class RefusalsTest {
  private static final String DATA =
      """
      firm,year,y,x,z,w,city
      000001,2001,1.0,2.0,5,1,bj
      000001,2002,2.5,3.0,5,1,bj
      000001,2003,2.0,4.5,5,1,sh
      000002,2001,4.0,1.0,6,2,sh
      000002,2002,3.5,2.5,6,2,sh
      000002,2003,6.0,2.0,6,2,sh
      000003,2001,1.5,0.5,7,1,gz
      000003,2002,2.5,1.5,7,1,gz
      000003,2003,0.5,3.5,7,1,gz
      """;

  private static final String PANEL =
      "panel { path = panel.csv, format = csv, unit = firm, time = year }\n";
  private static final String MODEL = "regress { tables.t = [ \"y ~ x | firm\" ] }\n";

  @TempDir static Path earlier;
  @TempDir Path folder;

  private Path out() {
    return folder.resolve("out");
  }

  @BeforeAll
  static void makeAnEarlierResult() {
    CommandRun.write(earlier.resolve("panel.csv"), DATA);
    Path study = CommandRun.write(earlier.resolve("study.conf"), PANEL + MODEL);
    CommandRun run =
        CommandRun.of("study", study.toString(), "--out", earlier.resolve("out").toString());
    assertThat(run.code()).as(run.err()).isZero();
  }

  @BeforeEach
  void layOutDataAndTheEarlierResult() throws IOException {
    CommandRun.write(folder.resolve("panel.csv"), DATA);
    Path result = earlier.resolve("out");
    try (Stream<Path> all = Files.walk(result)) {
      for (Path file : all.toList()) {
        Files.copy(file, out().resolve(result.relativize(file).toString()));
      }
    }
  }

  private CommandRun run(String study) {
    Path file = CommandRun.write(folder.resolve("study.conf"), study);
    return CommandRun.of("study", file.toString(), "--out", out().toString());
  }

  /** Every file below the folder, hidden ones too. */
  private Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(path -> !path.endsWith("study.conf")).toList()) {
        files.put(
            folder.relativize(file).toString(),
            Files.isDirectory(file) ? "" : Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private CommandRun refused(int code, String study, String... words) {
    Map<String, String> before = files();
    CommandRun run = run(study);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.lastLine()).startsWith("panelworks: ").endsWith("run again");
    assertThat(run.message()).contains(words).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(files()).isEqualTo(before);
    return run;
  }

  private void data(String text) {
    CommandRun.write(folder.resolve("panel.csv"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|hc4|must be iid, robust, hc2, hc3, { cluster",
        "2|{ clusters = [firm] }|clusters",
        "2|{ cluster = [firm], cluster-jackknife = firm }|one of them",
        "2|{ driscoll-kraay = { lags = -2 } }|lags must be 0 or more, got -2",
        "2|{ driscoll-kraay = { lag = 2 } }|did you mean `lags`",
        "2|hc2|hc2 is available without fixed effects only",
        "4|{ newey-west = { lags = 3 } }|3 lags need more than 3 periods, there are 3",
        "4|{ cluster-jackknife = city }|firm is not"
      })
  void covariancesThatCannotBe(int code, String vcov, String words) {
    refused(
        code, PANEL + "regress { vcov = " + vcov + ", tables.t = [ \"y ~ x | firm\" ] }", words);
  }

  @Test
  void aStepwiseSetThatIsNoTerm() {
    refused(
        2,
        PANEL + "regress { tables.t = [ \"y ~ x:sw(z, w) | firm\" ] }",
        "regress.tables.t",
        "a stepwise set stands once in a part of a formula, as a term of its own");
  }

  @Test
  void aWaldTestOfAnotherTerm() {
    refused(
        2,
        PANEL + "regress { wald { terms = [xx] }, tables.t = [ \"y ~ x | firm\" ] }",
        "a Wald test names xx, which is no term (did you mean `x`?)");
  }

  @Test
  void allColumnsThatAreNotThereAreNamedAtOnce() {
    CommandRun run =
        refused(
            3,
            PANEL
                + """
                regress {
                  vcov = { cluster = [ciyt] }
                  tables.t = [ { formula = "y ~ xx | frim", sample = "zz > 1", weights = ww } ]
                }
                """,
            "no column `xx`",
            "no column `frim` in the panel (did you mean `firm`?)",
            "no column `ciyt` in the panel (did you mean `city`?)",
            "no column `zz`",
            "no column `ww`");
    assertThat(run.lastLine()).contains("5 things are wrong");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "attrition|is the name of another result",
        "VIF|is the name of another result",
        "\"a b\"|a table's name consists of",
        "\"a/../../b\"|a table's name consists of",
        "T|is the name of another table"
      })
  void aTablesNameMustSuitItsFiles(String name, String rule) {
    refused(
        2,
        PANEL + "regress { tables { t = [ \"y ~ x | firm\" ], " + name + " = [ \"y ~ x\" ] } }",
        "regress.tables." + name.replace("\"", ""),
        rule);
  }

  @Test
  void anInputThatIsNotThere() {
    refused(3, PANEL.replace("panel.csv", "panle.csv") + MODEL, "panel.path", "`panle.csv`");
  }

  @Test
  void anInputWithoutFilesRowsOrHeader() throws IOException {
    Files.createDirectory(folder.resolve("nothing"));
    refused(3, PANEL.replace("panel.csv", "nothing") + MODEL, "`nothing` holds no csv file");
    data("firm,year,y,x\n");
    refused(3, PANEL + MODEL, "no rows in the panel `panel.csv`");
    data("");
    refused(3, PANEL + MODEL, "`panel.csv` is empty");
  }

  @Test
  void anInputOfAnotherFormat() {
    refused(
        3, PANEL.replace("format = csv", "format = parquet") + MODEL, "cannot read `panel.csv`");
    refused(
        2,
        PANEL.replace("format = csv", "format = parqet") + MODEL,
        "panel.format",
        "`parqet`",
        "did you mean `parquet`?");
  }

  @Test
  void aTextColumnAsANumber() {
    refused(3, PANEL + MODEL.replace("~ x", "~ city"), "t (1)", "`city`", "numeric", "text");
    refused(3, PANEL + "describe { variables = [x, city] }", "describe.variables", "`city`");
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithTheNearest() {
    refused(3, PANEL + MODEL.replace("~ x", "~ xx"), "t (1)", "`xx`", "did you mean `x`?");
    refused(3, PANEL + MODEL.replace("| firm", "| frim"), "`frim`", "did you mean `firm`?");
    refused(
        3,
        PANEL + MODEL.replace("{ tab", "{ vcov = { cluster = [ciity] }, tab"),
        "`ciity`",
        "did you mean `city`?");
    refused(
        3,
        PANEL + MODEL + "sample { drop = [ { name = a, where = \"yaer > 1\" } ] }",
        "sample.drop `a`",
        "did you mean `year`?");
  }

  @Test
  void keysThatRepeat() {
    data(DATA.replace("000002,2002", "000002,2001").replace("000003,2003", "000003,2002"));
    refused(3, PANEL + MODEL, "unique", "2 keys", "4 rows", "(000002, 2001)", "(000003, 2002)");
  }

  @Test
  void keysThatAreMissing() {
    data(DATA.replace("000002,2002", ",2002").replace("000003,2003", "000003,"));
    refused(3, PANEL + MODEL, "1 row has a missing unit `firm`", "missing time `year`");
  }

  @Test
  void infiniteValuesAreCountedByColumn() {
    data(DATA.replace("2002,3.5", "2002,Infinity").replace("2003,0.5", "2003,-Infinity"));
    refused(3, PANEL + MODEL, "finite", "`y` (2)");
  }

  @Test
  void aSampleWithoutRowsNamesTheStepThatEmptiedIt() {
    refused(
        3,
        PANEL
            + MODEL
            + """
            sample { drop = [
              { name = "late", where = "year > 2005" }
              { name = "all of them", where = "x > 0" }
              { name = "none", where = "x < 0" }
            ] }
            """,
        "no rows left",
        "`all of them`",
        "9");
    refused(
        3,
        PANEL + "regress { tables.t = [ { formula = \"y ~ x\", sample = \"x > 100\" } ] }",
        "model t (1)",
        "no rows left",
        "`x > 100`");
    refused(
        3, PANEL + MODEL.replace("~ x", "~ l(x, 5)"), "model t (1)", "no rows left", "l(x, 5) 9");
  }

  @Test
  void aRegressorConstantWithinFirmsIsRefusedAlone() {
    refused(4, PANEL + MODEL.replace("~ x", "~ z"), "model t (1)", "z is absorbed", "firm");
  }

  @Test
  void aRegressorConstantWithinFirmsIsLeftOutBesideOthers() {
    CommandRun run = run(PANEL + MODEL.replace("~ x", "~ x + z"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("z was left out", "absorbed by the fixed effects firm");
    JsonNode model = CommandRun.json(out().resolve("tables/t.json")).get("models").get(0);
    assertThat(model.get("dropped").get("collinear")).hasToString("[\"z\"]");
    assertThat(model.get("coefficients")).hasSize(1);
    JsonNode warnings = CommandRun.json(out().resolve("manifest.json")).get("warnings");
    assertThat(warnings.get(0).asText()).contains("z was left out");
  }

  @Test
  void modelsThatNoDataCanIdentify() {
    refused(
        4,
        PANEL
            + "regress { vcov = { cluster = [w] }\n"
            + "tables.t = [ { formula = \"y ~ x\", sample = \"w = 1\" } ] }",
        "w has one cluster");
    refused(4, PANEL + MODEL.replace("y ~ x", "z ~ x"), "explain the response z in full");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reflect('java.lang.System', 'exit', 3)",
        "java_method('java.lang.Runtime', 'getRuntime')",
        "(select max(x) from csv.`/etc/passwd`)",
        "x in (select 1)",
        "explode(array(1, 2))",
        "rand()",
        "input_file_name()",
        "current_user()",
        "sum(x)",
        "row_number() over (order by x)",
        "x; drop table t",
        "${x}"
      })
  void hostileExpressionsAreRefusedWhereverTheyStand(String expression) {
    String quoted = "\"\"\"" + expression + "\"\"\"";
    refused(
        2,
        PANEL
            + "derive { bad = "
            + quoted
            + " }\nsample { drop = [ { name = d, where = "
            + quoted
            + " } ] }\nregress { tables.t = [ { formula = \"y ~ x\", sample = "
            + quoted
            + " } ] }",
        "study.conf:2: derive.bad",
        "study.conf:3: sample.drop[0].where",
        "study.conf:4: regress.tables.t[0].sample");
  }

  @Test
  void nestingBeyondReasonIsRefused() {
    String deep = "(".repeat(3000) + "x" + ")".repeat(3000);
    refused(2, PANEL + MODEL + "derive { a = \"" + deep + "\" }", "derive.a", "3000", "60");
    refused(2, PANEL + MODEL.replace("~ x", "~ I(" + deep + ")"), "nested", "50");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y ~ x +              | character 8   | a term is expected",
        "y ~ x + + z          | character 9   | found \"+\"",
        "y ~ x + (z           | character 1   | expected",
        "y ~ l(x 1)           | character 9   | expected to close l(",
        "y x                  | character 3   | expected",
        "~ x                  | character 1   | expected"
      })
  void aFormulaIsRefusedWithThePlace(String formula, String place, String words) {
    refused(2, PANEL + MODEL.replace("y ~ x | firm", formula), "study.conf:2", place, words);
  }

  @Test
  void aLagNeedsATime() {
    refused(
        2,
        PANEL.replace(", time = year", "") + MODEL.replace("~ x", "~ l(x, 1)"),
        "study.conf:2",
        "panel.time",
        "l(x, 1)");
  }

  @Test
  void everythingWrongWithTheSettingsComesAtOnce() {
    CommandRun run =
        refused(
            2,
            """
            panel { path = panel.csv, formt = csv, unit = firm, time = year }
            derive { a = "rand()" }
            sample { dorp = [] }
            winsorize { columns = [x], lower = 0.5, upper = 0.1 }
            describe { variables = [x], vif = perhaps }
            regress {
              scc = fixest
              tables.t = [ { formla = "y ~ x" }, { formula = "y ~ x", vcov = clustr } ]
            }
            regres {}
            """,
            "study.conf:1: panel.formt: unknown key (did you mean `format`?)",
            "study.conf:2: derive.a: function `rand`",
            "study.conf:3: sample.dorp: unknown key (did you mean `drop`?)",
            "study.conf:4: winsorize",
            "study.conf:5: describe.vif",
            "study.conf:7: regress.scc: unknown key (did you mean `ssc`?)",
            "study.conf:8: regress.tables.t[0].formla: unknown key (did you mean `formula`?)",
            "study.conf:8: regress.tables.t[1].vcov",
            "study.conf:10: regres: unknown key (did you mean `regress`?)");
    assertThat(run.lastLine()).contains("things are wrong, see above");
  }

  @Test
  void anOutputThatIsOrHoldsTheInput() {
    refused(
        2,
        "panel { path = out/tables/t.csv, format = csv }\ndescribe { variables = [x] }",
        "own input",
        "--out");
    Path file = CommandRun.write(folder.resolve("study.conf"), PANEL + MODEL);
    Map<String, String> before = files();
    for (String out : List.of("panel.csv", "panel.csv/out", ".")) {
      CommandRun run =
          CommandRun.of("study", file.toString(), "--out", folder.resolve(out).toString());
      assertThat(run.code()).as(out).isEqualTo(2);
      assertThat(run.lastLine()).startsWith("panelworks: ").contains("--out");
    }
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void anOutputThatCannotBeWritten() throws IOException {
    Path file = CommandRun.write(folder.resolve("study.conf"), PANEL + MODEL);
    CommandRun.write(folder.resolve("note.txt"), "mine");
    Files.createDirectory(folder.resolve("others"));
    CommandRun.write(folder.resolve("others/thesis.txt"), "mine");
    Map<String, String> before = files();
    for (String out : List.of("note.txt", "note.txt/out", "others")) {
      CommandRun run =
          CommandRun.of("study", file.toString(), "--out", folder.resolve(out).toString());
      assertThat(run.code()).as(out + run.err()).isEqualTo(2);
      assertThat(run.lastLine()).startsWith("panelworks: ").contains(out.replace("/out", ""));
    }
    assertThat(files()).isEqualTo(before);
  }
}
