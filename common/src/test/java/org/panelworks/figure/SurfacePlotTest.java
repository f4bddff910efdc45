package org.panelworks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.StringReader;
import java.math.BigDecimal;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class SurfacePlotTest {
  @Test
  void everyNegativeCellIsMarkedInfeasible() {
    double[][] values = {{1, -1, -2}, {3, 0, -0.5}};
    SurfacePlot plot =
        new SurfacePlot(
            "A <surface>",
            "u1",
            "u2",
            new double[] {0.1, 0.2},
            new double[] {1, 2, 3},
            values,
            "no");
    String svg = plot.svg();
    assertThat(svg.split("class=\"infeasible\"", -1)).hasSize(4);
    assertThat(svg).contains("A &lt;surface&gt;");
    assertThatNoException()
        .isThrownBy(
            () ->
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg))));
  }

  @Test
  void ticksStandAtRoundNumbersWithinTheAxis() {
    assertThat(ChartAxis.over(0.49, 0.96).ticks())
        .containsExactly(
            new BigDecimal("0.5"),
            new BigDecimal("0.6"),
            new BigDecimal("0.7"),
            new BigDecimal("0.8"),
            new BigDecimal("0.9"));
    ChartAxis around = ChartAxis.around(3, 97);
    assertThat(around.low()).isZero();
    assertThat(around.high()).isEqualTo(100);
    assertThat(ChartAxis.over(5, 5).ticks()).isNotEmpty();
  }
}
