package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HtmlWriterTest {
  @Test
  void aSmallTableByHand() {
    Table table =
        Table.builder("base line")
            .title("R & D")
            .columns(2, Alignment.CENTER)
            .header(List.of(HeaderCell.of(""), new HeaderCell("roe", 2)))
            .header("", "(1)", "(2)")
            .row(
                Cell.label("资产"),
                Cell.coefficient(-2.248, 0.001, Digits.fixed(3), Stars.standard()),
                Cell.text("(omitted)"))
            .row(Cell.empty(), Cell.enclosed(0.125, Digits.fixed(3)), Cell.empty())
            .note("p<0.1")
            .build();
    assertThat(new HtmlWriter().fragment(table))
        .isEqualTo(
            """
            <div class="scroll">
            <table id="table-base-line">
            <caption>R &amp; D</caption>
            <thead>
            <tr><td></td><th scope="colgroup" class="group" colspan="2"><span>roe</span></th></tr>
            <tr><td></td><th scope="col" class="center">(1)</th><th scope="col" class="center">(2)</th></tr>
            </thead>
            <tbody>
            <tr><th scope="row" class="left">资产</th><td class="center coefficient">-2.248<sup>***</sup></td><td class="center text">(omitted)</td></tr>
            <tr><td></td><td class="center enclosed">(0.125)</td><td></td></tr>
            </tbody>
            <tfoot>
            <tr><td colspan="3">
            <p>p&lt;0.1</p>
            </td></tr>
            </tfoot>
            </table>
            </div>
            """);
  }

  @ParameterizedTest
  @CsvSource({"&, &amp;", "<, &lt;", ">, &gt;", "\", &quot;", "'''', &#39;"})
  void everySpecialCharacterIsEscapedEverywhere(String special, String escaped) {
    String html = new HtmlWriter().fragment(SampleTables.hostile("a" + special + "b"));
    assertThat(html).doesNotContain("a" + special + "b");
    assertThat(html.split("a" + escaped + "b", -1)).hasSize(8);
  }

  @Test
  void markupInALabelStaysText() {
    String page = new HtmlWriter().write(SampleTables.hostile("</title><script>alert(1)</script>"));
    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
    assertThat(page.split("</title>", -1)).hasSize(2);
  }

  @Test
  void everyRowCoversTheSameColumns() {
    String html = new HtmlWriter().fragment(SampleTables.regression());
    Pattern span = Pattern.compile("<t[hd][^>]*?(?:colspan=\"(\\d+)\")?>");
    html.lines()
        .filter(line -> line.startsWith("<tr><"))
        .forEach(
            line -> {
              Matcher cells = span.matcher(line);
              int columns = 0;
              while (cells.find()) {
                columns += cells.group(1) == null ? 1 : Integer.parseInt(cells.group(1));
              }
              assertThat(columns).as(line).isEqualTo(3);
            });
  }

  @Test
  void aPageLoadsNothing() {
    String page = new HtmlWriter().write(SampleTables.regression());
    assertThat(page)
        .contains("<html lang=\"en\">", "<meta charset=\"utf-8\">", "default-src 'none'")
        .contains("数字化转型")
        .doesNotContain("http://", "https://", "src=", "url(", "@import", "<link", "<script");
  }
}
