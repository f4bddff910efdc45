package org.panelworks.jobs.simulate;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.panelworks.simulation.FirmYears;

/**
 * A table as a data provider hands it out.
 *
 * @param name of the table, {@code FS_Combas}
 * @param title in Chinese, which archives are named for
 * @param columns in order
 * @param rows hands on a firm's rows, cells in the order of the columns
 */
record ExtractTable(
    String name,
    String title,
    List<ExtractColumn> columns,
    BiConsumer<FirmYears, Consumer<String[]>> rows) {
  /**
   * A column.
   *
   * @param unit empty where there is none
   * @param description in the dictionary, which states the unit too
   */
  record ExtractColumn(String code, String label, String unit, String description) {
    /** The line of the dictionary. */
    String line() {
      String stated = unit.isEmpty() ? "" : "单位：" + unit + "。";
      return code + " [" + label + "] - " + description + stated;
    }
  }

  ExtractTable {
    columns = List.copyOf(columns);
  }

  static ExtractColumn column(String code, String label, String description) {
    return new ExtractColumn(code, label, "", description);
  }

  static ExtractColumn amount(String code, String label, String unit, String description) {
    return new ExtractColumn(code, label, unit, description);
  }
}
