package org.panelworks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class FigureTest {
  private static final double NA = Double.NaN;

  private static Document parsed(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + svg, e);
    }
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document document) {
    return elements(document, "text").stream().map(Element::getTextContent).toList();
  }

  private static double attribute(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }

  private static LinePlot trends(String... names) {
    List<LinePlot.Series> series = new ArrayList<>();
    for (int s = 0; s < names.length; s++) {
      series.add(
          new LinePlot.Series(
              names[s], new double[] {2015, 2016, 2017}, new double[] {0.4, NA, 0.5 + s * 1e-4}));
    }
    return new LinePlot("Closeness <over> years", "Year", "C", LinePlot.Naming.AT_END, series);
  }

  @Test
  void aTrendCarriesItsOwnTextInBothScripts() {
    Document svg = parsed(trends("合肥 Hefei", "六安 Lu'an").svg());
    assertThat(texts(svg))
        .contains(
            "合肥 Hefei", "六安 Lu'an", "Closeness <over> years", "2015", "2016", "2017", "0.500");
    assertThat(svg.getDocumentElement().getAttribute("font-family"))
        .contains("Helvetica", "Noto Sans CJK SC", "Microsoft YaHei", "sans-serif");
  }

  @Test
  void aLineIsBrokenWhereAValueIsMissing() {
    Document svg = parsed(trends("a").svg());
    String path = elements(svg, "path").get(0).getAttribute("d");
    assertThat(path.chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(path).doesNotContain("NaN").doesNotContain("L");
    assertThat(elements(svg, "circle")).hasSize(2);
  }

  @Test
  void namesAtTheEndsOfCloseLinesStandApartAndInside() {
    String[] names = new String[30];
    for (int i = 0; i < names.length; i++) {
      names[i] = "城市" + i;
    }
    Document svg = parsed(trends(names).svg());
    List<Double> places =
        elements(svg, "text").stream()
            .filter(text -> text.getTextContent().startsWith("城市"))
            .map(text -> attribute(text, "y"))
            .sorted()
            .toList();
    assertThat(places).hasSize(30);
    for (int i = 1; i < places.size(); i++) {
      assertThat(places.get(i) - places.get(i - 1)).isGreaterThanOrEqualTo(11.0);
    }
    double height = attribute(svg.getDocumentElement(), "height");
    assertThat(places.get(0)).isPositive();
    assertThat(places.get(29)).isLessThan(height);
    double width = attribute(svg.getDocumentElement(), "width");
    elements(svg, "text").stream()
        .filter(text -> text.getTextContent().startsWith("城市"))
        .forEach(
            text ->
                assertThat(attribute(text, "x") + Svg.width(text.getTextContent(), 11))
                    .isLessThanOrEqualTo(width));
  }

  @Test
  void linesOfOneColourDifferInTheirDashes() {
    assertThat(Svg.color(0)).isEqualTo(Svg.color(8));
    assertThat(Svg.dash(0)).isNotEqualTo(Svg.dash(8));
  }

  @Test
  void aHeatMapShowsEachNumberAndAMarkForNone() {
    HeatMap map =
        new HeatMap(
            "热图",
            List.of("a", "b"),
            List.of("2015", "2016"),
            new double[][] {{0, 1}, {0.5, NA}},
            2);
    Document svg = parsed(map.svg());
    assertThat(texts(svg)).contains("热图", "a", "b", "0.00", "1.00", "0.50", "–");
    assertThat(elements(svg, "rect").stream().map(rect -> rect.getAttribute("fill")))
        .contains("#f7fbff", "#08306b");
  }

  @Test
  void stackedBarsAreAsHighAsTheirParts() {
    StackedBars bars =
        new StackedBars(
            "t",
            "Year",
            "y",
            List.of("2015", "2016"),
            List.of("one", "two"),
            new double[][] {{0.25, 0.75}, {1, 0}});
    Document svg = parsed(bars.svg());
    List<Double> heights =
        elements(svg, "rect").stream()
            .filter(rect -> rect.getElementsByTagName("title").getLength() > 0)
            .filter(rect -> rect.getTextContent().startsWith("201"))
            .map(rect -> attribute(rect, "height"))
            .toList();
    assertThat(heights).containsExactly(80.0, 240.0, 320.0);
    assertThat(texts(svg)).contains("one", "two", "2015", "2016", ".250", ".750");
  }

  /** Every text stands inside the figure, as far as widths can be told without a font. */
  private static void assertTextsInside(Document svg) {
    double width = attribute(svg.getDocumentElement(), "width");
    double height = attribute(svg.getDocumentElement(), "height");
    for (Element text : elements(svg, "text")) {
      if (text.hasAttribute("transform")) {
        continue;
      }
      double wide = Svg.width(text.getTextContent(), attribute(text, "font-size"));
      double share =
          switch (text.getAttribute("text-anchor")) {
            case "start" -> 0;
            case "end" -> 1;
            default -> 0.5;
          };
      double left = attribute(text, "x") - share * wide;
      assertThat(left).as(text.getTextContent()).isGreaterThanOrEqualTo(0);
      assertThat(left + wide).as(text.getTextContent()).isLessThanOrEqualTo(width + 0.1);
      assertThat(attribute(text, "y")).as(text.getTextContent()).isBetween(0.0, height);
    }
  }

  @Test
  void aTitleWiderThanItsPlotStaysInside() {
    String title = "Mean obstacle degree by criterion 各准则层的平均障碍度";
    double[][] one = {{0.25, 0.75}};
    assertTextsInside(
        parsed(new StackedBars(title, "", "y", List.of("All"), List.of("a", "b"), one).svg()));
    assertTextsInside(
        parsed(new HeatMap(title, List.of("a"), List.of("2015", "2016"), one, 3).svg()));
  }

  @Test
  void aLegendOfManyPartsStaysInsideAndLongNamesOfBarsApart() {
    List<String> parts = java.util.stream.IntStream.range(0, 26).mapToObj(i -> "X" + i).toList();
    List<String> bars =
        java.util.stream.IntStream.range(0, 30).mapToObj(i -> "2015010" + i).toList();
    double[][] values = new double[30][26];
    Document svg = parsed(new StackedBars("t", "Year", "y", bars, parts, values).svg());
    assertTextsInside(svg);
    List<Double> places =
        elements(svg, "text").stream()
            .filter(text -> text.getTextContent().startsWith("2015"))
            .map(text -> attribute(text, "x"))
            .toList();
    assertThat(places.get(1) - places.get(0)).isGreaterThan(Svg.width("201501010", 11));
  }

  @Test
  void aBarWithoutValuesStaysEmpty() {
    double[][] values = {{0.25, 0.75}, {NA, NA}};
    List<String> years = List.of("2015", "2016");
    Document svg =
        parsed(new StackedBars("t", "Year", "y", years, List.of("a", "b"), values).svg());
    assertThat(texts(svg)).contains("2016", "1.00").doesNotContain("NaN");
    assertTextsInside(svg);
  }

  @Test
  void aPartThatRoundsToTheWholeIsPrintedAsOne() {
    double[][] values = {{0.9994, 0.0006}, {0.9996, 0.0004}, {1, 0}};
    List<String> years = List.of("2015", "2016", "2017");
    Document svg =
        parsed(new StackedBars("t", "Year", "y", years, List.of("a", "b"), values).svg());
    assertThat(texts(svg)).contains(".999", "1.00").doesNotContain(".000");
  }

  @Test
  void numbersOnBarsStandOutFromTheirFill() {
    double[][] values = {{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.2}};
    List<String> parts = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    Document svg = parsed(new StackedBars("t", "", "y", List.of("All"), parts, values).svg());
    List<Element> boxes =
        elements(svg, "rect").stream()
            .filter(box -> box.getTextContent().startsWith("All"))
            .toList();
    List<Element> numbers =
        elements(svg, "text").stream()
            .filter(text -> text.getTextContent().startsWith("."))
            .toList();
    assertThat(numbers).hasSameSizeAs(boxes).hasSize(8);
    for (int i = 0; i < boxes.size(); i++) {
      double fill = luminance(boxes.get(i).getAttribute("fill"));
      double ink = luminance(numbers.get(i).getAttribute("fill"));
      double contrast = (Math.max(fill, ink) + 0.05) / (Math.min(fill, ink) + 0.05);
      assertThat(contrast).as("part " + i).isGreaterThan(4.5);
    }
  }

  /** Relative luminance as the Web Content Accessibility Guidelines define it. */
  private static double luminance(String color) {
    String hex = color.length() == 4 ? color.replaceAll("[0-9a-f]", "$0$0") : color;
    double[] weights = {0.2126, 0.7152, 0.0722};
    double luminance = 0;
    for (int i = 0; i < 3; i++) {
      double channel = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      luminance +=
          weights[i]
              * (channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
    }
    return luminance;
  }

  @Test
  void linesWithALegendGrowDarkerAlongTheirOrder() {
    List<LinePlot.Series> years = new ArrayList<>();
    for (int year = 2011; year < 2023; year++) {
      years.add(new LinePlot.Series("" + year, new double[] {0, 1}, new double[] {0, year}));
    }
    Document svg = parsed(new LinePlot("t", "x", "y", LinePlot.Naming.LEGEND, years).svg());
    List<Double> shades =
        elements(svg, "path").stream()
            .limit(12)
            .map(p -> luminance(p.getAttribute("stroke")))
            .toList();
    assertThat(shades)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder())
        .doesNotHaveDuplicates();
    assertTextsInside(svg);
  }

  @Test
  void ticksAreRoundNumbersAroundTheValues() {
    Axis axis = Axis.around(0.103, 0.889, 6);
    assertThat(axis.from()).isLessThanOrEqualTo(0.103);
    assertThat(axis.to()).isGreaterThanOrEqualTo(0.889);
    assertThat(axis.ticks().stream().map(axis::label))
        .containsExactly("0.00", "0.20", "0.40", "0.60", "0.80", "1.00");
    assertThat(Axis.around(3, 3, 5).to()).isGreaterThan(3);
    Axis large = Axis.around(0, 12000, 5);
    assertThat(large.ticks().stream().map(large::label)).startsWith("0", "2500").endsWith("12500");
  }

  @Test
  void figuresWithoutAValueAreRefused() {
    LinePlot.Series none = new LinePlot.Series("a", new double[] {1}, new double[] {NA});
    assertThatThrownBy(() -> new LinePlot("t", "x", "y", LinePlot.Naming.AT_END, List.of(none)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeatMap("t", List.of(), List.of(), new double[0][], 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
