package org.panelworks.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers come back as they went, and close ones take few bytes. */
final class RawArraysTest {
  private static byte[] written(long[] values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      RawArrays.writePlanes(out, values);
    }
    return bytes.toByteArray();
  }

  private static long[] read(byte[] bytes) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return RawArrays.readPlanes(in);
    }
  }

  @Test
  void planesGiveBackTheNumbers() throws IOException {
    Random random = new Random(5);
    for (int size : new int[] {0, 1, 2, 1000}) {
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        int down = shift;
        long[] values = new long[size];
        long centre = random.nextLong();
        Arrays.setAll(values, i -> centre + (random.nextLong() >> down));
        assertThat(read(written(values))).containsExactly(values);
      }
    }
    long[] ends = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1};
    assertThat(read(written(ends))).containsExactly(ends);
  }

  @Test
  void bytesThatAllShareAreWrittenOnce() throws IOException {
    long[] close = new long[1000];
    Arrays.setAll(close, i -> (1L << 40) + 3 * i % 256);
    assertThat(written(close)).hasSizeLessThan(1100);
  }
}
