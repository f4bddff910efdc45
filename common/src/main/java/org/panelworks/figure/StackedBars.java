package org.panelworks.figure;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Parts of a whole as stacked bars, such as obstacle degrees by criterion and year.
 *
 * @param title what is shown
 * @param xLabel of the horizontal axis
 * @param yLabel of the vertical axis
 * @param bars names of the bars
 * @param parts names of the parts, from the bottom
 * @param values 0 or more, NaN where there is none, [bars][parts]
 */
public record StackedBars(
    String title,
    String xLabel,
    String yLabel,
    List<String> bars,
    List<String> parts,
    double[][] values) {
  private static final int WIDTH = 700;
  private static final int LEFT = 62;
  private static final int TOP = 36;
  private static final int HEIGHT = 320;
  private static final double NAME = 11;
  private static final int LEGEND_STEP = 18;

  /** Fills that differ in lightness too, so that a grey print tells neighbours apart. */
  private static final List<String> FILLS =
      List.of(
          "#08519c", "#9ecae1", "#e6842a", "#fdd0a2", "#31754f", "#a1d99b", "#6a51a3", "#cbc9e2");

  /** What is written on the fills. */
  private static final List<String> INKS =
      List.of("#fff", "#222", "#222", "#222", "#fff", "#222", "#fff", "#222");

  /** Parts that have fills of their own. */
  public static final int MOST_PARTS = FILLS.size();

  public StackedBars {
    bars = List.copyOf(bars);
    parts = List.copyOf(parts);
    if (bars.isEmpty() || parts.isEmpty() || values.length != bars.size()) {
      throw new IllegalArgumentException("stacked bars need as many rows of values as bars");
    }
  }

  /** The figure as one svg element. */
  public String svg() {
    double names = parts.stream().mapToDouble(part -> Svg.width(part, NAME)).max().orElse(0);
    double room = WIDTH - LEFT - names - 44;
    double labels = bars.stream().mapToDouble(bar -> Svg.width(bar, NAME)).max().orElse(0);
    double step = Math.max(Math.max(30, labels + 5), Math.min(64, room / bars.size()));
    double wide = step * bars.size();
    double bottom = TOP + HEIGHT;
    int height = (int) Math.max(bottom + 50, TOP + 16 + parts.size() * LEGEND_STEP);
    Svg svg = new Svg(Svg.wideEnough(LEFT + wide + names + 44, title), height, title);
    double most =
        Arrays.stream(values)
            .mapToDouble(bar -> Arrays.stream(bar).filter(part -> part > 0).sum())
            .filter(sum -> sum > 0)
            .max()
            .orElse(1);
    Axis up = Axis.around(0, most * (1 - 1e-9), 5);
    for (BigDecimal tick : up.ticks()) {
      double y = bottom - up.share(tick.doubleValue()) * HEIGHT;
      svg.line(LEFT, y, LEFT + wide, y, "#ddd", 0.8);
      svg.text(LEFT - 7, y + 4, "end", NAME, "#222", up.label(tick));
    }
    for (int bar = 0; bar < bars.size(); bar++) {
      draw(svg, up, bar, LEFT + step * bar, step);
    }
    svg.line(LEFT, bottom, LEFT + wide, bottom, "#444", 1);
    svg.line(LEFT, TOP, LEFT, bottom, "#444", 1);
    svg.title(LEFT + wide / 2, TOP - 14, title);
    svg.text(LEFT + wide / 2, bottom + 40, "middle", 12, "#222", xLabel);
    svg.upwards(16, TOP + HEIGHT / 2.0, yLabel);
    legend(svg, LEFT + wide + 12);
    return svg.finish();
  }

  private void draw(Svg svg, Axis up, int bar, double x, double step) {
    double bottom = TOP + HEIGHT;
    double base = 0;
    for (int part = 0; part < parts.size(); part++) {
      double value = values[bar][part];
      if (!(value > 0)) {
        continue;
      }
      double high = (up.share(base + value) - up.share(base)) * HEIGHT;
      double y = bottom - up.share(base + value) * HEIGHT;
      String says = bars.get(bar) + ", " + parts.get(part) + ": " + value;
      svg.box(x + step * 0.12, y, step * 0.76, high, fill(part), says);
      if (high >= 13) {
        svg.text(x + step / 2, y + high / 2 + 3.5, "middle", 9.5, ink(part), number(value));
      }
      base += value;
    }
    svg.text(x + step / 2, bottom + 18, "middle", NAME, "#222", bars.get(bar));
  }

  /** Three decimals without the zero before them, or two where the number rounds to 1 or more. */
  private static String number(double value) {
    String share = String.format(Locale.ROOT, "%.3f", value);
    return share.startsWith("0") ? share.substring(1) : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String fill(int part) {
    return FILLS.get(part % FILLS.size());
  }

  private static String ink(int part) {
    return INKS.get(part % INKS.size());
  }

  /** The parts from the top, as they stand in the bars. */
  private void legend(Svg svg, double x) {
    for (int i = 0; i < parts.size(); i++) {
      int part = parts.size() - 1 - i;
      double y = TOP + 8 + i * LEGEND_STEP;
      svg.box(x, y, 12, 12, fill(part), parts.get(part));
      svg.text(x + 18, y + 10, "start", NAME, "#222", parts.get(part));
    }
  }
}
