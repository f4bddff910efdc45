package org.panelworks.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a download looks like, the table is the same. */
final class IngestFormsTest {
  private static final String CODES = "Stkcd\tShortName\tAccper\tMarkettype\tDsmvosd\tTurnover\n";
  private static final String LABELS = "证券代码\t证券简称\t统计截止日期\t市场类型\t流通市值\t换手率\n";
  private static final String UNITS = "没有单位\t没有单位\t没有单位\t没有单位\t千元\t%\n";
  private static final String ROWS =
      "000001\t平安银行\t2011-12-31\t4\t1234.56\t0.5\n"
          + "000002\t*ST万科,A\t2011/12/31\t4\t\t1.25\n"
          + "600000\t浦发银行\t2010-12-31\t1\t99\t2\n";
  private static final String DICTIONARY =
      "Stkcd [证券代码] - 以交易所公布的证券代码为准\r\n"
          + "ShortName [证券简称] - 以交易所公布的中文简称为准\r\n"
          + "Accper [统计截止日期] - 以YYYY-MM-DD表示\r\n"
          + "Markettype [市场类型] - 1=上证A股市场，4=深证A股市场\r\n"
          + "Dsmvosd [流通市值] - 单位：千元\r\n"
          + "Turnover [换手率] - 单位：%\r\n";
  private static final Map<String, String> FORMS = forms();

  @TempDir Path folder;

  private static Map<String, String> forms() {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("codes", CODES + ROWS);
    forms.put("labels", CODES + LABELS + ROWS);
    forms.put("units", CODES + LABELS + UNITS + ROWS);
    forms.put("only-labels", LABELS + ROWS);
    return forms;
  }

  private static String comma(String tabbed) {
    return tabbed.replace("*ST万科,A", "\"*ST万科,A\"").replace('\t', ',').replace("\n", "\r\n");
  }

  private static Map<String, byte[]> encoded(String text) {
    Map<String, byte[]> encoded = new LinkedHashMap<>();
    encoded.put("utf-8", text.getBytes(StandardCharsets.UTF_8));
    encoded.put("utf-8-bom", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
    encoded.put("gbk", text.getBytes(Charset.forName("GBK")));
    encoded.put("utf-16le", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
    encoded.put("utf-16be", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE));
    encoded.put("utf-16-bare", text.getBytes(StandardCharsets.UTF_16LE));
    return encoded;
  }

  /** Every form in every encoding as zipped csv, each form as plain text and as workbook. */
  private List<String> write(IngestFolder downloads) {
    List<String> tables = new ArrayList<>();
    FORMS.forEach(
        (form, text) -> {
          encoded(comma(text))
              .forEach(
                  (encoding, bytes) -> {
                    String table = form + "_" + encoding;
                    Map<String, byte[]> entries = new LinkedHashMap<>();
                    entries.put("FS_Test.csv", bytes);
                    entries.put(
                        "FS_Test[DES][csv].txt", DICTIONARY.getBytes(StandardCharsets.UTF_8));
                    entries.put("版权声明.pdf", new byte[] {1, 2, 0});
                    downloads.zip(table + "/财务数据 [2010-2011] (1)/报表.zip", entries);
                    tables.add(table);
                  });
          downloads.file(form + "_text/FS_Test.txt", text);
          downloads.file(
              form + "_text/FS_Test[DES][txt].txt", DICTIONARY.getBytes(Charset.forName("GBK")));
          tables.add(form + "_text");
          downloads.zip(
              form + "_xlsx/a.zip",
              Map.of(
                  "FS_Test.xlsx",
                  Workbook.of(text),
                  "FS_Test[DES][xlsx].txt",
                  DICTIONARY.getBytes(StandardCharsets.UTF_8)));
          tables.add(form + "_xlsx");
        });
    return tables;
  }

  @Test
  void everyEncodingHeaderFormAndFileKindGivesTheSameTable() {
    IngestFolder downloads = new IngestFolder(folder);
    List<String> tables = write(downloads);
    StringBuilder sources = new StringBuilder();
    for (String table : tables) {
      sources
          .append("{ table = \"" + table + "\", path = \"" + table + "/**\"")
          .append(", key = [Stkcd, Accper], id = stkcd, units = base }\n");
    }
    IngestFolder.Run run = downloads.run(sources.toString());

    assertThat(tables).hasSize(32);
    StructType schema = run.table(tables.get(0)).schema();
    List<Row> rows = run.rows(tables.get(0));
    for (String table : tables) {
      assertThat(run.table(table).schema().json()).as(table).isEqualTo(schema.json());
      assertThat(run.rows(table)).as(table).isEqualTo(rows);
    }
    assertThat(rows.get(0).getString(0)).isEqualTo("000001");
    assertThat(rows.get(0).getDouble(4)).isEqualTo(1_234_560.0);
    assertThat(rows.get(1).getString(1)).isEqualTo("*ST万科,A");
    assertThat(rows.get(1).isNullAt(4)).isTrue();
    assertThat(rows.get(1).get(2)).hasToString("2011-12-31");
    assertThat(rows.get(1).getInt(6)).isEqualTo(2011);
    assertThat(schema.apply("stkcd").metadata().getString("label")).isEqualTo("证券代码");
    assertThat(schema.apply("stkcd").metadata().getString("code")).isEqualTo("Stkcd");
    assertThat(schema.apply("Dsmvosd").metadata().getString("unit")).isEqualTo("元");
    assertThat(schema.apply("Turnover").metadata().getString("unit")).isEqualTo("%");
    assertThat(schema.apply("Markettype").metadata().getMetadata("values").getString("4"))
        .isEqualTo("深证A股市场");
  }

  @Test
  void numbersAndDatesOfAWorkbookAreReadAsTheyAreStored() {
    String sheet =
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
            + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Stkcd</t></is></c>"
            + "<c r=\"B1\" t=\"inlineStr\"><is><t>A001</t></is></c>"
            + "<c r=\"C1\" t=\"inlineStr\"><is><t>Listdt</t></is></c></row>"
            + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>000001</t></is></c>"
            + "<c r=\"B2\"><v>1.5E7</v></c><c r=\"C2\" s=\"1\"><v>40908</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>000002</t></is></c></row>"
            + "</sheetData></worksheet>";
    IngestFolder downloads = new IngestFolder(folder);
    downloads.file("FS_X.xlsx", Workbook.ofXml(sheet));
    List<Row> rows = downloads.run("{ table = FS_X, path = FS_X.xlsx, key = Stkcd }").rows("FS_X");

    assertThat(rows.get(0).getLong(1)).isEqualTo(15_000_000L);
    assertThat(rows.get(0).get(2)).hasToString("2011-12-31");
    assertThat(rows.get(1).isNullAt(1)).isTrue();
  }
}
