package org.panelworks.jobs.indices;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;
import org.panelworks.indices.CompetitivenessBand;
import org.panelworks.indices.TradeIndices;
import org.panelworks.indices.TradeTotals;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.table.Digits;

/** Trade indices, distributed over any number of exporters, products and times. */
final class TradeRun {
  private static final int KEYS = 3;
  private static final List<String> INDICES =
      List.of("tc", "rca", "rsca", "nrca", "ims", "rma", "rca_minus_rma", "lafay");

  private final IndicesSettings.Trade settings;
  private final Digits digits;

  TradeRun(IndicesSettings.Trade settings, Digits digits) {
    this.settings = settings;
    this.digits = digits;
  }

  void run(PanelBlocks blocks, Results results) {
    List<String> labels =
        List.of(settings.time().orElse(""), settings.exporter(), settings.product());
    List<String> values = new ArrayList<>(List.of(settings.exports()));
    settings.imports().ifPresent(values::add);
    settings.world().ifPresent(world -> values.addAll(List.of(world.product(), world.total())));
    CellRows cells = CellRows.of(blocks, labels, values);
    Dataset<Row> rows = cells.rows().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Steps.begin(rows.sparkSession(), "Totals of exporters and products");
      if (settings.duplicates() == IndicesSettings.Duplicates.REFUSE) {
        cells.requireSingle("exporter, product and time", KEYS);
      } else if (settings.world().isPresent()) {
        cells.requireSingle("with stated world exports, exporter, product and time", KEYS);
      }
      TradeTotals totals = totals(rows);
      Broadcast<TradeTotals> shared =
          JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext()).broadcast(totals);
      settings.imports().ifPresent(column -> warnOfMissing(rows, column, results));
      Steps.begin(rows.sparkSession(), "Trade indices");
      Dataset<Row> indices =
          rows.map(new Index(settings.imports().isPresent(), shared), Encoders.row(schema()));
      new IndexTable("trade", "Trade competitiveness", KEYS, digits).write(indices, results);
    } finally {
      Steps.end(rows.sparkSession().sparkContext());
    }
  }

  private TradeTotals totals(Dataset<Row> rows) {
    boolean imports = settings.imports().isPresent();
    boolean world = settings.world().isPresent();
    if (rows.isEmpty()) {
      throw new DataException("indices: the sample has no rows");
    }
    return rows.toJavaRDD().mapPartitions(new AddCells(imports, world)).treeReduce(new Merge(), 2);
  }

  private static void warnOfMissing(Dataset<Row> rows, String imports, Results results) {
    long missing = rows.filter("v1 IS NULL").count();
    if (missing > 0) {
      results.warning(
          String.format(
              Locale.ROOT,
              "indices, trade: %s is missing in %,d rows, which add nothing to the totals of"
                  + " imports",
              imports,
              missing));
    }
  }

  private static StructType schema() {
    StructType schema =
        new StructType()
            .add("time", DataTypes.StringType)
            .add("exporter", DataTypes.StringType)
            .add("product", DataTypes.StringType)
            .add("exports", DataTypes.DoubleType)
            .add("imports", DataTypes.DoubleType);
    for (String index : INDICES) {
      schema = schema.add(index, DataTypes.DoubleType);
    }
    return schema.add("band", DataTypes.StringType).add("reason", DataTypes.StringType);
  }

  private static double value(Row row, int column) {
    return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
  }

  private record AddCells(boolean imports, boolean world)
      implements FlatMapFunction<Iterator<Row>, TradeTotals> {
    @Override
    public Iterator<TradeTotals> call(Iterator<Row> rows) {
      TradeTotals totals = new TradeTotals();
      while (rows.hasNext()) {
        Row row = rows.next();
        String time = row.getString(0);
        String product = row.getString(2);
        totals.add(
            row.getString(1),
            product,
            time,
            value(row, KEYS),
            imports ? value(row, KEYS + 1) : Double.NaN);
        if (world) {
          int at = KEYS + (imports ? 2 : 1);
          totals.state(product, time, stated(row, at), stated(row, at + 1));
        }
      }
      return List.of(totals).iterator();
    }

    private static double stated(Row row, int column) {
      if (row.isNullAt(column)) {
        throw new DataException(
            "indices: the world's exports are missing for product "
                + row.getString(2)
                + " of "
                + row.getString(1));
      }
      return row.getDouble(column);
    }
  }

  private record Merge() implements Function2<TradeTotals, TradeTotals, TradeTotals> {
    @Override
    public TradeTotals call(TradeTotals left, TradeTotals right) {
      return left.merge(right);
    }
  }

  private record Index(boolean imports, Broadcast<TradeTotals> totals)
      implements MapFunction<Row, Row> {
    @Override
    public Row call(Row row) {
      double exported = value(row, KEYS);
      double imported = imports ? value(row, KEYS + 1) : Double.NaN;
      TradeIndices found =
          TradeIndices.of(
              row.getString(1),
              row.getString(2),
              row.getString(0),
              exported,
              imported,
              totals.value());
      Optional<CompetitivenessBand> band = found.band();
      return RowFactory.create(
          row.getString(0),
          row.getString(1),
          row.getString(2),
          exported,
          defined(imported),
          defined(found.tc()),
          defined(found.rca()),
          defined(found.rsca()),
          defined(found.nrca()),
          defined(found.ims()),
          defined(found.rma()),
          defined(found.rcaMinusRma()),
          defined(found.lafay()),
          band.map(BandText::of).orElse(null),
          reason(found.reasons()));
    }

    private static @Nullable Double defined(double value) {
      return Double.isNaN(value) ? null : value;
    }

    private static String reason(Map<String, String> reasons) {
      return new TreeSet<>(reasons.keySet())
          .stream()
              .map(index -> index + ": " + reasons.get(index))
              .collect(Collectors.joining("; "));
    }
  }
}
