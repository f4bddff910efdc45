package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.Locale;

/**
 * One file of data: a plain file, or an entry of an archive.
 *
 * @param path of the file or the archive
 * @param entry its name in the archive, empty for a plain file
 * @param number of the entry in the archive, -1 for a plain file
 * @param bytes unpacked, as declared
 * @param modified when the file was changed last, milliseconds
 */
record Piece(String path, String entry, int number, long bytes, long modified)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Its name in messages and results. */
  String shown() {
    String file = path.startsWith("file:") ? path.substring("file:".length()) : path;
    return number < 0 ? file : file + "!" + entry;
  }

  /** Its name without folders. */
  String fileName() {
    String name = number < 0 ? path : entry;
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /** The lower-case ending of its name, without the dot. */
  String ending() {
    String name = fileName();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  boolean isWorkbook() {
    return ending().equals("xlsx");
  }
}
