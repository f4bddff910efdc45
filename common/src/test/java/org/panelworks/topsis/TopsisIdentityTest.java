package org.panelworks.topsis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds of every evaluation, on random panels whose seed each message reports. */
final class TopsisIdentityTest {
  private static final double TOLERANCE = 1e-10;

  private static CityPanel random(long seed) {
    Random random = new Random(seed);
    int rows = 60;
    String[] units = new String[rows];
    long[] times = new long[rows];
    double[][] values = new double[5][rows];
    for (int i = 0; i < rows; i++) {
      units[i] = "city" + i / 4;
      times[i] = 2015L + i % 4;
      for (int j = 0; j < values.length; j++) {
        values[j][i] = Math.exp(random.nextGaussian() * (j + 1) / 3) * 100;
      }
    }
    return new CityPanel(units, times, List.of("a", "b", "c", "d", "e"), values);
  }

  private static List<Indicator> indicators() {
    return List.of(
        new Indicator("a", "first", Direction.POSITIVE, "a", 1),
        new Indicator("b", "first", Direction.NEGATIVE, "b", 2),
        new Indicator("c", "second", Direction.POSITIVE, "c", 3),
        new Indicator("d", "second", Direction.NEGATIVE, "d", 1),
        new Indicator("e", "third", Direction.POSITIVE, "e", 0.5));
  }

  private static TopsisModel fit(CityPanel panel, TopsisOptions options) {
    return Topsis.of(options).fit(panel.blocks(3)).model();
  }

  private static void assertSame(double[][] actual, double[][] expected, String what) {
    assertThat(actual.length).isEqualTo(expected.length);
    for (int c = 0; c < actual.length; c++) {
      for (int i = 0; i < actual[c].length; i++) {
        assertThat(actual[c][i])
            .as("%s: column %d, row %d", what, c, i)
            .isCloseTo(expected[c][i], within(TOLERANCE * Math.abs(expected[c][i]) + 1e-15));
      }
    }
  }

  /** Every combination of the choices that make a score. */
  private static List<TopsisOptions> all() {
    List<TopsisOptions> all = new ArrayList<>();
    TopsisOptions base = TopsisOptions.of(indicators());
    for (Scope scope : Scope.values()) {
      for (Normalisation normalisation : Normalisation.values()) {
        for (Weighting weighting : Weighting.values()) {
          for (ScoreMethod method : ScoreMethod.values()) {
            all.add(
                base.withScope(scope)
                    .withNormalisation(normalisation)
                    .withWeighting(weighting)
                    .withMethod(method));
          }
        }
      }
    }
    return all;
  }

  @Test
  void weightsAndObstaclesSumToOneAndScoresLieBetweenZeroAndOne() {
    CityPanel panel = random(11);
    for (TopsisOptions options : all()) {
      TopsisModel model = fit(panel, options);
      for (int scope = 0; scope < model.scopes(); scope++) {
        assertThat(Arrays.stream(model.weights(scope)).sum()).isCloseTo(1, within(1e-14));
        assertThat(Arrays.stream(model.criterionWeights(scope)).sum()).isCloseTo(1, within(1e-14));
      }
      double[][] scores = panel.evaluated(model, false, 3);
      double[][] obstacles = panel.evaluated(model, true, 3);
      for (int i = 0; i < panel.units().length; i++) {
        int row = i;
        for (int group = 0; group < model.columns().groups(); group++) {
          assertThat(scores[model.columns().scorePlace(group)][i]).isBetween(0.0, 1 + 1e-15);
        }
        double sum = IntStream.range(0, 5).mapToDouble(j -> obstacles[j][row]).sum();
        double byCriterion = IntStream.range(5, 8).mapToDouble(k -> obstacles[k][row]).sum();
        assertThat(sum).as("%s, row %d", options, i).isCloseTo(1, within(1e-14));
        assertThat(byCriterion).isCloseTo(1, within(1e-14));
      }
    }
  }

  @Test
  void indicesOfTheCriteriaAddUpAndSquaredDistancesToo() {
    CityPanel panel = random(12);
    TopsisModel model = fit(panel, TopsisOptions.of(indicators()));
    double[][] scores = panel.evaluated(model, false, 2);
    ScoreColumns columns = model.columns();
    for (int i = 0; i < panel.units().length; i++) {
      double index = 0;
      double squares = 0;
      for (int group = 1; group < columns.groups(); group++) {
        index += scores[columns.indexPlace(group)][i];
        squares += Math.pow(scores[columns.place(group, 0)][i], 2);
      }
      assertThat(scores[columns.indexPlace(0)][i]).isCloseTo(index, within(1e-14));
      assertThat(scores[0][i]).isCloseTo(Math.sqrt(squares), within(1e-14));
    }
  }

  @Test
  void unitsOfMeasurementDoNotMatter() {
    CityPanel panel = random(13);
    double[][] rescaled = new double[5][];
    Arrays.setAll(rescaled, j -> Arrays.stream(panel.values()[j]).map(x -> x * 1024.0).toArray());
    double[][] moved = new double[5][];
    Arrays.setAll(moved, j -> Arrays.stream(panel.values()[j]).map(x -> x * 3 - 50).toArray());
    for (TopsisOptions options : all()) {
      double[][] expected = panel.evaluated(fit(panel, options), false, 2);
      CityPanel other = panel.withValues(rescaled);
      assertSame(other.evaluated(fit(other, options), false, 2), expected, "scaled " + options);
      boolean byOrigin =
          options.normalisation() == Normalisation.RAW_VECTOR
              || options.weighting() == Weighting.COEFFICIENT_OF_VARIATION;
      if (!byOrigin) {
        CityPanel shifted = panel.withValues(moved);
        assertSame(
            shifted.evaluated(fit(shifted, options), false, 2), expected, "moved " + options);
      }
    }
  }

  @Test
  void theOrderOfTheRowsDoesNotMatter() {
    CityPanel panel = random(14);
    Random random = new Random(14);
    int[] order =
        IntStream.range(0, panel.units().length)
            .boxed()
            .sorted(java.util.Comparator.comparingInt(i -> random.nextInt()))
            .mapToInt(i -> i)
            .toArray();
    TopsisOptions options = TopsisOptions.of(indicators());
    double[][] expected = panel.evaluated(fit(panel, options), false, 1);
    CityPanel other = panel.permuted(order);
    double[][] found = other.evaluated(fit(other, options), false, 8);
    for (int c = 0; c < found.length; c++) {
      for (int i = 0; i < order.length; i++) {
        assertThat(found[c][i]).isCloseTo(expected[c][order[i]], within(1e-14));
      }
    }
  }

  @Test
  void aFlippedDirectionIsANegatedColumn() {
    CityPanel panel = random(15);
    double[][] negated = panel.values().clone();
    negated[1] = Arrays.stream(negated[1]).map(x -> -x).toArray();
    for (TopsisOptions options : all()) {
      List<Indicator> flipped = new ArrayList<>(options.indicators());
      Indicator old = flipped.get(1);
      flipped.set(1, new Indicator("b", old.criterion(), Direction.POSITIVE, "b", old.weight()));
      TopsisOptions turned =
          new TopsisOptions(
              flipped,
              options.scope(),
              options.normalisation(),
              options.shift(),
              options.missing(),
              options.weighting(),
              options.method(),
              options.distinguishing());
      CityPanel other = panel.withValues(negated);
      assertSame(
          other.evaluated(fit(other, turned), false, 2),
          panel.evaluated(fit(panel, options), false, 2),
          options.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"ENTROPY", "CRITIC", "COEFFICIENT_OF_VARIATION"})
  void aScopePerYearIsAnEvaluationOfEachYear(Weighting weighting) {
    CityPanel panel = random(16);
    TopsisOptions options =
        TopsisOptions.of(indicators()).withWeighting(weighting).withScope(Scope.PER_YEAR);
    TopsisModel together = fit(panel, options);
    double[][] found = panel.evaluated(together, false, 3);
    for (int year = 0; year < 4; year++) {
      long wanted = 2015L + year;
      int[] rows =
          IntStream.range(0, panel.units().length)
              .filter(i -> panel.times()[i] == wanted)
              .toArray();
      CityPanel alone = panel.permuted(rows);
      TopsisModel model = fit(alone, options.withScope(Scope.POOLED));
      assertThat(together.weights(year)).containsExactly(model.weights(0), within(1e-14));
      double[][] expected = alone.evaluated(model, false, 1);
      for (int c = 0; c < expected.length; c++) {
        for (int i = 0; i < rows.length; i++) {
          assertThat(found[c][rows[i]]).isCloseTo(expected[c][i], within(1e-14));
        }
      }
    }
  }

  @Test
  void anOffsetCostsNoDigit() {
    CityPanel panel = random(17);
    double[][] offset = new double[5][];
    // 2^30 added to multiples of 2^-10: exact, so that r is exactly the same.
    Arrays.setAll(
        offset,
        j -> Arrays.stream(panel.values()[j]).map(x -> Math.rint(x * 1024) / 1024).toArray());
    double[][] moved = new double[5][];
    Arrays.setAll(moved, j -> Arrays.stream(offset[j]).map(x -> x + (1 << 30)).toArray());
    TopsisOptions options = TopsisOptions.of(indicators());
    assertThat(fit(panel.withValues(moved), options).weights(0))
        .containsExactly(fit(panel.withValues(offset), options).weights(0), within(1e-14));
  }
}
