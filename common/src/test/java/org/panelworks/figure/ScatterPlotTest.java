package org.panelworks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ScatterPlotTest {
  private static final List<ScatterPlot.Point> TWO =
      List.of(new ScatterPlot.Point("a & b", 0, 1), new ScatterPlot.Point("c", 2, 3));

  @Test
  void everyPointIsADiscAndFewOnesAreNamed() {
    String svg = ScatterPlot.of("t", "x", "y", TWO).svg();
    assertThat(svg.split("<circle", -1)).hasSize(3);
    assertThat(svg).contains(">a &amp; b</text>").doesNotContain("<line");
    assertThat(ScatterPlot.of("t", "x", "y", TWO).withLine().svg().split("<line", -1)).hasSize(2);
  }

  @Test
  void manyPointsAreNamedOnlyWhenPointedAt() {
    List<ScatterPlot.Point> many = new ArrayList<>();
    for (int i = 0; i <= ScatterPlot.MOST_LABELS; i++) {
      many.add(new ScatterPlot.Point("p" + i, i, i));
    }
    String svg = ScatterPlot.of("t", "x", "y", many).svg();
    assertThat(svg).contains("<title>p7 (7.000, 7.000)</title>").doesNotContain(">p7</text>");
  }

  @Test
  void cutLinesMakeNamedQuadrants() {
    ScatterPlot plot =
        new ScatterPlot(
            "t",
            "x",
            "y",
            TWO,
            OptionalDouble.of(1),
            OptionalDouble.of(2),
            List.of("A", "O", "I", "M"),
            false);
    assertThat(plot.svg().split("<line", -1)).hasSize(3);
    assertThat(plot.svg()).contains(">A</text>", ">O</text>", ">I</text>", ">M</text>");
  }

  @Test
  void noPointsQuadrantsWithoutCutsAndInfinitePointsAreRefused() {
    OptionalDouble none = OptionalDouble.empty();
    List<String> four = List.of("A", "O", "I", "M");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ScatterPlot.of("t", "x", "y", List.of()));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new ScatterPlot("t", "x", "y", TWO, none, none, four, false));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new ScatterPlot.Point("p", Double.NaN, 1));
  }
}
