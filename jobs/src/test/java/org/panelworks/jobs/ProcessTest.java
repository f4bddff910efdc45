package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.jobs.runtime.Output;

/** What only a process of its own shows: exit codes, signals, what stands on the two streams. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class ProcessTest {
  @TempDir Path folder;

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Djdk."))
        .forEach(command::add);
    command.add("-Dspark.master=local[2]");
    command.add("-Dspark.ui.enabled=false");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(TestMain.class.getName());
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(file("stdout"))
        .redirectError(file("stderr"))
        .start();
  }

  private File file(String name) {
    return folder.resolve(name).toFile();
  }

  private List<String> stderr() throws IOException {
    return Files.readAllLines(folder.resolve("stderr"), StandardCharsets.UTF_8);
  }

  private String lastLine() throws IOException {
    List<String> lines = stderr();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  @Test
  void anInterruptedRunLeavesTheEarlierResult() throws Exception {
    Files.writeString(folder.resolve("study.conf"), "echo { text = one, rows = 3 }");
    assertThat(start("echo", "study.conf", "--out", "out").waitFor()).isZero();
    assertThat(stderr())
        .anyMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d echo: saying one"))
        .anyMatch(line -> line.endsWith(" warning: an echo"));
    assertThat(String.join("", stderr())).doesNotContain("\r").doesNotContain("\u001b");
    assertThat(Files.readString(folder.resolve("stdout")).lines()).hasSize(1);
    String before = Files.readString(folder.resolve("out/manifest.json"));
    assertThat(signalled("INT")).isEqualTo(130);
    assertThat(Files.readString(folder.resolve("out/manifest.json"))).isEqualTo(before);
    assertThat(Output.verify(folder.resolve("out").toString(), new Configuration())).isEmpty();
  }

  @Test
  void aTerminatedRunLeavesNothing() throws Exception {
    Files.writeString(folder.resolve("study.conf"), "echo { text = one, rows = 3 }");
    assertThat(signalled("TERM")).isEqualTo(143);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** The exit code of a run that is sent a signal while its tasks run. */
  private int signalled(String signal) throws Exception {
    Process slow = slow();
    assertThat(new ProcessBuilder("kill", "-" + signal, "" + slow.pid()).start().waitFor())
        .isZero();
    int code = slow.waitFor();
    assertThat(lastLine()).startsWith("panelworks: interrupted; ").contains("as it was before");
    assertThat(stderr()).noneMatch(line -> line.strip().startsWith("at "));
    assertThat(hidden()).isEmpty();
    return code;
  }

  /** A run whose tasks are under way. */
  private Process slow() throws Exception {
    Path mark = folder.resolve("mark");
    Process slow =
        start(
            "echo",
            "study.conf",
            "--out",
            "out",
            "--set",
            "echo.text=two",
            "echo.wait-millis=60000",
            "echo.mark=" + mark);
    while (!Files.exists(mark)) {
      assertThat(slow.isAlive()).as(String.join("\n", stderr())).isTrue();
      Thread.sleep(50);
    }
    return slow;
  }

  @Test
  void aKilledRunIsClearedAwayByTheNext() throws Exception {
    Files.writeString(folder.resolve("study.conf"), "echo { text = one }");
    Process slow = slow();
    assertThat(slow.destroyForcibly().waitFor()).isEqualTo(137);
    assertThat(hidden()).hasSize(1);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(start("echo", "study.conf", "--out", "out").waitFor()).isZero();
    assertThat(hidden()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"data-in-task, 3", "bug-in-task, 1"})
  void theExitCodeReachesTheShell(String trouble, int code) throws Exception {
    Files.writeString(folder.resolve("study.conf"), "echo { text = a, trouble = " + trouble + " }");
    assertThat(start("echo", "study.conf", "--out", "out").waitFor()).isEqualTo(code);
    assertThat(lastLine()).startsWith("panelworks: ");
    assertThat(stderr()).noneMatch(line -> line.strip().startsWith("at "));
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(hidden()).isEmpty();
  }

  private List<String> hidden() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.startsWith("."))
          .toList();
    }
  }
}
