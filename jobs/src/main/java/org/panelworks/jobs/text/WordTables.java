package org.panelworks.jobs.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;
import org.panelworks.text.TextDictionary;
import org.panelworks.text.TextMeasures;
import org.panelworks.text.TextTally;

/**
 * The table {@code text-words}: each dictionary's words, the most frequent first. Of more than
 * 10,000 words {@code data/text-words.parquet} has all, the print the most frequent, and the JSON
 * none.
 */
final class WordTables {
  private static final String NAME = "text-words";
  private static final int MOST_ROWS = 10_000;

  /** Words of each dictionary that are printed where there are more rows than that. */
  private static final int PRINTED = 200;

  private final Digits digits;
  private final TextMeasures measures;
  private final boolean complete;

  /** By dictionary. */
  private final List<List<Frequency>> frequencies = new ArrayList<>();

  WordTables(Digits digits, TextMeasures measures, TextTally tally) {
    this.digits = digits;
    this.measures = measures;
    this.complete = measures.size() <= MOST_ROWS;
    TextTally.Sums all = tally.overall();
    for (int d = 0; d < measures.dictionaries().size(); d++) {
      TextDictionary dictionary = measures.dictionaries().get(d);
      int offset = measures.offset(d);
      long total = all.count(d);
      frequencies.add(
          IntStream.range(0, dictionary.words().size())
              .mapToObj(
                  w ->
                      new Frequency(
                          dictionary.words().get(w),
                          tally.count(offset + w),
                          tally.documents(offset + w),
                          (double) tally.count(offset + w) / total))
              .sorted(Comparator.comparingLong(f -> -f.count()))
              .toList());
    }
  }

  /**
   * How often a word occurs.
   *
   * @param share in the occurrences of its dictionary's words, NaN where there are none
   */
  private record Frequency(TextDictionary.Word word, long count, long documents, double share) {
    @Nullable String theme() {
      return word.theme().isEmpty() ? null : word.theme();
    }
  }

  void write(SparkSession spark, Results results) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("words", complete ? json() : List.of());
    if (!complete) {
      content.put(
          "words_note",
          String.format(
              Locale.ROOT,
              "%,d words, more than %,d: they are in data/%s.parquet only",
              measures.size(),
              MOST_ROWS,
              NAME));
      rows(spark, results);
    }
    results.json(NAME, content);
    results.table(table());
  }

  private List<Map<String, Object>> json() {
    List<Map<String, Object>> words = new ArrayList<>();
    for (int d = 0; d < frequencies.size(); d++) {
      for (Frequency frequency : frequencies.get(d)) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("dictionary", measures.dictionaries().get(d).name());
        entry.put("theme", frequency.theme());
        entry.put("word", frequency.word().written());
        entry.put("count", frequency.count());
        entry.put("documents", frequency.documents());
        entry.put("share_of_dictionary", frequency.share());
        words.add(entry);
      }
    }
    return words;
  }

  private void rows(SparkSession spark, Results results) {
    List<org.apache.spark.sql.Row> rows = new ArrayList<>();
    for (int d = 0; d < frequencies.size(); d++) {
      for (Frequency frequency : frequencies.get(d)) {
        rows.add(
            RowFactory.create(
                measures.dictionaries().get(d).name(),
                frequency.theme(),
                frequency.word().written(),
                frequency.count(),
                frequency.documents(),
                Double.isNaN(frequency.share()) ? null : frequency.share()));
      }
    }
    StructType schema =
        new StructType()
            .add("dictionary", DataTypes.StringType, false)
            .add("theme", DataTypes.StringType, true)
            .add("word", DataTypes.StringType, false)
            .add("count", DataTypes.LongType, false)
            .add("documents", DataTypes.LongType, false)
            .add("share_of_dictionary", DataTypes.DoubleType, true);
    results.rows(NAME, spark.createDataFrame(rows, schema).orderBy("dictionary", "word"));
  }

  private Table table() {
    Table.Builder table =
        Table.builder(NAME)
            .title("Frequency of dictionary words")
            .columns(
                List.of(
                    Alignment.LEFT,
                    Alignment.LEFT,
                    Alignment.RIGHT,
                    Alignment.RIGHT,
                    Alignment.RIGHT))
            .header("", "Theme", "Count", "Documents", "Share of the dictionary");
    for (int d = 0; d < frequencies.size(); d++) {
      table.section(measures.dictionaries().get(d).name());
      List<Frequency> all = frequencies.get(d);
      for (Frequency frequency : complete ? all : all.subList(0, Math.min(PRINTED, all.size()))) {
        table.row(
            Cell.label(frequency.word().written()),
            Cell.text(frequency.word().theme()),
            Cell.count(frequency.count()),
            Cell.count(frequency.documents()),
            Cell.number(frequency.share(), digits));
      }
    }
    if (!complete) {
      table.note(
          String.format(
              Locale.ROOT,
              "Of %,d words the %d most frequent words of each dictionary; data/%s.parquet has"
                  + " all.",
              measures.size(),
              PRINTED,
              NAME));
    }
    return table.build();
  }
}
