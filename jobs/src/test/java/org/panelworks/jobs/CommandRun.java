package org.panelworks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A command as its user sees it: words in; exit code and what was printed out. The Spark session is
 * the command's own, so that it stands under the settings that the command gives it.
 */
record CommandRun(int code, String out, String err) {
  /** What {@code spark-submit --conf} would say. */
  private static final Map<String, String> SPARK =
      Map.of("spark.master", "local[2]", "spark.ui.enabled", "false");

  static CommandRun of(String... words) {
    return of(Map.of(), words);
  }

  /**
   * Runs a command.
   *
   * @param spark settings of Spark
   */
  static CommandRun of(Map<String, String> spark, String... words) {
    SparkSession.getDefaultSession().foreach(session -> stopped(session));
    Map<String, String> settings = new LinkedHashMap<>(SPARK);
    settings.putAll(spark);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream standardError = System.err;
    settings.forEach(System::setProperty);
    try (PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setErr(errors);
      int code = new Main(JobCatalog.standard(), StudyPanel::read, printed).run(words);
      return new CommandRun(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(standardError);
      settings.keySet().forEach(System::clearProperty);
    }
  }

  private static boolean stopped(SparkSession session) {
    session.stop();
    return true;
  }

  /** The last line on standard error. */
  String lastLine() {
    List<String> lines = err.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** What standard error says apart from the log. */
  String message() {
    return String.join(
        "\n", err.lines().filter(line -> !line.matches("\\d\\d:\\d\\d:\\d\\d .*")).toList());
  }

  /** A JSON file. */
  static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a text file. */
  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
