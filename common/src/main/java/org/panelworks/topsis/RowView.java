package org.panelworks.topsis;

import java.util.Arrays;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** The rows of a block as a model sees them: which ones, their scopes, their min-max values. */
final class RowView {
  private final TopsisModel model;
  private final PanelBlock block;
  private final IndicatorRows rows;
  private final int[] scopes;

  RowView(TopsisModel model, PanelBlock block) {
    TopsisOptions options = model.options();
    this.model = model;
    this.block = block;
    int[] columns = options.columns().stream().mapToInt(block.schema()::numericIndex).toArray();
    this.rows = IndicatorRows.of(block, columns, options.missing());
    this.scopes =
        options.scope() == Scope.POOLED
            ? new int[rows.size()]
            : model.times().numbers(block, rows.rows());
  }

  int size() {
    return rows.size();
  }

  /** The scope of each row, [rows]. */
  int[] scopes() {
    return scopes;
  }

  /** Values of an indicator, [rows]. */
  double[] values(int indicator) {
    return rows.values(indicator);
  }

  /** Min-max values of an indicator, [rows]. */
  double[] scaled(int indicator) {
    return model.scaling().scaled(rows.values(indicator), indicator, scopes);
  }

  /** The rows as a block with other columns; categories stay. */
  PanelBlock block(PanelSchema schema, double[][] numeric) {
    int[] kept = rows.rows();
    boolean all = kept.length == block.rows();
    int categories = schema.categories().size();
    int[][] codes = new int[categories][];
    String[][] dictionaries = new String[categories][];
    for (int c = 0; c < categories; c++) {
      int place = block.schema().categoryIndex(schema.categories().get(c));
      int[] from = block.codes(place);
      codes[c] = all ? from : Arrays.stream(kept).map(row -> from[row]).toArray();
      dictionaries[c] = block.dictionary(place);
    }
    long[] time = block.time();
    long[] times =
        all || time.length == 0 ? time : Arrays.stream(kept).mapToLong(r -> time[r]).toArray();
    String[] keys = new String[block.units()];
    int[] starts = new int[block.units() + 1];
    int units = units(kept, keys, starts);
    return new PanelBlock(
        schema,
        kept.length,
        Arrays.copyOf(keys, units),
        units == 0 ? new int[0] : Arrays.copyOf(starts, units + 1),
        kept.length == 0 ? new long[0] : times,
        numeric,
        codes,
        dictionaries,
        new byte[0]);
  }

  /** Units that have a row left; their keys and first rows are put into the arrays. */
  private int units(int[] kept, String[] keys, int[] starts) {
    int units = 0;
    int from = 0;
    for (int unit = 0; unit < block.units(); unit++) {
      int to = from;
      while (to < kept.length && kept[to] < block.unitStart(unit + 1)) {
        to++;
      }
      if (to > from) {
        keys[units] = block.unitKey(unit);
        starts[units++] = from;
      }
      from = to;
    }
    starts[units] = kept.length;
    return units;
  }
}
