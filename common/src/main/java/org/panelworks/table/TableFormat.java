package org.panelworks.table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.panelworks.SettingsException;

/** The files that a table can be written to. */
public enum TableFormat {
  CSV("csv"),
  MARKDOWN("md"),
  LATEX("tex"),
  HTML("html");

  private final String extension;

  TableFormat(String extension) {
    this.extension = extension;
  }

  /** The format of a file extension: {@code csv}, {@code md}, {@code tex}, {@code html}. */
  public static TableFormat of(String extension) {
    for (TableFormat format : values()) {
      if (format.extension.equals(extension)) {
        return format;
      }
    }
    String known =
        Arrays.stream(values()).map(TableFormat::extension).collect(Collectors.joining(", "));
    throw new SettingsException("a table format must be one of " + known + ", got " + extension);
  }

  /** The file extension, without a point. */
  public String extension() {
    return extension;
  }

  /** The text of the file, to be saved as UTF-8. */
  public String write(Table table) {
    return writer().write(table);
  }

  /** The texts of all formats, by file extension. */
  public static Map<String, String> writeAll(Table table) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (TableFormat format : values()) {
      texts.put(format.extension, format.write(table));
    }
    return texts;
  }

  private TableWriter writer() {
    return switch (this) {
      case CSV -> new CsvWriter();
      case MARKDOWN -> new MarkdownWriter();
      case LATEX -> new LatexWriter();
      case HTML -> new HtmlWriter();
    };
  }
}
