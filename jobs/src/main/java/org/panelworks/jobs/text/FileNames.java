package org.panelworks.jobs.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.panelworks.SettingsException;

/**
 * How files' names hold keys: {@code {stkcd}_{year}.txt} say, a column's name in braces for its
 * value. A value is as short as the rest of the name allows.
 */
final class FileNames implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)\\}");

  private final String template;
  private final Pattern pattern;
  private final List<String> columns;

  private FileNames(String template, Pattern pattern, List<String> columns) {
    this.template = template;
    this.pattern = pattern;
    this.columns = List.copyOf(columns);
  }

  /** Reads a template; refuses one whose values could not be told apart. */
  static FileNames of(String template) {
    StringBuilder regex = new StringBuilder();
    List<String> columns = new ArrayList<>();
    Matcher field = FIELD.matcher(template);
    int behind = 0;
    while (field.find()) {
      String between = template.substring(behind, field.start());
      if (between.isEmpty() && !columns.isEmpty()) {
        throw new SettingsException(
            "something must stand between two columns, got `" + template + "`");
      }
      if (field.group(1).isBlank() || columns.contains(field.group(1))) {
        throw new SettingsException(
            "each column stands once between braces, got `" + template + "`");
      }
      regex.append(Pattern.quote(between)).append("(.+?)");
      columns.add(field.group(1));
      behind = field.end();
    }
    if (columns.isEmpty() || template.contains("/")) {
      throw new SettingsException(
          "must be a file's name with columns in braces, `{stkcd}_{year}.txt` say, got `"
              + template
              + "`");
    }
    regex.append(Pattern.quote(template.substring(behind)));
    return new FileNames(template, Pattern.compile(regex.toString(), Pattern.DOTALL), columns);
  }

  List<String> columns() {
    return columns;
  }

  /** The values that a file's name holds; empty where it does not follow the template. */
  Optional<Map<String, String>> values(String name) {
    Matcher matcher = pattern.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i), matcher.group(i + 1).strip());
    }
    return Optional.of(values);
  }

  @Override
  public String toString() {
    return template;
  }
}
