package org.panelworks.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.panelworks.DataException;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Steps;

/** Writes one table whose files were surveyed. */
final class TableIngest {
  private static final int ROWS_PER_PART = 500_000;
  private static final int SHOWN = 5;
  private static final String PART = "__part";
  private static final String FILE = "__file";
  private static final String LINE = "__line";

  private final SparkSession spark;
  private final TableSettings table;
  private final TableFiles files;
  private final TableSurvey survey;
  private final TableLayout layout;
  private final LongAccumulator duplicates;
  private final LongAccumulator conflicts;
  private final CollectionAccumulator<String> examples;
  private final Optional<IndustryChanges> industries;

  private TableIngest(
      SparkSession spark,
      TableSettings table,
      TableFiles files,
      TableSurvey survey,
      TableLayout layout) {
    this.spark = spark;
    this.table = table;
    this.files = files;
    this.survey = survey;
    this.layout = layout;
    this.duplicates = spark.sparkContext().longAccumulator();
    this.conflicts = spark.sparkContext().longAccumulator();
    this.examples = spark.sparkContext().collectionAccumulator();
    this.industries = IndustryChanges.of(spark, layout);
  }

  /**
   * Settles what the table becomes.
   *
   * @throws DataException where it breaks a rule
   */
  static TableIngest of(
      SparkSession spark, TableSettings table, TableFiles files, TableSurvey survey) {
    TableLayout layout = new LayoutRule(table, survey, files.dictionary()).layout();
    return new TableIngest(spark, table, files, survey, layout);
  }

  /** Writes the rows; fails where rows of one key differ. */
  TableReport write(Results results) {
    Steps.begin(
        spark,
        String.format(
            Locale.ROOT,
            "Table %s: %d rows of %d files",
            table.name(),
            survey.kept(),
            survey.pieces().size()));
    results.rows(table.name(), rows());
    if (conflicts.value() > 0) {
      List<String> shown = examples.value().stream().sorted().limit(SHOWN).toList();
      throw new DataException(
          String.format(
              Locale.ROOT,
              "ingest: table %s: %d rows share their key (%s) with a different row: %s%s",
              table.name(),
              conflicts.value(),
              String.join(", ", table.key()),
              String.join("; ", shown),
              conflicts.value() > shown.size() ? "; …" : ""));
    }
    Optional<List<IndustryChanges.Found>> found = industries.map(IndustryChanges::found);
    refuseChanges(found.orElse(List.of()));
    return new TableReport(table, files, survey, layout, duplicates.value(), found);
  }

  /** The industry of today does not depend on the year. */
  private void refuseChanges(List<IndustryChanges.Found> found) {
    if (table.policies().industry() != IndustryBasis.CURRENT) {
      return;
    }
    for (IndustryChanges.Found column : found) {
      if (column.changing() > 0) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "ingest: table %s: industry = current is declared, but %s changes between the rows"
                    + " of %d of %d firms (%s): it is that of each row's year, declare"
                    + " `industry = yearly`",
                table.name(),
                column.column(),
                column.changing(),
                column.firms(),
                String.join("; ", column.examples())));
      }
    }
  }

  private Dataset<Row> rows() {
    List<PieceSurvey> pieces = survey.pieces();
    List<Conversion.Task> tasks = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      PieceSurvey piece = pieces.get(i);
      TableFile file = new TableFile(0, table, piece.piece(), files.dictionary());
      tasks.add(new Conversion.Task(file, i, piece.charset()));
    }
    KeyBounds bounds = bounds();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    JavaRDD<Row> read =
        context.parallelize(tasks, tasks.size()).flatMap(new Conversion(hadoop, layout, bounds));
    Dataset<Row> sorted =
        spark
            .createDataFrame(read, wide())
            .repartitionById(bounds.parts(), col(PART))
            .sortWithinPartitions(order());
    DistinctRows distinct =
        new DistinctRows(
            layout,
            duplicates,
            conflicts,
            examples,
            pieces.stream().map(piece -> piece.piece().shown()).toList(),
            industries.orElse(null));
    return spark.createDataFrame(sorted.toJavaRDD().mapPartitions(distinct), layout.schema());
  }

  private KeyBounds bounds() {
    OutputColumn first = layout.columns().get(layout.key().get(0));
    List<KeySample> samples = survey.pieces().stream().map(PieceSurvey::sample).toList();
    int parts = (int) (1 + survey.kept() / ROWS_PER_PART);
    return KeyBounds.of(samples, first, parts);
  }

  /** The table's columns after the part, the file and the line of each row. */
  private StructType wide() {
    return new StructType()
        .add(PART, DataTypes.IntegerType)
        .add(FILE, DataTypes.IntegerType)
        .add(LINE, DataTypes.LongType)
        .merge(layout.schema(), true);
  }

  private Column[] order() {
    List<Column> order = new ArrayList<>();
    layout.key().forEach(at -> order.add(col("`" + layout.columns().get(at).name() + "`")));
    order.add(col(FILE));
    order.add(col(LINE));
    return order.toArray(Column[]::new);
  }

  /** What the reader of the result should know. */
  List<String> warnings() {
    return new TableWarnings(table, survey, layout).all();
  }

  /** What was read, for the manifest. */
  List<Map<String, Object>> inputs() {
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (PieceSurvey piece : survey.pieces()) {
      Map<String, Object> input = new LinkedHashMap<>();
      input.put("table", table.name());
      input.put("path", piece.piece().shown());
      input.put("bytes", piece.piece().bytes());
      input.put("modified", piece.piece().modified());
      input.put("rows", piece.rows());
      inputs.add(input);
    }
    return inputs;
  }
}
