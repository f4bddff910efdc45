package org.panelworks.jobs.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.panelworks.DataException;

/**
 * A downloaded zip, read in place: nothing is extracted to disk.
 *
 * <p>Refused are encrypted entries, names that would leave the archive's folder, more entries, more
 * unpacked bytes or a higher ratio than the limits allow, entries that overlap, and methods of
 * compression that cannot be read. Names without the flag of UTF-8 are UTF-8 where they are valid
 * UTF-8, and GB18030 otherwise.
 */
final class Archive implements Closeable {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Pattern LEAVES =
      Pattern.compile("(^|.*/)\\.\\.(/.*|$)|^/.*|^[A-Za-z]:.*", Pattern.DOTALL);

  /**
   * A file within the archive.
   *
   * @param name as the archive has it, with {@code /} between folders
   * @param number among all entries, in the order of the archive's directory
   * @param packed bytes
   * @param unpacked bytes as the archive declares them
   */
  record Entry(String name, int number, long packed, long unpacked) {}

  private final ZipFile zip;
  private final List<ZipArchiveEntry> all;
  private final List<String> names;
  private final String shown;
  private final ReadLimits limits;

  private Archive(
      ZipFile zip, List<ZipArchiveEntry> all, List<String> names, String shown, ReadLimits limits) {
    this.zip = zip;
    this.all = all;
    this.names = names;
    this.shown = shown;
    this.limits = limits;
  }

  /**
   * Opens and checks an archive; closes the channel where it is refused.
   *
   * @param shown the archive's path in messages
   */
  static Archive open(SeekableByteChannel channel, String shown, ReadLimits limits)
      throws IOException {
    try {
      ZipDirectory.check(channel, shown, limits);
      ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).setCharset(GB18030).get();
      List<ZipArchiveEntry> all = Collections.list(zip.getEntries());
      List<String> names = all.stream().map(Archive::name).toList();
      Archive archive = new Archive(zip, all, names, shown, limits);
      archive.check(channel.size());
      return archive;
    } catch (IllegalArgumentException e) {
      channel.close();
      throw new DataException(shown + ": not a readable zip: " + e.getMessage(), e);
    } catch (IOException e) {
      channel.close();
      throw new DataException(
          shown + ": not a complete zip, download it again: " + e.getMessage(), e);
    } catch (DataException e) {
      channel.close();
      throw e;
    }
  }

  private static String name(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    if (raw == null || entry.getGeneralPurposeBit().usesUTF8ForNames()) {
      return entry.getName();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      return entry.getName();
    }
  }

  private void check(long size) {
    if (all.size() > limits.entries()) {
      throw new DataException(
          shown
              + ": holds "
              + all.size()
              + " entries, more than limits.entries = "
              + limits.entries());
    }
    Set<String> seen = new HashSet<>();
    long packed = 0;
    double unpacked = 0;
    for (int i = 0; i < all.size(); i++) {
      checkName(names.get(i));
      if (!seen.add(names.get(i))) {
        throw new DataException(shown + ": holds two entries named `" + names.get(i) + "`");
      }
      packed += Math.max(0, all.get(i).getCompressedSize());
      unpacked += Math.max(0, all.get(i).getSize());
    }
    if (packed > size || packed < 0) {
      throw new DataException(
          shown
              + ": its entries overlap ("
              + packed
              + " packed bytes in a file of "
              + size
              + "): refused as a zip bomb");
    }
    if (unpacked > limits.unpackedBytes()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: would unpack to %.0f bytes, more than limits.unpacked-gb allows (%d bytes):"
                  + " refused as a zip bomb",
              shown,
              unpacked,
              limits.unpackedBytes()));
    }
  }

  private void checkName(String name) {
    String slashed = name.replace('\\', '/');
    if (LEAVES.matcher(slashed).matches() || name.indexOf('\0') >= 0) {
      throw new DataException(
          shown
              + ": the entry `"
              + name.replace('\0', '?')
              + "` points out of the archive:"
              + " refused (zip slip)");
    }
  }

  /** The files, without folders and what macOS adds, in the order of the archive's directory. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      ZipArchiveEntry entry = all.get(i);
      String name = names.get(i);
      if (!entry.isDirectory() && !name.startsWith("__MACOSX/")) {
        entries.add(new Entry(name, i, entry.getCompressedSize(), entry.getSize()));
      }
    }
    return entries;
  }

  /** An entry's bytes; reading them to the end verifies their number and check sum. */
  InputStream read(int number) {
    ZipArchiveEntry entry = all.get(number);
    String name = shown + "!" + names.get(number);
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw new DataException(name + ": is encrypted: unpack it with its password first");
    }
    if (!zip.canReadEntryData(entry)) {
      throw new DataException(
          name + ": is packed by method " + entry.getMethod() + ", which cannot be read");
    }
    try {
      return new EntryStream(zip.getInputStream(entry), entry, name, limits);
    } catch (IOException e) {
      throw new DataException(name + ": damaged, download it again: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
