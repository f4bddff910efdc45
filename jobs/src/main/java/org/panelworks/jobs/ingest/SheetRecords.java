package org.panelworks.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;
import org.panelworks.jobs.runtime.ScratchFile;

/**
 * The rows of a workbook's sheet, streamed. A workbook with several sheets needs the wanted one's
 * name. Numbers are read as they are stored, cells with a date format as {@code yyyy-mm-dd}.
 */
final class SheetRecords implements Records {
  private static final long MOST_SHARED = 1L << 30;

  private final ScratchFile copy;
  private final ReadableWorkbook workbook;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final String shown;
  private final int columns;

  private SheetRecords(
      ScratchFile copy, ReadableWorkbook workbook, Stream<Row> stream, String shown, int columns) {
    this.copy = copy;
    this.workbook = workbook;
    this.stream = stream;
    this.rows = stream.iterator();
    this.shown = shown;
    this.columns = columns;
  }

  /**
   * Rows of a workbook.
   *
   * @param copy the workbook, which closing the rows deletes
   * @param sheet the sheet's name, empty for the only one
   */
  static SheetRecords of(ScratchFile copy, String sheet, String shown, ReadLimits limits)
      throws IOException {
    boolean opened = false;
    try {
      boolean formats = hasStyles(copy, shown, limits);
      ReadableWorkbook workbook =
          new ReadableWorkbook(copy.file(), new ReadingOptions(formats, false));
      Stream<Row> rows = sheet(workbook, sheet, shown).openStream();
      SheetRecords records = new SheetRecords(copy, workbook, rows, shown, limits.columns());
      opened = true;
      return records;
    } catch (ExcelReaderException | IllegalStateException | NullPointerException e) {
      throw damaged(shown, e);
    } catch (IOException e) {
      throw damaged(shown, e);
    } finally {
      if (!opened) {
        copy.close();
      }
    }
  }

  /**
   * Whether the workbook says how its cells are formatted. It is a zip: unpacks each part once,
   * counting, before anything trusts it.
   */
  private static boolean hasStyles(ScratchFile copy, String shown, ReadLimits limits)
      throws IOException {
    SeekableByteChannel channel =
        Files.newByteChannel(copy.file().toPath(), StandardOpenOption.READ);
    byte[] buffer = new byte[64 << 10];
    boolean styles = false;
    try (Archive parts = Archive.open(channel, shown, limits)) {
      for (Archive.Entry part : parts.entries()) {
        styles |= part.name().endsWith("styles.xml");
        if (part.name().endsWith("sharedStrings.xml") && part.unpacked() > MOST_SHARED) {
          throw new DataException(
              shown
                  + ": its texts have "
                  + part.unpacked()
                  + " bytes, more than "
                  + MOST_SHARED
                  + "; download it as csv");
        }
        try (EntryStream in = (EntryStream) parts.read(part.number())) {
          while (in.read(buffer, 0, buffer.length) >= 0) {
            // Counting alone is wanted.
          }
        }
      }
    }
    return styles;
  }

  private static Sheet sheet(ReadableWorkbook workbook, String name, String shown) {
    List<Sheet> sheets = workbook.getSheets().toList();
    List<String> names = sheets.stream().map(Sheet::getName).toList();
    if (name.isEmpty() && sheets.size() != 1) {
      throw new DataException(
          shown + ": has " + sheets.size() + " sheets " + names + ": name one by `sheet`");
    }
    return sheets.stream()
        .filter(sheet -> name.isEmpty() || sheet.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new DataException(shown + ": has no sheet `" + name + "`, only " + names));
  }

  private static DataException damaged(String shown, Exception e) {
    return new DataException(shown + ": not a readable xlsx: " + e.getMessage(), e);
  }

  @Override
  public @Nullable TextRow next() {
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        TextRow text = new TextRow(row.getRowNum(), cells(row));
        if (!text.isBlank()) {
          return text;
        }
      }
      return null;
    } catch (ExcelReaderException | UncheckedIOException | IndexOutOfBoundsException e) {
      throw damaged(shown, e);
    }
  }

  private String[] cells(Row row) {
    if (row.getCellCount() > columns) {
      throw new DataException(
          shown
              + ": row "
              + row.getRowNum()
              + " has "
              + row.getCellCount()
              + " cells, more than limits.columns = "
              + columns);
    }
    String[] cells = new String[row.getCellCount()];
    for (int i = 0; i < cells.length; i++) {
      Cell cell = row.getCell(i);
      cells[i] = cell == null ? "" : CellShape.stripped(text(cell));
    }
    return cells;
  }

  private static String text(Cell cell) {
    String raw = cell.getRawValue();
    boolean isNumber = cell.getType() == CellType.NUMBER;
    if (!isNumber) {
      String text = cell.getText();
      return text == null ? "" : text;
    }
    if (isDate(cell.getDataFormatString())) {
      LocalDateTime time = cell.asDate();
      return time.toLocalTime().equals(LocalTime.MIDNIGHT)
          ? time.toLocalDate().toString()
          : time.toString();
    }
    return raw == null ? "" : plain(raw);
  }

  /** Excel stores 600000 as {@code 6.0E5} at times. */
  private static String plain(String raw) {
    if (raw.indexOf('E') < 0 && raw.indexOf('e') < 0) {
      return raw;
    }
    BigDecimal number = new BigDecimal(raw);
    boolean short18 = Math.abs((long) number.precision() - number.scale()) <= 18;
    return short18 ? number.stripTrailingZeros().toPlainString() : raw;
  }

  private static boolean isDate(@Nullable String format) {
    if (format == null) {
      return false;
    }
    String bare = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "");
    return bare.indexOf('y') >= 0 || (bare.indexOf('d') >= 0 && bare.indexOf('m') >= 0);
  }

  @Override
  public String encoding() {
    return "xlsx";
  }

  @Override
  public void close() throws IOException {
    try (copy) {
      stream.close();
      workbook.close();
    }
  }
}
