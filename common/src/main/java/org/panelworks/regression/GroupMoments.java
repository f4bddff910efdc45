package org.panelworks.regression;

import java.io.Serializable;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.LongIndex;

/**
 * What the normal equations of a group need of its rows: with M the projection off the fixed
 * effects within units, D the indicators and slopes of those that cross units, W the weights and X
 * the columns, the sums X'WX about the centre, X'MWX, D'MWX and D'MWD.
 */
final class GroupMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int width;
  private final CompensatedArray before;
  private final RunProducts cross;
  private final CrossingMoments crossing;
  private final EffectStructure structure;
  private final LongIndex times = new LongIndex();
  private long rows;

  /**
   * Nothing seen yet.
   *
   * @param driverCells pairs of crossing levels that may be held
   */
  GroupMoments(ModelGroup group, int driverCells) {
    this.width = group.width();
    this.before = new CompensatedArray(width);
    this.cross = new RunProducts(width);
    this.crossing = new CrossingMoments(group, driverCells);
    this.structure = new EffectStructure(group);
  }

  void add(ModelGroup group, BlockView view) {
    double[] squares = new double[width];
    UnitRun.each(group, view, run -> add(group, run, squares));
    cross.flush();
  }

  private void add(ModelGroup group, UnitRun run, double[] squares) {
    rows += run.size();
    structure.add(group, run);
    for (int r = 0; group.isSerial() && r < run.size(); r++) {
      times.add(run.time(r));
    }
    run.loadWithin(squares);
    before.addAll(squares);
    if (group.unknowns() > 0) {
      crossing.add(run);
    }
    cross.add(run);
  }

  GroupMoments merge(GroupMoments other) {
    rows += other.rows;
    before.merge(other.before);
    cross.merge(other.cross);
    crossing.merge(other.crossing);
    structure.merge(other.structure);
    for (int t = 0; t < other.times.size(); t++) {
      times.add(other.times.key(t));
    }
    return this;
  }

  long rows() {
    return rows;
  }

  /** Sum of squares of column {@code c} about its centre, before anything is absorbed. */
  double before(int c) {
    return before.value(c);
  }

  /** Products of the columns, effects within units taken out, [width][width]. */
  double[][] cross() {
    return cross.matrix();
  }

  /** What concerns the effects that cross units. */
  CrossingMoments crossing() {
    return crossing;
  }

  /** Distinct times of the rows; none where no model asks for them. */
  LongIndex times() {
    return times;
  }

  EffectStructure structure() {
    return structure;
  }
}
