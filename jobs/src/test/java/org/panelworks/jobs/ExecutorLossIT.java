package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of two executors on this machine, one of which is killed while the models are fitted.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class ExecutorLossIT {
  private static final Path SCRIPT = Path.of("..", "scripts", "panelworks").toAbsolutePath();
  private static final int FIRMS = 6_000;
  private static final int YEARS = 10;

  @TempDir Path folder;

  /** Firms over ten years in no order. */
  private void writeThePanel() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    int rows = FIRMS * YEARS;
    for (int file = 0; file < 4; file++) {
      StringBuilder text = new StringBuilder("firm,year,x,z,y\n");
      for (int row = file; row < rows; row += 4) {
        int cell = (int) (row * 12_347L % rows);
        int firm = cell / YEARS;
        int year = cell % YEARS;
        int x = (firm * 31 + year * year * 17 + firm % 13 * year) % 101;
        int z = (firm * 7 + year * 29 + firm % 5 * year) % 97;
        int y = 3 * x - 2 * z + firm % 50 + (firm * 11 + year * 13 + x * z) % 89;
        text.append(firm).append(',').append(2000 + year).append(',').append(x).append(',');
        text.append(z).append(',').append(y).append('\n');
      }
      Files.writeString(data.resolve("part-" + file + ".csv"), text);
    }
    Files.writeString(
        folder.resolve("study.conf"),
        """
        panel { path = data, format = csv, unit = firm, time = year }
        regress { tables.t = [ "y ~ x + z | firm + year", "y ~ l(x, 1) + z | firm + year" ] }
        """);
  }

  private Process start(String out, String master) throws IOException {
    List<String> command =
        List.of(
            SCRIPT.normalize().toString(),
            "regress",
            folder.resolve("study.conf").toString(),
            "--out",
            folder.resolve(out).toString(),
            "--",
            "--master",
            master,
            "--conf",
            "spark.executor.memory=512m",
            "--conf",
            "spark.ui.enabled=false");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve(out + ".log").toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("SPARK_DRIVER_MEMORY", "1g");
    return builder.start();
  }

  private String log(String out) throws IOException {
    return Files.readString(folder.resolve(out + ".log"), StandardCharsets.UTF_8);
  }

  /** The driver starts no other Java process than its executors. */
  private static List<ProcessHandle> executors(Process driver) {
    return driver
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .toList();
  }

  @Test
  void aKilledExecutorChangesNothing() throws Exception {
    writeThePanel();
    Process whole = start("whole", "local[2]");
    assertThat(whole.waitFor()).as(log("whole")).isZero();

    Process hurt = start("hurt", "local-cluster[2,1,512]");
    while (!log("hurt").contains("rows of 2 samples")) {
      assertThat(hurt.isAlive()).as(log("hurt")).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    List<ProcessHandle> executors = executors(hurt);
    assertThat(executors).as(log("hurt")).hasSize(2);
    assertThat(executors.get(0).destroyForcibly()).isTrue();
    assertThat(hurt.isAlive()).isTrue();
    assertThat(hurt.waitFor()).as(log("hurt")).isZero();
    SameNumbers.assertSame(
        "t",
        CommandRun.json(folder.resolve("hurt/tables/t.json")),
        CommandRun.json(folder.resolve("whole/tables/t.json")));
  }
}
