package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The charset of a text file, by this rule: a byte order mark decides; without one, a zero in at
 * least a fifth of the even (odd) bytes of the beginning and hardly any in the others is UTF-16 big
 * (little) endian; everything else is UTF-8 if the whole file is valid UTF-8, and GB18030 (which
 * holds GBK and GB2312) otherwise. Bytes that are valid in neither are an error, and so is GB18030
 * text in which a line with several characters is UTF-8: two encodings in one file.
 *
 * @param name of the charset
 * @param mark bytes of the byte order mark, to be left out
 * @param certain whether the beginning of the file decided
 */
record TextCharset(String name, int mark, boolean certain) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bytes of a file's beginning that decide. */
  static final int HEAD = 64 << 10;

  static final Charset GB18030 = Charset.forName("GB18030");
  private static final double MANY_ZEROS = 0.2;
  private static final double FEW_ZEROS = 0.01;

  private static TextCharset of(Charset charset, int mark, boolean certain) {
    return new TextCharset(charset.name(), mark, certain);
  }

  Charset charset() {
    return Charset.forName(name);
  }

  /** The charset by the beginning of a file; UTF-8 where only the whole file can tell. */
  static TextCharset of(byte[] head, int length) {
    if (starts(head, length, 0xEF, 0xBB, 0xBF)) {
      return of(StandardCharsets.UTF_8, 3, true);
    }
    if (starts(head, length, 0xFF, 0xFE)) {
      return of(StandardCharsets.UTF_16LE, 2, true);
    }
    if (starts(head, length, 0xFE, 0xFF)) {
      return of(StandardCharsets.UTF_16BE, 2, true);
    }
    int pairs = length / 2;
    double even = zeros(head, 0, length) / (double) Math.max(1, pairs);
    double odd = zeros(head, 1, length) / (double) Math.max(1, pairs);
    if (odd >= MANY_ZEROS && even <= FEW_ZEROS) {
      return of(StandardCharsets.UTF_16LE, 0, true);
    }
    if (even >= MANY_ZEROS && odd <= FEW_ZEROS) {
      return of(StandardCharsets.UTF_16BE, 0, true);
    }
    return of(StandardCharsets.UTF_8, 0, false);
  }

  /** A charset that the study states, still without the byte order mark where there is one. */
  static TextCharset stated(Charset charset, byte[] head, int length) {
    TextCharset marked = of(head, length);
    boolean same =
        marked.charset().equals(charset)
            || (marked.mark() > 0 && charset.equals(StandardCharsets.UTF_16));
    if (same) {
      return of(marked.charset(), marked.mark(), true);
    }
    return of(charset, 0, true);
  }

  /** What is tried where this charset was only a guess and the file is not in it. */
  Optional<TextCharset> next() {
    return certain ? Optional.empty() : Optional.of(of(GB18030, 0, true));
  }

  /** In words: {@code UTF-8 with BOM}. */
  String shown() {
    return name + (mark > 0 ? " with BOM" : "");
  }

  private static boolean starts(byte[] head, int length, int... mark) {
    if (length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static int zeros(byte[] head, int first, int length) {
    int zeros = 0;
    for (int i = first; i < length; i += 2) {
      if (head[i] == 0) {
        zeros++;
      }
    }
    return zeros;
  }
}
