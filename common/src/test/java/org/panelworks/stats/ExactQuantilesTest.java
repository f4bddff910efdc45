package org.panelworks.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.regression.SerialisingBlocks;

class ExactQuantilesTest {
  private static final double[] MANY = {0, 0.01, 0.05, 0.1, 0.25, 0.29, 0.5, 0.75, 0.9, 0.99, 1};

  private static QuantileTable pooled(
      SmallPanel panel, String column, QuantileDefinition definition, double... probabilities) {
    return ExactQuantiles.of(List.of(column), Optional.empty(), probabilities, definition)
        .fit(panel.blocks(2));
  }

  @Test
  void stataAveragesWhereTheProductIsAnInteger() {
    SmallPanel panel = SmallPanel.of("x", 4, 1, 3, 2);
    QuantileTable table = pooled(panel, "x", QuantileDefinition.STATA, 0.25, 0.3, 0.5, 0, 1);
    assertThat(table.value(0, 0, 0)).isEqualTo(1.5);
    assertThat(table.value(0, 0, 1)).isEqualTo(2);
    assertThat(table.value(0, 0, 2)).isEqualTo(2.5);
    assertThat(table.value(0, 0, 3)).isEqualTo(1);
    assertThat(table.value(0, 0, 4)).isEqualTo(4);
  }

  @Test
  void typeSevenInterpolates() {
    SmallPanel panel = SmallPanel.of("x", 10, 40, 30, 20);
    QuantileTable table = pooled(panel, "x", QuantileDefinition.TYPE7, 0.25, 0.5, 0.9);
    assertThat(table.value(0, 0, 0)).isEqualTo(17.5);
    assertThat(table.value(0, 0, 1)).isEqualTo(25);
    assertThat(table.value(0, 0, 2)).isCloseTo(37, within(1e-14));
  }

  @Test
  void twentyNinePercentOfAHundredIsTwentyNine() {
    assertThat(0.29 * 100).isNotEqualTo(29);
    double[] values = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
    QuantileTable table =
        pooled(SmallPanel.of("x", values), "x", QuantileDefinition.STATA, 0.29, 0.57, 0.58);
    assertThat(table.value(0, 0, 0)).isEqualTo(29.5);
    assertThat(table.value(0, 0, 1)).isEqualTo(57.5);
    assertThat(table.value(0, 0, 2)).isEqualTo(58.5);
  }

  @Test
  void missingValuesAndDroppedRowsDoNotCount() {
    SmallPanel panel = SmallPanel.of("x", 5, Double.NaN, 7, 1000, 6).droppedAt(0, 0, 0, 2, 0);
    QuantileTable table = pooled(panel, "x", QuantileDefinition.STATA, 0.5, 1);
    assertThat(table.count(0, 0)).isEqualTo(3);
    assertThat(table.value(0, 0, 0)).isEqualTo(6);
    assertThat(table.value(0, 0, 1)).isEqualTo(7);
  }

  @Test
  void aColumnWithoutValuesHasNoQuantile() {
    SmallPanel panel = SmallPanel.of("x", Double.NaN, Double.NaN);
    QuantileTable table = pooled(panel, "x", QuantileDefinition.STATA, 0.5);
    assertThat(table.count(0, 0)).isZero();
    assertThat(table.value(0, 0, 0)).isNaN();
    assertThat(table.below(0, 0, 0)).isZero();
    assertThat(table.above(0, 0, 0)).isZero();
  }

  @Test
  void negativeZeroEqualsZero() {
    SmallPanel panel = SmallPanel.of("x", -0.0, 0.0, -0.0, 1);
    QuantileTable table = pooled(panel, "x", QuantileDefinition.STATA, 0.4, 1);
    assertThat(Double.doubleToRawLongBits(table.value(0, 0, 0))).isZero();
    assertThat(table.below(0, 0, 0)).isZero();
    assertThat(table.above(0, 0, 0)).isEqualTo(1);
  }

  @Test
  void keysKeepTheOrderOfDoubles() {
    double[] ascending = {
      Double.NEGATIVE_INFINITY,
      -Double.MAX_VALUE,
      -1,
      -Double.MIN_VALUE,
      0,
      Double.MIN_VALUE,
      Double.MIN_NORMAL,
      1,
      Math.nextUp(1.0),
      Double.MAX_VALUE,
      Double.POSITIVE_INFINITY
    };
    for (int i = 1; i < ascending.length; i++) {
      assertThat(SortKey.of(ascending[i - 1])).isLessThan(SortKey.of(ascending[i]));
      assertThat(SortKey.value(SortKey.of(ascending[i]))).isEqualTo(ascending[i]);
    }
  }

  /**
   * Values of many shapes, each against sorting, with so little memory that every path is taken.
   */
  @ParameterizedTest
  @EnumSource(QuantileDefinition.class)
  void narrowingFindsWhatSortingFinds(QuantileDefinition definition) {
    long seed = 20260117;
    Random random = new Random(seed);
    int n = 5000;
    SmallPanel panel = new SmallPanel();
    panel.with("normal", random.doubles(n).map(x -> random.nextGaussian()).toArray());
    panel.with("heavy", random.doubles(n).map(u -> Math.exp(80 * (u - 0.5))).toArray());
    panel.with("bits", random.longs(n).mapToDouble(ExactQuantilesTest::anyFinite).toArray());
    panel.with("dummy", random.doubles(n).map(u -> u < 0.3 ? 1 : 0).toArray());
    panel.with("year", random.ints(n, 1990, 2024).asDoubleStream().toArray());
    panel.with("cents", random.ints(n, -900, 900).mapToDouble(i -> i / 100.0).toArray());
    panel.with("constant", random.doubles(n).map(u -> 0.1).toArray());
    panel.with("gaps", random.doubles(n).map(u -> u < 0.5 ? Double.NaN : u).toArray());
    List<String> columns =
        List.of("normal", "heavy", "bits", "dummy", "year", "cents", "constant", "gaps");
    for (int cells : new int[] {64, 1 << 12, 1 << 22}) {
      QuantileTable table =
          ExactQuantiles.of(columns, Optional.empty(), MANY, definition)
              .withCells(cells)
              .fit(panel.blocks(7));
      for (int column = 0; column < columns.size(); column++) {
        assertSorted(table, 0, column, panel.column(columns.get(column)), definition, MANY);
      }
    }
  }

  private static double anyFinite(long bits) {
    double value = Double.longBitsToDouble(bits);
    return Double.isFinite(value) ? value : 0;
  }

  private static void assertSorted(
      QuantileTable table,
      int group,
      int column,
      double[] values,
      QuantileDefinition definition,
      double[] probabilities) {
    double[] sorted =
        Arrays.stream(values).filter(x -> !Double.isNaN(x)).map(x -> x + 0.0).sorted().toArray();
    assertThat(table.count(group, column)).isEqualTo(sorted.length);
    for (int place = 0; place < probabilities.length; place++) {
      String what = table.columns().get(column) + " at " + probabilities[place];
      if (sorted.length == 0) {
        assertThat(table.value(group, column, place)).as(what).isNaN();
        continue;
      }
      QuantilePosition position = definition.position(sorted.length, probabilities[place]);
      double expected =
          position.combine(sorted[(int) position.lower()], sorted[(int) position.upper()]);
      assertThat(table.value(group, column, place)).as(what).isEqualTo(expected);
      assertThat(table.below(group, column, place))
          .as("below, " + what)
          .isEqualTo(Arrays.stream(sorted).filter(x -> x < expected).count());
      assertThat(table.above(group, column, place))
          .as("above, " + what)
          .isEqualTo(Arrays.stream(sorted).filter(x -> x > expected).count());
    }
  }

  @Test
  void theNumberOfPassesIsBounded() {
    long seed = 7;
    Random random = new Random(seed);
    double[] values = random.longs(300_000).mapToDouble(ExactQuantilesTest::anyFinite).toArray();
    int few = pooled(SmallPanel.of("x", values), "x", QuantileDefinition.STATA, MANY).passes();
    assertThat(few).isEqualTo(2);
    SmallPanel wide = new SmallPanel();
    for (int column = 0; column < 12; column++) {
      wide.with("x" + column, values);
    }
    List<String> columns = IntStream.range(0, 12).mapToObj(i -> "x" + i).toList();
    QuantileTable table =
        ExactQuantiles.of(
                columns, Optional.empty(), new double[] {0.01, 0.99}, QuantileDefinition.STATA)
            .fit(wide.blocks(3));
    assertThat(table.passes()).isEqualTo(few);
  }

  @Test
  void wholeNumbersTakeOneCountingPassHoweverManyRowsTieAtAQuantile() {
    double[] years = new Random(3).ints(200_000, 2000, 2024).asDoubleStream().toArray();
    QuantileTable table =
        pooled(SmallPanel.of("x", years), "x", QuantileDefinition.STATA, 0.01, 0.5, 0.99);
    assertThat(table.passes()).isEqualTo(2);
    assertThat(table.value(0, 0, 0)).isEqualTo(2000);
    assertThat(table.value(0, 0, 2)).isEqualTo(2023);
  }

  /** As many rows as make the brackets narrow, by group and pooled, with ties at the quantiles. */
  @ParameterizedTest
  @ValueSource(strings = {"", "g"})
  void bracketsOfASampleFindWhatSortingFinds(String by) {
    Random random = new Random(20260211);
    int n = 120_000;
    SmallPanel panel = new SmallPanel();
    panel.with("normal", random.doubles(n).map(x -> random.nextGaussian()).toArray());
    panel.with("ascending", IntStream.range(0, n).mapToDouble(i -> Math.sqrt(i)).toArray());
    panel.with("year", random.ints(n, 1990, 2024).asDoubleStream().toArray());
    panel.with("zeros", random.doubles(n).map(u -> u < 0.3 ? -0.0 : u < 0.9 ? u : 1).toArray());
    panel.with("gaps", random.doubles(n).map(u -> u < 0.5 ? Double.NaN : u).toArray());
    panel.with("none", random.doubles(n).map(u -> Double.NaN).toArray());
    List<String> columns = List.of("normal", "ascending", "year", "zeros", "gaps", "none");
    String[] labels = random.ints(n).mapToObj(i -> "g" + Math.abs(i % 3)).toArray(String[]::new);
    labels[n / 2] = "seldom";
    panel.withCategory("g", labels);
    double[] probabilities = {0.99, 0.01, 0.3};
    QuantileTable table =
        ExactQuantiles.of(
                columns,
                Optional.of(by).filter(name -> !name.isEmpty()),
                probabilities,
                QuantileDefinition.STATA)
            .fit(new SerialisingBlocks(panel.schema(), panel.parts(5), 3));
    assertThat(table.passes()).isEqualTo(2);
    for (int group = 0; group < table.size(); group++) {
      String label = by.isEmpty() ? "" : table.groups().get(group);
      for (int column = 0; column < columns.size(); column++) {
        double[] all = panel.column(columns.get(column));
        double[] values =
            IntStream.range(0, n)
                .filter(row -> label.isEmpty() || labels[row].equals(label))
                .mapToDouble(row -> all[row])
                .toArray();
        assertSorted(table, group, column, values, QuantileDefinition.STATA, probabilities);
      }
    }
  }

  /** The rows that the sample takes are all below those that it does not. */
  @Test
  void aSampleThatMisleadsCostsPassesAndNothingElse() {
    int n = 300_000;
    double[] values = new Random(5).doubles(n).toArray();
    for (long run = 0; run * RowSample.STRIDE < n; run++) {
      values[(int) Math.min(n - 1, RowSample.rowOf(run, RowSample.STRIDE))] -= 2;
    }
    double[] probabilities = {0.01, 0.5, 0.99};
    QuantileTable table =
        pooled(SmallPanel.of("x", values), "x", QuantileDefinition.TYPE7, probabilities);
    assertThat(table.passes()).isGreaterThan(2);
    assertSorted(table, 0, 0, values, QuantileDefinition.TYPE7, probabilities);
  }

  /** The sample sees zeros only, so that it expects to keep nothing. */
  @Test
  void moreValuesThanExpectedAreNotKept() {
    int n = 100_000;
    double[] values = new Random(5).doubles(n).map(u -> -u).toArray();
    Arrays.setAll(values, row -> row % 3 == 0 ? values[row] : -values[row]);
    for (long run = 0; run * RowSample.STRIDE < n; run++) {
      values[(int) Math.min(n - 1, RowSample.rowOf(run, RowSample.STRIDE))] = 0;
    }
    double[] probabilities = {0, 1};
    SmallPanel panel = SmallPanel.of("x", values);
    QuantileTable table =
        ExactQuantiles.of(List.of("x"), Optional.empty(), probabilities, QuantileDefinition.STATA)
            .withCells(1 << 12)
            .fit(panel.blocks(3));
    assertThat(table.passes()).isGreaterThan(2);
    assertSorted(table, 0, 0, values, QuantileDefinition.STATA, probabilities);
  }

  @Test
  void groupsAreTakenApartAndRowsWithoutOneAreCounted() {
    SmallPanel panel =
        SmallPanel.of("x", 1, 10, 2, 20, 99, 3, 30)
            .withCategory("year", "9", "10", "9", "10", "?", "9", "10");
    QuantileTable table =
        ExactQuantiles.of(
                List.of("x"), Optional.of("year"), new double[] {0.5}, QuantileDefinition.STATA)
            .fit(panel.blocks(3));
    assertThat(table.groups()).containsExactly("9", "10");
    assertThat(table.value(0, 0, 0)).isEqualTo(2);
    assertThat(table.value(1, 0, 0)).isEqualTo(20);
    assertThat(table.rowsWithoutGroup()).isEqualTo(1);
    assertThat(table.group("10")).hasValue(1);
    assertThat(table.group("11")).isEmpty();
  }

  @Test
  void moreGroupsThanMemoryHoldsAreTakenInTurns() {
    int n = 2000;
    String[] labels = IntStream.range(0, n).mapToObj(i -> "g" + i % 300).toArray(String[]::new);
    double[] values = new Random(11).doubles(n).toArray();
    SmallPanel panel = SmallPanel.of("x", values).withCategory("g", labels);
    ExactQuantiles request =
        ExactQuantiles.of(
            List.of("x"), Optional.of("g"), new double[] {0.1, 0.5}, QuantileDefinition.TYPE7);
    QuantileTable table = request.withCells(1024).fit(panel.blocks(4));
    QuantileTable roomy = request.fit(panel.blocks(1));
    assertThat(table.passes()).isGreaterThan(roomy.passes());
    for (int group = 0; group < 300; group++) {
      for (int place = 0; place < 2; place++) {
        assertThat(table.value(group, 0, place)).isEqualTo(roomy.value(group, 0, place));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void pooledReferenceQuantilesHold(int blocks) {
    JsonNode global = SmallPanel.expected("winsor_corr").get("global");
    SmallPanel panel = SmallPanel.reference("winsor_corr").shuffled(blocks);
    for (String name : List.of("type2", "type7")) {
      QuantileDefinition definition =
          name.equals("type2") ? QuantileDefinition.STATA : QuantileDefinition.TYPE7;
      List<String> columns = List.of("emp", "wage", "capital", "output");
      double[] probabilities = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
      QuantileTable table =
          ExactQuantiles.of(columns, Optional.empty(), probabilities, definition)
              .fit(panel.blocks(blocks));
      for (int column = 0; column < columns.size(); column++) {
        JsonNode expected = global.get(columns.get(column)).get(name);
        for (int place = 0; place < probabilities.length; place++) {
          String key = String.format(Locale.ROOT, "p%.0f", probabilities[place] * 100);
          assertThat(table.value(0, column, place))
              .as(columns.get(column) + " " + name + " " + key)
              .isCloseTo(expected.get(key).asDouble(), withinRelative(expected.get(key)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void referenceQuantilesByYearHold(int blocks) {
    JsonNode byYear = SmallPanel.expected("winsor_corr").get("by_year");
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    List<String> columns = List.of("emp", "wage", "capital", "output");
    for (String name : List.of("type2", "type7")) {
      QuantileDefinition definition =
          name.equals("type2") ? QuantileDefinition.STATA : QuantileDefinition.TYPE7;
      QuantileTable table =
          ExactQuantiles.of(columns, Optional.of("year"), new double[] {0.01, 0.99}, definition)
              .fit(panel.blocks(blocks));
      for (int column = 0; column < columns.size(); column++) {
        Iterator<Map.Entry<String, JsonNode>> years =
            byYear.get(columns.get(column)).properties().iterator();
        while (years.hasNext()) {
          Map.Entry<String, JsonNode> year = years.next();
          int group = table.group(year.getKey()).orElseThrow();
          assertThat(table.count(group, column)).isEqualTo(year.getValue().get("n").asLong());
          JsonNode expected = year.getValue().get(name);
          assertThat(table.value(group, column, 0))
              .isCloseTo(expected.get("p1").asDouble(), withinRelative(expected.get("p1")));
          assertThat(table.value(group, column, 1))
              .isCloseTo(expected.get("p99").asDouble(), withinRelative(expected.get("p99")));
        }
      }
    }
  }

  /** The file prints 15 digits. */
  private static org.assertj.core.data.Offset<Double> withinRelative(JsonNode expected) {
    return within(1e-13 * Math.abs(expected.asDouble()));
  }

  @Test
  void aProbabilityOutsideTheUnitIntervalIsRefused() {
    assertThatThrownBy(
            () ->
                ExactQuantiles.of(
                    List.of("x"), Optional.empty(), new double[] {1.5}, QuantileDefinition.TYPE7))
        .hasMessageContaining("[0, 1]")
        .hasMessageContaining("1.5");
    assertThatThrownBy(
            () ->
                ExactQuantiles.of(
                    List.of("x"),
                    Optional.empty(),
                    new double[] {Double.NaN},
                    QuantileDefinition.TYPE7))
        .hasMessageContaining("NaN");
  }
}
