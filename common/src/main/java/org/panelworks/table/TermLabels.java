package org.panelworks.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is printed for the names of terms and fixed effects. A label for the whole name comes first;
 * else an interaction is put together from the labels of its parts ({@code A × B}), a lag from the
 * label of its variable ({@code A (lag 1)}), a dummy from the label of its factor ({@code A =
 * 1977}); else the name stands as it is.
 */
final class TermLabels {
  private static final String INTERCEPT = "(Intercept)";
  private static final String PRODUCT = " × ";
  private static final Pattern COLON = Pattern.compile("(?<!:):(?!:)");
  private static final Pattern SHIFTED = Pattern.compile("([lfd])\\((.+?)(?:, *([1-9][0-9]*))?\\)");
  private static final Map<String, String> SHIFTS =
      Map.of("l", "lag", "f", "lead", "d", "difference");

  private final RegressionTableOptions options;

  TermLabels(RegressionTableOptions options) {
    this.options = options;
  }

  String variable(String name) {
    return options.labels().getOrDefault(name, name);
  }

  String term(String name) {
    String label = options.labels().get(name);
    if (label != null) {
      return label;
    }
    if (name.equals(INTERCEPT)) {
      return options.word("constant");
    }
    List<String> parts = Arrays.asList(COLON.split(name, -1));
    String joined = parts.stream().map(this::part).collect(Collectors.joining(PRODUCT));
    boolean plain = parts.stream().allMatch(part -> part(part).equals(part));
    return plain ? name : joined;
  }

  private String part(String name) {
    String label = options.labels().get(name);
    if (label != null) {
      return label;
    }
    int level = name.indexOf("::");
    if (level > 0 && options.labels().containsKey(name.substring(0, level))) {
      return variable(name.substring(0, level)) + " = " + name.substring(level + 2);
    }
    Matcher shifted = SHIFTED.matcher(name);
    if (shifted.matches() && options.labels().containsKey(shifted.group(2))) {
      String periods = shifted.group(3) == null ? "1" : shifted.group(3);
      String shift = SHIFTS.getOrDefault(shifted.group(1), "");
      return variable(shifted.group(2)) + " (" + shift + " " + periods + ")";
    }
    return name;
  }

  String fixedEffect(String name) {
    String label = options.labels().get(name);
    return label != null ? label : name.replace("^", PRODUCT) + " " + options.word("fixed-effect");
  }

  static boolean isIntercept(String name) {
    return name.equals(INTERCEPT);
  }
}
