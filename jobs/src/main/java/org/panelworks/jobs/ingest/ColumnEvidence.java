package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the cells of a column look like: counts by shape, with the first few of each shape. */
final class ColumnEvidence implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final CellShape[] SHAPES = CellShape.values();
  private static final int EXAMPLES = 3;
  private static final int LONGEST = 60;
  private static final int SECURITY_DIGITS = 6;

  /** Names of columns that hold codes, whatever their cells look like. */
  private static final Pattern CODES =
      Pattern.compile(
          ".*([cC]d|CD|[cC]ode|CODE|[sS]ymbol|[a-z_]ID|[a-z_]Id|_id)|(?i:symbol|id|secid)");

  private final long[] counts = new long[SHAPES.length];
  private long shorterThanSix;
  private final Map<CellShape, List<String>> examples = new EnumMap<>(CellShape.class);

  void add(String cell) {
    CellShape shape = CellShape.of(cell);
    int at = shape.place();
    if (shape == CellShape.INTEGER && cell.length() < SECURITY_DIGITS) {
      shorterThanSix++;
    }
    if (counts[at]++ < EXAMPLES && shape != CellShape.EMPTY) {
      keep(shape, cell);
    }
  }

  private void keep(CellShape shape, String cell) {
    List<String> kept = examples.computeIfAbsent(shape, s -> new ArrayList<>());
    String shown = cell.length() <= LONGEST ? cell : cell.substring(0, LONGEST) + "…";
    if (kept.size() < EXAMPLES && !kept.contains(shown)) {
      kept.add(shown);
    }
  }

  void merge(ColumnEvidence other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    shorterThanSix += other.shorterThanSix;
    other.examples.forEach((shape, cells) -> cells.forEach(cell -> keep(shape, cell)));
  }

  /** Number of whole numbers of fewer than six digits: codes of firms that lost their zeros. */
  long shorterThanSix() {
    return shorterThanSix;
  }

  /** Number of empty cells. */
  long missing() {
    return counts[CellShape.EMPTY.place()];
  }

  /** Number of cells that are not empty. */
  long filled() {
    long filled = -missing();
    for (long count : counts) {
      filled += count;
    }
    return filled;
  }

  /** Number of cells that a type cannot hold. */
  long failed(ColumnType type) {
    long failed = 0;
    for (CellShape shape : SHAPES) {
      failed += type.accepts(shape) ? 0 : counts[shape.place()];
    }
    return failed;
  }

  /** A few cells that a type cannot hold; of those it can where all can. */
  List<String> examples(ColumnType type) {
    boolean good = failed(type) == 0;
    List<String> shown = new ArrayList<>();
    examples.forEach(
        (shape, cells) -> {
          if (type.accepts(shape) == good) {
            shown.addAll(cells);
          }
        });
    return shown.subList(0, Math.min(EXAMPLES, shown.size()));
  }

  /**
   * The type of a column that the study says nothing of. Text: where no cell is filled, where the
   * column's name is that of a code, where any cell has a leading zero or more than 18 digits. Else
   * the first of date, month, whole number, number that at least a share of the filled cells are;
   * the others are then failed casts. Text where none is.
   *
   * @param share of the filled cells that decides
   */
  ColumnType inferred(String code, double share) {
    long filled = filled();
    long codes = count(CellShape.ZERO_LED) + count(CellShape.LONG_DIGITS);
    if (filled == 0 || codes > 0 || isCode(code)) {
      return ColumnType.TEXT;
    }
    double enough = share * filled;
    if (count(CellShape.DATE) >= enough) {
      return ColumnType.DATE;
    }
    if (count(CellShape.MONTH) >= enough) {
      return ColumnType.MONTH;
    }
    long whole = count(CellShape.INTEGER) + count(CellShape.DAY_DIGITS);
    long decimal = count(CellShape.DECIMAL);
    if (whole + decimal >= enough) {
      return decimal == 0 ? ColumnType.INTEGER : ColumnType.NUMBER;
    }
    return ColumnType.TEXT;
  }

  /** Whether a column's name says that it holds codes. */
  static boolean isCode(String name) {
    return CODES.matcher(name).matches();
  }

  private long count(CellShape shape) {
    return counts[shape.place()];
  }
}
