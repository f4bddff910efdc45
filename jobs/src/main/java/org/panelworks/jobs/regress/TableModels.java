package org.panelworks.jobs.regress;

import java.util.ArrayList;
import java.util.List;
import org.panelworks.jobs.regress.RegressSettings.ColumnSettings;
import org.panelworks.regression.RegressionResult;

/**
 * The columns of one table as they stand in it: the parts of a split model's sample one after the
 * other, each with all formulas of the element of the study that was split. A column that has no
 * name of its own is numbered by its place; several covariances of one model share the number.
 */
final class TableModels {
  private final List<ColumnSettings> columns;
  private final List<List<RegressionResult>> results;
  private final List<Integer> places = new ArrayList<>();
  private final List<Model> models = new ArrayList<>();
  private int next = 1;

  private TableModels(
      List<ColumnSettings> columns, List<List<RegressionResult>> results, int first) {
    this.columns = columns;
    this.results = results;
    int place = first;
    for (List<RegressionResult> parts : results) {
      places.add(place);
      place += parts.size();
    }
  }

  /**
   * One column of the table.
   *
   * @param place of the result among all results of the study
   */
  record Model(ColumnSettings settings, RegressionResult result, int place) {}

  /**
   * The columns.
   *
   * @param columns as the study asks for them
   * @param results of each, one for each part of its sample
   * @param first place of the first result among all results of the study
   */
  static List<Model> of(
      List<ColumnSettings> columns, List<List<RegressionResult>> results, int first) {
    TableModels table = new TableModels(columns, results, first);
    int from = 0;
    while (from < columns.size()) {
      int to = from;
      while (to < columns.size() && columns.get(to).element() == columns.get(from).element()) {
        to++;
      }
      table.addElement(from, to);
      from = to;
    }
    return table.models;
  }

  private void addElement(int from, int to) {
    int formulas = columns.get(to - 1).formula() + 1;
    int parts = results.get(from).size();
    for (int part = 0; part < parts; part++) {
      for (int c = from; c < to; c++) {
        ColumnSettings column = columns.get(c);
        int place = part * formulas + column.formula();
        String suffix = formulas * parts == 1 ? "" : "." + (place + 1);
        String name = column.name().isEmpty() ? "(" + (next + place) + ")" : column.name() + suffix;
        RegressionResult result = results.get(c).get(part).named(name);
        models.add(new Model(column, result, places.get(c) + part));
      }
    }
    next += formulas * parts;
  }
}
