package org.panelworks.indices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.panelworks.DataException;

final class IndicesTest {
  private static final Offset<Double> CLOSE = within(1e-12);

  @Test
  void concentrationByHand() {
    Concentration found = Concentration.of(new double[] {1, 3, 0, 4}, List.of(), List.of(1, 2));
    assertThat(found.hhi()).isCloseTo((1 + 9 + 16) / 64.0, CLOSE);
    assertThat(found.hhiNormalised()).isCloseTo((26 / 64.0 - 0.25) / 0.75, CLOSE);
    assertThat(found.hhiPoints()).isCloseTo(4062.5, within(1e-9));
    assertThat(found.shares()).isEqualTo(Map.of(1, 0.5, 2, 0.875));
    // Mean absolute difference over twice the mean: pairs 1-3, 1-0, 1-4, 3-0, 3-4, 0-4.
    assertThat(found.gini()).isCloseTo((2 + 1 + 3 + 3 + 1 + 4) * 2 / (2.0 * 16 * 2), CLOSE);
    assertThat(found.between()).isNaN();
  }

  @Test
  void equalItemsAreNotConcentratedAndASingleOneIsEntirely() {
    Concentration equal = Concentration.of(new double[] {5, 5, 5, 5}, List.of(), List.of(4));
    assertThat(equal.hhiNormalised()).isCloseTo(0, CLOSE);
    assertThat(equal.gini()).isCloseTo(0, CLOSE);
    assertThat(equal.theil()).isCloseTo(0, CLOSE);
    Concentration single = Concentration.of(new double[] {5}, List.of(), List.of(4));
    assertThat(single.hhi()).isEqualTo(1);
    assertThat(single.hhiNormalised()).isNaN();
    assertThat(single.shares().get(4)).isEqualTo(1);
  }

  @Test
  void aTotalOfZeroLeavesEverythingUndefined() {
    Concentration none = Concentration.of(new double[] {0, 0}, List.of("a", "b"), List.of(1));
    assertThat(none.hhi()).isNaN();
    assertThat(none.gini()).isNaN();
    assertThat(none.theil()).isNaN();
    assertThat(none.between()).isNaN();
    assertThat(none.shares().get(1)).isNaN();
  }

  @Test
  void theilIsThePartBetweenGroupsPlusTheWeightedPartsWithin() {
    Random random = new Random(11);
    double[] values = random.doubles(30, 0, 10).toArray();
    List<String> groups = Arrays.stream(values).mapToObj(value -> "g" + random.nextInt(4)).toList();
    Concentration all = Concentration.of(values, groups, List.of());
    double within = 0;
    for (String group : List.of("g0", "g1", "g2", "g3")) {
      double[] part =
          java.util.stream.IntStream.range(0, 30)
              .filter(i -> groups.get(i).equals(group))
              .mapToDouble(i -> values[i])
              .toArray();
      Concentration own = Concentration.of(part, List.of(), List.of());
      within += own.total() / all.total() * own.theil();
    }
    assertThat(all.within()).isCloseTo(within, CLOSE);
    assertThat(all.between()).isPositive();
  }

  @Test
  void growthIsTakenFromTheTimeBeforeAndNeverAcrossAGap() {
    Growth growth =
        Growth.of(new double[] {2015, 2016, 2018, 2019, 2020}, new double[] {100, 110, 121, 0, 5});
    assertThat(growth.rates()[1]).isCloseTo(0.1, CLOSE);
    assertThat(growth.rates()[2]).isNaN();
    assertThat(growth.reason(2)).isEqualTo("the time before is not there");
    assertThat(growth.rates()[3]).isCloseTo(-1, CLOSE);
    assertThat(growth.rates()[4]).isNaN();
    assertThat(growth.reason(4)).contains("zero");
    assertThat(growth.compound()).isCloseTo(Math.pow(0.05, 0.2) - 1, CLOSE);
  }

  @Test
  void growthThatCompoundsGivesItsRateBack() {
    double[] time = {1, 2, 3, 4};
    double[] values = {1, 1.25, 1.5625, 1.953125};
    assertThat(Growth.of(time, values).compound()).isCloseTo(0.25, CLOSE);
    assertThat(Growth.of(time, new double[] {0, 1, 2, 3}).compound()).isNaN();
  }

  @Test
  void equalValuesShareTheBetterRankAndMissingOnesHaveNone() {
    assertThat(Ranks.descending(Map.of("a", 3.0, "b", 5.0, "c", 3.0, "d", 1.0, "e", Double.NaN)))
        .isEqualTo(Map.of("b", 1, "a", 2, "c", 2, "d", 4));
  }

  @Test
  void theBandsOfCompetitivenessMeetWhereTheyAreStated() {
    assertThat(CompetitivenessBand.of(2.5000001)).isEqualTo(CompetitivenessBand.VERY_STRONG);
    assertThat(CompetitivenessBand.of(2.5)).isEqualTo(CompetitivenessBand.STRONG);
    assertThat(CompetitivenessBand.of(2.0327)).isEqualTo(CompetitivenessBand.STRONG);
    assertThat(CompetitivenessBand.of(1.25)).isEqualTo(CompetitivenessBand.STRONG);
    assertThat(CompetitivenessBand.of(1.2499)).isEqualTo(CompetitivenessBand.MEDIUM);
    assertThat(CompetitivenessBand.of(0.8)).isEqualTo(CompetitivenessBand.MEDIUM);
    assertThat(CompetitivenessBand.of(0.7999)).isEqualTo(CompetitivenessBand.WEAK);
  }

  @Test
  void statedWorldExportsReplaceTheSumsAndLeaveImportsUnknown() {
    TradeTotals totals = new TradeTotals();
    totals.add("CN", "cars", "2022", 20, 5);
    totals.add("CN", "rest", "2022", 80, 45);
    totals.state("cars", "2022", 100, 1000);
    totals.state("rest", "2022", 900, 1000);
    TradeIndices found = TradeIndices.of("CN", "cars", "2022", 20, 5, totals);
    assertThat(found.rca()).isCloseTo(2, CLOSE);
    assertThat(found.ims()).isCloseTo(0.2, CLOSE);
    assertThat(found.tc()).isCloseTo(0.6, CLOSE);
    assertThat(found.rma()).isNaN();
    assertThat(found.reasons()).containsEntry("rma", "the world's imports are not stated");
  }

  @Test
  void worldExportsThatDifferBetweenRowsAreRefused() {
    TradeTotals totals = new TradeTotals();
    totals.state("cars", "2022", 100, 1000);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> totals.state("cars", "2022", 101, 1000))
        .withMessageContaining("product cars in 2022")
        .withMessageContaining("100.0 and 101.0");
  }

  @Test
  void mergedTotalsEqualThoseOfOnePass() {
    TradeTotals whole = new TradeTotals();
    TradeTotals left = new TradeTotals();
    TradeTotals right = new TradeTotals();
    Random random = new Random(5);
    for (int i = 0; i < 1000; i++) {
      String exporter = "e" + random.nextInt(7);
      String product = "p" + random.nextInt(9);
      double x = Math.exp(10 * random.nextGaussian());
      whole.add(exporter, product, "", x, x / 3);
      (i % 3 == 0 ? left : right).add(exporter, product, "", x, x / 3);
    }
    left.merge(right);
    double sum = whole.world("").exports();
    assertThat(left.world("").exports()).isCloseTo(sum, within(1e-14 * sum));
    double one = whole.exporter("e3", "").imports();
    assertThat(left.exporter("e3", "").imports()).isCloseTo(one, within(1e-14 * one));
  }

  @Test
  void regionsAlikeAreNotSpecialisedAndRegionsApartAreEntirely() {
    RegionalSpecialisation alike = new RegionalSpecialisation();
    alike.add("a", "x", 1);
    alike.add("a", "y", 3);
    alike.add("b", "x", 2);
    alike.add("b", "y", 6);
    assertThat(alike.krugman()).containsExactly(0, 0);
    assertThat(alike.hoover()).isZero();
    RegionalSpecialisation apart = new RegionalSpecialisation();
    apart.add("a", "x", 1);
    apart.add("b", "y", 1);
    assertThat(apart.krugman()).containsExactly(1, 1);
    assertThat(apart.locationQuotients()[0]).containsExactly(2, 0);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> apart.add("b", "y", 1))
        .withMessageContaining("b y occurs more than once");
  }
}
