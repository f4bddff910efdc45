package org.panelworks.topsis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Gini decomposition, kernel density and coupling coordination. */
final class ScoreDistributionTest {

  @Test
  void giniOfTwoGroupsByHand() {
    // Values 1, 3 | 2: mean 2, Σ|y - y'| over ordered pairs = 2 (2 + 1 + 1) = 8, G = 8/(2·9·2).
    GiniDecomposition gini = GiniDecomposition.of(List.of("a", "b"), new double[][] {{3, 1}, {2}});
    assertThat(gini.total()).isCloseTo(8.0 / 36, within(1e-15));
    // Within a: Σ = 4, G_aa = 4/(2·4·2) = 1/4, p = s = 2/3. Between: equal means, D = 0.
    assertThat(gini.within()).isCloseTo(1.0 / 9, within(1e-15));
    assertThat(gini.netBetween()).isZero();
    assertThat(gini.transvariation()).isCloseTo(1.0 / 9, within(1e-15));
    assertThat(gini.between()[0][1]).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void thePartsOfTheGiniAddUpToThatOfAllPairs() {
    for (long seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      double[][] values = new double[4][];
      for (int j = 0; j < 4; j++) {
        double shift = j * 0.3;
        values[j] = random.doubles(5 + 7 * j).map(v -> v + shift).toArray();
      }
      double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
      double sum = 0;
      for (double a : all) {
        for (double b : all) {
          sum += Math.abs(a - b);
        }
      }
      double total = Arrays.stream(all).sum();
      GiniDecomposition gini = GiniDecomposition.of(List.of("a", "b", "c", "d"), values);
      assertThat(gini.total())
          .as("seed %d", seed)
          .isCloseTo(sum / (2 * all.length * total), within(1e-13));
      assertThat(gini.within() + gini.netBetween() + gini.transvariation())
          .isCloseTo(gini.total(), within(1e-15));
      assertThat(gini.within()).isPositive();
      assertThat(gini.transvariation()).isPositive();
    }
  }

  @Test
  void groupsThatDoNotOverlapHaveNoTransvariation() {
    GiniDecomposition gini =
        GiniDecomposition.of(List.of("low", "high"), new double[][] {{1, 2}, {5, 9}});
    assertThat(gini.affluence()[0][1]).isEqualTo(1);
    assertThat(gini.transvariation()).isZero();
  }

  @Test
  void theBandwidthIsSilvermans() {
    // 1, …, 9: sd √7.5, quartiles 3 and 7, IQR / 1.34 = 2.985 > sd.
    double[] values = {9, 1, 2, 8, 3, 7, 4, 6, 5};
    assertThat(KernelDensity.bandwidth(values))
        .isCloseTo(0.9 * Math.sqrt(7.5) * Math.pow(9, -0.2), within(1e-14));
    assertThat(KernelDensity.bandwidth(new double[] {2, 2, 2})).isNaN();
    assertThat(KernelDensity.bandwidth(new double[] {2})).isNaN();
    // Most values equal: quartiles too, and the standard deviation is left.
    double[] tied = {0, 1, 1, 1, 1, 1, 1, 1, 2};
    assertThat(KernelDensity.bandwidth(tied))
        .isCloseTo(0.9 * 0.5 * Math.pow(9, -0.2), within(1e-14));
  }

  @Test
  void aDensityIsThatOfTheNormalKernelAndHasAnAreaOfOne() {
    double[] one = KernelDensity.at(new double[] {0, 1}, new double[] {0}, 1);
    assertThat(one)
        .containsExactly(
            new double[] {1 / Math.sqrt(2 * Math.PI), Math.exp(-0.5) / Math.sqrt(2 * Math.PI)},
            within(1e-15));
    double[] values = {0.2, 0.3, 0.35, 0.7};
    double h = KernelDensity.bandwidth(values);
    double[] grid = KernelDensity.grid(0.2 - 5 * h, 0.7 + 5 * h, h, 2001);
    double step = grid[1] - grid[0];
    double area = Arrays.stream(KernelDensity.at(grid, values, h)).sum() * step;
    assertThat(area).isCloseTo(1, within(1e-9));
  }

  @Test
  void couplingByHand() {
    assertThat(CouplingCoordination.coupling(new double[] {0.2, 0.8}))
        .isCloseTo(2 * Math.sqrt(0.16) / 1.0, within(1e-15));
    assertThat(CouplingCoordination.coupling(new double[] {0.4, 0.4, 0.4}))
        .isCloseTo(1, within(1e-15));
    assertThat(CouplingCoordination.coupling(new double[] {0, 0.5})).isZero();
    assertThat(CouplingCoordination.coupling(new double[] {0, 0})).isNaN();
  }

  @Test
  void theLevelsThatAreCoupledAreTheCriteriasOwnIndices() {
    // Two criteria of one indicator each: their indices are r itself.
    CityPanel panel = CityPanel.of(new double[] {0, 1, 4}, new double[] {1, 0, 0.5});
    List<Indicator> indicators =
        List.of(
            new Indicator("x0", "a", Direction.POSITIVE, "x0", Double.NaN),
            new Indicator("x1", "b", Direction.POSITIVE, "x1", Double.NaN));
    TopsisModel model = Topsis.of(TopsisOptions.of(indicators)).fit(panel.blocks(1)).model();
    CouplingOptions options =
        new CouplingOptions(
            List.of("b", "a"), List.of(3.0, 1.0), CouplingOptions.CoupledScore.INDEX);
    CouplingCoordination coupling = CouplingCoordination.of(model, options);
    var block = coupling.couple(panel.list(1).get(0));
    assertThat(block.numeric(0))
        .containsExactly(new double[] {0, 0, 2 * Math.sqrt(0.5) / 1.5}, within(1e-14));
    assertThat(block.numeric(1)[0]).isCloseTo(0.75, within(1e-15));
    assertThat(block.numeric(1)[1]).isCloseTo(0.0625, within(1e-15));
    assertThat(block.numeric(1)[2]).isCloseTo(0.625, within(1e-15));
    double d = Math.sqrt(2 * Math.sqrt(0.5) / 1.5 * 0.625);
    assertThat(block.numeric(2)[2]).isCloseTo(d, within(1e-14));
    CouplingMeans means =
        CouplingMeans.pass(TimeIndex.none())
            .add(CouplingMeans.pass(TimeIndex.none()).start(), block);
    assertThat(means.mean(0, 2)).isCloseTo(d / 3, within(1e-14));
    assertThat(means.byGrade(0)[0]).isEqualTo(2);
  }

  @Test
  void gradesBeginAtTenths() {
    assertThat(CouplingGrade.of(0.1).words()).isEqualTo("severe imbalance");
    assertThat(CouplingGrade.of(0.6)).isEqualTo(CouplingGrade.PRIMARY_COORDINATION);
    assertThat(CouplingGrade.of(0.59999)).isEqualTo(CouplingGrade.BARE_COORDINATION);
    assertThat(CouplingGrade.of(0.3)).isEqualTo(CouplingGrade.MILD_IMBALANCE);
    assertThat(CouplingGrade.of(1)).isEqualTo(CouplingGrade.QUALITY_COORDINATION);
  }
}
