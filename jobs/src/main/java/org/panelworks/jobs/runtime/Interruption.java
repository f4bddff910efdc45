package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.io.PrintStream;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * What happens when the process is told to stop (Ctrl-C, a scheduler's kill): after Spark has
 * stopped, the staged files are removed and the last line says how things stand. The earlier result
 * is untouched.
 */
final class Interruption implements AutoCloseable {
  /** After Spark's own hook (40), before the file systems close (10). */
  private static final int PRIORITY = 25;

  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MILLIS = 200;

  private final Output output;
  private final Runnable hook = this::interrupted;

  private Interruption(Output output) {
    this.output = output;
  }

  static Interruption guard(Output output) {
    Interruption interruption = new Interruption(output);
    ShutdownHookManager.get().addShutdownHook(interruption.hook, PRIORITY);
    return interruption;
  }

  /** Whether this JVM is already on its way down. */
  static boolean isUnderWay() {
    try {
      Thread probe = new Thread(() -> {}, "panelworks-probe");
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** Waits for the end of a JVM that is on its way down: its hooks have the last word. */
  static void awaitEnd() {
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    if (!isUnderWay()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }

  private void interrupted() {
    PrintStream err = System.err;
    String left = removed();
    if (output.isPublished()) {
      err.println("panelworks: interrupted when the result in " + output.path() + " was complete");
    } else {
      err.println(
          "panelworks: interrupted; "
              + output.path()
              + " is as it was before"
              + left
              + ". Run the same command again");
    }
    err.flush();
  }

  /** Tasks may write for a moment after Spark has stopped, so the removal is tried again. */
  private String removed() {
    boolean clean = false;
    for (int attempt = 0; attempt < ATTEMPTS && !clean; attempt++) {
      try {
        output.discard();
        Thread.sleep(PAUSE_MILLIS);
        output.discard();
        clean = true;
      } catch (IOException e) {
        clean = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        attempt = ATTEMPTS;
      }
    }
    return clean ? "" : " (its hidden staged files stay for the next run to remove)";
  }
}
