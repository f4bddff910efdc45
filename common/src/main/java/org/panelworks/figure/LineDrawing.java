package org.panelworks.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws a {@link LinePlot}. */
final class LineDrawing {
  private static final int LEFT = 62;
  private static final int TOP = 36;
  private static final int BOTTOM = 50;
  private static final int WIDTH = 700;
  private static final double NAME = 11;
  private static final double STEP = 13.5;
  private static final int SHORTEST = 320;

  /** A line more asks for so much more height, to keep lines apart. */
  private static final int FOR_EACH = 26;

  private static final int TALLEST = 560;
  private static final int MOST_TICKS = 12;

  private final LinePlot plot;
  private final Axis across;
  private final Axis up;
  private final double[] places;
  private final int plotWidth;
  private final int plotHeight;
  private final Svg svg;

  LineDrawing(LinePlot plot) {
    this.plot = plot;
    double[] x =
        plot.series().stream().flatMapToDouble(s -> Arrays.stream(s.x())).sorted().toArray();
    double[] y =
        plot.series().stream()
            .flatMapToDouble(s -> Arrays.stream(s.y()))
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    this.places = Arrays.stream(x).distinct().toArray();
    double last = x[x.length - 1];
    this.across =
        plot.naming() == LinePlot.Naming.AT_END
            ? new Axis(x[0], last > x[0] ? last : x[0] + 1, List.of())
            : Axis.around(x[0], last, 8);
    this.up = Axis.around(y[0], y[y.length - 1], 6);
    double names =
        plot.series().stream().mapToDouble(s -> Svg.width(s.name(), NAME)).max().orElse(0);
    int room = 34 + (int) Math.ceil(names);
    this.plotWidth = Math.max(260, WIDTH - LEFT - room);
    int lines = plot.series().size();
    int wanted =
        plot.naming() == LinePlot.Naming.AT_END ? Math.min(TALLEST, lines * FOR_EACH) : SHORTEST;
    this.plotHeight = Math.max(Math.max(SHORTEST, wanted), (int) Math.ceil(lines * STEP));
    this.svg = new Svg(LEFT + plotWidth + room, TOP + plotHeight + BOTTOM, plot.title());
  }

  String svg() {
    axes();
    for (int i = 0; i < plot.series().size(); i++) {
      draw(plot.series().get(i), i);
    }
    if (plot.naming() == LinePlot.Naming.AT_END) {
      nameEnds();
    } else {
      legend();
    }
    return svg.finish();
  }

  private double x(double value) {
    return LEFT + across.share(value) * plotWidth;
  }

  private double y(double value) {
    return TOP + (1 - up.share(value)) * plotHeight;
  }

  private void axes() {
    double bottom = TOP + plotHeight;
    for (BigDecimal tick : up.ticks()) {
      double at = y(tick.doubleValue());
      svg.line(LEFT, at, LEFT + plotWidth, at, "#ddd", 0.8);
      svg.text(LEFT - 7, at + 4, "end", NAME, "#222", up.label(tick));
    }
    if (plot.naming() == LinePlot.Naming.AT_END) {
      int every = (places.length + MOST_TICKS - 1) / MOST_TICKS;
      for (int i = 0; i < places.length; i += every) {
        xTick(places[i], BigDecimal.valueOf(places[i]).stripTrailingZeros().toPlainString());
      }
    } else {
      across.ticks().forEach(tick -> xTick(tick.doubleValue(), across.label(tick)));
    }
    svg.line(LEFT, bottom, LEFT + plotWidth, bottom, "#444", 1);
    svg.line(LEFT, TOP, LEFT, bottom, "#444", 1);
    svg.title(LEFT + plotWidth / 2.0, TOP - 14, plot.title());
    svg.text(LEFT + plotWidth / 2.0, bottom + 40, "middle", 12, "#222", plot.xLabel());
    svg.upwards(16, TOP + plotHeight / 2.0, plot.yLabel());
  }

  private void xTick(double value, String label) {
    double bottom = TOP + plotHeight;
    svg.line(x(value), bottom, x(value), bottom + 5, "#444", 1);
    svg.text(x(value), bottom + 18, "middle", NAME, "#222", label);
  }

  private void draw(LinePlot.Series series, int number) {
    StringBuilder path = new StringBuilder();
    boolean broken = true;
    for (int i = 0; i < series.x().length; i++) {
      double value = series.y()[i];
      if (!Double.isNaN(value)) {
        path.append(
            String.format(
                Locale.ROOT, "%s%.1f %.1f ", broken ? "M" : "L", x(series.x()[i]), y(value)));
      }
      broken = Double.isNaN(value);
    }
    svg.path(path.toString().strip(), color(number), dash(number), series.name());
    if (plot.naming() == LinePlot.Naming.AT_END) {
      for (int i = 0; i < series.x().length; i++) {
        if (!Double.isNaN(series.y()[i])) {
          svg.dot(
              x(series.x()[i]),
              y(series.y()[i]),
              color(number),
              String.format(
                  Locale.ROOT, "%s, %.0f: %.4f", series.name(), series.x()[i], series.y()[i]));
        }
      }
    }
  }

  /** Lines with a legend have an order, such as years: colours that grow darker along it. */
  private String color(int number) {
    return plot.naming() == LinePlot.Naming.LEGEND && plot.series().size() > 2
        ? Svg.ramp(number / (plot.series().size() - 1.0))
        : Svg.color(number);
  }

  private String dash(int number) {
    return plot.naming() == LinePlot.Naming.LEGEND ? "" : Svg.dash(number);
  }

  /** A name beside the end of its line, moved where others are in the way. */
  private record End(int series, double x, double y) {}

  private void nameEnds() {
    List<End> ends = new ArrayList<>();
    for (int s = 0; s < plot.series().size(); s++) {
      LinePlot.Series series = plot.series().get(s);
      int last = series.y().length - 1;
      while (last >= 0 && Double.isNaN(series.y()[last])) {
        last--;
      }
      if (last >= 0) {
        ends.add(new End(s, x(series.x()[last]), y(series.y()[last])));
      }
    }
    ends.sort(Comparator.comparingDouble(End::y));
    double[] at = spread(ends.stream().mapToDouble(End::y).toArray());
    double names = LEFT + plotWidth + 22;
    for (int i = 0; i < at.length; i++) {
      End end = ends.get(i);
      String color = Svg.color(end.series());
      svg.line(end.x() + 3, end.y(), names - 4, at[i], color, 0.6);
      svg.text(names, at[i] + 4, "start", NAME, color, plot.series().get(end.series()).name());
    }
  }

  /** Ascending places moved as little as needed to stand a step apart inside the plot. */
  private double[] spread(double[] wanted) {
    double[] at = wanted.clone();
    for (int i = 1; i < at.length; i++) {
      at[i] = Math.max(at[i], at[i - 1] + STEP);
    }
    double limit = TOP + plotHeight;
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], limit);
      limit = at[i] - STEP;
    }
    return at;
  }

  private void legend() {
    double from = LEFT + plotWidth + 6;
    for (int s = 0; s < plot.series().size(); s++) {
      double at = TOP + 6 + s * STEP;
      svg.path(
          String.format(Locale.ROOT, "M%.1f %.1f L%.1f %.1f", from, at, from + 20, at),
          color(s),
          dash(s),
          plot.series().get(s).name());
      svg.text(from + 24, at + 4, "start", NAME, "#222", plot.series().get(s).name());
    }
  }
}
