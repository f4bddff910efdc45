package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The process as its caller sees it: exit code, log lines, the last line on standard error. */
public final class Console {
  private static @Nullable Console current;

  private final Logs logs;
  private final @Nullable Terminal terminal;

  private Console(Logs logs, @Nullable Terminal terminal) {
    this.logs = logs;
    this.terminal = terminal;
  }

  /** Sets up logging and, on a terminal, the progress line; once per process. */
  static synchronized Console start() {
    if (current == null) {
      try {
        Terminal terminal = Terminal.isTerminal() ? Terminal.takeOver() : null;
        current = new Console(Logs.start(RunId.now()), terminal);
      } catch (IOException e) {
        throw new UncheckedIOException("the log file cannot be written", e);
      }
    }
    return current;
  }

  @Nullable Terminal terminal() {
    return terminal;
  }

  /**
   * Runs a command. Whatever it throws becomes an exit code and the last lines on standard error; a
   * stack trace goes to the log file only.
   */
  @SuppressWarnings("CatchAndPrintStackTrace")
  public static int run(Callable<Integer> command) {
    try {
      int code = command.call();
      if (code == 0) {
        removeLog();
      }
      return code;
    } catch (Throwable thrown) {
      if (Interruption.isUnderWay()) {
        Interruption.awaitEnd();
      }
      return report(thrown);
    }
  }

  /** Ends the process with an exit code. */
  public static void exit(int code) {
    System.out.flush();
    System.err.flush();
    System.exit(code);
  }

  private static int report(Throwable thrown) {
    Failure failure = Failure.of(thrown);
    String log = "";
    if (failure.code() == Failure.UNFORESEEN) {
      Console console = start();
      console.logs.record(thrown);
      log = console.logs.file().toString();
    } else {
      removeLog();
    }
    failure.lines(log).forEach(System.err::println);
    return failure.code();
  }

  private static synchronized void removeLog() {
    if (current != null) {
      current.logs.remove();
      current = null;
    }
  }
}
