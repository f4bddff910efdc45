package org.panelworks.figure;

import java.util.List;
import java.util.Locale;

/** An svg element under construction: shapes and texts with everything that they need. */
final class Svg {
  /** Fonts for Latin and Chinese text, whichever the viewer has. */
  static final String FONTS =
      "Helvetica, Arial, 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC',"
          + " 'Microsoft YaHei', SimHei, sans-serif";

  /** Colours that stay apart for colour-blind readers (Okabe and Ito 2008), in order. */
  private static final List<String> PALETTE =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#7a5195");

  private static final List<String> DASHES = List.of("", "6 3", "2 3", "8 3 2 3");
  private static final int WIDE = 0x2E80;

  /** Green to violet, darker at every step, for lines that have an order. */
  private static final int[][] RAMP = {
    {122, 209, 81}, {34, 168, 132}, {42, 120, 142}, {65, 68, 135}, {68, 1, 84}
  };

  private static final double TITLE = 13;

  private final StringBuilder text = new StringBuilder();
  private final int width;

  Svg(int width, int height, String title) {
    this.width = width;
    text.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\" font-family=\"%s\" font-size=\"12\""
                + " color=\"#222\">\n",
            width,
            height,
            width,
            height,
            FONTS));
    element("title", "", title);
    text.append(
        String.format(
            Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height));
  }

  static String color(int number) {
    return PALETTE.get(number % PALETTE.size());
  }

  /**
   * The colour of a place in an order.
   *
   * @param share 0 for the first, 1 for the last
   */
  static String ramp(double share) {
    return mixed(RAMP, share);
  }

  /** A colour between two of some that stand at equal steps from 0 to 1. */
  static String mixed(int[][] colors, double share) {
    double place = Math.max(0, Math.min(1, share)) * (colors.length - 1);
    int low = Math.min((int) place, colors.length - 2);
    double part = place - low;
    int[] mixed = new int[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = (int) Math.round(colors[low][i] + part * (colors[low + 1][i] - colors[low][i]));
    }
    return String.format(Locale.ROOT, "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
  }

  /** How the line of a series is broken: in another way each time the colours begin anew. */
  static String dash(int number) {
    return DASHES.get(number / PALETTE.size() % DASHES.size());
  }

  /** About how wide a text is. */
  static double width(String text, double size) {
    return size * text.codePoints().mapToDouble(c -> c < WIDE ? 0.56 : 1.0).sum();
  }

  /** How wide a figure must be for its title. */
  static int wideEnough(double width, String title) {
    return (int) Math.ceil(Math.max(width, width(title, TITLE) + 12));
  }

  /** The title over the middle of the plot, or as near to it as the figure's edges allow. */
  void title(double middle, double y, String content) {
    double half = width(content, TITLE) / 2 + 6;
    text(Math.max(half, Math.min(middle, width - half)), y, "middle", TITLE, "#222", content);
  }

  void text(double x, double y, String anchor, double size, String color, String content) {
    element(
        "text",
        String.format(
            Locale.ROOT,
            " x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%.1f\" fill=\"%s\"",
            x,
            y,
            anchor,
            size,
            color),
        content);
  }

  /** A text that reads upwards, centred at a point. */
  void upwards(double x, double y, String content) {
    element(
        "text",
        String.format(
            Locale.ROOT,
            " x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 %.1f %.1f)\"",
            x,
            y,
            x,
            y),
        content);
  }

  void line(double x1, double y1, double x2, double y2, String color, double width) {
    text.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"%.1f\"/>\n",
            x1,
            y1,
            x2,
            y2,
            color,
            width));
  }

  /** A rectangle that tells what it is when pointed at. */
  void box(double x, double y, double width, double height, String fill, String says) {
    text.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\">",
            x,
            y,
            width,
            height,
            fill));
    element("title", "", says);
    text.append("</rect>\n");
  }

  void frame(double x, double y, double width, double height) {
    text.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\""
                + " stroke=\"#444\"/>\n",
            x,
            y,
            width,
            height));
  }

  /**
   * A line through some points.
   *
   * @param path moves and lines, {@code M1 2 L3 4}
   */
  void path(String path, String color, String dash, String says) {
    text.append(
        String.format(
            Locale.ROOT,
            "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\""
                + " stroke-linejoin=\"round\"%s>",
            path,
            color,
            dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\""));
    element("title", "", says);
    text.append("</path>\n");
  }

  void dot(double x, double y, String color, String says) {
    text.append(
        String.format(
            Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.2\" fill=\"%s\">", x, y, color));
    element("title", "", says);
    text.append("</circle>\n");
  }

  private void element(String name, String attributes, String content) {
    text.append('<').append(name).append(attributes).append('>');
    text.append(escaped(content)).append("</").append(name).append(">\n");
  }

  /** Text as XML may hold it. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  String finish() {
    return text.append("</svg>\n").toString();
  }
}
