package org.panelworks.jobs.panel;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.QueryContext;
import org.apache.spark.QueryContextType;
import org.apache.spark.SparkThrowable;
import org.apache.spark.SparkUpgradeException;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;

/** Turns Spark's failures on a study's expressions into messages that name the setting. */
final class ExpressionFailure {
  /** Marks the nodes of an expression tree that a study's setting stated. */
  static final String ORIGIN = "setting";

  private static final int DEEPEST_CAUSE = 20;

  private ExpressionFailure() {}

  /** The first sentence of Spark's message, without its codes and its advice on settings. */
  static String sentence(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    message = message.replaceFirst("^\\s*\\[[A-Z0-9_.]+\\]\\s*", "");
    message = message.replaceFirst("(?s)\\s*SQLSTATE:.*$", "");
    int line = message.indexOf('\n');
    message = line < 0 ? message : message.substring(0, line).strip();
    return message.replaceFirst("(?<=\\.) (Use|Correct|If necessary|To) .*$", "");
  }

  /**
   * The same failure as a {@link DataException}, where one of the study's expressions caused it.
   */
  static Optional<DataException> of(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SparkThrowable spark) {
        QueryContext context = settingOf(spark);
        if (context != null) {
          return Optional.of(exception(context, cause));
        }
        if (isAboutValues(spark)) {
          return Optional.of(unnamed(cause));
        }
      } else if (isArithmetic(cause)) {
        return Optional.of(unnamed(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** The failure with the setting named where one caused it, otherwise as it was, unchecked. */
  static RuntimeException unchecked(Exception failure) {
    Optional<DataException> named = of(failure);
    if (named.isPresent()) {
      return named.get();
    }
    if (failure instanceof AnalysisException) {
      return new DataException(
          "an expression of the study does not fit the columns: " + sentence(failure), failure);
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  private static DataException unnamed(Throwable cause) {
    return new DataException("an expression of the study failed: " + sentence(cause), cause);
  }

  /** Some of Spark's own arithmetic on intervals overflows with the JVM's bare exception. */
  private static boolean isArithmetic(Throwable cause) {
    return cause instanceof ArithmeticException
        && Arrays.stream(cause.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith("org.apache.spark.sql.catalyst"));
  }

  /** Data exceptions of the SQL standard (class 22); some of them do not say where. */
  private static boolean isAboutValues(SparkThrowable failure) {
    String state = failure.getSqlState();
    return failure instanceof SparkUpgradeException || (state != null && state.startsWith("22"));
  }

  private static @Nullable QueryContext settingOf(SparkThrowable failure) {
    QueryContext[] contexts = failure.getQueryContext();
    if (contexts == null) {
      return null;
    }
    for (QueryContext context : contexts) {
      if (context.contextType() == QueryContextType.SQL && ORIGIN.equals(context.objectType())) {
        return context;
      }
    }
    return null;
  }

  private static DataException exception(QueryContext context, Throwable cause) {
    String verb = cause instanceof AnalysisException ? "does not fit the columns" : "failed";
    return new DataException(
        context.objectName() + ": `" + context.fragment() + "` " + verb + ": " + sentence(cause),
        cause);
  }
}
