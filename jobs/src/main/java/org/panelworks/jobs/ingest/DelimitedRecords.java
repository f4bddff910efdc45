package org.panelworks.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;

/** The rows of a delimited text, quotes as in RFC 4180. */
final class DelimitedRecords implements Records {
  private final DecodedText text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> rows;
  private final String shown;
  private final String encoding;

  private DelimitedRecords(DecodedText text, CSVParser parser, String shown, String encoding) {
    this.text = text;
    this.parser = parser;
    this.rows = parser.iterator();
    this.shown = shown;
    this.encoding = encoding;
  }

  /**
   * Rows of a text.
   *
   * @param encoding of the text, in words
   */
  static DelimitedRecords of(DecodedText text, char delimiter, String shown, String encoding)
      throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
    CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get();
    return new DelimitedRecords(text, parser, shown, encoding);
  }

  @Override
  public @Nullable TextRow next() {
    while (true) {
      text.beginRow();
      CSVRecord row = read();
      if (row == null) {
        return null;
      }
      TextRow stripped = new TextRow(parser.getCurrentLineNumber(), stripped(row));
      if (!stripped.isBlank()) {
        return stripped;
      }
    }
  }

  private @Nullable CSVRecord read() {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      if (cause instanceof CSVException) {
        throw new DataException(
            shown
                + ": a quote is out of place at line "
                + (parser.getCurrentLineNumber() + 1)
                + ": "
                + cause.getMessage(),
            e);
      }
      throw e;
    }
  }

  private static String[] stripped(CSVRecord row) {
    String[] cells = new String[row.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = CellShape.stripped(row.get(i));
    }
    return cells;
  }

  @Override
  public String encoding() {
    return encoding;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
