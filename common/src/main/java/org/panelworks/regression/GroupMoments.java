package org.panelworks.regression;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.LongIndex;
import org.panelworks.linalg.PairSums;

/**
 * What the normal equations of a group need of its rows: with M the projection off the fixed
 * effects within units, D the indicators of those that cross units, W the weights and X the
 * columns, the sums X'WX about the centre, X'MWX, D'MWX and D'MWD.
 */
final class GroupMoments implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 512;

  private final int width;
  private final CompensatedArray before;
  private final CompensatedArray cross;
  private final double[] levelSums;
  private final PairSums levelPairs;
  private final EffectStructure structure;
  private final LongIndex times = new LongIndex();
  private long rows;

  private transient double[][] buffer;
  private transient double[] bufferWeights;
  private transient int buffered;
  private transient int[] slot;

  GroupMoments(ModelGroup group) {
    this.width = group.width();
    this.before = new CompensatedArray(width);
    this.cross = new CompensatedArray(width * (width + 1) / 2);
    this.levelSums = new double[Math.multiplyExact(group.crossingLevels(), width)];
    this.levelPairs = new PairSums(group.crossingLevels());
    this.structure = new EffectStructure(group);
    this.buffer = new double[0][];
    this.bufferWeights = new double[0];
    this.slot = new int[0];
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    buffer = new double[0][];
    bufferWeights = new double[0];
    slot = new int[0];
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
    for (int d = 0; d < group.crossing().size(); d++) {
      addLevelSums(run, run.level(d));
    }
    if (group.crossingLevels() > 0) {
      addLevelPairs(group, run);
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

  private void addLevelSums(UnitRun run, int[] level) {
    for (int c = 0; c < width; c++) {
      double[] x = run.x(c);
      for (int r = 0; r < run.size(); r++) {
        levelSums[level[r] * width + c] += run.weight(r) * x[r];
      }
    }
  }

  private void addLevelPairs(ModelGroup group, UnitRun run) {
    int effects = group.crossing().size();
    for (int r = 0; r < run.size(); r++) {
      for (int d = 0; d < effects; d++) {
        for (int e = 0; e <= d; e++) {
          levelPairs.add(run.level(d)[r], run.level(e)[r], run.weight(r));
        }
      }
    }
    if (run.hasWithin()) {
      subtractProjection(group, run);
    }
  }

  /** Subtracts (Q'WD)'(Q'WD), Q the orthonormal basis of what the unit's own effects explain. */
  private void subtractProjection(ModelGroup group, UnitRun run) {
    if (slot.length < group.crossingLevels()) {
      slot = new int[group.crossingLevels()];
      Arrays.fill(slot, -1);
    }
    int effects = group.crossing().size();
    int[] touched = new int[run.size() * effects];
    int count = 0;
    for (int d = 0; d < effects; d++) {
      for (int r = 0; r < run.size(); r++) {
        int level = run.level(d)[r];
        if (slot[level] < 0) {
          slot[level] = count;
          touched[count++] = level;
        }
      }
    }
    double[] projected = new double[count];
    for (int b = 0; b < run.within().rank(); b++) {
      Arrays.fill(projected, 0);
      for (int d = 0; d < effects; d++) {
        for (int r = 0; r < run.size(); r++) {
          projected[slot[run.level(d)[r]]] += run.within().weightedBasis(b, r);
        }
      }
      for (int i = 0; i < count; i++) {
        for (int j = 0; j <= i; j++) {
          levelPairs.add(touched[i], touched[j], -projected[i] * projected[j]);
        }
      }
    }
    for (int i = 0; i < count; i++) {
      slot[touched[i]] = -1;
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
    for (int i = 0; i < levelSums.length; i++) {
      levelSums[i] += other.levelSums[i];
    }
    levelPairs.merge(other.levelPairs);
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

  /** Sums of column {@code c} over each crossing level, [levels]. */
  double[] levelSums(int c) {
    double[] sums = new double[levelPairs.size()];
    for (int l = 0; l < sums.length; l++) {
      sums[l] = levelSums[l * width + c];
    }
    return sums;
  }

  PairSums levelPairs() {
    return levelPairs;
  }

  /** Distinct times of the rows; none where no model asks for them. */
  LongIndex times() {
    return times;
  }

  EffectStructure structure() {
    return structure;
  }
}
