package org.panelworks.regression;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.LongIndex;

/**
 * What the normal equations of a group need of its rows: with M the projection off the fixed
 * effects within units, D the indicators and slopes of those that cross units, W the weights and X
 * the columns, the sums X'WX about the centre, X'MWX, D'MWX and D'MWD.
 */
final class GroupMoments implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 512;

  private final int width;
  private final CompensatedArray before;
  private final CompensatedArray cross;
  private final CrossingMoments crossing;
  private final EffectStructure structure;
  private final LongIndex times = new LongIndex();
  private long rows;

  private transient double[][] buffer;
  private transient double[] bufferWeights;
  private transient int buffered;

  /**
   * Nothing seen yet.
   *
   * @param driverCells pairs of crossing levels that may be held
   */
  GroupMoments(ModelGroup group, int driverCells) {
    this.width = group.width();
    this.before = new CompensatedArray(width);
    this.cross = new CompensatedArray(width * (width + 1) / 2);
    this.crossing = new CrossingMoments(group, driverCells);
    this.structure = new EffectStructure(group);
    this.buffer = new double[0][];
    this.bufferWeights = new double[0];
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    buffer = new double[0][];
    bufferWeights = new double[0];
  }

  void add(ModelGroup group, BlockView view) {
    UnitRun.each(group, view, run -> add(group, run));
    flush();
  }

  private void add(ModelGroup group, UnitRun run) {
    rows += run.size();
    structure.add(group, run);
    for (int r = 0; group.isSerial() && r < run.size(); r++) {
      times.add(run.time(r));
    }
    addBefore(run);
    run.absorbWithin();
    if (group.unknowns() > 0) {
      crossing.add(run);
    }
    append(run);
  }

  private void addBefore(UnitRun run) {
    for (int c = 0; c < width; c++) {
      double[] x = run.x(c);
      double sum = 0;
      for (int r = 0; r < run.size(); r++) {
        sum += run.weight(r) * x[r] * x[r];
      }
      before.add(c, sum);
    }
  }

  private void append(UnitRun run) {
    if (buffered + run.size() > bufferWeights.length) {
      flush();
      int capacity = Math.max(BUFFER, run.size());
      if (bufferWeights.length < capacity) {
        buffer = new double[width][capacity];
        bufferWeights = new double[capacity];
      }
    }
    for (int c = 0; c < width; c++) {
      System.arraycopy(run.x(c), 0, buffer[c], buffered, run.size());
    }
    for (int r = 0; r < run.size(); r++) {
      bufferWeights[buffered + r] = run.weight(r);
    }
    buffered += run.size();
  }

  private void flush() {
    if (buffered == 0) {
      return;
    }
    double[] weighted = new double[buffered];
    int at = 0;
    for (int i = 0; i < width; i++) {
      for (int r = 0; r < buffered; r++) {
        weighted[r] = bufferWeights[r] * buffer[i][r];
      }
      for (int j = 0; j <= i; j++) {
        cross.add(at++, CrossProducts.dot(weighted, buffer[j], buffered));
      }
    }
    buffered = 0;
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
    return CrossProducts.unpack(cross.values(), width);
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
