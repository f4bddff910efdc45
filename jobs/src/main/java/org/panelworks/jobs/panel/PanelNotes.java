package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a panel was put together.
 *
 * @param joins of the tables after the first, in order
 * @param fills of the interpolated columns, in order
 */
public record PanelNotes(List<JoinCount> joins, List<FillCount> fills) {
  public PanelNotes {
    joins = List.copyOf(joins);
    fills = List.copyOf(fills);
  }

  /** What the reader of the tables should know: rows without a match, filled cells. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (JoinCount join : joins) {
      if (join.unmatched() > 0) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "panel.tables `%s`: %d of %d rows of the panel have no match in it (%s)",
                join.table(),
                join.unmatched(),
                join.panelRows(),
                join.on()));
      }
    }
    for (FillCount fill : fills) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "interpolate: `%s` was filled in %d of its %d missing cells, %d of them in the"
                  + " sample",
              fill.column(),
              fill.filled(),
              fill.missing(),
              fill.filledInSample()));
    }
    return warnings;
  }

  static PanelNotes none() {
    return new PanelNotes(List.of(), List.of());
  }
}
