package org.panelworks.jobs.runtime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Which step runs and how far it is: one line rewritten in place on a terminal, elsewhere a log
 * line when a step begins and, while a long one lasts, another each half minute.
 */
final class Progress extends SparkListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final int WIDTH = 78;
  private static final long REDRAW_MILLIS = 200;
  private static final long REPEAT_SECONDS = 30;

  private final @Nullable Terminal terminal;
  private final Timer clock;
  private final Map<Integer, Integer> stagesLeft = new HashMap<>();
  private String step = "";
  private int tasks;
  private int done;
  private int jobsRunning;
  private long begun = System.nanoTime();

  private Progress(@Nullable Terminal terminal) {
    this.terminal = terminal;
    this.clock = new Timer("panelworks-progress", true);
  }

  /**
   * Begins to report.
   *
   * @param terminal where the line is rewritten; null where standard error is no terminal
   */
  static Progress start(@Nullable Terminal terminal) {
    Progress progress = new Progress(terminal);
    long period = terminal == null ? TimeUnit.SECONDS.toMillis(REPEAT_SECONDS) : REDRAW_MILLIS;
    TimerTask redraw =
        new TimerTask() {
          @Override
          public void run() {
            progress.redraw();
          }
        };
    progress.clock.scheduleAtFixedRate(redraw, period, period);
    return progress;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    String described = StepAccount.step(start.properties());
    if (!described.equals(step)) {
      step = described;
      tasks = 0;
      done = 0;
      stagesLeft.clear();
      begun = System.nanoTime();
      if (terminal == null) {
        LOG.info("{}", step);
      }
    }
    jobsRunning++;
    for (StageInfo stage : CollectionConverters.asJava(start.stageInfos())) {
      if (stagesLeft.putIfAbsent(stage.stageId(), stage.numTasks()) == null) {
        tasks += stage.numTasks();
      }
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    Integer left = stagesLeft.get(end.stageId());
    if (left != null && left > 0 && end.taskInfo().successful()) {
      stagesLeft.put(end.stageId(), left - 1);
      done++;
    }
  }

  /** A stage whose output was there already never ran its tasks: they count as done. */
  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
    Integer left = stagesLeft.put(completed.stageInfo().stageId(), 0);
    done += left == null ? 0 : left;
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    jobsRunning--;
    if (jobsRunning <= 0) {
      done = tasks;
    }
  }

  @Override
  public void close() {
    clock.cancel();
    if (terminal != null) {
      terminal.wipe();
    }
  }

  /** The step, its share of tasks done and its time, as wide as a narrow terminal. */
  synchronized String line() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    String share =
        tasks == 0
            ? ""
            : String.format(Locale.ROOT, "  %3d %% of %d tasks", 100L * done / tasks, tasks);
    String tail = share + (seconds < 2 ? "" : "  " + seconds + " s");
    return cut(step, WIDTH - tail.length()) + tail;
  }

  private synchronized void redraw() {
    if (step.isEmpty() || (terminal == null && jobsRunning <= 0)) {
      return;
    }
    if (terminal == null) {
      LOG.info("{}", line());
    } else {
      terminal.show(line());
    }
  }

  /** The text cut to a width; letters beyond the Latin, Greek and Cyrillic ones count as two. */
  static String cut(String text, int width) {
    int used = 0;
    for (int i = 0; i < text.length(); i++) {
      used += text.charAt(i) < 0x1100 ? 1 : 2;
      if (used > width) {
        return text.substring(0, Math.max(0, i - 2)) + "…";
      }
    }
    return text;
  }
}
