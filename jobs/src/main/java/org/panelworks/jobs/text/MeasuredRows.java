package org.panelworks.jobs.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.panelworks.DataException;
import org.panelworks.text.DocumentCounts;
import org.panelworks.text.TextMeasures;
import org.panelworks.text.TextMeasures.Theme;
import scala.Tuple2;

/**
 * The rows of {@code data/text-measures.parquet}: the keys; {@code documents}, the texts that are
 * there; {@code total_words}; and for each dictionary and theme {@code NAME_count}, {@code NAME_ln}
 * (ln(1 + count)) and {@code NAME_share} (count / total words). All measures of a missing text are
 * null, the shares of a text without words too.
 */
record MeasuredRows(TextMeasures measures) implements Function<Tuple2<Row, DocumentCounts>, Row> {
  private static final int MEASURES = 3;

  @Override
  public Row call(Tuple2<Row, DocumentCounts> document) {
    Row key = document._1();
    DocumentCounts counts = document._2();
    int dictionaries = measures.dictionaries().size();
    int themes = measures.themes().size();
    Object[] cells = new Object[key.size() + 2 + MEASURES * (dictionaries + themes)];
    int at = 0;
    for (; at < key.size(); at++) {
      cells[at] = key.get(at);
    }
    cells[at++] = (long) counts.texts() - counts.missing();
    if (counts.isObserved()) {
      cells[at++] = counts.totalWords();
      at = fill(cells, at, measures.byDictionary(counts), counts.totalWords());
      fill(cells, at, measures.byTheme(counts), counts.totalWords());
    }
    return RowFactory.create(cells);
  }

  private static int fill(Object[] cells, int from, long[] counts, long total) {
    int at = from;
    for (long count : counts) {
      cells[at++] = count;
      cells[at++] = Math.log1p((double) count);
      cells[at++] = total == 0 ? null : (double) count / total;
    }
    return at;
  }

  /** The columns; refuses names that stand twice. */
  StructType schema(List<StructField> keys) {
    List<StructField> fields = new ArrayList<>(keys);
    fields.add(DataTypes.createStructField("documents", DataTypes.LongType, false));
    fields.add(DataTypes.createStructField("total_words", DataTypes.LongType, true));
    measures.dictionaries().forEach(dictionary -> add(fields, dictionary.name()));
    for (Theme theme : measures.themes()) {
      add(fields, measures.dictionaries().get(theme.dictionary()).name() + "_" + safe(theme));
    }
    Set<String> names = new HashSet<>();
    for (StructField field : fields) {
      if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
        throw new DataException(
            "text: two columns of the results would be named `"
                + field.name()
                + "`: give a theme, a dictionary or a key another name");
      }
    }
    return new StructType(fields.toArray(StructField[]::new));
  }

  private static void add(List<StructField> fields, String name) {
    fields.add(DataTypes.createStructField(name + "_count", DataTypes.LongType, true));
    fields.add(DataTypes.createStructField(name + "_ln", DataTypes.DoubleType, true));
    fields.add(DataTypes.createStructField(name + "_share", DataTypes.DoubleType, true));
  }

  /** A theme's name as part of a column's name. */
  private static String safe(Theme theme) {
    return theme.name().replaceAll("[^\\p{L}\\p{N}\\p{M}]+", "_");
  }
}
