package org.panelworks.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged and hostile files end in a message, not in a table, a hang or a full memory. */
final class IngestRefusalsTest {
  private static final String GOOD = "Stkcd,x\n000001,1\n000002,2\n";
  private static final String SOURCE = "{ table = T, path = \"T.*\" }";
  private static final Charset GBK = Charset.forName("GBK");

  @TempDir Path folder;
  private IngestFolder downloads;

  @BeforeEach
  void downloads() {
    downloads = new IngestFolder(folder);
  }

  private String refusalOf(byte[] csv) {
    downloads.file("T.csv", csv);
    return downloads.refusal(SOURCE);
  }

  private String refusalOf(String csv) {
    return refusalOf(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  @Test
  void raggedRowsAreNamedByTheirLine() {
    assertThat(refusalOf("Stkcd,x\n000001,1\n000002,2,3\n"))
        .contains("T.csv: line 3 has 3 cells, the header has 2");
    assertThat(refusalOf("Stkcd,x\n000001,1\n000002\n")).contains("line 3 has 1 cells");
  }

  @Test
  void emptyCellsBeyondTheHeaderDoNoHarm() {
    downloads.file("T.csv", "Stkcd,x,\n000001,1,\n\n000002,2,,\n");
    assertThat(downloads.run(SOURCE).rows("T")).hasSize(2);
  }

  @Test
  void strayQuotesAreNamedByTheirLine() {
    assertThat(refusalOf("Stkcd,x\n000001,\"1\"2\n000002,2\n"))
        .contains("a quote is out of place at line");
    assertThat(refusalOf("Stkcd,x\n000001,\"1\n000002,2\n")).contains("a quote is out of place");
    downloads.file("T.csv", "Stkcd,x\n000001,a\"b\n000002,c\n");
    assertThat(downloads.run(SOURCE).rows("T").get(0).getString(1)).isEqualTo("a\"b");
  }

  @Test
  void aQuoteThatIsNeverClosedDoesNotSwallowALargeFile() {
    assertThat(refusalOf("Stkcd,x\n000001,\"1\n" + "000002,2\n".repeat(1_000_000)))
        .contains("row-characters", "a quote that is never closed");
  }

  @Test
  void nulsAreRefused() {
    assertThat(refusalOf("Stkcd,x\n000001,1\u0000\n")).contains("NUL character");
    assertThat(refusalOf(new byte[5000])).contains("T.csv");
  }

  @Test
  void bytesOfNoEncodingAreRefusedWithTheirPlaces() {
    byte[] odd = joined(GOOD.getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, '\n'});
    assertThat(refusalOf(odd))
        .contains("neither UTF-8 (byte " + GOOD.length(), "nor GB18030 (byte " + GOOD.length());
    byte[] marked = joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, odd);
    assertThat(refusalOf(marked)).contains("byte " + (3 + GOOD.length()) + " is not UTF-8");
  }

  @Test
  void twoEncodingsInOneFileAreRefusedInEitherOrder() {
    byte[] utf8 = "000003,深圳发展银行股份\n".getBytes(StandardCharsets.UTF_8);
    byte[] gbk = "000004,浦东发展银行股份\n".getBytes(GBK);
    byte[] header = "Stkcd,x\n".getBytes(StandardCharsets.UTF_8);
    assertThat(refusalOf(joined(header, utf8, gbk))).contains("mixes encodings", "line 2 is UTF-8");
    assertThat(refusalOf(joined(header, gbk, utf8))).contains("mixes encodings", "line 3 is UTF-8");
  }

  @Test
  void tooManyColumnsAreRefusedAndTenThousandAreRead() {
    StringBuilder header = new StringBuilder("Stkcd");
    StringBuilder row = new StringBuilder("000001");
    for (int i = 1; i < 10_000; i++) {
      header.append(",c").append(i);
      row.append(",").append(i);
    }
    downloads.file("T.csv", header + "\n" + row + "\n");
    assertThat(TableProbe.survey(folder.resolve("T.csv")).columns()).hasSize(10_000);
    String more = header + ",d".repeat(15_000) + "\n";
    assertThat(refusalOf(more)).contains("25000 cells", "limits.columns = 20000");
    assertThat(refusalOf("Stkcd,x,STKCD\n000001,1,2\n")).contains("two columns `STKCD`");
  }

  @Test
  void aLineOfAGigabyteIsRefusedOnceItIsTooLong() throws IOException {
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) 'a');
    try (OutputStream file =
            new BufferedOutputStream(Files.newOutputStream(folder.resolve("T.zip")));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(1);
      zip.putNextEntry(new ZipEntry("T.csv"));
      zip.write("Stkcd,x\n000001,".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 1024; i++) {
        zip.write(megabyte);
      }
      zip.closeEntry();
    }
    assertThat(downloads.refusal(SOURCE)).contains("T.zip!T.csv", "row-characters = 4194304");
  }

  @Test
  void ofASharedPathATableTakesOnlyFilesNamedForIt() {
    downloads.zip("a.zip", "FS_Combas1.csv", GOOD);
    downloads.zip("b.zip", "FS_Comins.csv", GOOD);
    downloads.file("版权声明.txt", "no table\n");

    assertThat(downloads.refusal("{ table = FS_Combsa }", "path = [\"*.zip\", \"*.txt\"]"))
        .contains("table FS_Combsa: no file that `ingest.path` finds is named for it")
        .contains("(did you mean `FS_Combas`?); there are FS_Combas, FS_Comins: name");
    assertThat(downloads.refusal("{ table = T }", "path = \"*.txt\""))
        .contains("none of the files found is a table");
    downloads.file("bad1.zip", "no archive");
    downloads.file("bad2.zip", "nor this");
    assertThat(downloads.refusal("{ table = T, path = \"*.zip\" }"))
        .contains("bad1.zip: not a complete zip", "bad2.zip: not a complete zip");
  }

  @Test
  void truncatedArchivesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(downloads.zip("T.zip", "T.csv", GOOD.repeat(1000)));
    for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
      downloads.file("T.zip", Arrays.copyOf(whole, length));
      assertThat(downloads.refusal(SOURCE)).as("%d bytes", length).contains("not a complete zip");
    }
  }

  @Test
  void aChangedByteFailsTheCheckSum() throws IOException {
    Path file = folder.resolve("T.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("T.csv"));
      zip.write(GOOD.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    String latin = Files.readString(file, StandardCharsets.ISO_8859_1).replace("000002", "000007");
    Files.write(file, latin.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(downloads.refusal(SOURCE)).contains("T.zip!T.csv", "check sum");
  }

  @Test
  void entriesThatPointOutOfTheArchiveAreRefused() {
    for (String name : new String[] {"../T.csv", "a/../../T.csv", "/etc/T.csv", "C:\\T.csv"}) {
      downloads.zip("T.zip", name, GOOD);
      assertThat(downloads.refusal(SOURCE)).as(name).contains("zip slip");
    }
  }

  @Test
  void encryptedEntriesAreRefused() throws IOException {
    byte[] zip = Files.readAllBytes(downloads.zip("T.zip", "T.csv", GOOD));
    for (int i = 0; i + 10 < zip.length; i++) {
      boolean local = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3 && zip[i + 3] == 4;
      boolean central = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2;
      if (local || central) {
        zip[i + (local ? 6 : 8)] |= 1;
      }
    }
    downloads.file("T.zip", zip);
    assertThat(downloads.refusal(SOURCE)).contains("T.csv: is encrypted");
  }

  @Test
  void bombsAreRefusedByEntriesSizeAndRatio() {
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 30; i++) {
      many.put("T" + i + ".csv", GOOD.getBytes(StandardCharsets.UTF_8));
    }
    downloads.zip("T.zip", many);
    assertThat(refusal("limits { entries = 20 }")).contains("30 entries", "limits.entries = 20");
    assertThat(refusal("limits { unpacked-gb = 1e-7 }")).contains("limits.unpacked-gb", "zip bomb");
    downloads.zip("T.zip", "T.csv", "Stkcd,x\n" + "000001,1\n".repeat(9 << 20));
    assertThat(downloads.refusal(SOURCE)).contains("limits.ratio = 200", "zip bomb");
  }

  private String refusal(String limits) {
    return downloads.refusal(SOURCE, limits);
  }

  @Test
  void aDirectoryOfTooManyBytesIsRefusedBeforeItIsRead() {
    byte[] end = new byte[60_000_000];
    System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, end, end.length - 22, 4);
    downloads.file("T.zip", end);
    assertThat(downloads.refusal(SOURCE)).contains("its directory has 59999978 bytes");
  }

  @Test
  void workbooksThatAreNoneAreRefused() {
    downloads.file("T.xlsx", GOOD);
    assertThat(downloads.refusal(SOURCE)).contains("T.xlsx: not a complete zip");
    downloads.zip("T.xlsx", "a.xml", "<a/>");
    assertThat(downloads.refusal(SOURCE)).contains("T.xlsx: not a readable xlsx");
    downloads.file("T.xlsx", Workbook.ofXml("<worksheet><sheetData><row>"));
    assertThat(downloads.refusal(SOURCE)).contains("T.xlsx");
  }

  @Test
  void aWorkbooksEntitiesAreNotExpanded() {
    downloads.file("secret.txt", "000042");
    String xml =
        "<!DOCTYPE w [<!ENTITY x SYSTEM \""
            + folder.resolve("secret.txt").toUri()
            + "\">]>"
            + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Stkcd</t></is></c></row>"
            + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&x;1</t></is></c></row>"
            + "</sheetData></worksheet>";
    downloads.file("T.xlsx", Workbook.ofXml(xml));
    String said;
    try {
      said = downloads.run(SOURCE).rows("T").toString();
    } catch (RuntimeException e) {
      said = String.valueOf(e.getMessage());
    }
    assertThat(said).doesNotContain("000042");
  }

  @Test
  void anEmptyFileAndOneWithoutRowsAreRefused() {
    assertThat(refusalOf("")).contains("T.csv: is empty");
    assertThat(refusalOf("Stkcd,x\n")).contains("no rows left of 0 read");
  }
}
