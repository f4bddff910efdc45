package org.panelworks.jobs.panel;

import org.apache.spark.SparkThrowable;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;

/** Turns Spark's failures on a study's panel into messages that name what to mend. */
final class LoadFailure {
  private static final int DEEPEST_CAUSE = 20;
  private static final int LONGEST_REASON = 300;
  private static final String HEADER = "CSV header does not conform";

  private LoadFailure() {}

  /**
   * The failure as the study's author can mend it, or as it was, unchecked.
   *
   * @param path the panel's path as the study states it
   */
  static RuntimeException of(Exception failure, String path) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof DataException
          || cause instanceof SettingsException
          || cause instanceof EstimationException) {
        return (RuntimeException) cause;
      }
      cause = cause.getCause();
    }
    return ExpressionFailure.of(failure)
        .map(RuntimeException.class::cast)
        .orElseGet(() -> ofReading(failure, path));
  }

  private static RuntimeException ofReading(Exception failure, String path) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (isAboutInput(cause)) {
        return new DataException(
            "panel.path: cannot read `"
                + path
                + "`: "
                + ExpressionFailure.sentence(cause)
                + reason(cause),
            failure);
      }
      cause = cause.getCause();
    }
    return ExpressionFailure.unchecked(failure);
  }

  /** What lies behind a failure that only names the file. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
      cause = cause.getCause();
    }
    if (cause == failure) {
      return "";
    }
    String text = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
    return " " + (text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…");
  }

  private static boolean isAboutInput(Throwable cause) {
    if (cause instanceof IllegalArgumentException) {
      return String.valueOf(cause.getMessage()).contains(HEADER);
    }
    if (cause instanceof SparkThrowable spark && spark.getCondition() != null) {
      String condition = spark.getCondition();
      return condition.startsWith("FAILED_READ_FILE")
          || condition.startsWith("MALFORMED_")
          || condition.startsWith("UNABLE_TO_INFER_SCHEMA")
          || condition.startsWith("COLUMN_ALREADY_EXISTS")
          || condition.startsWith("PATH_NOT_FOUND")
          || condition.startsWith("DATA_SOURCE_NOT_FOUND")
          || condition.startsWith("TABLE_OR_VIEW_NOT_FOUND")
          || condition.startsWith("CANNOT_READ_FILE");
    }
    return false;
  }
}
