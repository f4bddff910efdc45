package org.panelworks.jobs.panel;

import java.util.List;
import org.apache.spark.SparkThrowable;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Failure;

/** Turns Spark's failures on a study's panel into messages that name what to mend. */
final class LoadFailure {
  private static final int DEEPEST_CAUSE = 20;
  private static final int LONGEST_REASON = 300;
  private static final List<String> INPUT_CONDITIONS =
      List.of(
          "FAILED_READ_FILE",
          "MALFORMED_",
          "COLUMN_ALREADY_EXISTS",
          "PATH_NOT_FOUND",
          "TABLE_OR_VIEW_NOT_FOUND",
          "CANNOT_READ_FILE");

  private static final String HEADER = "CSV header does not conform";

  private LoadFailure() {}

  /**
   * The failure as the study's author can mend it, or as it was, unchecked.
   *
   * @param source the panel as the study states it
   */
  static RuntimeException of(Exception failure, PanelSource source) {
    if (Failure.isOutOfMemory(failure)) {
      return ExpressionFailure.unchecked(failure);
    }
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof DataException
          || cause instanceof SettingsException
          || cause instanceof EstimationException) {
        return (RuntimeException) cause;
      }
      if (isAboutInput(cause)) {
        return ofReading(failure, source);
      }
      cause = cause.getCause();
    }
    return ExpressionFailure.of(failure)
        .map(RuntimeException.class::cast)
        .orElseGet(() -> ofReading(failure, source));
  }

  private static RuntimeException ofReading(Exception failure, PanelSource source) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (isCondition(cause, "DATA_SOURCE_NOT_FOUND")) {
        return new SettingsException(
            "panel.format: nothing here reads the format `"
                + source.format()
                + "`"
                + NearestName.hint(source.format(), PanelLoader.FILE_FORMATS)
                + "; one that Spark does not bring needs its package",
            failure);
      }
      if (isCondition(cause, "UNABLE_TO_INFER_SCHEMA")) {
        return new DataException(
            "panel.path: `" + source.path() + "` holds no " + source.format() + " file to read",
            failure);
      }
      if (isAboutInput(cause)) {
        return new DataException(
            "panel.path: cannot read `"
                + source.path()
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
    return INPUT_CONDITIONS.stream().anyMatch(condition -> isCondition(cause, condition));
  }

  private static boolean isCondition(Throwable cause, String condition) {
    return cause instanceof SparkThrowable spark
        && String.valueOf(spark.getCondition()).startsWith(condition);
  }
}
