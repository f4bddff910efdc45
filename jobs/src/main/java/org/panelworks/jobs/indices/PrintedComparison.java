package org.panelworks.jobs.indices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.PrintedFigure;
import org.panelworks.table.Table;

/** Printed figures beside those that the table's own values give, in percent. */
final class PrintedComparison {
  private final List<PrintedFigure> figures = new ArrayList<>();

  /**
   * Compares figures.
   *
   * @param computed in percent; NaN where nothing in the table is meant or defined
   */
  PrintedComparison(
      List<IndicesSettings.Printed> printed, ToDoubleFunction<IndicesSettings.Printed> computed) {
    printed.forEach(figure -> figures.add(figure.beside(computed.applyAsDouble(figure))));
  }

  List<Map<String, Object>> entries() {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (PrintedFigure figure : figures) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("quantity", figure.quantity());
      entry.put("printed_percent", figure.value());
      entry.put("computed_percent", figure.computed());
      entry.put("follows", figure.follows());
      entries.add(entry);
    }
    return entries;
  }

  /** Prints the comparison, if there is one, and warns of what does not follow. */
  void write(String name, Digits digits, Results results) {
    if (figures.isEmpty()) {
      return;
    }
    Table.Builder table =
        Table.builder(name + "-printed")
            .title("Printed figures and what follows from the table (%)")
            .columns(3, Alignment.RIGHT)
            .header("", "Printed", "Computed", "Follows");
    for (PrintedFigure figure : figures) {
      table.row(
          Cell.label(figure.quantity()),
          Cell.text(figure.printed()),
          Cell.number(figure.computed(), digits),
          Cell.text(figure.follows() ? "yes" : "no"));
      if (!figure.follows()) {
        results.warning(
            String.format(
                Locale.ROOT,
                "indices, %s: the printed %s of %s does not follow, the table gives %s",
                name,
                figure.quantity(),
                figure.printed(),
                Double.isNaN(figure.computed()) ? "none" : digits.format(figure.computed())));
      }
    }
    results.table(table.build());
  }
}
