package org.panelworks.jobs.indices;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.panelworks.indices.Concentration;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.table.Digits;

/** Concentration of a value over items, in each group, distributed by group. */
final class ConcentrationRun {
  private final IndicesSettings.Concentrations settings;
  private final Digits digits;

  ConcentrationRun(IndicesSettings.Concentrations settings, Digits digits) {
    this.settings = settings;
    this.digits = digits;
  }

  void run(PanelBlocks blocks, Results results) {
    List<String> labels = new ArrayList<>(settings.by());
    labels.add(settings.of());
    labels.add(settings.within().orElse(""));
    int by = settings.by().size();
    Dataset<Row> cells = CellRows.of(blocks, labels, List.of(settings.value())).rows();
    Steps.begin(cells.sparkSession(), "Concentration of " + settings.value());
    try {
      Column[] keys = new Column[by];
      Arrays.setAll(keys, i -> functions.col("k" + i));
      Column item =
          functions.struct(
              functions.col("k" + by), functions.col("k" + (by + 1)), functions.col("v0"));
      Dataset<Row> groups = cells.groupBy(keys).agg(functions.collect_list(item).as("items"));
      MapFunction<Row, Row> measure =
          new Measure(by, settings.within().isPresent(), List.copyOf(settings.greatest()));
      new IndexTable(settings.name(), "Concentration of " + settings.value(), by, digits)
          .write(groups.map(measure, Encoders.row(schema())), results);
    } finally {
      Steps.end(cells.sparkSession().sparkContext());
    }
  }

  private StructType schema() {
    StructType schema = new StructType();
    for (String column : settings.by()) {
      schema = schema.add(column, DataTypes.StringType);
    }
    schema =
        schema
            .add("n", DataTypes.LongType)
            .add("total", DataTypes.DoubleType)
            .add("hhi", DataTypes.DoubleType)
            .add("hhi_normalised", DataTypes.DoubleType)
            .add("hhi_points", DataTypes.DoubleType);
    for (int m : settings.greatest()) {
      schema = schema.add("cr" + m, DataTypes.DoubleType);
    }
    for (String name : List.of("gini", "theil_entropy", "theil", "between", "within")) {
      schema = schema.add(name, DataTypes.DoubleType);
    }
    return schema.add("reason", DataTypes.StringType);
  }

  /** An item of a group. */
  private record Item(String name, String group, double value) implements Serializable {}

  private record Measure(int keys, boolean grouped, List<Integer> greatest)
      implements MapFunction<Row, Row> {
    @Override
    public Row call(Row row) {
      List<Row> cells = row.getList(keys);
      List<Item> items = new ArrayList<>();
      for (Row cell : cells) {
        items.add(new Item(cell.getString(0), cell.getString(1), cell.getDouble(2)));
      }
      items.sort(Comparator.comparing(Item::name).thenComparing(Item::group));
      Concentration found =
          Concentration.of(
              items.stream().mapToDouble(Item::value).toArray(),
              grouped ? items.stream().map(Item::group).toList() : List.of(),
              greatest);
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < keys; i++) {
        values.add(row.getString(i));
      }
      values.add((long) found.items());
      values.add(found.total());
      values.add(defined(found.hhi()));
      values.add(defined(found.hhiNormalised()));
      values.add(defined(found.hhiPoints()));
      greatest.forEach(m -> values.add(defined(found.shares().getOrDefault(m, Double.NaN))));
      values.add(defined(found.gini()));
      values.add(defined(found.theilEntropy()));
      values.add(defined(found.theil()));
      values.add(defined(found.between()));
      values.add(defined(found.within()));
      values.add(reason(found));
      return RowFactory.create(values.toArray());
    }

    private static String reason(Concentration found) {
      if (!(found.total() > 0)) {
        return "the total is zero";
      }
      return found.items() > 1 ? "" : "hhi_normalised: there is a single item";
    }

    private static @Nullable Double defined(double value) {
      return Double.isNaN(value) ? null : value;
    }
  }
}
