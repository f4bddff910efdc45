package org.panelworks.topsis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.panel.PanelBlock;

/** Ranks that are counted in ranges, from scores spread over partitions, are those of a sort. */
final class RankRangesTest {
  private static CityPanel random(long seed, boolean tied) {
    Random random = new Random(seed);
    int rows = 600;
    String[] units = new String[rows];
    long[] times = new long[rows];
    double[][] values = new double[3][rows];
    for (int i = 0; i < rows; i++) {
      units[i] = "u" + i / 3;
      times[i] = 2000L + i % 3;
      for (int j = 0; j < 3; j++) {
        values[j][i] = tied ? random.nextInt(3) : random.nextDouble();
      }
    }
    return new CityPanel(units, times, List.of("a", "b", "c"), values);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000, false",
    "3, 50, false",
    "8, 7, false",
    "3, 20, true",
    "3, 3, true",
    "8, 1, true"
  })
  void areThoseOfASort(int partitions, int size, boolean tied) {
    CityPanel panel = random(partitions, tied);
    List<Indicator> indicators =
        List.of(
            new Indicator("a", "one", Direction.POSITIVE, "a", Double.NaN),
            new Indicator("b", "one", Direction.NEGATIVE, "b", Double.NaN),
            new Indicator("c", "two", Direction.POSITIVE, "c", Double.NaN));
    TopsisModel model =
        Topsis.of(TopsisOptions.of(indicators)).fit(panel.blocks(partitions)).model();
    List<PanelBlock> blocks = panel.list(2 * partitions);
    ScoreCounts counts = panel.blocks(partitions).run("counts", Evaluation.pass(model)).counts();
    RankRanges ranges = RankRanges.of(counts, size);
    PartitionScores scores = PartitionScores.of(model, ranges);
    RankRanges.Entries[][][] entries =
        IntStream.range(0, partitions)
            .mapToObj(p -> scores.entries(blocks.subList(2 * p, 2 * p + 2).iterator()))
            .toArray(RankRanges.Entries[][][]::new);
    for (int p = 0; p < partitions; p++) {
      RankLookup[] found = new RankLookup[ranges.groups()];
      for (int group = 0; group < found.length; group++) {
        found[group] = lookup(ranges, entries, group, p);
      }
      assertRanks(model, scores.ranked(blocks.get(2 * p), found), blocks);
      assertRanks(model, scores.ranked(blocks.get(2 * p + 1), found), blocks);
    }
  }

  private static final List<Indicator> TWO =
      List.of(
          new Indicator("a", "", Direction.POSITIVE, "a", Double.NaN),
          new Indicator("b", "", Direction.POSITIVE, "b", Double.NaN));

  @ParameterizedTest
  @CsvSource({"1000, false", "50, false", "20, true", "1, true"})
  void areTheSameWhereRowsComeInAnotherOrderTheSecondTime(int size, boolean tied) {
    CityPanel panel = random(7, tied);
    TopsisModel model = Topsis.of(TopsisOptions.of(TWO)).fit(panel.blocks(2)).model();
    List<PanelBlock> blocks = panel.list(2);
    ScoreCounts counts = panel.blocks(2).run("counts", Evaluation.pass(model)).counts();
    RankRanges ranges = RankRanges.of(counts, size);
    PartitionScores scores = PartitionScores.of(model, ranges);
    RankRanges.Entries[][][] entries = {scores.entries(blocks.iterator())};
    List<PanelBlock> again = panel.list(3);
    RankLookup[] found = {lookup(ranges, entries, 0, 0)};
    for (PanelBlock block : again) {
      assertRanks(model, scores.ranked(block, found), blocks);
    }
  }

  @Test
  void rowsThatWereNotThereTheFirstTimeAreNoticed() {
    CityPanel panel = random(5, false);
    TopsisModel model = Topsis.of(TopsisOptions.of(TWO)).fit(panel.blocks(2)).model();
    List<PanelBlock> blocks = panel.list(2);
    ScoreCounts counts = panel.blocks(2).run("counts", Evaluation.pass(model)).counts();
    RankRanges ranges = RankRanges.of(counts, 10_000);
    PartitionScores scores = PartitionScores.of(model, ranges);
    RankRanges.Entries[][][] entries = {
      scores.entries(blocks.subList(0, 1).iterator()),
      scores.entries(blocks.subList(1, 2).iterator())
    };
    RankLookup[] found = {lookup(ranges, entries, 0, 0)};
    assertThatThrownBy(() -> scores.ranked(blocks.get(1), found))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("changed between two passes");
  }

  /**
   * Keys in narrow and wide ranges, with ties and without, and times that a long has no room for.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 50, 40",
    "1, 50, 40",
    "2, 1, 40",
    "1000, 50, 40",
    "5000, 2000000, 40",
    "5000, 50, 3",
    "5000, 50, 0",
    "300000, 20, 23",
    "300000, 2000000, 34"
  })
  void scoresAreOrderedByTheirKeys(int size, int times, int keyBits) {
    Random random = new Random(11);
    long[] packed = new long[size];
    for (int i = 0; i < size; i++) {
      long key = Math.min(ScoreKey.MOST, random.nextLong() & ((1L << keyBits) - 1));
      packed[i] = ScoreKey.packed(key, random.nextInt(times));
    }
    Integer[] expected = IntStream.range(0, size).boxed().toArray(Integer[]::new);
    Arrays.sort(expected, Comparator.comparingLong(i -> ScoreKey.key(packed[i])));
    ScoreOrder order = ScoreOrder.of(packed);
    int first = 0;
    List<Integer> wrong = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean equal =
          i > 0 && ScoreKey.key(packed[expected[i]]) == ScoreKey.key(packed[expected[i - 1]]);
      first = equal ? first : i;
      if (order.place(i) != expected[i]
          || order.time(i) != ScoreKey.time(packed[expected[i]])
          || (i - first < 1000 && order.firstEqual(i) != first)) {
        wrong.add(i);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static RankLookup lookup(
      RankRanges ranges, RankRanges.Entries[][][] entries, int group, int partition) {
    RankRanges.Ranks[] own = new RankRanges.Ranks[ranges.ranges(group)];
    for (int range = 0; range < own.length; range++) {
      RankRanges.Entries[] parts = new RankRanges.Entries[entries.length];
      for (int p = 0; p < parts.length; p++) {
        parts[p] = entries[p][group][range];
      }
      own[range] = ranges.rank(parts)[partition];
    }
    int[] numbers = IntStream.range(0, own.length).toArray();
    return RankLookup.of(ranges, group, numbers, entries[partition][group], own);
  }

  private static void assertRanks(TopsisModel model, PanelBlock ranked, List<PanelBlock> all) {
    for (int group = 0; group < model.columns().groups(); group++) {
      double[] score = ranked.numeric(model.columns().scorePlace(group));
      double[] overall = ranked.numeric(model.columns().rankPlace(group));
      double[] within = ranked.numeric(model.columns().rankPlace(group) + 1);
      for (int i = 0; i < score.length; i++) {
        long above = 0;
        long aboveThen = 0;
        for (PanelBlock block : all) {
          PanelBlock scores = model.score(block);
          double[] others = scores.numeric(model.columns().scorePlace(group));
          for (int k = 0; k < others.length; k++) {
            boolean higher = Math.round(others[k] * 1e12) > Math.round(score[i] * 1e12);
            above += higher ? 1 : 0;
            aboveThen += higher && scores.time()[k] == ranked.time()[i] ? 1 : 0;
          }
        }
        assertThat(overall[i]).isEqualTo(above + 1.0);
        assertThat(within[i]).isEqualTo(aboveThen + 1.0);
      }
    }
  }
}
