package org.panelworks.jobs.ingest;

/** Bytes that are no text in the charset tried. */
final class MalformedTextException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * A failure.
   *
   * @param charset the charset tried
   * @param offset of the first byte that does not fit, from 0
   */
  MalformedTextException(String charset, long offset) {
    super("byte " + offset + " is not " + charset);
    this.offset = offset;
  }

  long offset() {
    return offset;
  }
}
