package org.panelworks.jobs.panel;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way to their unit's partition, column-major: what the shuffle moves instead of row
 * objects. Each batch carries its own dictionaries. Written as raw arrays, because Java's object
 * streams are several times slower.
 */
final class PackedRows implements Externalizable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;

  int rows;

  /** Labels of the units in the batch; empty for a scan without units. */
  String[] units = {};

  /** [rows] or empty. */
  int[] unitCodes = {};

  /** [rows] or empty. */
  long[] time = {};

  /** [rows], 0 for a row of the sample. */
  byte[] droppedAt = {};

  /** [columns][rows]. */
  double[][] numeric = {};

  /** [columns][rows]. */
  int[][] codes = {};

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
    writeInts(out, unitCodes);
    writeLongs(out, time);
    out.writeInt(droppedAt.length);
    out.write(droppedAt);
    out.writeInt(numeric.length);
    for (double[] column : numeric) {
      writeDoubles(out, column);
    }
    out.writeInt(codes.length);
    for (int column = 0; column < codes.length; column++) {
      writeInts(out, codes[column]);
      writeTexts(out, dictionaries[column]);
    }
    out.writeObject(tally);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    rows = in.readInt();
    units = readTexts(in);
    unitCodes = readInts(in);
    time = readLongs(in);
    droppedAt = new byte[in.readInt()];
    in.readFully(droppedAt);
    numeric = new double[in.readInt()][];
    for (int column = 0; column < numeric.length; column++) {
      numeric[column] = readDoubles(in);
    }
    codes = new int[in.readInt()][];
    dictionaries = new String[codes.length][];
    for (int column = 0; column < codes.length; column++) {
      codes[column] = readInts(in);
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

  private static void writeInts(ObjectOutput out, int[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    int step = BUFFER / Integer.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      buffer.asIntBuffer().put(values, from, length);
      out.write(buffer.array(), 0, length * Integer.BYTES);
    }
  }

  private static int[] readInts(ObjectInput in) throws IOException {
    int[] values = new int[in.readInt()];
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    int step = BUFFER / Integer.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      in.readFully(buffer.array(), 0, length * Integer.BYTES);
      buffer.asIntBuffer().get(values, from, length);
    }
    return values;
  }

  private static void writeLongs(ObjectOutput out, long[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    int step = BUFFER / Long.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      buffer.asLongBuffer().put(values, from, length);
      out.write(buffer.array(), 0, length * Long.BYTES);
    }
  }

  private static long[] readLongs(ObjectInput in) throws IOException {
    long[] values = new long[in.readInt()];
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    int step = BUFFER / Long.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      in.readFully(buffer.array(), 0, length * Long.BYTES);
      buffer.asLongBuffer().get(values, from, length);
    }
    return values;
  }

  private static void writeDoubles(ObjectOutput out, double[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    int step = BUFFER / Double.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      buffer.asDoubleBuffer().put(values, from, length);
      out.write(buffer.array(), 0, length * Double.BYTES);
    }
  }

  private static double[] readDoubles(ObjectInput in) throws IOException {
    double[] values = new double[in.readInt()];
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    int step = BUFFER / Double.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int length = Math.min(step, values.length - from);
      in.readFully(buffer.array(), 0, length * Double.BYTES);
      buffer.asDoubleBuffer().get(values, from, length);
    }
    return values;
  }
}
