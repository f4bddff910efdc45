package org.panelworks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class XyPlotTest {
  private static Document drawn(XyPlot plot) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(plot.svg().getBytes(StandardCharsets.UTF_8)));
  }

  private static XyPlot plot(XyPlot.Point... points) {
    return new XyPlot("Sufficiency: A*~B", "A*~B", "Growth", List.of(points));
  }

  private static List<Element> all(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document document) {
    return all(document, "text").stream().map(Element::getTextContent).toList();
  }

  /** The square is 400 wide, its corner at (64, 40); y grows upwards. */
  @ParameterizedTest
  @CsvSource({"0,0,64.00,440.00", "1,1,464.00,40.00", "0.25,0.75,164.00,140.00"})
  void aPointStandsAtItsMemberships(double x, double y, String left, String top) throws Exception {
    Element circle = all(drawn(plot(new XyPlot.Point("p", x, y, false))), "circle").get(0);

    assertThat(circle.getAttribute("cx")).isEqualTo(left);
    assertThat(circle.getAttribute("cy")).isEqualTo(top);
  }

  @Test
  void axesTitleAndCasesAreNamed() throws Exception {
    Document document =
        drawn(
            plot(
                new XyPlot.Point("Fujian", 0.9, 0.8, false),
                new XyPlot.Point("上海", 0.2, 0.6, false)));

    assertThat(texts(document))
        .contains("Sufficiency: A*~B", "A*~B", "Growth", "0.00", "0.50", "1.00", "Fujian", "上海");
    assertThat(all(document, "title").stream().map(Element::getTextContent))
        .contains("Fujian (0.900, 0.800)");
    assertThat(all(document, "line")).hasSize(3);
  }

  @Test
  void aMarkedPointHasAColorOfItsOwn() throws Exception {
    List<Element> circles =
        all(
            drawn(
                plot(
                    new XyPlot.Point("p", 0.9, 0.9, false), new XyPlot.Point("q", 0.9, 0.1, true))),
            "circle");

    assertThat(circles.get(0).getAttribute("fill"))
        .isNotEqualTo(circles.get(1).getAttribute("fill"));
  }

  @Test
  void pointsAtOnePlaceAreOneLargerDot() throws Exception {
    List<XyPlot.Point> points =
        new ArrayList<>(List.of(new XyPlot.Point("alone", 0.1, 0.1, false)));
    for (int i = 0; i < 7; i++) {
      points.add(new XyPlot.Point("c" + i, 0.6, 0.6, false));
    }
    List<Element> circles = all(drawn(new XyPlot("t", "x", "y", points)), "circle");

    assertThat(circles).hasSize(2);
    assertThat(Double.parseDouble(circles.get(1).getAttribute("r")))
        .isGreaterThan(Double.parseDouble(circles.get(0).getAttribute("r")));
    assertThat(circles.get(1).getTextContent()).startsWith("c0, c1, c2, c3, c4 and 2 more");
  }

  @Test
  void manyCasesAreNotNamed() throws Exception {
    List<XyPlot.Point> points = new ArrayList<>();
    for (int i = 0; i <= XyPlot.MOST_LABELS; i++) {
      points.add(new XyPlot.Point("case" + i, i / 100.0, 1 - i / 100.0, false));
    }

    assertThat(texts(drawn(new XyPlot("t", "x", "y", points))))
        .noneMatch(text -> text.startsWith("case"));
  }

  @Test
  void aHundredThousandCasesAreABoundedFigure() throws Exception {
    List<XyPlot.Point> points = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      points.add(new XyPlot.Point("c" + i, i % 317 / 316.0, i % 997 / 996.0, false));
    }

    assertThat(all(drawn(new XyPlot("t", "x", "y", points)), "circle")).hasSize(51 * 51);
  }

  @Test
  void namesNeverOverlap() throws Exception {
    List<XyPlot.Point> points = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      points.add(new XyPlot.Point("province" + i, 0.5 + i * 0.006, 0.5, false));
    }
    List<double[]> boxes = new ArrayList<>();
    for (Element text : all(drawn(new XyPlot("t", "x", "y", points)), "text")) {
      if (text.getTextContent().startsWith("province")) {
        double x = Double.parseDouble(text.getAttribute("x"));
        double y = Double.parseDouble(text.getAttribute("y"));
        double width = 5.4 * text.getTextContent().length();
        for (double[] box : boxes) {
          boolean apart =
              x >= box[0] + box[2] || box[0] >= x + width || Math.abs(y - box[1]) > 10.9;
          assertThat(apart).as(text.getTextContent()).isTrue();
        }
        boxes.add(new double[] {x, y, width});
      }
    }
    assertThat(boxes).isNotEmpty();
  }

  @Test
  void hostileNamesStayText() throws Exception {
    Document document =
        drawn(
            new XyPlot(
                "<script>alert(1)</script>",
                "a & b",
                "\u0000\ud800y",
                List.of(new XyPlot.Point("\"><circle r=\"99\"/>", 0.5, 0.5, false))));

    assertThat(all(document, "script")).isEmpty();
    assertThat(all(document, "circle")).hasSize(1);
    assertThat(texts(document)).contains("<script>alert(1)</script>", "a & b", "y");
  }

  @Test
  void aPointOutsideTheSquareIsRefused() {
    assertThatThrownBy(() -> new XyPlot.Point("p", 1.1, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.1");
    assertThatThrownBy(() -> new XyPlot.Point("p", 0, Double.NaN, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }
}
