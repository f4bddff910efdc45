package org.panelworks.jobs.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import org.panelworks.DataException;

/**
 * The end of a zip, looked at before a library reads its directory into memory: a directory of
 * millions of entries is refused by its length, whatever number of entries it claims.
 *
 * <p>Layout: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int END64 = 0x06064b50;
  private static final int END_LENGTH = 22;
  private static final int LOCATOR_LENGTH = 20;
  private static final int LONGEST_COMMENT = 65_535;
  private static final int BYTES_PER_ENTRY = 1024;
  private static final long UNKNOWN = 0xFFFFFFFFL;

  private ZipDirectory() {}

  static void check(SeekableByteChannel channel, String shown, ReadLimits limits)
      throws IOException {
    long size = channel.size();
    int length = (int) Math.min(size, END_LENGTH + LONGEST_COMMENT + LOCATOR_LENGTH);
    ByteBuffer tail = read(channel, size - length, length);
    int end = end(tail);
    if (end < 0) {
      throw new DataException(
          shown + ": not a complete zip (its directory is missing), download it again");
    }
    long start = tail.getInt(end + 16) & UNKNOWN;
    if (start == UNKNOWN && end >= LOCATOR_LENGTH) {
      int locator = end - LOCATOR_LENGTH;
      if (tail.getInt(locator) == LOCATOR64) {
        start = start64(channel, tail.getLong(locator + 8), shown);
      }
    }
    long directory = size - length + end - start;
    if (start < 0 || directory < 0) {
      throw new DataException(shown + ": not a complete zip, download it again");
    }
    if (directory > (long) limits.entries() * BYTES_PER_ENTRY) {
      throw new DataException(
          shown
              + ": its directory has "
              + directory
              + " bytes, too many for limits.entries = "
              + limits.entries());
    }
  }

  /** Where the directory's end record begins in the tail, from the back; -1 where there is none. */
  private static int end(ByteBuffer tail) {
    for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return at;
      }
    }
    return -1;
  }

  private static long start64(SeekableByteChannel channel, long at, String shown)
      throws IOException {
    if (at < 0 || at > channel.size() - 56) {
      throw new DataException(shown + ": not a complete zip, download it again");
    }
    ByteBuffer record = read(channel, at, 56);
    if (record.getInt(0) != END64) {
      throw new DataException(shown + ": not a complete zip, download it again");
    }
    return record.getLong(48);
  }

  private static ByteBuffer read(SeekableByteChannel channel, long at, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(at);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("the file ends early");
      }
    }
    channel.position(0);
    bytes.flip();
    return bytes;
  }
}
