package org.panelworks.jobs.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.panelworks.SettingsException;

/**
 * Finds the keys of one HOCON text, in order. It follows the syntax only as far as keys, braces,
 * brackets, strings and comments go; what is not HOCON is for the real parser to refuse. Nesting is
 * bounded, which that parser does not do.
 */
final class KeyScanner {
  private static final int DEEPEST = 100;

  private final String text;
  private final String file;
  private final KeyPositions positions;
  private final BiConsumer<String, List<String>> include;
  private int at;
  private int line = 1;
  private int depth;

  /**
   * A scanner of one file.
   *
   * @param include told of each {@code include}: the name as written and the path of the object
   *     that it stands in
   */
  KeyScanner(
      String text, String file, KeyPositions positions, BiConsumer<String, List<String>> include) {
    this.text = text;
    this.file = file;
    this.positions = positions;
    this.include = include;
  }

  /** Records every key under the given path. */
  void scan(List<String> path) {
    skipBlank(true);
    if (here() == '{') {
      at++;
    }
    members(path);
  }

  private void members(List<String> path) {
    deeper();
    while (true) {
      skipBlank(true);
      if (at >= text.length()) {
        break;
      }
      if (here() == '}') {
        at++;
        break;
      }
      if (here() == ']') {
        at++;
        continue;
      }
      member(path);
    }
    depth--;
  }

  private void member(List<String> path) {
    int keyLine = line;
    int before = at;
    List<String> key = key();
    if (key.isEmpty()) {
      at = Math.max(at, before + 1);
      return;
    }
    if (key.get(0).equals("include") && here() == '"') {
      include.accept(quoted(), path);
      value(path);
      return;
    }
    List<String> full = new ArrayList<>(path);
    for (String element : key) {
      full.add(element);
      positions.record(full, file, keyLine);
    }
    if (here() == '+') {
      at++;
    }
    if (here() == '=' || here() == ':') {
      at++;
      skipBlank(false);
    }
    value(full);
  }

  /** A key path up to its separator, or {@code [include]} in front of the included name. */
  private List<String> key() {
    List<String> elements = new ArrayList<>();
    StringBuilder element = new StringBuilder();
    boolean quotedPart = false;
    while (at < text.length() && "=:{}[]\n,".indexOf(here()) < 0 && !text.startsWith("+=", at)) {
      if (here() == '"') {
        if (elements.isEmpty() && isInclude(element.toString())) {
          return List.of("include");
        }
        element.append(quoted());
        quotedPart = true;
      } else if (here() == '.') {
        elements.add(finished(element, quotedPart));
        element.setLength(0);
        quotedPart = false;
        at++;
      } else {
        element.append(here());
        at++;
      }
    }
    String last = finished(element, quotedPart);
    if (!last.isEmpty() || quotedPart) {
      elements.add(last);
    }
    if (at < text.length() && (here() == ',' || here() == '[')) {
      at++;
    }
    return elements;
  }

  private static String finished(StringBuilder element, boolean quotedPart) {
    return quotedPart ? element.toString().trim() : element.toString().strip();
  }

  private static boolean isInclude(String before) {
    return before.strip().matches("include(\\s+(required|file|required\\s*\\(\\s*file)\\s*\\()?");
  }

  /** A value with all that is concatenated to it, up to the end of its line or its separator. */
  private void value(List<String> path) {
    while (at < text.length()) {
      char c = here();
      if (c == '\n' || c == ',' || c == '}' || c == ']') {
        return;
      }
      if (c == '{') {
        at++;
        members(path);
      } else if (c == '[') {
        at++;
        elements(path);
      } else if (c == '"') {
        quoted();
      } else if (isComment()) {
        skipLine();
      } else if (c == '$' && text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        at = end < 0 ? text.length() : end + 1;
      } else {
        at++;
      }
    }
  }

  private void elements(List<String> path) {
    deeper();
    int index = 0;
    while (true) {
      skipBlank(true);
      if (at >= text.length()) {
        break;
      }
      if (here() == ']') {
        at++;
        break;
      }
      if (here() == '}') {
        break;
      }
      List<String> element = new ArrayList<>(path);
      element.add("[" + index++ + "]");
      positions.record(element, file, line);
      value(element);
    }
    depth--;
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw new SettingsException(
          file + ":" + line + ": braces and brackets are nested deeper than " + DEEPEST);
    }
  }

  /** Consumes a quoted string; escapes are undone only as far as quotes and backslashes. */
  private String quoted() {
    if (text.startsWith("\"\"\"", at)) {
      int end = text.indexOf("\"\"\"", at + 3);
      int stop = end < 0 ? text.length() : end;
      while (text.startsWith("\"", stop + 3)) {
        stop++;
      }
      String content = text.substring(at + 3, stop);
      line += (int) content.chars().filter(c -> c == '\n').count();
      at = Math.min(stop + 3, text.length());
      return content;
    }
    StringBuilder content = new StringBuilder();
    at++;
    while (at < text.length() && here() != '"' && here() != '\n') {
      if (here() == '\\' && at + 1 < text.length()) {
        at++;
      }
      content.append(here());
      at++;
    }
    if (at < text.length() && here() == '"') {
      at++;
    }
    return content.toString();
  }

  private void skipBlank(boolean commas) {
    while (at < text.length()) {
      char c = here();
      if (c == '\n') {
        line++;
        at++;
      } else if (Character.isWhitespace(c) || c == '\uFEFF' || c == '\u00A0') {
        at++;
      } else if (c == ',' && commas) {
        at++;
      } else if (isComment()) {
        skipLine();
      } else {
        return;
      }
    }
  }

  private boolean isComment() {
    return here() == '#' || text.startsWith("//", at);
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private char here() {
    return at < text.length() ? text.charAt(at) : '\0';
  }
}
