package org.panelworks.jobs.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small workbook, for tests; style 1 is a date. */
final class Workbook {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String LINKS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

  private Workbook() {}

  /**
   * A workbook of one sheet, cells as texts.
   *
   * @param lines rows of a text with tabs between cells
   */
  static byte[] of(String lines) {
    return ofXml(sheet(lines));
  }

  /** A workbook whose sheet is this XML. */
  static byte[] ofXml(String sheet) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      part(
          zip,
          "[Content_Types].xml",
          "<Types xmlns=\""
              + PACKAGE
              + "content-types\">"
              + "<Default Extension=\"rels\""
              + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
              + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
              + "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
              + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
              + "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
              + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/"
              + "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
      part(zip, "_rels/.rels", links("officeDocument", "xl/workbook.xml"));
      part(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns=\""
              + MAIN
              + "\" xmlns:r=\""
              + LINKS
              + "\"><sheets><sheet name=\"sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
              + "</workbook>");
      part(zip, "xl/_rels/workbook.xml.rels", links("worksheet", "worksheets/sheet1.xml"));
      part(
          zip,
          "xl/styles.xml",
          "<styleSheet xmlns=\""
              + MAIN
              + "\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/>"
              + "<xf numFmtId=\"14\"/></cellXfs></styleSheet>");
      part(zip, "xl/worksheets/sheet1.xml", sheet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String links(String type, String target) {
    return "<Relationships xmlns=\""
        + PACKAGE
        + "relationships\"><Relationship Id=\"rId1\" Type=\""
        + LINKS
        + "/"
        + type
        + "\" Target=\""
        + target
        + "\"/></Relationships>";
  }

  private static String sheet(String lines) {
    StringBuilder xml = new StringBuilder("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    int row = 1;
    for (String line : lines.lines().toList()) {
      xml.append("<row r=\"").append(row).append("\">");
      int column = 0;
      for (String cell : List.of(line.split("\t", -1))) {
        String place = (char) ('A' + column++) + String.valueOf(row);
        if (!cell.isEmpty()) {
          xml.append("<c r=\"")
              .append(place)
              .append("\" t=\"inlineStr\"><is><t>")
              .append(cell.replace("&", "&amp;").replace("<", "&lt;"))
              .append("</t></is></c>");
        }
      }
      xml.append("</row>");
      row++;
    }
    return xml.append("</sheetData></worksheet>").toString();
  }

  private static void part(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
