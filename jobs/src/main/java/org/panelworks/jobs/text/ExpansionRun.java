package org.panelworks.jobs.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.ml.feature.Word2Vec;
import org.apache.spark.ml.feature.Word2VecModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.panelworks.EstimationException;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.text.NormalizedText;
import org.panelworks.text.TextDictionary;
import org.panelworks.text.TextMeasures;
import org.panelworks.text.TextTokens;
import scala.Tuple2;

/**
 * Candidates for further words of the dictionaries: those whose MLlib Word2Vec vectors lie nearest
 * to the seed words'. They are for a person to confirm; no count uses them.
 *
 * <p>The training sees all sentences in one partition, in the order of keys, places and words, so
 * that the seed alone decides what it draws, however the documents are spread. (Words of the same
 * frequency are numbered in the order in which MLlib's own shuffle brings them, which is that of
 * one partition unless {@code spark.default.parallelism} says otherwise.)
 */
final class ExpansionRun {
  private static final String WORDS = "words";

  private final SparkSession spark;
  private final TextSettings settings;
  private final ExpansionSettings expansion;
  private final TextMeasures measures;
  private final Documents documents;
  private final Results results;

  ExpansionRun(
      SparkSession spark,
      TextSettings settings,
      TextMeasures measures,
      Documents documents,
      Results results) {
    this.spark = spark;
    this.settings = settings;
    this.expansion = settings.expansion().orElseThrow();
    this.measures = measures;
    this.documents = documents;
    this.results = results;
  }

  void run() {
    Set<String> known = new LinkedHashSet<>();
    for (TextDictionary dictionary : measures.dictionaries()) {
      dictionary.words().forEach(word -> known.add(word.form()));
    }
    List<String> seeds = expansion.seeds().stream().map(NormalizedText::of).distinct().toList();
    known.addAll(seeds);
    Dataset<Row> sentences = sentences(known).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      run(sentences, seeds, known);
    } finally {
      sentences.unpersist(false);
      Steps.end(spark.sparkContext());
    }
  }

  private void run(Dataset<Row> sentences, List<String> seeds, Set<String> known) {
    Steps.begin(spark, "Counting words for the expansion");
    Dataset<Row> words =
        sentences
            .select(functions.explode(functions.col(WORDS)).as("word"))
            .groupBy("word")
            .count();
    Map<String, Long> frequent = frequencies(words, seeds);
    List<String> usable =
        seeds.stream()
            .filter(seed -> frequent.getOrDefault(seed, 0L) >= expansion.minCount())
            .toList();
    List<String> rare = seeds.stream().filter(seed -> !usable.contains(seed)).toList();
    refuse(usable, rare, frequent);
    long vocabulary = words.filter(functions.col("count").geq(expansion.minCount())).count();
    refuse(vocabulary);
    List<Candidate> candidates = nearest(fit(sentences), usable, known);
    Steps.begin(spark, "Counting the candidates");
    Map<String, Long> found =
        frequencies(words, candidates.stream().map(Candidate::word).distinct().toList());
    new ExpansionResults(settings.digits(), expansion, rare, vocabulary)
        .write(candidates, found, results);
  }

  /** MLlib numbers the cells of all vectors by int. */
  private void refuse(long vocabulary) {
    if (vocabulary * expansion.vectorSize() >= Integer.MAX_VALUE) {
      throw new EstimationException(
          "text.expansion: "
              + vocabulary
              + " words with vectors of "
              + expansion.vectorSize()
              + " are more than can be trained: raise min-count or lower vector-size");
    }
  }

  /**
   * A word near to a seed word.
   *
   * @param similarity cosine of the two vectors
   */
  record Candidate(String seed, String word, double similarity) {}

  private void refuse(List<String> usable, List<String> rare, Map<String, Long> frequent) {
    if (usable.isEmpty()) {
      List<String> shown = new ArrayList<>();
      rare.stream()
          .limit(10)
          .forEach(seed -> shown.add(seed + " " + frequent.getOrDefault(seed, 0L)));
      throw new EstimationException(
          "text.expansion: none of the seeds occurs "
              + expansion.minCount()
              + " times (min-count): "
              + String.join(", ", shown));
    }
    if (!rare.isEmpty()) {
      results.warning(
          "text.expansion: these seeds occur less often than min-count = "
              + expansion.minCount()
              + " and have no candidates: "
              + String.join(", ", rare));
    }
  }

  private Dataset<Row> sentences(Set<String> known) {
    List<StructField> fields = new ArrayList<>(documents.keys());
    List<Column> order = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      fields.set(
          i, DataTypes.createStructField("key" + i, documents.keys().get(i).dataType(), true));
      order.add(functions.col("key" + i));
    }
    fields.add(DataTypes.createStructField("place", DataTypes.IntegerType, false));
    fields.add(
        DataTypes.createStructField(
            WORDS, DataTypes.createArrayType(DataTypes.StringType, false), false));
    order.add(functions.col("place"));
    order.add(functions.col(WORDS));
    return spark
        .createDataFrame(
            documents.rows().mapPartitions(new Cutting(TextTokens.of(List.copyOf(known)))),
            new StructType(fields.toArray(StructField[]::new)))
        .repartition(1)
        .sortWithinPartitions(order.toArray(Column[]::new));
  }

  private static Map<String, Long> frequencies(Dataset<Row> counted, List<String> words) {
    Map<String, Long> frequencies = new LinkedHashMap<>();
    counted
        .filter(functions.col("word").isInCollection(words))
        .collectAsList()
        .forEach(row -> frequencies.put(row.getString(0), row.getLong(1)));
    return frequencies;
  }

  private Word2VecModel fit(Dataset<Row> sentences) {
    Steps.begin(spark, "Training word vectors");
    return new Word2Vec()
        .setInputCol(WORDS)
        .setVectorSize(expansion.vectorSize())
        .setWindowSize(expansion.window())
        .setMinCount(expansion.minCount())
        .setMaxIter(expansion.iterations())
        .setStepSize(expansion.learningRate())
        .setSeed(expansion.seed())
        .setNumPartitions(1)
        .fit(sentences);
  }

  private List<Candidate> nearest(Word2VecModel model, List<String> seeds, Set<String> known) {
    List<Candidate> candidates = new ArrayList<>();
    for (String seed : seeds) {
      List<Candidate> near = new ArrayList<>();
      for (Tuple2<String, Object> found :
          model.findSynonymsArray(seed, expansion.most() + known.size())) {
        double similarity = (Double) found._2();
        if (similarity >= expansion.minSimilarity() && !known.contains(found._1())) {
          near.add(new Candidate(seed, found._1(), similarity));
        }
      }
      near.sort(
          Comparator.comparingDouble((Candidate c) -> -c.similarity())
              .thenComparing(Candidate::word));
      candidates.addAll(near.subList(0, Math.min(expansion.most(), near.size())));
    }
    return candidates;
  }

  /** Documents to sentences of words, each with its key and its place in the document. */
  private record Cutting(TextTokens tokens) implements FlatMapFunction<Iterator<Row>, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> documents) {
      IcuWords segmentation = new IcuWords();
      return new Iterator<>() {
        private Iterator<Row> waiting = List.<Row>of().iterator();

        @Override
        public boolean hasNext() {
          while (!waiting.hasNext() && documents.hasNext()) {
            waiting = cut(documents.next(), segmentation).iterator();
          }
          return waiting.hasNext();
        }

        @Override
        public Row next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          return waiting.next();
        }
      };
    }

    private List<Row> cut(Row document, IcuWords segmentation) {
      int keys = document.size() - 1;
      List<Row> rows = new ArrayList<>();
      if (document.isNullAt(keys)) {
        return rows;
      }
      for (List<String> words : tokens.sentences(document.getString(keys), segmentation)) {
        Object[] cells = new Object[keys + 2];
        for (int i = 0; i < keys; i++) {
          cells[i] = document.get(i);
        }
        cells[keys] = rows.size();
        cells[keys + 1] = words.toArray(String[]::new);
        rows.add(RowFactory.create(cells));
      }
      return rows;
    }
  }
}
