package org.panelworks.jobs.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Table;
import org.panelworks.text.TextDictionary;
import org.panelworks.text.TextMeasures;
import org.panelworks.text.TextMeasures.Theme;
import org.panelworks.text.TextTally;

/** The tables {@code text} and {@code text-themes}. */
final class TextTables {
  private static final String ALL = "all";

  private final TextSettings settings;
  private final TextMeasures measures;
  private final TextTally tally;

  /** Whether times are numbers; those that are text stay so, though they look like numbers. */
  private final boolean numbered;

  /**
   * The tables.
   *
   * @param keys the columns of the keys: the unit, and the time where there is one
   */
  TextTables(
      TextSettings settings, TextMeasures measures, TextTally tally, List<StructField> keys) {
    this.settings = settings;
    this.measures = measures;
    this.tally = tally;
    this.numbered = keys.size() > 1 && keys.get(1).dataType() instanceof LongType;
  }

  void write(Results results) {
    results.json("text", summaryJson());
    results.table(summary());
    if (!measures.themes().isEmpty()) {
      results.json("text-themes", Map.of("themes", themesJson()));
      results.table(themes());
    }
  }

  /**
   * Sums with the time they belong to.
   *
   * @param shown the time as printed
   * @param json the time by its column's type, null for all times
   */
  private record Row(String shown, @Nullable Object json, TextTally.Sums sums) {}

  /** Over all times first, then by time where documents have one. */
  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(ALL, null, tally.overall()));
    if (settings.time().isPresent()) {
      for (String time : tally.times()) {
        Object json = numbered ? (Object) Long.valueOf(time) : time;
        rows.add(new Row(time, json, tally.at(time)));
      }
    }
    return rows;
  }

  private Map<String, Object> summaryJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("segmentation", IcuWords.version());
    json.put("duplicates", settings.duplicates().name().toLowerCase(Locale.ROOT));
    List<Map<String, Object>> documents = new ArrayList<>();
    List<Map<String, Object>> summary = new ArrayList<>();
    for (Row row : rows()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("time", row.json());
      entry.put("documents", row.sums().documents());
      entry.put("missing", row.sums().missing());
      entry.put("empty", row.sums().empty());
      entry.put("total_words", row.sums().totalWords());
      documents.add(entry);
    }
    for (int d = 0; d < measures.dictionaries().size(); d++) {
      for (Row row : rows()) {
        summary.add(summaryEntry(d, row));
      }
    }
    json.put("documents", documents);
    json.put("summary", summary);
    return json;
  }

  private Map<String, Object> summaryEntry(int dictionary, Row row) {
    TextTally.Sums sums = row.sums();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("dictionary", measures.dictionaries().get(dictionary).name());
    entry.put("time", row.json());
    entry.put("documents", sums.documents());
    entry.put("count", sums.count(dictionary));
    entry.put("mean_count", sums.meanCount(dictionary));
    entry.put("documents_with_any", sums.documentsWithAny(dictionary));
    entry.put("share_with_any", sums.shareWithAny(dictionary));
    entry.put("mean_ln", sums.meanLog(dictionary));
    entry.put("share_of_words", sums.shareOfWords(dictionary));
    return entry;
  }

  private Table summary() {
    Table.Builder table =
        Table.builder("text")
            .title("Dictionary words in the documents")
            .columns(6, Alignment.RIGHT)
            .header(
                "",
                "Documents",
                "Count",
                "Mean count",
                "Share with any",
                "Mean ln(1 + count)",
                "Share of words");
    for (int d = 0; d < measures.dictionaries().size(); d++) {
      table.section(measures.dictionaries().get(d).name());
      for (Row row : rows()) {
        TextTally.Sums sums = row.sums();
        table.row(
            Cell.label(row.shown()),
            Cell.count(sums.documents()),
            Cell.count(sums.count(d)),
            Cell.number(sums.meanCount(d), settings.digits()),
            Cell.number(sums.shareWithAny(d), settings.digits()),
            Cell.number(sums.meanLog(d), settings.digits()),
            Cell.number(sums.shareOfWords(d), settings.digits()));
      }
    }
    return table
        .note(
            "Words of all documents are counted by "
                + IcuWords.version()
                + "; dictionary words from left to right, the longest first.")
        .build();
  }

  private List<Map<String, Object>> themesJson() {
    List<Map<String, Object>> themes = new ArrayList<>();
    List<Row> rows = rows();
    for (int t = 0; t < measures.themes().size(); t++) {
      Theme theme = measures.themes().get(t);
      TextDictionary dictionary = measures.dictionaries().get(theme.dictionary());
      for (Row row : rows) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("dictionary", dictionary.name());
        entry.put("theme", theme.name());
        entry.put("keywords", dictionary.keywords(theme.name()));
        entry.put("time", row.json());
        entry.put("count", row.sums().themeCount(t));
        entry.put("documents", row.sums().themeDocuments(t));
        entry.put("share_of_dictionary", row.sums().themeShare(t));
        entry.put("share_of_words", row.sums().themeShareOfWords(t));
        themes.add(entry);
      }
    }
    return themes;
  }

  private Table themes() {
    Table.Builder table =
        Table.builder("text-themes")
            .title("Themes")
            .columns(4, Alignment.RIGHT)
            .header("", "Count", "Documents", "Share of the dictionary", "Share of words");
    List<Row> rows = rows();
    for (int t = 0; t < measures.themes().size(); t++) {
      Theme theme = measures.themes().get(t);
      TextDictionary dictionary = measures.dictionaries().get(theme.dictionary());
      table.section(dictionary.name() + ": " + theme.name());
      for (Row row : rows) {
        table.row(
            Cell.label(row.shown()),
            Cell.count(row.sums().themeCount(t)),
            Cell.count(row.sums().themeDocuments(t)),
            Cell.number(row.sums().themeShare(t), settings.digits()),
            Cell.number(row.sums().themeShareOfWords(t), settings.digits()));
      }
      table.note(theme.name() + ": " + String.join(", ", dictionary.keywords(theme.name())));
    }
    return table.build();
  }
}
