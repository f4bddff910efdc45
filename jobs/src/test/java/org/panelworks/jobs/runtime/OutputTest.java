package org.panelworks.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.panelworks.SettingsException;

final class OutputTest {
  /** The three kinds of place that results go to. */
  enum Place {
    LOCAL,
    HADOOP,
    OBJECT_STORE
  }

  /** Stops a run as a crash does: nothing is cleaned up. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final long NO_PROCESS = 999_999_999_999L;

  @TempDir Path folder;

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set("fs.viewed.impl", RawFolder.class.getName());
    configuration.set("fs.s3a.impl", RawBucket.class.getName());
    return configuration;
  }

  private String address(Place place, String name) {
    return switch (place) {
      case LOCAL -> folder.resolve(name).toString();
      case HADOOP -> "viewed://host" + folder.resolve(name);
      case OBJECT_STORE -> "s3a://bucket" + folder.resolve(name);
    };
  }

  private static RunId dead(int second) {
    String host = RunId.now().host();
    return new RunId(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second), NO_PROCESS, host);
  }

  private static void write(String out, String text, RunId id, Consumer<String> checkpoint)
      throws IOException {
    Output output = Output.open(out, List.of(), configuration(), id, checkpoint);
    output.results("t").json("answer", Map.of("text", text));
    output.results("t").figure("图", "t", "<svg>" + text + "</svg>");
    output.publish(Map.of("job", "test"));
  }

  private static void write(String out, String text) throws IOException {
    write(out, text, RunId.now(), step -> {});
  }

  private List<String> tree(String name) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(name))) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.resolve(name).relativize(file).toString())
          .map(file -> file.replaceFirst("run-[^/]*", "run"))
          .sorted()
          .toList();
    }
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  /** The text of the result that the manifest makes valid. */
  private String answer(Place place, String name) throws IOException {
    String out = address(place, name);
    Output.verify(out, configuration());
    Store store = place == Place.LOCAL ? new LocalStore() : HadoopStore.of(out, configuration());
    Map<String, Object> manifest = Manifest.read(store, out).orElseThrow();
    String version = String.valueOf(manifest.getOrDefault("version", ""));
    Path file = folder.resolve(name).resolve(version + "tables/answer.json");
    return Files.readString(file).replaceAll("\\s", "");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aResultAppearsWithItsManifestAndNothingBeside(Place place) throws IOException {
    write(address(place, "结果 1"), "first");
    assertThat(answer(place, "结果 1")).isEqualTo("{\"text\":\"first\"}");
    String prefix = place == Place.OBJECT_STORE ? "run/" : "";
    assertThat(tree("结果 1"))
        .containsExactlyInAnyOrder(
            "manifest.json", prefix + "figures/图.svg", prefix + "tables/answer.json");
    assertThat(siblings()).containsExactly("结果 1");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aSecondResultReplacesTheFirstAsAWhole(Place place) throws IOException {
    write(address(place, "out"), "first");
    write(address(place, "out"), "second", new RunId(Instant.now(), 1, "elsewhere"), step -> {});
    assertThat(answer(place, "out")).isEqualTo("{\"text\":\"second\"}");
    assertThat(tree("out")).hasSize(3);
    assertThat(siblings()).containsExactly("out");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aDiscardedRunLeavesTheEarlierResult(Place place) throws IOException {
    write(address(place, "out"), "first");
    Output output =
        Output.open(address(place, "out"), List.of(), configuration(), dead(1), step -> {});
    output.results("t").json("half", Map.of());
    output.discard();
    assertThat(answer(place, "out")).isEqualTo("{\"text\":\"first\"}");
    assertThat(tree("out")).hasSize(3);
    assertThat(siblings()).containsExactly("out");
  }

  @ParameterizedTest
  @CsvSource({
    "staged, first",
    "written, first",
    "manifest, first",
    "old-moved, second",
    "moved-in, second",
    "old-deleted, second"
  })
  void aCrashAnywhereLeavesOneCompleteResultOnADisk(String step, String survivor)
      throws IOException {
    for (Place place : List.of(Place.LOCAL, Place.HADOOP)) {
      crashAndRecover(place, "by-verify-" + place, step, survivor);
    }
  }

  @ParameterizedTest
  @CsvSource({"staged, first", "written, first", "manifest, second", "old-deleted, second"})
  void aCrashAnywhereLeavesOneCompleteResultOnAnObjectStore(String step, String survivor)
      throws IOException {
    crashAndRecover(Place.OBJECT_STORE, "out", step, survivor);
  }

  private void crashAndRecover(Place place, String name, String step, String survivor)
      throws IOException {
    String out = address(place, name);
    write(out, "first", dead(0), done -> {});
    List<String> steps = new ArrayList<>();
    Consumer<String> crash =
        done -> {
          steps.add(done);
          if (done.equals(step)) {
            throw new Crash();
          }
        };
    assertThatThrownBy(() -> write(out, "second", dead(1), crash)).isInstanceOf(Crash.class);
    assertThat(steps).endsWith(step);
    assertThat(answer(place, name)).isEqualTo("{\"text\":\"" + survivor + "\"}");
    assertThat(siblings()).noneMatch(sibling -> sibling.startsWith("." + name + "."));
    assertThat(tree(name)).hasSize(3);
    write(out, "third");
    assertThat(answer(place, name)).isEqualTo("{\"text\":\"third\"}");
  }

  @Test
  void theNextRunRepairsWithoutVerify() throws IOException {
    String out = address(Place.LOCAL, "out");
    write(out, "first", dead(0), step -> {});
    assertThatThrownBy(() -> write(out, "second", dead(1), crashAt("old-moved")))
        .isInstanceOf(Crash.class);
    assertThat(folder.resolve("out")).doesNotExist();
    Output next = Output.open(out, List.of(), configuration());
    assertThat(answer(Place.LOCAL, "out")).contains("second");
    next.discard();
    assertThat(siblings()).containsExactly("out");
  }

  @Test
  void anIncompleteStageGivesWayToTheOldResult() throws IOException {
    String out = address(Place.LOCAL, "out");
    write(out, "first", dead(0), step -> {});
    assertThatThrownBy(() -> write(out, "second", dead(1), crashAt("old-moved")))
        .isInstanceOf(Crash.class);
    Files.writeString(folder.resolve(".out.staged-" + dead(1) + "/tables/answer.json"), "cut");
    assertThat(answer(Place.LOCAL, "out")).contains("first");
  }

  private static Consumer<String> crashAt(String step) {
    return done -> {
      if (done.equals(step)) {
        throw new Crash();
      }
    };
  }

  @Test
  void aRunningRunsStageIsLeftAloneAndItsOutputRefused() throws IOException {
    String out = address(Place.LOCAL, "out");
    Output running = Output.open(out, List.of(), configuration());
    assertThatThrownBy(() -> Output.open(out, List.of(), configuration()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("another run (process");
    running.results("t").json("answer", Map.of("text", "mine"));
    running.publish(Map.of());
    assertThat(answer(Place.LOCAL, "out")).contains("mine");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aDirectoryOfOthersIsRefusedAndUntouched(Place place) throws IOException {
    Files.createDirectories(folder.resolve("home/documents"));
    Files.writeString(folder.resolve("home/documents/thesis.tex"), "years of work");
    assertThatThrownBy(() -> Output.open(address(place, "home"), List.of(), configuration()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("holds no Panelworks result");
    assertThat(tree("home")).containsExactly("documents/thesis.tex");
    assertThat(siblings()).containsExactly("home");
  }

  @Test
  void anotherProgramsManifestIsNoResultOfOurs() throws IOException {
    Files.createDirectories(folder.resolve("app"));
    Files.writeString(folder.resolve("app/manifest.json"), "{\"name\": \"a browser extension\"}");
    assertThatThrownBy(() -> Output.open(address(Place.LOCAL, "app"), List.of(), configuration()))
        .hasMessageContaining("holds no Panelworks result");
  }

  @Test
  void aUsersFileAmongTheResultsIsNotDeleted() throws IOException {
    write(address(Place.LOCAL, "out"), "first");
    Files.writeString(folder.resolve("out/tables/notes.txt"), "mine");
    assertThatThrownBy(() -> Output.open(address(Place.LOCAL, "out"), List.of(), configuration()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("tables/notes.txt")
        .hasMessageContaining("no run wrote");
  }

  @Test
  void anEmptyDirectoryTakesAResult() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    write(address(Place.LOCAL, "out"), "first");
    assertThat(answer(Place.LOCAL, "out")).contains("first");
  }

  @Test
  void aLinkedOutputIsReplacedWhereItLeads() throws IOException {
    write(address(Place.LOCAL, "real"), "first");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    write(address(Place.LOCAL, "link"), "second");
    assertThat(answer(Place.LOCAL, "real")).contains("second");
    assertThat(folder.resolve("link")).isSymbolicLink();
  }

  @ParameterizedTest
  @CsvSource({"file", "file/below", "/proc/nowhere/out", "''", "/", "'nul\u0000'"})
  void anOutputThatCannotBeWrittenIsRefused(String out) throws IOException {
    Files.writeString(folder.resolve("file"), "a file");
    String path = out.startsWith("file") ? folder.resolve(out).toString() : out;
    assertThatThrownBy(() -> Output.open(path, List.of(), configuration()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("output");
    assertThat(siblings()).containsExactly("file");
  }

  @ParameterizedTest
  @CsvSource({
    "in.parquet, in.parquet",
    "in.parquet/out, in.parquet",
    ".., ../OWN/in.parquet",
    "in.parquet/../in.parquet, in.parquet",
    "panels/out.parquet, panels/*.parquet",
    "panels, panels/*/x.parquet",
    "panels/a/out, panels/*"
  })
  void anOutputThatTouchesAnInputIsRefused(String out, String input) {
    Path base = folder.resolve("OWN");
    assertThatThrownBy(
            () ->
                Output.open(
                    base.resolve(out).toString(), List.of(base + "/" + input), configuration()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("run's own input");
  }

  @Test
  void anOutputBesideItsInputIsTaken() {
    for (String input : List.of("panels/in.parquet", "panels/*.parquet", "hdfs://h/panels")) {
      String path = input.startsWith("hdfs") ? input : folder.resolve(input).toString();
      assertThatCode(() -> Overlap.refuse(folder.resolve("panels/out").toString(), List.of(path)))
          .doesNotThrowAnyException();
    }
    assertThatThrownBy(() -> Overlap.refuse("s3a://b/p", List.of("s3a://b/p/x.parquet")))
        .hasMessageContaining("own input");
    assertThatCode(() -> Overlap.refuse("s3a://b/p", List.of("s3a://b/p2")))
        .doesNotThrowAnyException();
  }

  @Test
  void theRowsOfAnObjectStoresResultAreThoseOfTheVersionThatCounts() throws IOException {
    String bucket = address(Place.OBJECT_STORE, "out");
    String rows = bucket + "/data/T.parquet";
    assertThat(Output.current(rows, configuration())).isEqualTo(rows);
    write(bucket, "first", dead(1), step -> {});
    String first = Output.current(rows, configuration());
    write(bucket, "second", dead(2), step -> {});
    String second = Output.current(rows, configuration());

    assertThat(List.of(first, second))
        .allMatch(path -> path.startsWith(bucket + "/run-") && path.endsWith("/data/T.parquet"));
    assertThat(second).isNotEqualTo(first);
    write(address(Place.LOCAL, "local"), "first");
    String local = address(Place.LOCAL, "local") + "/data/T.parquet";
    assertThat(Output.current(local, configuration())).isEqualTo(local);
  }

  @Test
  void verifyNamesWhatIsMissingChangedOrAdded() throws IOException {
    String out = address(Place.LOCAL, "out");
    write(out, "first");
    Path tables = folder.resolve("out/tables");
    Files.writeString(tables.resolve("answer.json"), "{\n  \"text\" : \"fIrst\"\n}\n");
    Files.writeString(tables.resolve("more.json"), "{}");
    Files.delete(folder.resolve("out/figures/图.svg"));
    assertThatThrownBy(() -> Output.verify(out, configuration()))
        .isInstanceOf(BrokenResultException.class)
        .hasMessageContaining("tables/answer.json: changed since it was written")
        .hasMessageContaining("tables/more.json: not listed")
        .hasMessageContaining("figures/图.svg: missing");
    assertThatThrownBy(() -> Output.verify(folder.resolve("no").toString(), configuration()))
        .hasMessageContaining("no such result");
  }

  @Test
  void aManifestThatPointsOutsideIsNotBelieved() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(
        folder.resolve("out/manifest.json"),
        "{\"panelworks\": 1, \"files\": [{\"path\": \"../x\", \"size\": 1, \"sha256\": \"0\"}]}");
    assertThatThrownBy(() -> Output.verify(folder.resolve("out").toString(), configuration()))
        .hasMessageContaining("outside the result");
  }
}
