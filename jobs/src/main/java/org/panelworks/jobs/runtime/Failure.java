package org.panelworks.jobs.runtime;

import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;

/**
 * A failed run as its caller sees it: an exit code and what standard error says.
 *
 * @param code 1 unforeseen, 2 settings, 3 data, 4 not estimable
 * @param message what is wrong, one line or several
 * @param advice what to do; empty for what the code says
 */
public record Failure(int code, String message, String advice) {
  public static final int UNFORESEEN = 1;
  public static final int SETTINGS = 2;
  public static final int DATA = 3;
  public static final int ESTIMATION = 4;

  private static final int DEEPEST = 50;

  /** One of our exceptions that a task threw and Spark kept only as text. */
  private static final Pattern IN_A_TASK =
      Pattern.compile(
          "org\\.panelworks\\.(Settings|Data|Estimation)Exception: ([^\\n]*(?:\\n(?!\\s*at |Driver"
              + " stacktrace|Caused by)[^\\n]+)*)");

  /** Memory that a task ran out of, which Spark kept only as text. */
  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile(
          "(?:java\\.lang\\.|org\\.apache\\.spark\\.memory\\.Spark)OutOfMemoryError(?:: ([^\\n"
              + "]*))?");

  private static final Pattern MISSING_INPUT =
      Pattern.compile("PATH_NOT_FOUND|TABLE_OR_VIEW_NOT_FOUND|SCHEMA_NOT_FOUND|CATALOG_NOT_FOUND");
  private static final Pattern SETTING =
      Pattern.compile(
          "PARSE_SYNTAX_ERROR|DATA_SOURCE_NOT_FOUND|UNRESOLVED_ROUTINE|INVALID_SQL_SYNTAX.*"
              + "|.*UNSUPPORTED_DATA_SOURCE.*");
  private static final Pattern DATA_CONDITION =
      Pattern.compile(
          "FAILED_READ_FILE.*|CANNOT_READ_FILE.*|UNABLE_TO_INFER_SCHEMA.*|MALFORMED_.*"
              + "|UNRESOLVED_COLUMN.*|CAST_.*|DIVIDE_BY_ZERO|ARITHMETIC_OVERFLOW.*"
              + "|NUMERIC_VALUE_OUT_OF_RANGE.*|INVALID_.*|DATATYPE_MISMATCH.*|.*DATETIME.*"
              + "|CONVERSION_.*|DUPLICATED_.*|AMBIGUOUS_.*|INCOMPATIBLE_.*|FIELD_NOT_FOUND"
              + "|COLUMN_ALREADY_EXISTS|PARQUET_.*|CANNOT_MERGE_SCHEMAS|CANNOT_CONVERT_.*"
              + "|.*CANNOT_PARSE.*|MULTI_.*|BINARY_ARITHMETIC_OVERFLOW|UNSUPPORTED_.*");

  public Failure(int code, String message) {
    this(code, message, "");
  }

  /** Sorts a throwable, its causes and what Spark wrapped around it. */
  public static Failure of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    // The innermost foreign one says best what happened: Spark wraps the file's own in general
    // ones.
    List<Throwable> inwards = new ArrayList<>(chain);
    Collections.reverse(inwards);
    return first(chain, Failure::own)
        .or(() -> first(chain, Failure::relayed))
        .or(() -> first(chain, Failure::outOfMemory))
        .or(() -> first(inwards, Failure::foreign))
        .orElseGet(() -> new Failure(UNFORESEEN, unforeseen(chain)));
  }

  private static Optional<Failure> first(
      List<Throwable> chain, Function<Throwable, Optional<Failure>> reading) {
    return chain.stream().map(reading).flatMap(Optional::stream).findFirst();
  }

  /** Whether memory was short, whatever was made of it. */
  public static boolean isOutOfMemory(Throwable thrown) {
    return first(chain(thrown), Failure::outOfMemory).isPresent();
  }

  private static Optional<Failure> outOfMemory(Throwable thrown) {
    Matcher matcher = OUT_OF_MEMORY.matcher(thrown.toString());
    return matcher.find()
        ? Optional.of(
            new Failure(
                UNFORESEEN,
                "out of memory"
                    + (matcher.group(1) == null ? "" : " (" + cleaned(matcher.group(1)) + ")"),
                "Give more by -- --driver-memory 8g, say, or --executor-memory on a cluster; or"
                    + " let less of it hold the panel by -- --conf spark.memory.fraction=0.4"))
        : Optional.empty();
  }

  /** The lines for standard error; the last begins {@code panelworks:} and says what to do. */
  public List<String> lines(String log) {
    List<String> lines = new ArrayList<>();
    List<String> own = message.lines().filter(line -> !line.isBlank()).toList();
    if (code == UNFORESEEN && advice.isEmpty()) {
      String first = own.isEmpty() ? "no message" : own.get(0);
      lines.add(
          "panelworks: unforeseen failure: "
              + first
              + ". The stack trace is in "
              + log
              + "; please report it");
    } else if (own.size() == 1) {
      lines.add("panelworks: " + own.get(0) + ended(own.get(0)) + advice(1));
    } else {
      lines.addAll(own);
      lines.add("panelworks: " + own.size() + " things are wrong, see above." + advice(own.size()));
    }
    return lines;
  }

  private static String ended(String sentence) {
    return sentence.endsWith(".") || sentence.endsWith("?") || sentence.endsWith("!") ? "" : ".";
  }

  private String advice(int count) {
    if (!advice.isEmpty()) {
      return " " + advice;
    }
    String it = count == 1 ? "it" : "them";
    return switch (code) {
      case SETTINGS ->
          " Correct " + it + " in the study file or on the command line, and run again";
      case DATA -> " Correct the data, or the study file that describes them, and run again";
      default -> " Change the model or its sample, and run again";
    };
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    @Nullable Throwable next = thrown;
    while (next != null && chain.size() < DEEPEST && !chain.contains(next)) {
      chain.add(next);
      next = next.getCause();
    }
    return chain;
  }

  private static Optional<Failure> own(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    if (thrown instanceof SettingsException) {
      return Optional.of(new Failure(SETTINGS, message));
    }
    if (thrown instanceof DataException) {
      return Optional.of(new Failure(DATA, message));
    }
    if (thrown instanceof BrokenResultException) {
      return Optional.of(
          new Failure(DATA, message, "Check the directory's name, or run the job again"));
    }
    return thrown instanceof EstimationException
        ? Optional.of(new Failure(ESTIMATION, message))
        : Optional.empty();
  }

  private static Optional<Failure> relayed(Throwable thrown) {
    Matcher matcher = IN_A_TASK.matcher(String.valueOf(thrown.getMessage()));
    if (!matcher.find()) {
      return Optional.empty();
    }
    int code =
        switch (matcher.group(1)) {
          case "Settings" -> SETTINGS;
          case "Data" -> DATA;
          default -> ESTIMATION;
        };
    return Optional.of(new Failure(code, matcher.group(2).strip()));
  }

  /** Failures of Spark and Hadoop that the caller's settings or data cause. */
  private static Optional<Failure> foreign(Throwable thrown) {
    String text = cleaned(String.valueOf(thrown.getMessage()));
    if (thrown instanceof SparkThrowable spark && spark.getCondition() != null) {
      String condition = spark.getCondition();
      if (condition.startsWith("INTERNAL_ERROR")) {
        return Optional.empty();
      }
      if (MISSING_INPUT.matcher(condition).find()) {
        return Optional.of(new Failure(DATA, "no such input: " + text));
      }
      if (SETTING.matcher(condition).matches()) {
        return Optional.of(new Failure(SETTINGS, text));
      }
      if (DATA_CONDITION.matcher(condition).matches()) {
        return Optional.of(new Failure(DATA, text));
      }
    }
    if (thrown instanceof FileNotFoundException) {
      return Optional.of(new Failure(DATA, "no such input: " + text));
    }
    String type = thrown.getClass().getName();
    return type.endsWith(".InvalidInputException") || text.contains("is not a Parquet file")
        ? Optional.of(new Failure(DATA, text))
        : Optional.empty();
  }

  private static String unforeseen(List<Throwable> chain) {
    Throwable root = chain.get(chain.size() - 1);
    String type = root.getClass().getSimpleName();
    return type + ": " + cleaned(String.valueOf(root.getMessage()));
  }

  /** The first line without Spark's condition name, SQL state and position. */
  private static String cleaned(String message) {
    String line = message.lines().filter(text -> !text.isBlank()).findFirst().orElse("");
    String plain =
        line.replaceFirst("^\\[[A-Z0-9_.]+\\]\\s*", "")
            .replaceFirst("\\s*SQLSTATE: \\w+.*$", "")
            .replaceFirst(";\\s*line \\d+ pos \\d+.*$", "")
            .strip();
    return plain.length() <= 500 ? plain : String.format(Locale.ROOT, "%.500s…", plain);
  }
}
