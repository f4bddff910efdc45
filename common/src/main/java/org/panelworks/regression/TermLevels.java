package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.panelworks.DataException;

/**
 * Which levels of a category column {@code i()} makes columns of. A level written as a number is
 * matched by its value ({@code 1} is the label {@code 1.0}); written in quotes, by its text.
 *
 * @param references the levels left out, {@code ref = c(-1, -1000)}
 * @param firstIsReference whether the first level is left out, {@code ref = TRUE}
 * @param kept the only levels kept, {@code keep = 3:6}; empty for all
 */
public record TermLevels(
    List<TermLevels.Value> references, boolean firstIsReference, List<TermLevels.Value> kept)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** All levels, unless the design must leave out the first. */
  public static final TermLevels UNSTATED = new TermLevels(List.of(), false, List.of());

  public TermLevels {
    references = List.copyOf(references);
    kept = List.copyOf(kept);
  }

  /**
   * A level as the formula writes it.
   *
   * @param quoted whether it stood in quotes
   */
  public record Value(String text, boolean quoted) implements Serializable {
    private static final long serialVersionUID = 1L;

    boolean matches(String label) {
      if (text.equals(label)) {
        return true;
      }
      return !quoted
          && FormulaText.isNumber(text)
          && FormulaText.isNumber(label)
          && Double.parseDouble(text) == Double.parseDouble(label);
    }

    String name() {
      return quoted ? "\"" + text + "\"" : text;
    }
  }

  /** Whether the formula chose neither references nor levels to keep. */
  public boolean isUnstated() {
    return references.isEmpty() && !firstIsReference && kept.isEmpty();
  }

  /** The arguments as fixest writes them, each led by a comma. */
  String arguments(String suffix) {
    StringBuilder text = new StringBuilder();
    if (firstIsReference) {
      text.append(", ref").append(suffix).append(" = TRUE");
    }
    append(text, ", ref" + suffix + " = ", references);
    append(text, ", keep" + suffix + " = ", kept);
    return text.toString();
  }

  /**
   * The labels that get a column.
   *
   * @param term the term's name, for messages
   * @param labels the levels in order
   */
  List<String> chosen(String term, String column, List<String> labels) {
    List<String> left = new ArrayList<>(labels);
    if (!kept.isEmpty()) {
      left.removeIf(label -> kept.stream().noneMatch(value -> value.matches(label)));
    }
    if (firstIsReference && !labels.isEmpty()) {
      left.remove(labels.get(0));
    }
    left.removeIf(label -> references.stream().anyMatch(value -> value.matches(label)));
    refuseAbsent(term, column, labels);
    return left;
  }

  private void refuseAbsent(String term, String column, List<String> labels) {
    List<Value> stated = new ArrayList<>(references);
    stated.addAll(kept);
    for (Value value : stated) {
      if (labels.stream().noneMatch(value::matches)) {
        throw new DataException(
            term
                + ": "
                + value.name()
                + " is not a level of "
                + column
                + " in the sample; its levels are "
                + some(labels));
      }
    }
  }

  private static String some(List<String> labels) {
    String first = labels.stream().limit(20).collect(Collectors.joining(", "));
    return labels.size() > 20 ? first + ", … (" + labels.size() + " in all)" : first;
  }

  private static void append(StringBuilder text, String lead, List<Value> values) {
    if (values.size() == 1) {
      text.append(lead).append(values.get(0).name());
    } else if (values.size() > 1) {
      text.append(lead)
          .append(values.stream().map(Value::name).collect(Collectors.joining(", ", "c(", ")")));
    }
  }
}
