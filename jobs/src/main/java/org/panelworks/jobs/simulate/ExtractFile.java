package org.panelworks.jobs.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.panelworks.jobs.simulate.ExtractTable.ExtractColumn;
import org.panelworks.simulation.FirmHistory;
import org.panelworks.simulation.FirmYears;

/** Writes one data file, with its dictionary where it lies in an archive. */
final class ExtractFile {
  private static final Charset WINDOWS = Charset.forName("GBK");
  private static final String NOTICE = "本压缩包中的数据为模拟数据，不含任何真实公司的数据。";

  /** Archives carry this time for all entries, so that a repeat is the same file. */
  private static final long TIME = 1_700_000_000_000L;

  private final ExtractTable table;
  private final ExtractOptions options;
  private final ExtractEncoding encoding;
  private final ExtractHeader header;

  ExtractFile(
      ExtractTable table, ExtractOptions options, ExtractEncoding encoding, ExtractHeader header) {
    this.table = table;
    this.options = options;
    this.encoding = encoding;
    this.header = header;
  }

  /** The dictionary's name. */
  String dictionaryName() {
    return table.name() + "[DES][" + options.format().ending() + "].txt";
  }

  /**
   * Writes an archive with data, dictionary and a notice.
   *
   * @param name of the data file
   */
  void archive(
      OutputStream out, String name, List<FirmHistory> firms, Function<FirmHistory, FirmYears> draw)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out, WINDOWS)) {
      zip.setLevel(Deflater.BEST_SPEED);
      entry(zip, name);
      data(zip, firms, draw);
      zip.closeEntry();
      entry(zip, dictionaryName());
      dictionary(zip);
      zip.closeEntry();
      entry(zip, "版权声明.md");
      zip.write(NOTICE.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  private static void entry(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(TIME);
    zip.putNextEntry(entry);
  }

  /** Writes the dictionary; the stream stays open. */
  void dictionary(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(encoding.mark());
    table.columns().forEach(column -> text.append(column.line()).append("\r\n"));
    out.write(text.toString().getBytes(encoding.charset()));
  }

  /** Writes the data; the stream stays open. */
  void data(OutputStream out, List<FirmHistory> firms, Function<FirmHistory, FirmYears> draw)
      throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, encoding.charset()), 1 << 16);
    text.write(encoding.mark());
    line(text, table.columns().stream().map(ExtractColumn::code).toArray(String[]::new));
    if (header != ExtractHeader.CODES) {
      line(text, table.columns().stream().map(ExtractColumn::label).toArray(String[]::new));
    }
    if (header == ExtractHeader.CODES_LABELS_UNITS) {
      line(
          text,
          table.columns().stream()
              .map(column -> column.unit().isEmpty() ? "没有单位" : column.unit())
              .toArray(String[]::new));
    }
    for (FirmHistory firm : firms) {
      table.rows().accept(draw.apply(firm), cells -> unchecked(text, cells));
    }
    text.flush();
  }

  private void unchecked(Writer text, String[] cells) {
    try {
      line(text, cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(Writer text, String[] cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        text.write(options.format().delimiter());
      }
      boolean quoted = cells[i].indexOf(options.format().delimiter()) >= 0;
      text.write(quoted ? "\"" + cells[i] + "\"" : cells[i]);
    }
    text.write("\r\n");
  }
}
