package org.panelworks.jobs.ingest;

import java.io.Serializable;
import org.panelworks.SettingsException;

/**
 * What a downloaded file may hold at most, so that no file fills memory or disk.
 *
 * @param entries of an archive
 * @param unpackedBytes of an archive's entries together, and of each as it is unpacked
 * @param ratio of unpacked to packed bytes of an entry; tested from {@link #RATIO_FROM} bytes on
 * @param recordCharacters of a row, line breaks within quotes included
 * @param columns of a table
 */
record ReadLimits(int entries, long unpackedBytes, double ratio, int recordCharacters, int columns)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Small entries of blanks pack well and do no harm. */
  static final long RATIO_FROM = 64L << 20;

  static final ReadLimits USUAL = new ReadLimits(10_000, 64L << 30, 200, 4 << 20, 20_000);

  private static final int MOST_CHARACTERS = 256 << 20;

  ReadLimits {
    if (entries < 1) {
      throw new SettingsException("entries must be at least 1, got " + entries);
    }
    if (unpackedBytes < 1) {
      throw new SettingsException("unpacked-gb must be positive");
    }
    if (!(ratio >= 1)) {
      throw new SettingsException("ratio must be at least 1, got " + ratio);
    }
    if (recordCharacters < 1000 || recordCharacters > MOST_CHARACTERS) {
      throw new SettingsException(
          "row-characters must lie in [1000, " + MOST_CHARACTERS + "], got " + recordCharacters);
    }
    if (columns < 1) {
      throw new SettingsException("columns must be at least 1, got " + columns);
    }
  }
}
