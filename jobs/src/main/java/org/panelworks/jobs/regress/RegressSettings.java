package org.panelworks.jobs.regress;

import java.util.List;
import java.util.Set;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.PanelRegression;
import org.panelworks.table.RegressionTableOptions;

/**
 * The settings of {@code regress}.
 *
 * @param options choices common to all models
 * @param tables in the file's order, at least one
 */
record RegressSettings(
    PanelRegression.Options options, List<RegressSettings.TableSettings> tables) {
  RegressSettings {
    tables = List.copyOf(tables);
  }

  /**
   * One table.
   *
   * @param name what its files are called
   * @param title its caption
   * @param columns its columns, a model with several covariances once for each
   * @param layout how it is printed
   */
  record TableSettings(
      String name, String title, List<ColumnSettings> columns, RegressionTableOptions layout) {
    TableSettings {
      columns = List.copyOf(columns);
    }

    List<ModelSpec> models() {
      return columns.stream().map(ColumnSettings::model).toList();
    }
  }

  /**
   * One column of a table, or one for each part of the sample where the model is split.
   *
   * @param model what is estimated
   * @param wald the terms of each joint test
   * @param name as the study gives it; empty for a number
   * @param element which element of the table's list it is from, from 0
   * @param formula which of the element's formulas it has, from 0
   * @param saved what is written of it beside the table
   */
  record ColumnSettings(
      ModelSpec model,
      List<List<String>> wald,
      String name,
      int element,
      int formula,
      Set<Saved> saved) {
    ColumnSettings {
      wald = List.copyOf(wald);
      saved = Set.copyOf(saved);
    }
  }

  /** All models of all tables, table by table, by names that hold the table's. */
  List<ModelSpec> models() {
    return tables.stream()
        .flatMap(
            table ->
                table.models().stream()
                    .map(model -> model.named(table.name() + " " + model.name())))
        .toList();
  }
}
