package org.panelworks.stats;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** Positions in a panel's blocks of the columns that a statistic is taken of, and of its groups. */
final class ColumnChoice implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] numeric;
  private final int category;

  private ColumnChoice(int[] numeric, int category) {
    this.numeric = numeric;
    this.category = category;
  }

  /** Finds the columns; the caller has made sure that the panel carries them. */
  static ColumnChoice of(PanelSchema schema, List<String> columns, Optional<String> by) {
    int[] numeric = new int[columns.size()];
    for (int column = 0; column < numeric.length; column++) {
      numeric[column] = present(columns.get(column), schema.numericIndex(columns.get(column)));
    }
    int category = by.map(name -> present(name, schema.categoryIndex(name))).orElse(-1);
    return new ColumnChoice(numeric, category);
  }

  private static int present(String name, int index) {
    if (index < 0) {
      throw new IllegalArgumentException("the panel's blocks carry no column `" + name + "`");
    }
    return index;
  }

  int size() {
    return numeric.length;
  }

  int numeric(int column) {
    return numeric[column];
  }

  boolean isGrouped() {
    return category >= 0;
  }

  /** The group of one row, {@link GroupIndex#NONE} where it has none; 0 if pooled. */
  int group(PanelBlock block, int row, GroupIndex index) {
    if (!block.inSample(row)) {
      return GroupIndex.NONE;
    }
    if (!isGrouped()) {
      return 0;
    }
    int code = block.codes(category)[row];
    return code < 0 ? GroupIndex.NONE : index.number(block.dictionary(category)[code]);
  }

  /** The group of each row, [rows], {@link GroupIndex#NONE} where it has none; 0 if pooled. */
  int[] groups(PanelBlock block, GroupIndex index) {
    if (isGrouped()) {
      return index.groups(block, category);
    }
    int[] groups = new int[block.rows()];
    for (int row = 0; row < groups.length; row++) {
      groups[row] = block.inSample(row) ? 0 : GroupIndex.NONE;
    }
    return groups;
  }
}
