package org.panelworks.jobs.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;
import org.panelworks.text.DocumentCounts;
import org.panelworks.text.TextMeasures;
import org.panelworks.text.TextTally;
import scala.Tuple2;

/** What was counted, by unit and time; the counts are kept, the texts are not. */
final class CountedDocuments implements AutoCloseable {
  private static final int SHOWN = 5;

  private final TextMeasures measures;
  private final JavaPairRDD<Row, DocumentCounts> counted;

  private CountedDocuments(TextMeasures measures, JavaPairRDD<Row, DocumentCounts> counted) {
    this.measures = measures;
    this.counted = counted;
  }

  static CountedDocuments of(Documents documents, TextMeasures measures) {
    return new CountedDocuments(
        measures,
        documents
            .rows()
            .mapPartitionsToPair(new Counting(measures))
            .reduceByKey(DocumentCounts::plus)
            .persist(StorageLevel.MEMORY_AND_DISK()));
  }

  /** Refuses documents without a key and, unless they may be summed, those that share one. */
  void check(List<String> keys, TextSettings.Duplicates duplicates) {
    JavaRDD<Row> keyless = keys(key -> key.anyNull(), counts -> true);
    List<Row> first = keyless.takeOrdered(SHOWN, new ByText());
    if (!first.isEmpty()) {
      throw new DataException(
          "text: there are documents without " + String.join(" or ", keys) + ": " + shown(first));
    }
    if (duplicates == TextSettings.Duplicates.SUM) {
      return;
    }
    JavaRDD<Row> repeated = keys(key -> true, counts -> counts.texts() > 1);
    first = repeated.takeOrdered(SHOWN, new ByText());
    if (!first.isEmpty()) {
      throw new DataException(
          "text: "
              + repeated.count()
              + " keys ("
              + String.join(", ", keys)
              + ") have more than one document: "
              + shown(first)
              + "; duplicates = sum adds them up");
    }
  }

  private JavaRDD<Row> keys(
      SerializablePredicate<Row> key, SerializablePredicate<DocumentCounts> counts) {
    return counted.filter(entry -> key.test(entry._1()) && counts.test(entry._2())).keys();
  }

  private interface SerializablePredicate<T> extends Predicate<T>, Serializable {}

  /** By what keys look like. */
  private static final class ByText implements Comparator<Row>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Row a, Row b) {
      return a.toString().compareTo(b.toString());
    }
  }

  private static String shown(List<Row> keys) {
    List<String> texts = new ArrayList<>();
    for (Row key : keys) {
      texts.add(key.mkString("(", ", ", ")"));
    }
    return String.join(", ", texts) + (keys.size() == SHOWN ? ", …" : "");
  }

  /** The sums by time and word. */
  TextTally tally(TimeBound bound) {
    return counted.treeAggregate(
        TextTally.of(measures),
        (tally, entry) -> bound.add(tally, time(entry._1()), entry._2()),
        bound::merge);
  }

  /** The time in a key; an empty text where there is none. */
  private static String time(Row key) {
    return key.size() < 2 ? "" : String.valueOf(key.get(1));
  }

  /** One row per document. */
  JavaRDD<Row> rows(Function<Tuple2<Row, DocumentCounts>, Row> row) {
    return counted.map(row);
  }

  @Override
  public void close() {
    counted.unpersist(false);
  }

  private record Counting(TextMeasures measures)
      implements PairFlatMapFunction<Iterator<Row>, Row, DocumentCounts> {
    @Override
    public Iterator<Tuple2<Row, DocumentCounts>> call(Iterator<Row> documents) {
      IcuWords segmentation = new IcuWords();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return documents.hasNext();
        }

        @Override
        public Tuple2<Row, DocumentCounts> next() {
          Row row = documents.next();
          Object[] key = new Object[row.size() - 1];
          for (int i = 0; i < key.length; i++) {
            key[i] = row.get(i);
          }
          @Nullable String text = row.isNullAt(key.length) ? null : row.getString(key.length);
          return new Tuple2<>(RowFactory.create(key), measures.count(text, segmentation));
        }
      };
    }
  }
}
