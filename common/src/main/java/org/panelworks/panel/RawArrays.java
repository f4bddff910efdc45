package org.panelworks.panel;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Arrays as raw bytes in object streams, which by themselves turn every number around and are
 * several times slower.
 */
public final class RawArrays {
  private static final int BUFFER = 1 << 16;
  private static final long BYTE = 0xff;

  private RawArrays() {}

  /** Writes texts, with their number. */
  public static void writeTexts(ObjectOutput out, String[] texts) throws IOException {
    out.writeInt(texts.length);
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** Reads what {@link #writeTexts} wrote. */
  public static String[] readTexts(ObjectInput in) throws IOException {
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

  /** Writes numbers, with how many there are. */
  public static void writeInts(ObjectOutput out, int[] values) throws IOException {
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

  /** Reads what {@link #writeInts} wrote. */
  public static int[] readInts(ObjectInput in) throws IOException {
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

  /** Writes numbers, with how many there are. */
  public static void writeLongs(ObjectOutput out, long[] values) throws IOException {
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

  /** Reads what {@link #writeLongs} wrote. */
  public static long[] readLongs(ObjectInput in) throws IOException {
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

  /**
   * Writes numbers as planes, the lowest bytes of all first, without those bytes that all share:
   * numbers that lie close together take few bytes, and those bytes compress that look alike.
   */
  public static void writePlanes(ObjectOutput out, long[] values) throws IOException {
    out.writeInt(values.length);
    long first = values.length == 0 ? 0 : values[0];
    long varying = 0;
    for (long value : values) {
      varying |= value ^ first;
    }
    out.writeLong(first);
    out.writeLong(varying);
    byte[] plane = new byte[values.length];
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      if ((varying >>> shift & BYTE) != 0) {
        for (int i = 0; i < plane.length; i++) {
          plane[i] = (byte) (values[i] >>> shift);
        }
        out.write(plane);
      }
    }
  }

  /** Reads what {@link #writePlanes} wrote. */
  public static long[] readPlanes(ObjectInput in) throws IOException {
    long[] values = new long[in.readInt()];
    long first = in.readLong();
    long varying = in.readLong();
    Arrays.fill(values, first);
    byte[] plane = new byte[values.length];
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      if ((varying >>> shift & BYTE) != 0) {
        in.readFully(plane);
        long change = first >>> shift & BYTE;
        for (int i = 0; i < plane.length; i++) {
          values[i] ^= ((plane[i] & BYTE) ^ change) << shift;
        }
      }
    }
    return values;
  }

  /** Writes numbers bit by bit, with how many there are. */
  public static void writeDoubles(ObjectOutput out, double[] values) throws IOException {
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

  /** Reads what {@link #writeDoubles} wrote. */
  public static double[] readDoubles(ObjectInput in) throws IOException {
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
