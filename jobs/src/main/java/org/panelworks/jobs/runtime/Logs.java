package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.slf4j.LoggerFactory;

/**
 * Logging of one run: our own lines plainly on standard error, everything from warnings on (Spark's
 * included, with stack traces) in a file that is kept only where the run fails.
 */
final class Logs {
  private static final String CONSOLE = "console";
  private static final String LOG_FILE = "file";

  private final Path file;

  private Logs(Path file) {
    this.file = file;
  }

  /** Sets logging up anew, whatever was configured by a Spark installation. */
  static Logs start(RunId id) throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9_-]", "_");
    Path file =
        folder.resolve(
            "panelworks-" + user + "-" + id + "-" + Long.toString(System.nanoTime(), 36) + ".log");
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setConfigurationName("panelworks");
    builder.add(
        builder
            .newAppender(CONSOLE, "Console")
            .addAttribute("target", ConsoleAppender.Target.SYSTEM_ERR)
            .addAttribute("follow", true)
            .add(
                builder
                    .newLayout("PatternLayout")
                    .addAttribute("pattern", "%d{HH:mm:ss} %m%n%xEx{0}"))
            .add(
                builder
                    .newFilter("ThresholdFilter", "ACCEPT", "DENY")
                    .addAttribute("level", Level.INFO)));
    builder.add(
        builder
            .newAppender(LOG_FILE, "File")
            .addAttribute("fileName", file.toString())
            .addAttribute("createOnDemand", true)
            .add(
                builder
                    .newLayout("PatternLayout")
                    .addAttribute("charset", "UTF-8")
                    .addAttribute("pattern", "%d %-5p %c: %m%n%xEx")));
    builder.add(
        builder
            .newLogger("org.panelworks", Level.INFO)
            .add(builder.newAppenderRef(CONSOLE))
            .add(builder.newAppenderRef(LOG_FILE))
            .addAttribute("additivity", false));
    builder.add(builder.newRootLogger(Level.WARN).add(builder.newAppenderRef(LOG_FILE)));
    Configurator.reconfigure(builder.build());
    return new Logs(file);
  }

  /** The log file, named in the message of an unforeseen failure. */
  Path file() {
    return file;
  }

  /** Writes what was thrown to the log file only. */
  void record(Throwable thrown) {
    LoggerFactory.getLogger("panelworks.failure").error("the run failed", thrown);
  }

  /** Removes the log of a run that needs none. */
  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LoggerFactory.getLogger(Logs.class).info("the log file {} could not be removed", file);
    }
  }
}
