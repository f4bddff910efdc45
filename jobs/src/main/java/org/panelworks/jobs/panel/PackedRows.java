package org.panelworks.jobs.panel;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.jspecify.annotations.Nullable;
import org.panelworks.panel.RawArrays;

/**
 * Rows on their way to their unit's partition: what the shuffle moves instead of row objects. Each
 * batch carries its own dictionaries. Written as raw arrays, because Java's object streams are
 * several times slower.
 */
final class PackedRows implements Externalizable {
  private static final long serialVersionUID = 1L;

  int rows;

  /** Labels of the units in the batch; empty where units travel as numbers, or there are none. */
  String[] units = {};

  /** Each row's unit: an index into its labels, or the number that it is; [rows] or empty. */
  long[] unitKeys = {};

  /** [rows] or empty. */
  long[] time = {};

  /** [rows], 0 for a row of the sample. */
  byte[] droppedAt = {};

  /** The number of row r and column c stands at r · {@link #rowStep} + c · {@link #columnStep}. */
  double[] numeric = {};

  int rowStep;
  int columnStep;

  /** Row by row, indices into the columns' dictionaries, [rows × columns]. */
  int[] codes = {};

  /** [columns][labels]. */
  String[][] dictionaries = {};

  /** What was counted over the batches of one task, on its last one. */
  @Nullable PanelTally tally;

  /** For deserialization. */
  public PackedRows() {}

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(rows);
    RawArrays.writeTexts(out, units);
    RawArrays.writeLongs(out, unitKeys);
    RawArrays.writeLongs(out, time);
    out.writeInt(droppedAt.length);
    out.write(droppedAt);
    RawArrays.writeDoubles(out, numeric);
    out.writeInt(rowStep);
    out.writeInt(columnStep);
    RawArrays.writeInts(out, codes);
    out.writeInt(dictionaries.length);
    for (String[] dictionary : dictionaries) {
      RawArrays.writeTexts(out, dictionary);
    }
    out.writeObject(tally);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    rows = in.readInt();
    units = RawArrays.readTexts(in);
    unitKeys = RawArrays.readLongs(in);
    time = RawArrays.readLongs(in);
    droppedAt = new byte[in.readInt()];
    in.readFully(droppedAt);
    numeric = RawArrays.readDoubles(in);
    rowStep = in.readInt();
    columnStep = in.readInt();
    codes = RawArrays.readInts(in);
    dictionaries = new String[in.readInt()][];
    for (int column = 0; column < dictionaries.length; column++) {
      dictionaries[column] = RawArrays.readTexts(in);
    }
    tally = (PanelTally) in.readObject();
  }
}
