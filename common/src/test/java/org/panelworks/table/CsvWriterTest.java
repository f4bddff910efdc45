package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvWriterTest {
  private static String csv(Table table) {
    return new CsvWriter().write(table);
  }

  private static String labelled(String label) {
    return csv(
        Table.builder("t")
            .columns(1, Alignment.RIGHT)
            .row(Cell.label(label), Cell.count(1))
            .build());
  }

  @Test
  void aSmallTableByHand() {
    Table table =
        Table.builder("t")
            .columns(2, Alignment.CENTER)
            .header(List.of(HeaderCell.of(""), new HeaderCell("roe", 2)))
            .header("", "(1)", "(2)")
            .section("Panel A")
            .row(
                Cell.label("l(dt, 1)"),
                Cell.coefficient(-2.248, 0.001, Digits.fixed(3), Stars.standard()),
                Cell.empty())
            .row(Cell.empty(), Cell.enclosed(0.125, Digits.fixed(3)), Cell.empty())
            .rule()
            .row(Cell.label("N"), Cell.count(24738), Cell.number(-0.12, Digits.fixed(2)))
            .note("* p<0.1")
            .build();
    assertThat(csv(table))
        .isEqualTo(
            """
            ,roe,roe
            ,(1),(2)
            Panel A,,
            "l(dt, 1)",-2.248***,
            ,(0.125),
            N,"24,738",-0.12
            * p<0.1,,
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+x", "-x", "@SUM(A1)", "  =1+1", "＝1+1", "－x", "-0.5"})
  void freeTextIsNeverAFormula(String label) {
    assertThat(labelled(label).replace("\uFEFF", "").replace("\"", "")).startsWith("'" + label);
  }

  @Test
  void tabsAndLineBreaksAtTheStartAreNeutralised() {
    assertThat(labelled("\t=1")).startsWith("'\t=1,");
    assertThat(labelled("\r=1")).startsWith("\"'\r=1\",");
    assertThat(labelled("\n=1")).startsWith("\"'\n=1\",");
  }

  @Test
  void everyPlaceOfFreeTextIsNeutralised() {
    assertThat(csv(SampleTables.hostile("=A1"))).isEqualTo("'=A1,'=A1\n'=A1,\n'=A1,'=A1\n'=A1,\n");
  }

  @Test
  void quotesCommasAndLineBreaksAreQuoted() {
    assertThat(labelled("a\"b")).startsWith("\"a\"\"b\",1");
    assertThat(labelled("a,b")).startsWith("\"a,b\",1");
    assertThat(labelled("a\nb")).startsWith("\"a\nb\",1");
    assertThat(labelled(" a")).startsWith("\" a\",1");
  }

  @Test
  void onlyTextBeyondAsciiNeedsAByteOrderMark() {
    assertThat(labelled("lev")).isEqualTo("lev,1\n");
    assertThat(labelled("资产负债率")).isEqualTo("\uFEFF资产负债率,1\n");
  }
}
