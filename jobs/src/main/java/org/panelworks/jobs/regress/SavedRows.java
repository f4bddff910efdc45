package org.panelworks.jobs.regress;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.regression.LevelEffect;

/**
 * Rows and fixed effects of models as tables, computed block by block where the blocks are held.
 */
final class SavedRows {
  private static final long ONE_FILE = 1_000_000;

  private SavedRows() {}

  /**
   * The rows that models were estimated on: {@code unit}, {@code time} where the panel has one,
   * {@code model}, {@code fitted} and {@code residual} where a model asks for them.
   *
   * @param saved the models, of a panel with a unit
   * @param count number of rows
   */
  static Dataset<Row> rows(SparkBlocks blocks, List<SavedModel> saved, long count) {
    boolean hasTime = !blocks.schema().time().isEmpty();
    boolean fitted = saved.stream().anyMatch(SavedModel::withFitted);
    boolean residuals = saved.stream().anyMatch(SavedModel::withResiduals);
    List<StructField> fields = new ArrayList<>();
    fields.add(field("unit", DataTypes.StringType, false));
    if (hasTime) {
      fields.add(field("time", DataTypes.LongType, false));
    }
    fields.add(field("model", DataTypes.StringType, false));
    if (fitted) {
      fields.add(field("fitted", DataTypes.DoubleType, true));
    }
    if (residuals) {
      fields.add(field("residual", DataTypes.DoubleType, true));
    }
    Dataset<Row> table =
        SparkSession.active()
            .createDataFrame(
                blocks.rdd().flatMap(new OfBlock(saved, hasTime, fitted, residuals)),
                new StructType(fields.toArray(StructField[]::new)));
    return sorted(table, count, hasTime ? List.of("time", "model") : List.of("model"), "unit");
  }

  /**
   * Fixed effects: {@code model}, {@code effect}, {@code level}, {@code estimate}, {@code rows}.
   *
   * @param saved the models, whose effects within units are taken from the blocks
   * @param crossing the effects that cross units, of each model
   * @param count number of levels
   */
  static Dataset<Row> effects(
      SparkBlocks blocks, List<SavedModel> saved, List<List<LevelEffect>> crossing, long count) {
    StructType schema =
        new StructType(
            new StructField[] {
              field("model", DataTypes.StringType, false),
              field("effect", DataTypes.StringType, false),
              field("level", DataTypes.StringType, false),
              field("estimate", DataTypes.DoubleType, false),
              field("rows", DataTypes.LongType, false)
            });
    List<Row> across = new ArrayList<>();
    for (int m = 0; m < saved.size(); m++) {
      for (LevelEffect effect : crossing.get(m)) {
        across.add(row(saved.get(m).name(), effect));
      }
    }
    SparkSession spark = SparkSession.active();
    Dataset<Row> within =
        spark.createDataFrame(blocks.rdd().flatMap(new EffectsOfBlock(saved)), schema);
    return sorted(
        within.union(spark.createDataFrame(across, schema)),
        count,
        List.of("effect", "level"),
        "model");
  }

  private static StructField field(String name, DataType type, boolean nullable) {
    return new StructField(name, type, nullable, Metadata.empty());
  }

  private static Dataset<Row> sorted(
      Dataset<Row> table, long count, List<String> further, String first) {
    Dataset<Row> files = count > ONE_FILE ? table : table.coalesce(1);
    return files.sortWithinPartitions(first, further.toArray(String[]::new));
  }

  private static Row row(String model, LevelEffect effect) {
    return RowFactory.create(
        model, effect.effect(), effect.level(), effect.estimate(), effect.rows());
  }

  private record OfBlock(
      List<SavedModel> models, boolean hasTime, boolean fitted, boolean residuals)
      implements FlatMapFunction<PanelBlock, Row> {
    @Override
    public Iterator<Row> call(PanelBlock block) {
      return models.stream().flatMap(model -> rows(block, model).stream()).iterator();
    }

    private List<Row> rows(PanelBlock block, SavedModel model) {
      List<Row> rows = new ArrayList<>();
      int[] unit = {0};
      model
          .fitted()
          .rows(
              block,
              (row, value, left) -> {
                while (block.unitStart(unit[0] + 1) <= row) {
                  unit[0]++;
                }
                List<@Nullable Object> cells = new ArrayList<>();
                cells.add(block.unitKey(unit[0]));
                if (hasTime) {
                  cells.add(block.time()[row]);
                }
                cells.add(model.name());
                if (fitted) {
                  cells.add(model.withFitted() ? value : null);
                }
                if (residuals) {
                  cells.add(model.withResiduals() ? left : null);
                }
                rows.add(RowFactory.create(cells.toArray()));
              });
      return rows;
    }
  }

  private record EffectsOfBlock(List<SavedModel> models)
      implements FlatMapFunction<PanelBlock, Row> {
    @Override
    public Iterator<Row> call(PanelBlock block) {
      List<Row> rows = new ArrayList<>();
      for (SavedModel model : models) {
        model.fitted().unitEffects(block, effect -> rows.add(row(model.name(), effect)));
      }
      return rows.iterator();
    }
  }
}
