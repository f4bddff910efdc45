package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Standard error with, on a terminal, a last line that is rewritten in place. Whatever else is
 * printed first wipes that line, so that log lines stay whole.
 */
final class Terminal {
  private static final String WIPE = "\r\u001b[K";

  private final PrintStream raw;
  private final Object lock = new Object();
  private boolean lineShown;

  private Terminal(PrintStream raw) {
    this.raw = raw;
  }

  /** Takes standard error over. */
  static Terminal takeOver() {
    Terminal terminal = new Terminal(System.err);
    System.setErr(new PrintStream(terminal.new Wiping(), true, StandardCharsets.UTF_8));
    return terminal;
  }

  /** Whether standard error is a terminal that can rewrite a line. */
  static boolean isTerminal() {
    String kind = System.getenv("TERM");
    if (kind == null || kind.equals("dumb")) {
      return false;
    }
    try {
      Process test =
          new ProcessBuilder("sh", "-c", "test -t 2")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return test.waitFor(2, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Rewrites the last line. */
  void show(String line) {
    synchronized (lock) {
      raw.print(WIPE + line);
      raw.flush();
      lineShown = true;
    }
  }

  /** Removes the last line. */
  void wipe() {
    synchronized (lock) {
      if (lineShown) {
        raw.print(WIPE);
        raw.flush();
        lineShown = false;
      }
    }
  }

  private final class Wiping extends OutputStream {
    @Override
    public void write(int single) {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      synchronized (lock) {
        wipe();
        raw.write(bytes, from, length);
      }
    }

    @Override
    public void flush() {
      raw.flush();
    }
  }
}
