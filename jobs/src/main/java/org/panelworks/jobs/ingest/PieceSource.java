package org.panelworks.jobs.ingest;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;
import org.panelworks.jobs.runtime.ScratchFile;

/** Opens the files of a source, wherever they are. */
final class PieceSource {
  private static final String DELIMITERS = "\t,;|";

  private final Configuration hadoop;
  private final ReadOptions options;

  PieceSource(Configuration hadoop, ReadOptions options) {
    this.hadoop = hadoop;
    this.options = options;
  }

  /** A file's path as Hadoop takes it; names may hold what an address would have to escape. */
  static Path path(String file) {
    return new Path(file);
  }

  /** The files of an archive. */
  List<Piece> entries(String archive, long modified) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    try (Archive open = archive(archive)) {
      for (Archive.Entry entry : open.entries()) {
        pieces.add(new Piece(archive, entry.name(), entry.number(), entry.unpacked(), modified));
      }
    }
    return pieces;
  }

  private Archive archive(String path) throws IOException {
    String shown = new Piece(path, "", -1, 0, 0).shown();
    return Archive.open(HadoopChannel.of(files(path), path(path)), shown, options.limits());
  }

  private FileSystem files(String path) throws IOException {
    return path(path).getFileSystem(hadoop);
  }

  /** A file's bytes, unpacked. */
  InputStream bytes(Piece piece) throws IOException {
    try {
      if (piece.number() < 0) {
        return files(piece.path()).open(path(piece.path()));
      }
    } catch (FileNotFoundException e) {
      throw new DataException("no such input: " + piece.shown(), e);
    }
    Archive archive = archive(piece.path());
    try {
      return new WithArchive(archive.read(piece.number()), archive);
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  /**
   * A file's rows.
   *
   * @param charset of the text; null to take the first that its beginning allows
   */
  Records records(Piece piece, @Nullable TextCharset charset) throws IOException {
    if (piece.isWorkbook()) {
      ScratchFile copy;
      try (InputStream in = bytes(piece)) {
        copy = ScratchFile.of(in);
      }
      return SheetRecords.of(copy, options.sheet(), piece.shown(), options.limits());
    }
    TextCharset chosen = charset == null ? charset(piece) : charset;
    char delimiter =
        options.delimiter().isPresent() ? options.delimiter().get() : delimiter(piece, chosen);
    return DelimitedRecords.of(text(piece, chosen), delimiter, piece.shown(), chosen.shown());
  }

  /** The charset by the file's beginning, or the stated one. */
  TextCharset charset(Piece piece) throws IOException {
    try (InputStream in = bytes(piece)) {
      byte[] head = in.readNBytes(TextCharset.HEAD);
      return options.encoding().isPresent()
          ? TextCharset.stated(charset(options.encoding().get()), head, head.length)
          : TextCharset.of(head, head.length);
    }
  }

  /** A charset by its name; a settings' check makes sure that it exists. */
  static Charset charset(String name) {
    try {
      return name.equalsIgnoreCase("GBK") || name.equalsIgnoreCase("GB2312")
          ? TextCharset.GB18030
          : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException("no charset `" + name + "`", e);
    }
  }

  private DecodedText text(Piece piece, TextCharset charset) throws IOException {
    InputStream in = new BufferedInputStream(bytes(piece), TextCharset.HEAD);
    return DecodedText.of(in, charset, piece.shown(), options.limits().recordCharacters());
  }

  /** Which of tab, comma, semicolon and bar stands most often in the first line, outside quotes. */
  private char delimiter(Piece piece, TextCharset charset) throws IOException {
    int[] counts = new int[DELIMITERS.length()];
    try (DecodedText text = text(piece, charset)) {
      boolean quoted = false;
      boolean any = false;
      char[] one = new char[4096];
      for (int read = text.read(one, 0, one.length);
          read >= 0;
          read = text.read(one, 0, one.length)) {
        for (int i = 0; i < read; i++) {
          char c = one[i];
          quoted = quoted != (c == '"');
          if (any && !quoted && (c == '\n' || c == '\r')) {
            return most(counts);
          }
          any |= c != '\n' && c != '\r';
          int at = quoted ? -1 : DELIMITERS.indexOf(c);
          if (at >= 0) {
            counts[at]++;
          }
        }
      }
    }
    return most(counts);
  }

  private static char most(int[] counts) {
    int best = 1;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > counts[best]) {
        best = i;
      }
    }
    return DELIMITERS.charAt(best);
  }

  /** The lines of a short text, a dictionary say, in the first charset that it fits. */
  List<String> lines(Piece piece, int longest) throws IOException {
    byte[] content;
    try (InputStream in = bytes(piece)) {
      content = in.readNBytes(longest + 1);
    }
    if (content.length > longest) {
      throw new DataException(piece.shown() + ": a dictionary of more than " + longest + " bytes");
    }
    TextCharset first = TextCharset.of(content, content.length);
    try {
      return lines(content, first);
    } catch (MalformedTextException e) {
      TextCharset second = first.next().orElseThrow(() -> malformed(piece, e));
      try {
        return lines(content, second);
      } catch (MalformedTextException again) {
        throw malformed(piece, e, again);
      }
    }
  }

  private static List<String> lines(byte[] content, TextCharset charset) {
    int from = charset.mark();
    try {
      return charset
          .charset()
          .newDecoder()
          .decode(ByteBuffer.wrap(content, from, content.length - from))
          .toString()
          .lines()
          .toList();
    } catch (CharacterCodingException e) {
      throw new MalformedTextException(charset.charset().name(), 0);
    }
  }

  static DataException malformed(Piece piece, MalformedTextException first) {
    return new DataException(piece.shown() + ": " + first.getMessage(), first);
  }

  static DataException malformed(
      Piece piece, MalformedTextException first, MalformedTextException second) {
    return new DataException(
        piece.shown()
            + ": its encoding is neither UTF-8 (byte "
            + first.offset()
            + " does not fit) nor GB18030 (byte "
            + second.offset()
            + " does not fit); state `encoding`",
        second);
  }

  /** An entry's bytes, whose archive is closed with them. */
  private static final class WithArchive extends FilterInputStream {
    private final Archive archive;

    WithArchive(InputStream in, Archive archive) {
      super(in);
      this.archive = archive;
    }

    @Override
    public void close() throws IOException {
      try (archive) {
        super.close();
      }
    }
  }
}
