package org.panelworks.topsis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.panelworks.panel.PanelBlock;

/**
 * A row of a small evaluation, with everything that is known of it.
 *
 * @param unit the unit's key
 * @param time the time, 0 in a panel without
 * @param scores as {@link PartitionScores#rankedSchema} names them
 * @param obstacles degrees of the indicators, then of the criteria; NaN where undefined
 */
public record EvaluatedRow(String unit, long time, double[] scores, double[] obstacles) {

  /** The rows of some blocks of ranked scores and their obstacle degrees, sorted by key. */
  public static List<EvaluatedRow> of(List<PanelBlock> scores, List<PanelBlock> obstacles) {
    List<EvaluatedRow> rows = new ArrayList<>();
    for (int b = 0; b < scores.size(); b++) {
      PanelBlock block = scores.get(b);
      for (int unit = 0; unit < block.units(); unit++) {
        for (int row = block.unitStart(unit); row < block.unitStart(unit + 1); row++) {
          rows.add(
              new EvaluatedRow(
                  block.unitKey(unit),
                  block.time().length == 0 ? 0 : block.time()[row],
                  cells(block, row),
                  cells(obstacles.get(b), row)));
        }
      }
    }
    rows.sort(Comparator.comparing(EvaluatedRow::unit).thenComparingLong(EvaluatedRow::time));
    return List.copyOf(rows);
  }

  private static double[] cells(PanelBlock block, int row) {
    double[] cells = new double[block.schema().numeric().size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = block.numeric(i)[row];
    }
    return cells;
  }
}
