package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NaNvl;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.RowToColumnConverter;
import org.apache.spark.sql.execution.SQLExecutionRDD;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of a query as batches of columns. Where the query only selects from a source that reads
 * column by column, as Parquet does, its columns are taken as they are read, and what is computed
 * of them is computed beside them; every other query is carried out row by row, and its rows are
 * put into columns. Numbers keep the type that they are read in, and NaN may stand for null: see
 * {@link CellColumn}.
 */
final class PlanBatches {
  private PlanBatches() {}

  /** The batches of a query; at least one partition, which an empty table may lack. */
  static JavaRDD<FileBatch> of(Dataset<Row> table) {
    QueryExecution query = ((org.apache.spark.sql.classic.Dataset<?>) table).queryExecution();
    JavaRDD<FileBatch> batches =
        columns(query.executedPlan())
            .map(read -> withSettings(read, query).toJavaRDD().mapPartitions(new OfFiles()))
            .orElseGet(() -> ofRows(query));
    return batches.getNumPartitions() > 0
        ? batches
        : JavaSparkContext.fromSparkContext(batches.context()).parallelize(List.<FileBatch>of(), 1);
  }

  private static JavaRDD<FileBatch> ofRows(QueryExecution query) {
    StructType types = DataTypeUtils.fromAttributes(query.executedPlan().output());
    return query.toRdd().toJavaRDD().mapPartitions(new IntoColumns(types));
  }

  /** A plan's rows column by column, where its source reads so. */
  private static Optional<RDD<ColumnarBatch>> columns(SparkPlan plan) {
    SparkPlan top = withoutStages(plan);
    SparkPlan below = top instanceof ProjectExec project ? withoutStages(project.child()) : top;
    if (!(below instanceof ColumnarToRowExec rows)) {
      return Optional.empty();
    }
    RDD<ColumnarBatch> read = withoutStages(rows.child()).executeColumnar();
    return Optional.of(
        top instanceof ProjectExec project ? selected(read, expressions(project, rows)) : read);
  }

  /**
   * The same batches, under the session's settings where tasks compute, as Spark's own rows are.
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // Spark has the class for rows, and asks nothing
  private static RDD<ColumnarBatch> withSettings(RDD<ColumnarBatch> read, QueryExecution query) {
    return (RDD) new SQLExecutionRDD((RDD) read, query.sparkSession().sessionState().conf());
  }

  private static SparkPlan withoutStages(SparkPlan plan) {
    if (plan instanceof WholeStageCodegenExec stage) {
      return withoutStages(stage.child());
    }
    return plan instanceof InputAdapter adapter ? withoutStages(adapter.child()) : plan;
  }

  private static List<Expression> expressions(ProjectExec project, ColumnarToRowExec rows) {
    List<Expression> bound = new ArrayList<>();
    for (Object named : CollectionConverters.asJava(project.projectList())) {
      bound.add(
          BindReferences.bindReference(
              (Expression) named, package$.MODULE$.AttributeSeq(rows.output()), false));
    }
    return bound;
  }

  private static RDD<ColumnarBatch> selected(RDD<ColumnarBatch> read, List<Expression> wanted) {
    int[] from = new int[wanted.size()];
    List<Expression> computed = new ArrayList<>();
    for (int column = 0; column < from.length; column++) {
      Expression plain = plain(wanted.get(column));
      if (plain instanceof BoundReference reference) {
        from[column] = reference.ordinal();
      } else {
        computed.add(wanted.get(column));
        from[column] = -computed.size();
      }
    }
    return read.toJavaRDD().mapPartitionsWithIndex(new Select(from, computed), false).rdd();
  }

  /**
   * A column that the expression only renames, widens to double or long, or clears of NaN; else the
   * expression itself.
   */
  private static Expression plain(Expression expression) {
    Expression inner = expression;
    while (true) {
      if (inner instanceof Alias alias) {
        inner = alias.child();
      } else if (inner instanceof NaNvl cleared
          && cleared.right() instanceof Literal missing
          && missing.value() == null) {
        inner = cleared.left();
      } else if (inner instanceof Cast cast && widens(cast.child().dataType(), cast.dataType())) {
        inner = cast.child();
      } else {
        return inner instanceof BoundReference && CellColumn.reads(inner.dataType())
            ? inner
            : expression;
      }
    }
  }

  private static boolean widens(DataType from, DataType to) {
    return CellColumn.isNumber(from)
        && (to instanceof DoubleType || (to instanceof LongType && CellColumn.isWhole(from)));
  }

  /**
   * Chooses columns of batches.
   *
   * @param from for each column wanted the number of the one read, or −1, −2, … for the first,
   *     second, … that is computed
   * @param computed expressions over the columns read
   */
  private record Select(int[] from, List<Expression> computed)
      implements Function2<Integer, Iterator<ColumnarBatch>, Iterator<ColumnarBatch>> {
    @Override
    public Iterator<ColumnarBatch> call(Integer partition, Iterator<ColumnarBatch> read) {
      StructType types = new StructType();
      for (int column = 0; column < computed.size(); column++) {
        types = types.add("c" + column, computed.get(column).dataType(), true);
      }
      UnsafeProjection projection =
          UnsafeProjection.create(CollectionConverters.asScala(computed).toSeq());
      projection.initialize(partition);
      Columns columns = new Columns(types);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return read.hasNext();
        }

        @Override
        public ColumnarBatch next() {
          ColumnarBatch batch = read.next();
          columns.clear(batch.numRows());
          for (int row = 0; !computed.isEmpty() && row < batch.numRows(); row++) {
            columns.add(projection.apply(batch.getRow(row)));
          }
          ColumnVector[] chosen = new ColumnVector[from.length];
          for (int c = 0; c < chosen.length; c++) {
            chosen[c] = from[c] < 0 ? columns.vector(-1 - from[c]) : batch.column(from[c]);
          }
          return new ColumnarBatch(chosen, batch.numRows());
        }
      };
    }
  }

  /** Says of which part of a file each batch is. */
  private record OfFiles() implements FlatMapFunction<Iterator<ColumnarBatch>, FileBatch> {
    @Override
    public Iterator<FileBatch> call(Iterator<ColumnarBatch> read) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return read.hasNext();
        }

        @Override
        public FileBatch next() {
          ColumnarBatch batch = read.next();
          return new FileBatch(FilePart.current(), batch);
        }
      };
    }
  }

  /** Puts rows into columns. */
  private record IntoColumns(StructType types)
      implements FlatMapFunction<Iterator<InternalRow>, FileBatch> {
    private static final int MOST_ROWS = 1 << 12;

    @Override
    public Iterator<FileBatch> call(Iterator<InternalRow> rows) {
      Columns columns = new Columns(types);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        /** To ask for a further row may open the next file: the part is that of the first row. */
        @Override
        public FileBatch next() {
          columns.clear(MOST_ROWS);
          columns.add(rows.next());
          FilePart part = FilePart.current();
          int count = 1;
          while (count < MOST_ROWS && rows.hasNext() && FilePart.current().equals(part)) {
            columns.add(rows.next());
            count++;
          }
          return new FileBatch(part, new ColumnarBatch(columns.vectors, count));
        }
      };
    }
  }

  /** Columns that are filled row by row, and again for the next batch. */
  private static final class Columns {
    private final StructType types;
    private final RowToColumnConverter converter;
    private WritableColumnVector[] vectors = {};
    private int capacity;

    Columns(StructType types) {
      this.types = types;
      this.converter = new RowToColumnConverter(types);
    }

    void clear(int rows) {
      if (capacity < rows || capacity == 0) {
        capacity = Math.max(1, rows);
        vectors = OnHeapColumnVector.allocateColumns(capacity, types);
      }
      for (WritableColumnVector vector : vectors) {
        vector.reset();
      }
    }

    void add(InternalRow row) {
      converter.convert(row, vectors);
    }

    ColumnVector vector(int column) {
      return vectors[column];
    }
  }
}
