package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.panelworks.table.AttritionTable.Step;
import org.panelworks.table.ReportPage.Figure;

final class ReportPageTest {
  private static final String SVG =
      "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>\n";

  private static String report(String text) {
    return ReportPage.builder(text)
        .fact(text, text)
        .warning(text)
        .sample(AttritionTable.of("attrition", text, List.of(Step.ofRows(text, 2, 1))))
        .table(SampleTables.regression())
        .table(SampleTables.hostile(text))
        .figure(new Figure("trend 1", text, SVG))
        .html();
  }

  @Test
  void everyLinkOfTheContentsHasItsTargetAndEveryIdIsUnique() {
    String html = report("R & D");
    Set<String> ids = new HashSet<>();
    Matcher id = Pattern.compile(" id=\"([^\"]+)\"").matcher(html);
    while (id.find()) {
      assertThat(ids.add(id.group(1))).as(id.group(1)).isTrue();
    }
    Set<String> links = new HashSet<>();
    Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(html);
    while (link.find()) {
      links.add(link.group(1));
    }
    assertThat(links)
        .containsExactlyInAnyOrder(
            "sample", "tables", "table-baseline", "table-hostile", "figures", "figure-trend-1");
    assertThat(ids).containsAll(links);
  }

  @Test
  void markupInAnyTextStaysText() {
    String html = report("<script>alert('1')</script>\"");
    assertThat(html).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;1&#39;)");
  }

  @Test
  void thePageIsSelfContainedAndWellFormed() throws Exception {
    String html = report("资产负债率");
    assertThat(html)
        .contains("default-src 'none'", "资产负债率", "<svg viewBox")
        .doesNotContain("<?xml", "http:", "https:", "src=", "url(", "@import", "<link");
    String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anEmptyReportHasNoEmptySections() {
    assertThat(ReportPage.builder("Empty").html())
        .contains("<h1>Empty</h1>")
        .doesNotContain("<section", "<dl", "<h2");
  }

  @Test
  void aFigureThatIsNotOneSvgElementIsRefused() {
    assertThatThrownBy(() -> new Figure("trend", "", "<script>1</script>"))
        .hasMessage("figure trend must be one svg element");
  }
}
