package org.panelworks.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws an {@link XyPlot}. */
final class XyDrawing {
  private static final int SIDE = 400;
  private static final int LEFT = 64;
  private static final int TOP = 40;
  private static final int WIDTH = 520;
  private static final int HEIGHT = 512;
  private static final double LETTER = 5.4;
  private static final double LINE = 11;

  /** Points closer than this share of the axis are drawn as one, larger point. */
  private static final double GRAIN = 0.005;

  /** The same where there are many points, so that a figure has at most 51 × 51 dots a color. */
  private static final double COARSE_GRAIN = 0.02;

  private static final int MANY = 1_000;

  private final XyPlot plot;
  private final StringBuilder svg = new StringBuilder();
  private final List<double[]> occupied = new ArrayList<>();

  XyDrawing(XyPlot plot) {
    this.plot = plot;
  }

  String svg() {
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\" font-family=\"%s\" font-size=\"12\""
                + " color=\"#222\">\n",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT,
            Svg.FONTS));
    element("title", "", plot.title());
    svg.append(
        String.format(
            Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", WIDTH, HEIGHT));
    axes();
    List<Dot> dots = dots();
    dots.forEach(this::draw);
    if (plot.points().size() <= XyPlot.MOST_LABELS) {
      dots.forEach(dot -> occupy(x(dot.x()) - 4, y(dot.y()) - 4, 8, 8));
      dots.stream().sorted((a, b) -> Boolean.compare(b.marked(), a.marked())).forEach(this::name);
    }
    return svg.append("</svg>\n").toString();
  }

  /** One or more points drawn as one. */
  private record Dot(double x, double y, boolean marked, List<String> names) {}

  private List<Dot> dots() {
    Map<List<Long>, Dot> dots = new LinkedHashMap<>();
    double grain = plot.points().size() > MANY ? COARSE_GRAIN : GRAIN;
    for (XyPlot.Point point : plot.points()) {
      long column = Math.round(point.x() / grain);
      long row = Math.round(point.y() / grain);
      dots.computeIfAbsent(
              List.of(column, row, point.marked() ? 1L : 0L),
              key -> new Dot(point.x(), point.y(), point.marked(), new ArrayList<>()))
          .names()
          .add(point.name());
    }
    return List.copyOf(dots.values());
  }

  private void axes() {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#444\"/>\n",
            LEFT,
            TOP,
            SIDE,
            SIDE));
    line(0, 0, 1, 1, "#444", "");
    line(0.5, 0, 0.5, 1, "#999", " stroke-dasharray=\"4 4\"");
    line(0, 0.5, 1, 0.5, "#999", " stroke-dasharray=\"4 4\"");
    for (int tick = 0; tick <= 4; tick++) {
      double value = tick / 4.0;
      String text = String.format(Locale.ROOT, "%.2f", value);
      text(x(value), TOP + SIDE + 18, "middle", text);
      text(LEFT - 8, y(value) + 4, "end", text);
    }
    text(LEFT + SIDE / 2.0, TOP - 16, "middle", plot.title());
    text(LEFT + SIDE / 2.0, TOP + SIDE + 44, "middle", plot.xLabel());
    double middle = TOP + SIDE / 2.0;
    element(
        "text",
        String.format(
            Locale.ROOT,
            " x=\"18\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 18 %.1f)\"",
            middle,
            middle),
        plot.yLabel());
  }

  private void draw(Dot dot) {
    int count = dot.names().size();
    double radius = Math.min(9, 3.2 + Math.log(count));
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"0.75\">",
            x(dot.x()),
            y(dot.y()),
            radius,
            dot.marked() ? "#c0392b" : "#1f5a99"));
    String names =
        count <= 5
            ? String.join(", ", dot.names())
            : String.join(", ", dot.names().subList(0, 5)) + " and " + (count - 5) + " more";
    element("title", "", String.format(Locale.ROOT, "%s (%.3f, %.3f)", names, dot.x(), dot.y()));
    svg.append("</circle>\n");
  }

  /** Names a point at the first side where no other name or point is in the way. */
  private void name(Dot dot) {
    String name = String.join(", ", dot.names());
    double width = name.codePoints().mapToDouble(c -> c < 0x2E80 ? LETTER : 9).sum();
    double[][] corners = {
      {x(dot.x()) + 6, y(dot.y()) - 6},
      {x(dot.x()) - 6 - width, y(dot.y()) - 6},
      {x(dot.x()) - width / 2, y(dot.y()) - 17},
      {x(dot.x()) - width / 2, y(dot.y()) + 6}
    };
    for (double[] corner : corners) {
      boolean inside = corner[0] >= LEFT - 4 && corner[0] + width <= WIDTH;
      if (inside && isFree(corner[0], corner[1], width, LINE)) {
        occupy(corner[0], corner[1], width, LINE);
        element(
            "text",
            String.format(
                Locale.ROOT, " x=\"%.1f\" y=\"%.1f\" font-size=\"9\"", corner[0], corner[1] + 9),
            name);
        return;
      }
    }
  }

  private void occupy(double x, double y, double width, double height) {
    occupied.add(new double[] {x, y, x + width, y + height});
  }

  private boolean isFree(double x, double y, double width, double height) {
    return occupied.stream()
        .noneMatch(o -> x < o[2] && x + width > o[0] && y < o[3] && y + height > o[1]);
  }

  private void line(double x1, double y1, double x2, double y2, String color, String style) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>\n",
            x(x1),
            y(y1),
            x(x2),
            y(y2),
            color,
            style));
  }

  private void text(double x, double y, String anchor, String text) {
    element(
        "text",
        String.format(Locale.ROOT, " x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"", x, y, anchor),
        text);
  }

  private void element(String name, String attributes, String text) {
    svg.append('<').append(name).append(attributes).append('>');
    svg.append(Svg.escaped(text)).append("</").append(name).append(">\n");
  }

  private static double x(double value) {
    return LEFT + value * SIDE;
  }

  private static double y(double value) {
    return TOP + (1 - value) * SIDE;
  }
}
