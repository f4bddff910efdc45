package org.panelworks.topsis;

import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** Means of coupling, level and coordination at each time, and rows by grade; mergeable. */
public final class CouplingMeans implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int COLUMNS = CouplingCoordination.COLUMNS.size();
  private static final int GRADES = CouplingGrade.values().length;

  private final CompensatedArray sums;
  private final long[] rows;
  private final long[] grades;

  private CouplingMeans(int times) {
    this.sums = new CompensatedArray(times * COLUMNS);
    this.rows = new long[times * COLUMNS];
    this.grades = new long[times * GRADES];
  }

  /** The mean of a column at a time over the rows that have it, NaN where none has. */
  public double mean(int time, int column) {
    int cell = time * COLUMNS + column;
    return rows[cell] == 0 ? Double.NaN : sums.value(cell) / rows[cell];
  }

  /** Rows at a time by grade, worst first, [grades]. */
  public long[] byGrade(int time) {
    return Arrays.copyOfRange(grades, time * GRADES, (time + 1) * GRADES);
  }

  /** The pass over blocks of {@link CouplingCoordination#couple}. */
  public static Pass<CouplingMeans> pass(TimeIndex times) {
    return new MeansPass(times);
  }

  private record MeansPass(TimeIndex times) implements Pass<CouplingMeans> {
    private static final long serialVersionUID = 1L;

    @Override
    public CouplingMeans start() {
      return new CouplingMeans(times.size());
    }

    @Override
    public CouplingMeans add(CouplingMeans into, PanelBlock block) {
      for (int column = 0; column < COLUMNS; column++) {
        double[] values = block.numeric(column);
        for (int i = 0; i < values.length; i++) {
          int time = times.isPresent() ? times.number(block.time()[i]) : 0;
          if (!Double.isNaN(values[i])) {
            into.sums.add(time * COLUMNS + column, values[i]);
            into.rows[time * COLUMNS + column]++;
            if (column == COLUMNS - 1) {
              into.grades[time * GRADES + CouplingGrade.tenth(values[i])]++;
            }
          }
        }
      }
      return into;
    }

    @Override
    public CouplingMeans merge(CouplingMeans left, CouplingMeans right) {
      left.sums.merge(right.sums);
      for (int i = 0; i < left.rows.length; i++) {
        left.rows[i] += right.rows[i];
      }
      for (int i = 0; i < left.grades.length; i++) {
        left.grades[i] += right.grades[i];
      }
      return left;
    }
  }
}
