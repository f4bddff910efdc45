package org.panelworks.jobs.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.panelworks.DataException;

/** An entry's bytes, counted against the limits while they are unpacked, verified at their end. */
final class EntryStream extends FilterInputStream {
  private final ZipArchiveEntry entry;
  private final String shown;
  private final ReadLimits limits;
  private final CRC32 sum = new CRC32();
  private long count;

  EntryStream(InputStream in, ZipArchiveEntry entry, String shown, ReadLimits limits) {
    super(in);
    this.entry = entry;
    this.shown = shown;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(target, offset, length);
    } catch (IOException e) {
      throw new DataException(
          shown
              + ": damaged after "
              + count
              + " unpacked bytes, download it again: "
              + e.getMessage(),
          e);
    }
    if (read < 0) {
      verify();
      return read;
    }
    sum.update(target, offset, read);
    count += read;
    limit();
    return read;
  }

  private void limit() {
    if (count > limits.unpackedBytes()) {
      throw new DataException(
          shown
              + ": unpacks to more bytes than limits.unpacked-gb allows ("
              + limits.unpackedBytes()
              + "): refused as a zip bomb");
    }
    long packed = Math.max(1, entry.getCompressedSize());
    if (count > ReadLimits.RATIO_FROM && count > limits.ratio() * packed) {
      throw new DataException(
          shown
              + ": unpacks to more than limits.ratio = "
              + limits.ratio()
              + " times its packed bytes: refused as a zip bomb");
    }
  }

  private void verify() {
    boolean wrongSize = entry.getSize() >= 0 && entry.getSize() != count;
    boolean wrongSum = entry.getCrc() >= 0 && entry.getCrc() != sum.getValue();
    if (wrongSize || wrongSum) {
      throw new DataException(
          shown + ": damaged, its check sum or size is wrong, download it again");
    }
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] skipped = new byte[(int) Math.min(8192, Math.max(1, wanted))];
    return wanted <= 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
