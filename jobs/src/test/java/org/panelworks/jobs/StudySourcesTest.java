package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that makes what it reads: two results, each of which appears complete or not at all. */
final class StudySourcesTest {
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
    err.reset();
    out.reset();
    PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Main(TestJobs.catalog(), TestJobs.panels(), stdout).run(words);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private Path made() {
    return folder.resolve("made");
  }

  private Path result() {
    return folder.resolve("out");
  }

  private String study(String make, String further) {
    String text = "make { tables = [T], " + make + " }\n" + further + "\n";
    return CommandRun.write(folder.resolve("study.conf"), text).toString();
  }

  private String study(String further) {
    return study("out = \"" + made() + "\"", further);
  }

  private int start(String conf, String... further) {
    return run(
        Stream.concat(Stream.of("study", conf, "--out", result().toString()), Stream.of(further))
            .toArray(String[]::new));
  }

  private static List<String> steps(JsonNode manifest) {
    return manifest.at("/timings/steps").findValuesAsText("step");
  }

  @Test
  void itRunsFirstIntoItsOwnDirectory() throws IOException {
    String conf = study("echo { text = one, rows = 3 }");
    assertThat(start(conf)).as(errors()).isZero();

    JsonNode first = CommandRun.json(made().resolve("manifest.json"));
    JsonNode second = CommandRun.json(result().resolve("manifest.json"));
    assertThat(first.get("job").asText()).isEqualTo("make");
    assertThat(second.get("job").asText()).isEqualTo("study");
    assertThat(second.at("/sources/0/job").asText()).isEqualTo("make");
    assertThat(second.at("/sources/0/result").asText()).isEqualTo(made().toString());
    assertThat(made().resolve("data/T.parquet")).isDirectory();
    assertThat(result().resolve("data/T.parquet")).doesNotExist();
    assertThat(steps(first)).anyMatch("make: making"::equals).noneMatch(s -> s.contains("echo"));
    assertThat(steps(second)).anyMatch(s -> s.contains("echo")).noneMatch(s -> s.contains("make"));
    assertThat(printed().lines().toList())
        .containsExactly(
            "The tables are in " + made().toRealPath() + "/tables",
            "The tables are in " + result().toRealPath() + "/tables");
    assertThat(run("verify", made().toString())).isZero();
    assertThat(run("verify", result().toString())).isZero();
    try (Stream<Path> siblings = Files.list(folder)) {
      assertThat(siblings).hasSize(3);
    }
  }

  @Test
  void whatFailsLeavesItsOwnDirectoryAsItWas() {
    String conf = study("echo { text = one }");
    assertThat(start(conf, "--set", "echo.trouble=data")).isEqualTo(3);
    assertThat(result()).doesNotExist();
    assertThat(run("verify", made().toString())).as("made before").isZero();

    assertThat(start(conf)).isZero();
    JsonNode before = CommandRun.json(made().resolve("manifest.json"));
    assertThat(start(conf, "--set", "echo.text=two", "--set", "make.trouble=data-in-task"))
        .isEqualTo(3);
    assertThat(CommandRun.json(made().resolve("manifest.json"))).isEqualTo(before);
    assertThat(CommandRun.json(result().resolve("tables/echo.json")).get("text").asText())
        .isEqualTo("one");
  }

  @Test
  void anotherSectionAloneDoesNotMakeItAgainAndAloneItIsTheRun() {
    String conf = study("echo { text = one }");
    assertThat(run("echo", conf, "--out", result().toString())).isZero();
    assertThat(made()).doesNotExist();
    assertThat(start(study(""), "--set", "make.tables=[U]")).isZero();
    assertThat(result().resolve("data/U.parquet")).isDirectory();
    assertThat(made()).doesNotExist();
  }

  @Test
  void placesThatWouldDeleteOneAnotherAreRefusedBeforeAnyWork() {
    assertThat(start(study("", "echo { text = one }"))).isEqualTo(2);
    assertThat(errors()).contains("make.out: is required and missing");
    assertThat(start(study("out = \"" + result() + "\"", "echo { text = one }"))).isEqualTo(2);
    assertThat(errors())
        .contains(
            "panelworks: the output", "(--out) is", "that of make", "another --out or `make.out`");
    String inside = "out = \"" + result() + "/data\"";
    assertThat(start(study(inside, "echo { text = one }"))).isEqualTo(2);
    assertThat(result()).doesNotExist();
    CommandRun.write(folder.resolve("out"), "a file");
    assertThat(start(study("echo { text = one }"))).isEqualTo(2);
    assertThat(made()).as("not made where the study has no place").doesNotExist();
  }

  @Test
  void aPanelOfATableThatIsNotMadeIsRefusedAndCheckSaysWhichIsNotThereYet() {
    String count = "count { column = roe }\n";
    String wrong = study("panel { path = \"made/data/Tt.parquet\" }\n" + count);
    assertThat(start(wrong)).isEqualTo(2);
    assertThat(errors()).contains("made/data/Tt.parquet", "`make` makes no table `Tt`", "mean `T`");

    String conf = study("panel { path = \"made/data/T.parquet\" }\n" + count);
    assertThat(run("check", conf)).as(errors()).isZero();
    assertThat(printed())
        .contains("(make, count)", "made/data/T.parquet, which make makes, is not to be found");
    assertThat(start(conf)).as(errors()).isZero();
    assertThat(run("check", conf)).isZero();
    assertThat(printed()).contains("has every column");
  }

  private String twoSources(String more, String further) {
    String second = "more { tables = [U], reads = ${make.out}\"/data/T.parquet\", " + more + " }\n";
    return study(second + further);
  }

  private Path further() {
    return folder.resolve("further");
  }

  private long rows(Path result, String table) {
    return CommandRun.json(result.resolve("manifest.json"))
        .get("files")
        .findValuesAsText("path")
        .stream()
        .filter(file -> file.startsWith("data/" + table + ".parquet/part-"))
        .count();
  }

  @Test
  void twoSourcesAloneEachWriteIntoTheirOwnDirectory() {
    String conf = twoSources("out = \"" + further() + "\"", "");
    assertThat(run("study", conf)).as(errors()).isZero();
    assertThat(rows(made(), "T")).isEqualTo(2);
    assertThat(rows(further(), "U")).isEqualTo(2);
    assertThat(CommandRun.json(further().resolve("manifest.json")).get("job").asText())
        .isEqualTo("more");
    assertThat(printed().lines()).hasSize(2);
    assertThat(run("verify", made().toString())).isZero();
    assertThat(run("verify", further().toString())).isZero();

    assertThat(start(conf)).isEqualTo(2);
    assertThat(errors()).contains("--out", "(`make.out`, `more.out`): leave it out");
    assertThat(result()).doesNotExist();
  }

  @Test
  void theSecondSourceReadsWhatTheFirstHasJustMade() {
    String conf = twoSources("out = \"" + further() + "\"", "echo { text = one }");
    assertThat(start(conf)).as(errors()).isZero();
    JsonNode manifest = CommandRun.json(result().resolve("manifest.json"));
    assertThat(manifest.get("sources").findValuesAsText("job")).containsExactly("make", "more");
    assertThat(steps(CommandRun.json(further().resolve("manifest.json"))))
        .anyMatch("more: making"::equals);
    assertThat(run("more", conf, "--set", "more.tables=[V]")).as(errors()).isZero();
    assertThat(further().resolve("data/V.parquet")).isDirectory();
  }

  @Test
  void sourcesOfOneDirectoryAreToldByTheirSettings() {
    for (String further : List.of("", "echo { text = one }")) {
      assertThat(run("study", twoSources("out = \"" + made() + "\"", further))).isEqualTo(2);
      assertThat(errors())
          .contains("(`more.out`) is, holds or lies in that of make", "`more.out` or `make.out`")
          .doesNotContain("--out");
      assertThat(run("study", twoSources("out = \"" + made() + "/data\"", further))).isEqualTo(2);
    }
    assertThat(made()).doesNotExist();
    String reads = "out = \"" + further() + "\", reads = \"" + further() + "/T\"";
    assertThat(run("study", twoSources(reads, ""))).isEqualTo(2);
    assertThat(errors()).contains("own input", "choose another `more.out`");
  }

  @Test
  void checkLooksAtWhatSourcesReadWithAndWithoutAPanel() {
    String conf = twoSources("out = \"" + further() + "\"", "");
    assertThat(run("check", conf)).as(errors()).isZero();
    assertThat(printed()).contains("more reads " + made() + "/data/T.parquet");
    assertThat(run("check", conf, "--set", "more.trouble=data")).isEqualTo(3);
    assertThat(errors()).contains("more reads no such column");
    assertThat(run("check", study(""), "--set", "make.trouble=data")).isEqualTo(3);
    String panel = "panel { path = \"made/data/T.parquet\" }\ncount { column = roe }";
    assertThat(run("check", study(panel), "--set", "make.trouble=data")).isEqualTo(3);
    assertThat(made()).doesNotExist();
  }

  @Test
  void anAddressOfThisMachineIsAPathLikeAnyOther() {
    for (String scheme : List.of("", "file:", "file://")) {
      for (String other : List.of("", "file:", "file://")) {
        String make = "out = \"" + scheme + made() + "/\"";
        String panel = "panel { path = \"" + other + made() + "/data/Tt.parquet\" }\n";
        assertThat(start(study(make, panel + "count { column = roe }"))).isEqualTo(2);
        assertThat(errors()).contains("`make` makes no table `Tt`");
      }
    }
  }
}
