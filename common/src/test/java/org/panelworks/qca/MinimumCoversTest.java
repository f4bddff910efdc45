package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.EstimationException;

/** Charts of any kind, not only those that truth tables give. */
class MinimumCoversTest {
  private static final CoverLimits LIMITS = new CoverLimits(100_000, 100_000_000L);

  /** Every choice of columns is tried: 2^12 of them. */
  @ParameterizedTest
  @ValueSource(doubles = {0.15, 0.3, 0.5})
  void allCoversOfTheSmallestSizeAreFound(double density) {
    Random random = new Random(Double.hashCode(density));
    for (int round = 0; round < 150; round++) {
      int rows = 4 + random.nextInt(12);
      List<long[]> columns = chart(rows, 12, density, random);
      assertThat(sets(MinimumCovers.of(rows, columns, LIMITS)))
          .as("density " + density + ", round " + round)
          .isEqualTo(bruteForce(rows, columns));
    }
  }

  /** The search alone, which the reductions spare most of these charts. */
  @Test
  void theSearchFindsAllCoversOfChartsThatReduceToo() {
    Random random = new Random(4711);
    for (int round = 0; round < 150; round++) {
      int rows = 4 + random.nextInt(12);
      List<long[]> columns = chart(rows, 12, 0.3, random);
      List<int[]> covers = new CoverSearch(LIMITS).all(rows, columns);
      List<List<Integer>> found = new ArrayList<>();
      covers.forEach(cover -> found.add(Arrays.stream(cover).boxed().toList()));
      assertThat(sets(found)).as("round " + round).isEqualTo(bruteForce(rows, columns));
    }
  }

  /** Each row in two neighbouring columns of a ring of 2n: the even ones or the odd ones. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 40})
  void aRingHasTwoCovers(int half) {
    List<long[]> columns = new ArrayList<>();
    for (int c = 0; c < 2 * half; c++) {
      long[] column = Bits.empty(2 * half);
      Bits.add(column, c);
      Bits.add(column, (c + 1) % (2 * half));
      columns.add(column);
    }

    List<List<Integer>> covers = MinimumCovers.of(2 * half, columns, LIMITS);

    assertThat(covers).hasSize(2);
    assertThat(covers.get(0)).hasSize(half).allMatch(c -> c % 2 == 0);
    assertThat(covers.get(1)).hasSize(half).allMatch(c -> c % 2 == 1);
  }

  /** Thirty parts of two covers each: 2^30 covers in all. */
  @Test
  void moreCoversThanTheLimitAreRefused() {
    List<long[]> columns = new ArrayList<>();
    for (int c = 0; c < 60; c++) {
      long[] column = Bits.empty(30);
      Bits.add(column, c / 2);
      columns.add(column);
    }

    assertThatThrownBy(() -> MinimumCovers.of(30, columns, new CoverLimits(1_000, 1_000_000L)))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("more than 1000 models")
        .hasMessageContaining("max-models");
  }

  @Test
  void aSearchBeyondTheLimitIsRefused() {
    Random random = new Random(3);
    List<long[]> columns = chart(60, 120, 0.1, random);

    assertThatThrownBy(() -> MinimumCovers.of(60, columns, new CoverLimits(10_000, 50_000L)))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("50000 steps")
        .hasMessageContaining("max-steps");
  }

  @Test
  void morePairsOfModelsThanTheLimitAreRefused() {
    CoverLimits limits = CoverLimits.standard();

    limits.checkPairs(100, 100);
    assertThatThrownBy(() -> limits.checkPairs(101, 100))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("101 complex and 100 parsimonious models")
        .hasMessageContaining("10000 pairs");
  }

  /** What counts is what is assumed, each row as often as it would be listed. */
  @Test
  void moreAssumptionsThanCanBeListedAreRefused() {
    CoverLimits.checkAssumptions(20_000_000);
    assertThatThrownBy(() -> CoverLimits.checkAssumptions(20_000_001))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("more than 20000000 simplifying assumptions");
  }

  private static List<long[]> chart(int rows, int count, double density, Random random) {
    List<long[]> columns = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      long[] column = Bits.empty(rows);
      for (int r = 0; r < rows; r++) {
        if (random.nextDouble() < density || r % count == c) {
          Bits.add(column, r);
        }
      }
      columns.add(column);
    }
    return columns;
  }

  private static Set<Set<Integer>> bruteForce(int rows, List<long[]> columns) {
    Set<Set<Integer>> covers = new HashSet<>();
    int fewest = columns.size();
    for (int choice = 1; choice < 1 << columns.size(); choice++) {
      long[] held = Bits.empty(rows);
      Set<Integer> chosen = new HashSet<>();
      for (int c = 0; c < columns.size(); c++) {
        if ((choice >>> c & 1) == 1) {
          Bits.addAll(held, columns.get(c));
          chosen.add(c);
        }
      }
      if (Bits.count(held) == rows && chosen.size() <= fewest) {
        if (chosen.size() < fewest) {
          covers.clear();
          fewest = chosen.size();
        }
        covers.add(chosen);
      }
    }
    return covers;
  }

  private static Set<Set<Integer>> sets(List<List<Integer>> covers) {
    Set<Set<Integer>> sets = new HashSet<>();
    for (List<Integer> cover : covers) {
      assertThat(sets.add(Set.copyOf(cover))).as("a cover found once only").isTrue();
    }
    return sets;
  }
}
