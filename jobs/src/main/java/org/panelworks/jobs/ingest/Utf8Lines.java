package org.panelworks.jobs.ingest;

/**
 * Looks in text of another charset for lines that are UTF-8: a line that is valid UTF-8 throughout
 * and has at least four characters of three bytes is hardly ever anything else (GBK text is so by
 * chance about once in 10<sup>8</sup> lines).
 */
final class Utf8Lines {
  private static final int ENOUGH = 4;

  private boolean valid = true;
  private int missing;
  private int lead;
  private int threes;
  private long line = 1;

  /** Takes the next bytes; the number of the line that is UTF-8, 0 where none is. */
  long add(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      int b = bytes[i] & 0xFF;
      if (b == '\n') {
        if (isUtf8()) {
          return line;
        }
        line++;
        valid = true;
        missing = 0;
        threes = 0;
      } else if (valid) {
        step(b);
      }
    }
    return 0;
  }

  /** The number of the last line if it is UTF-8, 0 otherwise. */
  long end() {
    return isUtf8() ? line : 0;
  }

  private boolean isUtf8() {
    return valid && missing == 0 && threes >= ENOUGH;
  }

  private void step(int b) {
    if (missing > 0) {
      valid = (b & 0xC0) == 0x80;
      missing--;
      if (valid && missing == 0 && lead >= 0xE0 && lead < 0xF0) {
        threes++;
      }
    } else if (b >= 0x80) {
      lead = b;
      missing = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1;
      valid = b >= 0xC2 && b <= 0xF4;
    }
  }
}
