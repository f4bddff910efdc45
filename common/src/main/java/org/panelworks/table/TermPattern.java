package org.panelworks.table;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Term names in settings: exact, but that {@code *} stands for any text. */
final class TermPattern {
  private TermPattern() {}

  static boolean matches(String pattern, String term) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(term).matches();
  }

  static boolean anyMatches(List<String> patterns, String term) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, term));
  }
}
