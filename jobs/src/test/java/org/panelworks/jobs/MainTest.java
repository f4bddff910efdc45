package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line in this process, with small jobs. */
final class MainTest {
  private static final PrintStream STDERR = System.err;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
    System.setErr(STDERR);
  }

  private int run(String... words) {
    PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Main(TestJobs.catalog(), TestJobs.panels(), stdout).run(words);
  }

  private String study(String text) {
    try {
      return Files.writeString(folder.resolve("试.conf"), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String stdout() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> stderr() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String lastLine() {
    List<String> lines = stderr();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out").resolve(file).toFile());
  }

  @Test
  void aRunWritesItsTablesAndAManifest() throws IOException {
    String study =
        study(
            """
            study = a-study
            panel { path = in.csv, options { password = hunter2 } }
            echo { text = 资产, rows = 5 }
            """);
    assertThat(run("echo", study, "--out", out(), "--set", "echo.text=负债", "echo.rows=7"))
        .as(String.join("\n", stderr()))
        .isZero();
    assertThat(stdout()).contains("The tables are in " + folder.toRealPath().resolve("out/tables"));
    assertThat(json("tables/echo.json").get("text").asText()).isEqualTo("负债");
    JsonNode manifest = json("manifest.json");
    assertThat(manifest.get("name").asText()).isEqualTo("a-study");
    assertThat(manifest.get("job").asText()).isEqualTo("echo");
    assertThat(manifest.get("study").get("echo").get("text").asText()).isEqualTo("负债");
    assertThat(manifest.toString()).doesNotContain("hunter2");
    assertThat(manifest.get("warnings").get(0).asText()).isEqualTo("an echo");
    assertThat(manifest.get("versions").get("spark").asText()).isEqualTo("4.1.0");
    assertThat(manifest.get("versions").get("panelworks").asText()).matches("\\d+\\.\\d+\\.\\d+");
    List<String> files = manifest.get("files").findValuesAsText("path");
    assertThat(files).contains("tables/echo.json", "report.html");
    assertThat(files).filteredOn(file -> file.startsWith("data/numbers.parquet/part-")).hasSize(2);
    assertThat(files).noneMatch(file -> file.contains("_SUCCESS") || file.contains(".crc"));
    assertThat(run("verify", out())).isZero();
  }

  @Test
  void aRepeatedRunWritesTheSameReport() throws IOException {
    String study = study("echo { text = one }");
    assertThat(run("echo", study, "--out", out())).isZero();
    String first = Files.readString(folder.resolve("out/report.html"));
    String began = json("manifest.json").get("timings").get("started").asText();
    assertThat(first).as("a report has no date").doesNotContain(began.substring(0, 10));
    assertThat(run("echo", study, "--out", out())).isZero();
    assertThat(Files.readString(folder.resolve("out/report.html"))).isEqualTo(first);
  }

  @Test
  void aRepeatedRunReplacesItsResult() throws IOException {
    String study = study("echo { text = one }");
    assertThat(run("echo", study, "--out", out())).isZero();
    assertThat(run("echo", study, "--out", out(), "--set", "echo.text=two")).isZero();
    assertThat(json("tables/echo.json").get("text").asText()).isEqualTo("two");
    try (Stream<Path> siblings = Files.list(folder)) {
      assertThat(siblings.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("试.conf", "out");
    }
  }

  @Test
  void aStudyRunsAllItsSectionsOnOnePanel() throws IOException {
    String study =
        study(
            """
            panel { path = in.csv }
            count { column = roe }
            echo { text = x }
            apart {}
            """);
    assertThat(run("study", study, "--out", out())).as(String.join("\n", stderr())).isZero();
    assertThat(json("tables/count.json").get("columns").get(0).asText()).isEqualTo("roe");
    assertThat(json("manifest.json").get("prepared").get(0).asText()).isEqualTo("roe");
    assertThat(folder.resolve("out/tables/echo.json")).exists();
    assertThat(folder.resolve("out/tables/apart.json")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "settings, 2, 'level must lie in (0, 1), got 7'",
    "data, 3, column `roe` has 3 infinite values",
    "estimation, 4, model (1) did not converge",
    "data-in-task, 3, row 0 is wrong",
    "no-such-path, 3, /no/such/place.parquet",
    "bad-cast, 3, 'cannot be cast to \"INT\"'",
    "bug, 1, 'IllegalStateException: a bug'",
    "bug-in-task, 1, a bug in a task"
  })
  void eachKindOfFailureHasItsCodeAndLeavesTheEarlierResult(
      String trouble, int code, String message) throws IOException {
    String study = study("echo { text = one }");
    assertThat(run("echo", study, "--out", out())).isZero();
    err.reset();
    assertThat(run("echo", study, "--out", out(), "--set", "echo.trouble=" + trouble))
        .as(String.join("\n", stderr()))
        .isEqualTo(code);
    assertThat(lastLine()).startsWith("panelworks: ").contains(message);
    assertThat(stderr()).noneMatch(line -> line.strip().startsWith("at "));
    assertThat(json("tables/echo.json").get("text").asText()).isEqualTo("one");
    assertThat(run("verify", out())).isZero();
    try (Stream<Path> siblings = Files.list(folder)) {
      assertThat(siblings.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("试.conf", "out");
    }
  }

  @Test
  void anUnforeseenFailureNamesTheLogThatHoldsItsTrace() throws IOException {
    assertThat(run("echo", study("echo { text = a, trouble = bug }"), "--out", out())).isOne();
    String log = lastLine().replaceFirst(".*The stack trace is in (\\S+);.*", "$1");
    assertThat(Files.readString(Path.of(log)))
        .contains("java.lang.IllegalStateException: a bug")
        .contains("at org.panelworks.jobs.TestJobs$Echo.raise");
    Files.delete(Path.of(log));
  }

  @Test
  void allSettingsProblemsOfAllSectionsComeTogether() {
    String study =
        study(
            """
            pannel { path = in.csv }
            count { colum = roe }
            echo { text = [1], rows = many }
            """);
    assertThat(run("study", study, "--out", out())).isEqualTo(2);
    String all = String.join("\n", stderr());
    assertThat(all)
        .contains("试.conf:1: pannel: unknown key (did you mean `panel`?)")
        .contains("试.conf:2: count.colum: unknown key (did you mean `column`?)")
        .contains("count.column: is required and missing")
        .contains("试.conf:3: echo.text: must be a text")
        .contains("试.conf:3: echo.rows: must be a whole number, got many")
        .contains("panel: is required and missing");
    assertThat(lastLine()).startsWith("panelworks: 6 things are wrong");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ecko STUDY|there is no job `ecko` (did you mean `echo`?)",
        "echo|STUDY.conf",
        "echo STUDY extra|`extra`",
        "echo STUDY --ot x|`--ot`",
        "echo STUDY --set nothing|--set takes path=value",
        "echo no.conf|no.conf: no such study file",
        "count STUDY|panel: is required and missing",
        "'' |no job",
        "apart STUDY|apart: is required and missing",
        "verify|DIR"
      })
  void aWrongCommandIsRefusedInOneLine(String words, String message) {
    String study = study("echo { text = a }\ncount { column = b }");
    String[] command =
        Arrays.stream(words.replace("''", "").split(" "))
            .filter(word -> !word.isEmpty())
            .map(word -> word.equals("STUDY") ? study : word)
            .toArray(String[]::new);
    assertThat(run(command.length == 0 ? new String[] {"nothing"} : command)).isEqualTo(2);
    assertThat(lastLine()).startsWith("panelworks: ").contains(message);
    assertThat(stderr()).hasSize(1);
  }

  @Test
  void theOutputMayNotBeTheInputNorHoldTheStudy() throws IOException {
    Path data = Files.createDirectories(folder.resolve("panels"));
    String study =
        study("panel { path = \"" + data + "\" }\ncount { column = roe }\necho { text = a }");
    for (String place : List.of("panels", "panels/deep/out", ".")) {
      err.reset();
      assertThat(run("count", study, "--out", folder.resolve(place).toString())).isEqualTo(2);
      assertThat(lastLine()).startsWith("panelworks: the output").contains("own input");
    }
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void checkWritesNothingAndFindsWhatRunningWould() throws IOException {
    Path data = Files.createDirectories(folder.resolve("panels"));
    String panel = "panel { path = \"" + data + "\" }\n";
    assertThat(run("check", study(panel + "count { column = roe }"))).isZero();
    assertThat(stdout()).contains("the settings are right (count)").contains("has every column");
    assertThat(run("check", study(panel + "count { column = missing }"))).isEqualTo(3);
    assertThat(lastLine()).contains("there is no column `missing`");
    assertThat(run("check", study(panel + "count { colum = a }"))).isEqualTo(2);
    try (Stream<Path> siblings = Files.list(folder)) {
      assertThat(siblings).hasSize(2);
    }
  }

  @Test
  void helpListsJobsAndEachJobHasItsManual() {
    assertThat(run("--help")).isZero();
    assertThat(stdout()).contains("panelworks JOB STUDY.conf [--out DIR] [--set path=value");
    out.reset();
    assertThat(run("jobs")).isZero();
    assertThat(stdout().lines()).hasSize(6).first().asString().matches("echo +says what .*");
    out.reset();
    assertThat(run("echo", "--help")).isZero();
    assertThat(stdout()).contains("echo { text = …, rows = 100 % of them, trouble = none }");
    out.reset();
    assertThat(run("study", "--help")).isZero();
    assertThat(stdout().replaceAll("\\s+", " "))
        .contains("section of a study, make and more first, reading")
        .contains("`make`, `more`, each into its own directory (`make.out`, `more.out`)")
        .contains("Not run: `apart`.");
    out.reset();
    assertThat(run("--version")).isZero();
    assertThat(stdout()).matches("panelworks \\d+\\.\\d+\\.\\d+, Spark 4\\.1\\.0\\s+");
  }

  @Test
  void verifyOfNothingIsADataError() {
    assertThat(run("verify", out())).isEqualTo(3);
    assertThat(lastLine())
        .startsWith("panelworks: ")
        .contains("no such result")
        .endsWith("Check the directory's name, or run the job again");
  }
}
