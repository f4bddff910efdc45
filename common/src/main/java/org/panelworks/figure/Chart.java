package org.panelworks.figure;

import java.math.BigDecimal;
import java.util.Locale;

/** The canvas of a figure with two axes: a frame with ticks, and positions by value. */
final class Chart {
  private static final int LEFT = 76;
  private static final int TOP = 40;
  private static final int SIDE_X = 480;
  private static final int SIDE_Y = 360;
  private static final int RIGHT = 104;
  private static final int BOTTOM = 64;
  private static final int WIDTH = LEFT + SIDE_X + RIGHT;
  private static final int HEIGHT = TOP + SIDE_Y + BOTTOM;

  private final ChartAxis xAxis;
  private final ChartAxis yAxis;
  private final StringBuilder svg = new StringBuilder();

  Chart(String title, ChartAxis xAxis, ChartAxis yAxis) {
    this.xAxis = xAxis;
    this.yAxis = yAxis;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\" font-family=\"Helvetica, Arial, 'Noto Sans CJK"
                + " SC', sans-serif\" font-size=\"12\" color=\"#222\">\n",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT));
    element("title", "", title);
    svg.append(
        String.format(
            Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", WIDTH, HEIGHT));
    text(LEFT + SIDE_X / 2.0, TOP - 16, "middle", title);
  }

  /** The frame, its ticks and the names of the axes; drawn over what came before. */
  void frame(String xLabel, String yLabel) {
    shape(
        "rect",
        "x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#444\"",
        LEFT,
        TOP,
        SIDE_X,
        SIDE_Y);
    for (BigDecimal tick : xAxis.ticks()) {
      double x = x(tick.doubleValue());
      shape("path", "d=\"M%.2f %d v5\" stroke=\"#444\"", x, TOP + SIDE_Y);
      text(x, TOP + SIDE_Y + 19, "middle", tick.toPlainString());
    }
    for (BigDecimal tick : yAxis.ticks()) {
      double y = y(tick.doubleValue());
      shape("path", "d=\"M%d %.2f h-5\" stroke=\"#444\"", LEFT, y);
      text(LEFT - 9, y + 4, "end", tick.toPlainString());
    }
    text(LEFT + SIDE_X / 2.0, TOP + SIDE_Y + 46, "middle", xLabel);
    double middle = TOP + SIDE_Y / 2.0;
    element(
        "text",
        String.format(
            Locale.ROOT,
            " x=\"18\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 18 %.1f)\"",
            middle,
            middle),
        yLabel);
  }

  double x(double value) {
    return LEFT + xAxis.share(value) * SIDE_X;
  }

  double y(double value) {
    return TOP + (1 - yAxis.share(value)) * SIDE_Y;
  }

  /** An element without content. */
  void shape(String name, String attributes, Object... values) {
    svg.append('<').append(name).append(' ');
    svg.append(String.format(Locale.ROOT, attributes, values)).append("/>\n");
  }

  /** A line between two points, by their values. */
  void line(double x1, double y1, double x2, double y2, String style) {
    shape(
        "line",
        "x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\" " + style,
        x(x1),
        y(y1),
        x(x2),
        y(y2));
  }

  /** A disc that tells its name when it is pointed at. */
  void disc(double x, double y, double radius, String color, String name) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"0.75\">",
            x(x),
            y(y),
            radius,
            color));
    element("title", "", name);
    svg.append("</circle>\n");
  }

  /** A text at a point of the canvas. */
  void text(double x, double y, String anchor, String text) {
    element(
        "text",
        String.format(Locale.ROOT, " x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"", x, y, anchor),
        text);
  }

  /** The left end of the margin beside the frame, for a legend. */
  double margin() {
    return LEFT + SIDE_X + 14;
  }

  /** The upper end of the frame. */
  double top() {
    return TOP;
  }

  private void element(String name, String attributes, String text) {
    svg.append('<').append(name).append(attributes).append('>');
    svg.append(Svg.escaped(text)).append("</").append(name).append(">\n");
  }

  /** The whole figure. */
  String svg() {
    return svg + "</svg>\n";
  }
}
