package org.panelworks.jobs.panel;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way to their unit's partition: what the shuffle moves instead of row objects. Each
 * batch carries its own dictionaries. Written as raw arrays, because Java's object streams are
 * several times slower.
 */
final class PackedRows implements Externalizable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;

  int rows;

  /** Labels of the units in the batch; empty where units travel as numbers, or there are none. */
  String[] units = {};

  /** Each row's unit: an index into its labels, or the number that it is; [rows] or empty. */
  long[] unitKeys = {};

  /** [rows] or empty. */
  long[] time = {};

  /** [rows], 0 for a row of the sample. */
  byte[] droppedAt = {};

  /** Row by row, so that a row is found in one place: [rows × columns]. */
  double[] numeric = {};

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
    writeTexts(out, units);
    writeLongs(out, unitKeys);
    writeLongs(out, time);
    out.writeInt(droppedAt.length);
    out.write(droppedAt);
    writeDoubles(out, numeric);
    writeInts(out, codes);
    out.writeInt(dictionaries.length);
    for (String[] dictionary : dictionaries) {
      writeTexts(out, dictionary);
    }
    out.writeObject(tally);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    rows = in.readInt();
    units = readTexts(in);
    unitKeys = readLongs(in);
    time = readLongs(in);
    droppedAt = new byte[in.readInt()];
    in.readFully(droppedAt);
    numeric = readDoubles(in);
    codes = readInts(in);
    dictionaries = new String[in.readInt()][];
    for (int column = 0; column < dictionaries.length; column++) {
      dictionaries[column] = readTexts(in);
    }
    tally = (PanelTally) in.readObject();
  }

  private static void writeTexts(ObjectOutput out, String[] texts) throws IOException {
    out.writeInt(texts.length);
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static String[] readTexts(ObjectInput in) throws IOException {
    String[] texts = new String[in.readInt()];
    for (int i = 0; i < texts.length; i++) {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      texts[i] = new String(bytes, StandardCharsets.UTF_8);
    }
    return texts;
  }

  /** Bytes as numbers in the order of most processors, so that no byte is moved twice. */
  private static ByteBuffer numbers(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void writeInts(ObjectOutput out, int[] values) throws IOException {
    out.writeInt(values.length);
    byte[] bytes = new byte[BUFFER];
    IntBuffer view = numbers(bytes).asIntBuffer();
    int step = BUFFER / Integer.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      view.clear().put(values, from, length);
      out.write(bytes, 0, length * Integer.BYTES);
    }
  }

  private static int[] readInts(ObjectInput in) throws IOException {
    int[] values = new int[in.readInt()];
    byte[] bytes = new byte[BUFFER];
    IntBuffer view = numbers(bytes).asIntBuffer();
    int step = BUFFER / Integer.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      in.readFully(bytes, 0, length * Integer.BYTES);
      view.clear().get(values, from, length);
    }
    return values;
  }

  private static void writeLongs(ObjectOutput out, long[] values) throws IOException {
    out.writeInt(values.length);
    byte[] bytes = new byte[BUFFER];
    LongBuffer view = numbers(bytes).asLongBuffer();
    int step = BUFFER / Long.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      view.clear().put(values, from, length);
      out.write(bytes, 0, length * Long.BYTES);
    }
  }

  private static long[] readLongs(ObjectInput in) throws IOException {
    long[] values = new long[in.readInt()];
    byte[] bytes = new byte[BUFFER];
    LongBuffer view = numbers(bytes).asLongBuffer();
    int step = BUFFER / Long.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      in.readFully(bytes, 0, length * Long.BYTES);
      view.clear().get(values, from, length);
    }
    return values;
  }

  private static void writeDoubles(ObjectOutput out, double[] values) throws IOException {
    out.writeInt(values.length);
    byte[] bytes = new byte[BUFFER];
    DoubleBuffer view = numbers(bytes).asDoubleBuffer();
    int step = BUFFER / Double.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      view.clear().put(values, from, length);
      out.write(bytes, 0, length * Double.BYTES);
    }
  }

  private static double[] readDoubles(ObjectInput in) throws IOException {
    double[] values = new double[in.readInt()];
    byte[] bytes = new byte[BUFFER];
    DoubleBuffer view = numbers(bytes).asDoubleBuffer();
    int step = BUFFER / Double.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      in.readFully(bytes, 0, length * Double.BYTES);
      view.clear().get(values, from, length);
    }
    return values;
  }
}
