package org.panelworks.jobs.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;

/**
 * A file's text. Bytes that do not fit the charset are an error with their offset, never a
 * replacement character; a NUL character is an error, and so is a row longer than the limit.
 */
final class DecodedText extends Reader {
  private final InputStream in;
  private final TextCharset charset;
  private final String shown;
  private final int longest;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(TextCharset.HEAD);
  private final @Nullable Utf8Lines mixed;

  /** Offset in the file of the buffer's first byte. */
  private long base;

  private boolean ended;
  private boolean flushed;
  private long sinceRow;

  private DecodedText(InputStream in, TextCharset charset, String shown, int longest) {
    this.in = in;
    this.charset = charset;
    this.shown = shown;
    this.longest = longest;
    this.decoder =
        charset
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.mixed = charset.charset().equals(TextCharset.GB18030) ? new Utf8Lines() : null;
    this.base = charset.mark();
    bytes.flip();
  }

  /**
   * Text of a stream that begins with the byte order mark, if there is one.
   *
   * @param longest characters of a row at most
   */
  static DecodedText of(InputStream in, TextCharset charset, String shown, int longest)
      throws IOException {
    if (in.readNBytes(charset.mark()).length < charset.mark()) {
      throw new DataException(shown + ": ends within its byte order mark");
    }
    return new DecodedText(in, charset, shown, longest);
  }

  /** A row begins: the characters from here on count against the limit. */
  void beginRow() {
    sinceRow = 0;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer chars = CharBuffer.wrap(target, offset, length);
    while (chars.position() == 0) {
      if (flushed) {
        return -1;
      }
      decode(chars);
    }
    int read = chars.position();
    check(target, offset, read);
    return read;
  }

  private void decode(CharBuffer chars) throws IOException {
    CoderResult result = decoder.decode(bytes, chars, ended);
    if (result.isError()) {
      throw new MalformedTextException(charset.charset().name(), base + bytes.position());
    }
    if (result.isUnderflow() && ended) {
      flushed = decoder.flush(chars).isUnderflow();
    } else if (result.isUnderflow()) {
      fill();
    }
  }

  private void fill() throws IOException {
    base += bytes.position();
    bytes.compact();
    int from = bytes.position();
    int read = in.read(bytes.array(), from, bytes.remaining());
    ended = read < 0;
    if (mixed != null) {
      long line = ended ? mixed.end() : mixed.add(bytes.array(), from, from + read);
      if (line > 0) {
        throw new DataException(
            shown
                + ": mixes encodings: line "
                + line
                + " is UTF-8, other lines are GBK;"
                + " export the file again in one encoding");
      }
    }
    bytes.position(from + Math.max(0, read));
    bytes.flip();
  }

  private void check(char[] target, int offset, int read) {
    for (int i = offset; i < offset + read; i++) {
      if (target[i] == 0) {
        throw new DataException(
            shown + ": holds a NUL character near byte " + base + ": it is no text, or damaged");
      }
    }
    sinceRow += read;
    if (sinceRow > longest) {
      throw new DataException(
          shown
              + ": a row has more than limits.row-characters = "
              + longest
              + " characters near byte "
              + base
              + ": a quote that is never closed, or no table");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
