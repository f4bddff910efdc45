package org.panelworks.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.SettingsException;

final class SettingsReaderTest {
  private enum Scaling {
    MIN_MAX,
    Z_SCORE
  }

  private record Level(double value) {
    Level {
      if (!(value > 0 && value < 1)) {
        throw new SettingsException("confidence-level must lie in (0, 1), got " + value);
      }
    }
  }

  @TempDir Path folder;

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private SettingsReader read(String text) {
    return read(text, Map.of());
  }

  private SettingsReader read(String text, Map<String, String> overrides) {
    return SettingsReader.of(write("study.conf", text), overrides);
  }

  private static String refusal(SettingsReader reader) {
    try {
      reader.finish();
    } catch (SettingsException e) {
      return String.valueOf(e.getMessage());
    }
    return "";
  }

  @Test
  void everyKindOfValueIsRead() {
    SettingsReader reader =
        read(
            """
            a = text here
            n = 3, x = 2.5e-3, yes = on
            scale = min-max
            one = roe
            codes = [000001, "600000", true]
            cuts = [0.01, 1]
            nothing = null
            """);
    assertThat(reader.text("a")).isEqualTo("text here");
    assertThat(reader.integer("n")).isEqualTo(3);
    assertThat(reader.number("x")).isEqualTo(0.0025);
    assertThat(reader.flag("yes", false)).isTrue();
    assertThat(reader.choice("scale", Scaling.class)).isEqualTo(Scaling.MIN_MAX);
    assertThat(reader.texts("one")).containsExactly("roe");
    assertThat(reader.texts("codes")).containsExactly("000001", "600000", "true");
    assertThat(reader.numbers("cuts")).containsExactly(0.01, 1.0);
    assertThat(reader.kind("nothing")).isEqualTo(Kind.ABSENT);
    assertThat(reader.optionalText("nothing")).isEmpty();
    assertThat(reader.text("absent", "fallback")).isEqualTo("fallback");
    reader.finish();
  }

  @Test
  void allProblemsComeInOneMessageInTheFilesOrder() {
    SettingsReader reader =
        read(
            """
            study = s
            winsorize {
              lower = low
              upper = 3.7
              mdoe = clip
              scale = minmax
            }
            """);
    reader.text("study");
    SettingsReader winsorize = reader.section("winsorize");
    winsorize.optionalText("mode");
    winsorize.texts("columns");
    winsorize.number("lower");
    winsorize.integer("upper", 1);
    winsorize.choice("scale", Scaling.class);
    String file = folder.resolve("study.conf").toString();
    assertThat(refusal(reader).split("\n"))
        .containsExactly(
            file + ":3: winsorize.lower: must be a finite number, got low",
            file + ":4: winsorize.upper: must be a whole number, got 3.7",
            file + ":5: winsorize.mdoe: unknown key (did you mean `mode`?)",
            file
                + ":6: winsorize.scale: must be one of min-max, z-score, got minmax"
                + " (did you mean `min-max`?)",
            file + ":2: winsorize.columns: is required and missing");
  }

  @Test
  void anUnknownKeyWithoutANearOneListsTheKnown() {
    SettingsReader reader = read("panel { path = p, zzzzzz = 1 }");
    reader.section("panel").text("path");
    assertThat(refusal(reader)).contains("study.conf:1: panel.zzzzzz: unknown key; known here");
  }

  @Test
  void keysOfListElementsAreCheckedToo() {
    SettingsReader reader =
        read(
            """
            tables.baseline = [
              { name = a, formula = "y ~ x" }
              { name = b, forumla = "y ~ x" }
            ]
            """);
    for (SettingsReader model : reader.section("tables").sections("baseline")) {
      model.text("name");
      model.text("formula");
    }
    assertThat(refusal(reader))
        .contains("study.conf:3: tables.baseline[1].forumla: unknown key (did you mean `formula`?)")
        .contains("study.conf:3: tables.baseline[1].formula: is required and missing");
  }

  @Test
  void namesKeepTheFilesOrder() {
    SettingsReader reader =
        read(
            """
            include "shared"
            derive { zeta = "a", alpha = "b" , "quoted.name" = "c" # beta = "not this"
              资产 = "d"
              note = \"\"\"
                gamma = "not this either"
              \"\"\", last = x }
            derive.later = "e"
            derive { alpha = "again" }
            copy = ${common}
            """,
            Map.of(),
            "shared.conf",
            "common { y = 1, x { q = 1 }, b = 2 }\nfirst { m = 1 }");
    assertThat(reader.names()).containsExactly("common", "first", "derive", "copy");
    assertThat(reader.section("derive").names())
        .containsExactly("zeta", "alpha", "quoted.name", "资产", "note", "last", "later");
    assertThat(reader.section("copy").names()).containsExactly("y", "x", "b");
  }

  private SettingsReader read(
      String text, Map<String, String> overrides, String otherName, String other) {
    write(otherName, other);
    return read(text, overrides);
  }

  @Test
  void overridesReplaceWhatStands() {
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put("panel.path", "hdfs://nn:8020/资料/a b.parquet");
    overrides.put("regress.vcov", "{ cluster = [year] }");
    overrides.put("regress.level", "0.9");
    overrides.put("panel.code", "000001");
    SettingsReader reader =
        read(
            """
            panel { path = old, unit = firm }
            regress { vcov { driscoll-kraay { lags = 2 } }, level = 0.95 }
            copy = ${panel.path}
            """,
            overrides);
    assertThat(reader.section("panel").text("path")).isEqualTo("hdfs://nn:8020/资料/a b.parquet");
    assertThat(reader.section("panel").text("unit")).isEqualTo("firm");
    assertThat(reader.section("panel").text("code")).isEqualTo("000001");
    assertThat(reader.text("copy")).isEqualTo("hdfs://nn:8020/资料/a b.parquet");
    assertThat(reader.section("regress").number("level")).isEqualTo(0.9);
    assertThat(reader.section("regress").section("vcov").names()).containsExactly("cluster");
  }

  @Test
  void aProblemOfAnOverrideNamesTheOverride() {
    SettingsReader reader = read("a { b = 1 }", Map.of("a.b", "many"));
    reader.section("a").integer("b");
    assertThat(refusal(reader)).isEqualTo("--set a.b: a.b: must be a whole number, got many");
  }

  @Test
  void anOverrideIntoAListIsRefused() {
    assertThatThrownBy(
            () -> read("sample { drop = [ { name = a } ] }", Map.of("sample.drop.0.name", "b")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("sample.drop")
        .hasMessageContaining("is a list");
  }

  @Test
  void anOverrideMayNotTurnATextIntoASection() {
    SettingsReader reader = read("panel { path = p }", Map.of("panel.path.x", "b"));
    reader.section("panel").text("path");
    assertThat(refusal(reader)).contains("panel.path").contains("must be a text");
  }

  @Test
  void environmentVariablesFillIn() {
    SettingsReader reader =
        read("home = fallback\nhome = ${?HOME}\nnone = a\nnone = ${?NO_SUCH_V}");
    assertThat(reader.text("home")).isEqualTo(System.getenv("HOME"));
    assertThat(reader.text("none")).isEqualTo("a");
  }

  @Test
  void aMissingIncludeIsRefused() {
    assertThatThrownBy(() -> read("include \"not-there.conf\"\na = 1"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("study.conf")
        .hasMessageContaining("`not-there.conf` does not exist");
  }

  @Test
  void anIncludedFilesProblemsNameThatFile() {
    SettingsReader reader = read("include \"other\"", Map.of(), "other.conf", "\n\nlevel = x");
    reader.number("level");
    assertThat(refusal(reader)).contains("other.conf:3: level: must be a finite number, got x");
  }

  @Test
  void includesInACircleAreRefused() {
    assertThatThrownBy(
            () -> read("include \"other\"", Map.of(), "other.conf", "include \"study.conf\""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("includes itself");
  }

  @Test
  void anAddressOrAClassPathIncludeIsRefused() {
    for (String include : List.of("url(\"http://localhost:1/x\")", "classpath(\"x.conf\")")) {
      assertThatThrownBy(() -> read("include " + include))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("an include names a file");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = [1, 2",
        "a = { b = 1",
        "}",
        "{",
        "= 3",
        "a = ${missing}",
        "a = ${a}",
        "a : b : c",
        "[1, 2]",
        "a = \"open",
        "\u0000",
        "a = ${?x",
        "{{{{",
        "]]]]"
      })
  void aBrokenFileIsRefusedWithItsName(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("study.conf");
  }

  @Test
  void deepNestingIsRefusedWithoutExhaustingTheStack() {
    for (String open : List.of("[", "{a:", "a{")) {
      assertThatThrownBy(() -> read("a = " + open.repeat(100_000)))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("nested deeper than 100");
    }
  }

  @Test
  void aFileThatIsNotUtf8IsRefusedWithItsLine() throws IOException {
    Path file = folder.resolve("gbk.conf");
    Files.write(file, "a = 1\nb = 资产\n".getBytes(Charset.forName("GBK")));
    assertThatThrownBy(() -> SettingsReader.of(file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("gbk.conf:2: a study file is UTF-8");
  }

  @Test
  void aMissingFileOrADirectoryIsRefused() {
    assertThatThrownBy(() -> SettingsReader.of(folder.resolve("no.conf"), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no such study file");
    assertThatThrownBy(() -> SettingsReader.of(folder, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("directory");
  }

  @Test
  void aConstructorsRefusalBecomesAProblemAtItsKey() {
    SettingsReader reader = read("confidence-level = 95");
    double level = reader.number("confidence-level");
    assertThat(reader.build("confidence-level", () -> new Level(level))).isEmpty();
    assertThat(refusal(reader))
        .contains("study.conf:1: confidence-level: confidence-level must lie in (0, 1), got 95.0");
  }

  @Test
  void placeholdersCauseNoFurtherProblems() {
    SettingsReader reader = read("level = many");
    double level = reader.number("level");
    assertThat(reader.build("level", () -> new Level(level))).isEmpty();
    SettingsReader missing = reader.section("panel");
    missing.text("path");
    assertThat(refusal(reader).split("\n")).hasSize(2);
  }

  @Test
  void mixedListsAndSingleValuesAreElements() {
    SettingsReader reader = read("vcov = [iid, { cluster = [a, b] }]\nother = robust");
    List<Setting> vcov = reader.elements("vcov");
    assertThat(vcov.get(0).kind()).isEqualTo(Kind.TEXT);
    assertThat(vcov.get(0).text()).isEqualTo("iid");
    assertThat(vcov.get(1).section().orElseThrow().texts("cluster")).containsExactly("a", "b");
    assertThat(reader.elements("other").get(0).text()).isEqualTo("robust");
    assertThat(reader.elements("absent")).isEmpty();
    reader.finish();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.7", "x", "1e400", "99999999999", "[1]", "{a=1}", "1e999999999"})
  void whatIsNoWholeNumberIsRefused(String value) {
    SettingsReader reader = read("n = " + value);
    reader.integer("n");
    assertThat(refusal(reader)).contains("study.conf:1: n: must be a whole number, got");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "1e400", "one", "0x10", "1d"})
  void whatIsNoFiniteNumberIsRefused(String value) {
    SettingsReader reader = read("n = " + value);
    reader.number("n");
    assertThat(refusal(reader)).contains("study.conf:1: n: must be a finite number, got");
  }

  @Test
  void numbersKeepTheirDigitsInTheResolvedStudyAndCodesStayTexts() {
    SettingsReader reader = read("a = 0.130, b = -0.020, code = 000001, c = 3");
    assertThat(reader.resolved())
        .containsEntry("a", new BigDecimal("0.130"))
        .containsEntry("b", new BigDecimal("-0.020"))
        .containsEntry("code", "000001")
        .containsEntry("c", 3);
  }

  @Test
  void secretsAreBlankedInTheResolvedStudyAndInMessages() {
    SettingsReader reader =
        read(
            """
            panel {
              path = "jdbc:postgresql://me:hunter2@host/db?user=a&password=hunter2"
              options { "fs.s3a.secret.key" = hunter2, dbPassword = hunter2, user = [hunter] }
            }
            code = 000001
            n = 3
            token = { deep = hunter2 }
            list = [ { api_key = hunter2, b = 1 }, ["https://u:hunter2@h/"] ]
            """);
    String resolved = reader.resolved().toString();
    assertThat(resolved).doesNotContain("hunter2").contains("hunter").contains("code=000001");
    assertThat(reader.resolved()).containsEntry("n", 3);
    reader.section("panel").section("options").integer("dbPassword");
    assertThat(refusal(reader)).doesNotContain("hunter2");
  }
}
