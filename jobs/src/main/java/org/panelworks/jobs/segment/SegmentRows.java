package org.panelworks.jobs.segment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.panelworks.DataException;
import org.panelworks.jobs.panel.SmallTable;
import org.panelworks.panel.PanelBlocks;

/**
 * The rows to be segmented, in an order that does not depend on how they were read.
 *
 * @param ids of the rows; their numbers, from 1, where no column names them
 * @param values attributes, [rows][attributes], none missing
 * @param incomplete number of rows left out because an attribute is missing
 */
record SegmentRows(List<String> ids, double[][] values, int incomplete) {

  static SegmentRows of(PanelBlocks blocks, SegmentSettings settings) {
    List<String> categories = categories(settings);
    List<String> numeric = numeric(settings);
    SmallTable table = SmallTable.collect(blocks, "segment", categories, numeric);
    List<String> ids = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int incomplete = 0;
    for (SmallTable.Row row : table.rows()) {
      String id = settings.id().isPresent() ? row.labels()[0] : "";
      if (settings.id().isPresent() && (id.isEmpty() || !seen.add(id))) {
        throw new DataException(
            "segment: column `"
                + settings.id().get()
                + "` must name each row once, got "
                + (id.isEmpty() ? "a missing name" : "`" + id + "` twice"));
      }
      double[] attributes = attributes(settings, categories, numeric, row);
      boolean complete = true;
      for (double value : attributes) {
        complete &= !Double.isNaN(value);
      }
      if (complete) {
        values.add(attributes);
        ids.add(settings.id().isPresent() ? id : String.valueOf(values.size()));
      } else {
        incomplete++;
      }
    }
    return new SegmentRows(ids, values.toArray(double[][]::new), incomplete);
  }

  static List<String> numeric(SegmentSettings settings) {
    Set<String> columns = new LinkedHashSet<>();
    settings.attributes().stream()
        .filter(SegmentSettings.Attribute::isNumeric)
        .forEach(attribute -> columns.add(attribute.column()));
    return List.copyOf(columns);
  }

  /** Category columns, the id first where there is one. */
  static List<String> categories(SegmentSettings settings) {
    Set<String> columns = new LinkedHashSet<>();
    settings.id().ifPresent(columns::add);
    settings.attributes().stream()
        .filter(attribute -> !attribute.isNumeric())
        .forEach(attribute -> columns.add(attribute.column()));
    return List.copyOf(columns);
  }

  private static double[] attributes(
      SegmentSettings settings, List<String> categories, List<String> numeric, SmallTable.Row row) {
    double[] values = new double[settings.attributes().size()];
    for (int a = 0; a < values.length; a++) {
      SegmentSettings.Attribute attribute = settings.attributes().get(a);
      values[a] =
          attribute.isNumeric()
              ? row.values()[numeric.indexOf(attribute.column())]
              : code(settings, attribute, row.labels()[categories.indexOf(attribute.column())]);
    }
    return values;
  }

  private static double code(
      SegmentSettings settings, SegmentSettings.Attribute attribute, String label) {
    if (label.isEmpty()) {
      return Double.NaN;
    }
    Set<String> known = new LinkedHashSet<>();
    settings.attributes().stream()
        .filter(other -> other.column().equals(attribute.column()))
        .forEach(other -> known.addAll(other.levels()));
    if (!known.contains(label)) {
      throw new DataException(
          "segment: column `"
              + attribute.column()
              + "` must hold one of its levels "
              + known
              + ", got `"
              + label
              + "`");
    }
    // An indicator knows one level: 1 where the cell is it, else 0.
    return attribute.levels().indexOf(label) + 1.0;
  }
}
