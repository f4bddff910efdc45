package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The descriptions of a table's columns that come with a download, {@code TABLE[DES][csv].txt}: a
 * line {@code CODE [label] - description} for each column, which may run on over further lines.
 *
 * <p>A description's unit is what follows {@code 单位：} or {@code 单位是}, or a known unit in brackets
 * at the label's end. Its value map are the pairs {@code 1=…} (a number of up to four digits, or
 * one or two capitals, before {@code =} or {@code ＝}), each up to the next comma, semicolon or
 * stop.
 */
final class DataDictionary implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A column's description.
   *
   * @param label its name in words
   * @param unit as stated, empty where none is
   * @param values code to meaning, in the order stated
   */
  record Entry(String code, String label, String unit, Map<String, String> values)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    Entry {
      values = new LinkedHashMap<>(values);
    }
  }

  private static final Pattern LINE =
      Pattern.compile(
          "^\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*[\\[［【]([^\\]］】]*)[\\]］】]\\s*(?:[-－–—]+\\s*)?(.*)$");
  private static final Pattern UNIT =
      Pattern.compile("单位\\s*(?:[:：]|是|为)\\s*([^\\s，,。；;、()（）\"”]{1,12})");
  private static final Pattern LABEL_UNIT = Pattern.compile("[(（]([^()（）]{1,12})[)）]$");
  private static final Pattern VALUE =
      Pattern.compile(
          "(?<![\\w.+*/)\\-])([0-9]{1,4}|[A-Z]{1,2})\\s*[=＝]\\s*([^，,；;。=＝\"“”\\s][^，,；;。=＝\"“”]*)");
  private static final int LONGEST = 1 << 20;

  private final Map<String, Entry> byCode;

  private DataDictionary(Map<String, Entry> byCode) {
    this.byCode = byCode;
  }

  /** A dictionary without entries. */
  static DataDictionary none() {
    return new DataDictionary(new HashMap<>());
  }

  /** Characters of a dictionary at most. */
  static int longest() {
    return LONGEST;
  }

  /** Reads a dictionary's text; what is no description is left out. */
  static DataDictionary parse(List<String> lines) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    String code = "";
    String label = "";
    StringBuilder description = new StringBuilder();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        put(entries, code, label, description.toString());
        code = matcher.group(1);
        label = matcher.group(2).strip();
        description = new StringBuilder(matcher.group(3));
      } else {
        description.append(' ').append(line.strip());
      }
    }
    put(entries, code, label, description.toString());
    return new DataDictionary(entries);
  }

  private static void put(
      Map<String, Entry> entries, String code, String label, String description) {
    if (!code.isEmpty()) {
      entries.putIfAbsent(
          fold(code), new Entry(code, label, unit(label, description), values(description)));
    }
  }

  private static String unit(String label, String description) {
    Matcher stated = UNIT.matcher(description);
    if (stated.find()) {
      return stated.group(1);
    }
    Matcher bracket = LABEL_UNIT.matcher(label);
    return bracket.find() && UnitWord.isKnown(bracket.group(1)) ? bracket.group(1) : "";
  }

  private static Map<String, String> values(String description) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher matcher = VALUE.matcher(description);
    while (matcher.find()) {
      values.putIfAbsent(matcher.group(1), matcher.group(2).strip());
    }
    return values;
  }

  boolean isEmpty() {
    return byCode.isEmpty();
  }

  /** A column's label, empty where there is none. */
  String label(String code) {
    Entry entry = byCode.get(fold(code));
    return entry == null ? "" : entry.label();
  }

  Optional<Entry> entry(String code) {
    return Optional.ofNullable(byCode.get(fold(code)));
  }

  /** The code that a label belongs to, if to one only. */
  Optional<String> code(String label) {
    List<String> codes =
        byCode.values().stream()
            .filter(entry -> entry.label().equals(label))
            .map(Entry::code)
            .toList();
    return codes.size() == 1 ? Optional.of(codes.get(0)) : Optional.empty();
  }

  private static String fold(String code) {
    return code.toLowerCase(Locale.ROOT);
  }
}
