package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user calls it, from a folder with a blank and Chinese letters in its name. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class LauncherIT {
  private static final Path SCRIPT = Path.of("..", "scripts", "panelworks").toAbsolutePath();

  private record Outcome(int code, String out, List<String> err) {
    String lastLine() {
      return err.isEmpty() ? "" : err.get(err.size() - 1);
    }
  }

  @TempDir Path folder;

  private Outcome run(Map<String, String> environment, String... words) throws Exception {
    Path here = Files.createDirectories(folder.resolve("我的 研究"));
    List<String> command = new ArrayList<>(List.of(SCRIPT.normalize().toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(here.toFile())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("SPARK_DRIVER_MEMORY", "1g");
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Outcome(code, read("stdout"), read("stderr").lines().toList());
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }

  @Test
  void jobsAreListedWithoutSpark() throws Exception {
    Outcome outcome = run(Map.of(), "jobs");
    assertThat(outcome.code()).as(outcome.toString()).isZero();
    assertThat(outcome.out()).contains("study").contains("regress").contains("describe");
  }

  @Test
  void theJarRunsUnderSparksOwnLauncher() throws Exception {
    Outcome outcome = run(Map.of("LC_ALL", "C"), "regres", "研究.conf");
    assertThat(outcome.code()).as(outcome.toString()).isEqualTo(2);
    assertThat(outcome.lastLine())
        .startsWith("panelworks: there is no job `regres` (did you mean `regress`?)");
    Outcome missing = run(Map.of("LC_ALL", "C"), "regress", "没有.conf");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.lastLine()).startsWith("panelworks: 没有.conf: no such study file");
  }

  @Test
  void printShowsTheCommandAndRunsNothing() throws Exception {
    Outcome outcome = run(Map.of(), "--print", "regress", "a b.conf", "--", "--master", "local[1]");
    assertThat(outcome.code()).as(outcome.toString()).isZero();
    assertThat(outcome.out().lines()).hasSize(1);
    assertThat(outcome.out())
        .contains("org.apache.spark.deploy.SparkSubmit")
        .contains("--class org.panelworks.jobs.Main")
        .contains("panelworks.jar regress a\\ b.conf")
        .contains("local\\[1\\]");
  }

  @Test
  void anInstalledSparkIsUsed() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("my spark/bin"));
    Path submit = Files.writeString(bin.resolve("spark-submit"), "#!/bin/sh\nprintf '<%s>' \"$@\"");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> home = Map.of("SPARK_HOME", folder.resolve("my spark").toString());
    Outcome outcome = run(home, "regress", "a b.conf", "--out", "x", "--", "--master", "yarn");
    assertThat(outcome.code()).as(outcome.toString()).isZero();
    assertThat(outcome.out())
        .startsWith("<--class><org.panelworks.jobs.Main><--master><yarn><")
        .endsWith("panelworks.jar><regress><a b.conf><--out><x>");
  }

  @Test
  void aWrongHomeIsNamed() throws Exception {
    Outcome spark = run(Map.of("SPARK_HOME", "/nowhere"), "regress", "a.conf");
    assertThat(spark.code()).isEqualTo(2);
    assertThat(spark.lastLine())
        .isEqualTo("panelworks: SPARK_HOME is /nowhere, where there is no bin/spark-submit");
    Outcome java = run(Map.of("JAVA_HOME", "/nowhere"), "jobs");
    assertThat(java.code()).isEqualTo(2);
    assertThat(java.lastLine()).startsWith("panelworks: JAVA_HOME is /nowhere");
  }
}
