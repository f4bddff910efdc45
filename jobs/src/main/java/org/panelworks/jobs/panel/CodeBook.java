package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;
import org.panelworks.linalg.LongIndex;

/** Numbers the distinct values of a column 0, 1, 2, … as rows pass; missing is −1. */
sealed interface CodeBook {
  int MISSING = -1;

  /** The code of a cell. */
  int code(CellColumn column, int row);

  String label(int code);

  int size();

  static CodeBook of(ColumnKind kind) {
    return switch (kind) {
      case WHOLE -> new OfWhole(new LongIndex());
      case DOUBLE -> new OfDouble(new LongIndex());
      case TEXT -> new OfText(new HashMap<>(), new ArrayList<>());
    };
  }

  /** Whole numbers. */
  record OfWhole(LongIndex index) implements CodeBook {
    @Override
    public int code(CellColumn column, int row) {
      return column.isMissing(row) ? MISSING : index.add(column.whole(row));
    }

    @Override
    public String label(int code) {
      return CellText.of(index.key(code));
    }

    @Override
    public int size() {
      return index.size();
    }
  }

  /** Doubles; −0.0 is 0.0. */
  record OfDouble(LongIndex index) implements CodeBook {
    @Override
    public int code(CellColumn column, int row) {
      double value = column.number(row);
      return Double.isNaN(value) ? MISSING : index.add(Double.doubleToLongBits(value + 0.0));
    }

    @Override
    public String label(int code) {
      return CellText.of(Double.longBitsToDouble(index.key(code)));
    }

    @Override
    public int size() {
      return index.size();
    }
  }

  /** Text; the empty text is a value like any other. */
  record OfText(Map<UTF8String, Integer> index, List<String> labels) implements CodeBook {
    @Override
    public int code(CellColumn column, int row) {
      if (column.isMissing(row)) {
        return MISSING;
      }
      UTF8String text = column.text(row);
      Integer known = index.get(text);
      if (known != null) {
        return known;
      }
      index.put(text.clone(), labels.size());
      labels.add(text.toString());
      return labels.size() - 1;
    }

    @Override
    public String label(int code) {
      return labels.get(code);
    }

    @Override
    public int size() {
      return labels.size();
    }
  }
}
