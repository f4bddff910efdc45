package org.panelworks.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CellReadingTest {
  private static List<CellShape> shapes(String... cells) {
    return List.of(cells).stream().map(CellShape::of).toList();
  }

  @Test
  void codesKeepTheirZerosAndLongDigitsAreNoNumbers() {
    assertThat(shapes("000001", "0", "-5", "600000", "1234567890123456789", "-01"))
        .containsExactly(
            CellShape.ZERO_LED,
            CellShape.INTEGER,
            CellShape.INTEGER,
            CellShape.INTEGER,
            CellShape.LONG_DIGITS,
            CellShape.ZERO_LED);
  }

  @Test
  void decimalsAreFiniteNumbersWithoutThousandsSeparators() {
    assertThat(shapes("1.5", ".5", "5.", "-1e3", "1E+05", "0.001")).containsOnly(CellShape.DECIMAL);
    assertThat(shapes("1,5", "1e999", "e3", ".", "-", "NaN", "1.2.3", "5%", "0x1F", "１２"))
        .containsOnly(CellShape.TEXT);
  }

  @Test
  void datesAreDaysOfTheCalendarInEitherForm() {
    assertThat(shapes("2011-12-31", "2010/1/1", "2012-02-29", "2011-12-31 00:00:00"))
        .containsOnly(CellShape.DATE);
    assertThat(shapes("2011-02-29", "2011-13-01", "1993-12-00", "2011-12/31", "2011-12-31 10:00"))
        .containsOnly(CellShape.TEXT);
    assertThat(shapes("2011-12", "2011/3")).containsOnly(CellShape.MONTH);
    assertThat(shapes("20111231")).containsOnly(CellShape.DAY_DIGITS);
    assertThat(Dates.day("2010/1/1")).isEqualTo(20100101);
    assertThat(Dates.monthText(Dates.month("2011/3"))).isEqualTo("2011-03");
  }

  @Test
  void blanksAndExcelsQuotesAreTakenOff() {
    assertThat(CellShape.stripped("\t000001 ")).isEqualTo("000001");
    assertThat(CellShape.stripped("=\"000001\"")).isEqualTo("000001");
    assertThat(CellShape.stripped("\u3000平安 银行\u00a0")).isEqualTo("平安 银行");
  }

  @Test
  void thousandsAreConvertedWithoutRounding() {
    assertThat(ColumnType.NUMBER.value("1.001", 3)).isEqualTo(1001.0);
    assertThat(ColumnType.NUMBER.value("0.07", 4)).isEqualTo(700.0);
    assertThat(ColumnType.NUMBER.value("n.a.", 0)).isNull();
    assertThat(ColumnType.TEXT.value("000001", 0)).isEqualTo("000001");
  }

  @Test
  void unitsOfCountingAreConvertedAndUnitsOfTheirOwnAreNot() {
    assertThat(UnitWord.of("千元")).isEqualTo(new UnitWord("千元", 3, "元"));
    assertThat(UnitWord.of("(万股)")).isEqualTo(new UnitWord("万股", 4, "股"));
    assertThat(UnitWord.of("百万元").power()).isEqualTo(6);
    assertThat(UnitWord.of("RMB thousand")).isEqualTo(new UnitWord("RMB thousand", 3, "rmb"));
    assertThat(UnitWord.of("thousand yuan").base()).isEqualTo("yuan");
    assertThat(UnitWord.of("千克")).isEqualTo(new UnitWord("千克", 0, "千克"));
    assertThat(UnitWord.of("没有单位").text()).isEmpty();
  }

  @Test
  void aDictionaryHasLabelsUnitsAndValueMaps() {
    DataDictionary dictionary =
        DataDictionary.parse(
            List.of(
                "Stkcd [证券代码] - 以交易所公布的证券代码为准",
                "Dsmvosd [日个股流通市值] - A股以人民币元计，注意单位是千",
                "Typrep [报表类型] - \"A＝合并报表\"、\"B＝母公司报表\"。",
                "Markettype [市场类型] - 1=上证A股市场 (不包含科创板），2=上证B股市场，",
                "  16=创业板， 32=科创板。",
                "Nrrdaydt [日度化无风险利率(%)] - 计算公式为：(POWER(1+Nrrdata/100,1/365)-1)*100"));
    assertThat(dictionary.label("stkcd")).isEqualTo("证券代码");
    assertThat(dictionary.entry("Dsmvosd")).map(DataDictionary.Entry::unit).contains("千");
    assertThat(dictionary.entry("Typrep").orElseThrow().values())
        .containsEntry("A", "合并报表")
        .containsEntry("B", "母公司报表")
        .hasSize(2);
    assertThat(dictionary.entry("Markettype").orElseThrow().values())
        .containsEntry("1", "上证A股市场 (不包含科创板）")
        .containsEntry("32", "科创板")
        .hasSize(4);
    assertThat(dictionary.entry("Nrrdaydt")).map(DataDictionary.Entry::unit).contains("%");
    assertThat(dictionary.entry("Nrrdaydt").orElseThrow().values()).isEmpty();
  }

  private static TextCharset charset(byte[] head) {
    return TextCharset.of(head, head.length);
  }

  @Test
  void marksAndZerosTellUtf16AndTheRestIsUtf8UntilItIsNot() {
    String text = "Stkcd,ShortName\r\n000001,平安\r\n";
    assertThat(charset(text.getBytes(StandardCharsets.UTF_16LE)).shown()).isEqualTo("UTF-16LE");
    assertThat(charset(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE)).shown())
        .isEqualTo("UTF-16BE with BOM");
    assertThat(charset(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)).shown())
        .isEqualTo("UTF-8 with BOM");
    TextCharset guess = charset(text.getBytes(Charset.forName("GBK")));
    assertThat(guess.certain()).isFalse();
    assertThat(guess.next()).map(TextCharset::shown).contains("GB18030");
  }

  @Test
  void typesAreThoseThatNearlyAllCellsHave() {
    assertThat(inferred("A001", "1", "2", "3.5")).isEqualTo(ColumnType.NUMBER);
    assertThat(inferred("A001", "1", "2", "")).isEqualTo(ColumnType.INTEGER);
    assertThat(inferred("A001", "1", "002")).isEqualTo(ColumnType.TEXT);
    assertThat(inferred("Stkcd", "600000", "600001")).isEqualTo(ColumnType.TEXT);
    assertThat(inferred("IndustryCode", "1", "2")).isEqualTo(ColumnType.TEXT);
    assertThat(inferred("InstitutionID", "1", "2")).isEqualTo(ColumnType.TEXT);
    assertThat(inferred("Paid", "1", "2")).isEqualTo(ColumnType.INTEGER);
    assertThat(inferred("Accper", "2011-12-31", "2010/1/1")).isEqualTo(ColumnType.DATE);
    assertThat(inferred("Trdmnt", "2011-12", "2011-11")).isEqualTo(ColumnType.MONTH);
    assertThat(inferred("A001", "1", "x")).isEqualTo(ColumnType.TEXT);
    assertThat(inferred("A001", "")).isEqualTo(ColumnType.TEXT);
  }

  private static ColumnType inferred(String code, String... cells) {
    ColumnEvidence evidence = new ColumnEvidence();
    List.of(cells).forEach(evidence::add);
    return evidence.inferred(code, 0.9);
  }
}
