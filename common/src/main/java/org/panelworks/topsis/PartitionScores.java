package org.panelworks.topsis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** The scores of some blocks on their way to ranks and back. */
public final class PartitionScores {
  private final TopsisModel model;
  private final RankRanges ranges;

  private PartitionScores(TopsisModel model, RankRanges ranges) {
    this.model = model;
    this.ranges = ranges;
  }

  /** Scores that are ranked in ranges. */
  public static PartitionScores of(TopsisModel model, RankRanges ranges) {
    return new PartitionScores(model, ranges);
  }

  /** The entries of some blocks of the panel, [groups][ranges]. */
  public RankRanges.Entries[][] entries(Iterator<PanelBlock> blocks) {
    LongList[][] packed = new LongList[ranges.groups()][];
    for (int group = 0; group < packed.length; group++) {
      packed[group] = new LongList[ranges.ranges(group)];
      Arrays.setAll(packed[group], range -> new LongList());
    }
    while (blocks.hasNext()) {
      PanelBlock scores = model.score(blocks.next());
      int[] times = ScoreCounts.timesOf(model, scores);
      for (int group = 0; group < packed.length; group++) {
        add(scores.numeric(model.columns().scorePlace(group)), times, group, packed[group]);
      }
    }
    RankRanges.Entries[][] entries = new RankRanges.Entries[packed.length][];
    for (int group = 0; group < entries.length; group++) {
      entries[group] = new RankRanges.Entries[packed[group].length];
      for (int range = 0; range < entries[group].length; range++) {
        long[] scores = packed[group][range].array();
        packed[group][range] = new LongList();
        entries[group][range] =
            ranges.isCrowded(group, range)
                ? RankRanges.Entries.distinct(scores)
                : RankRanges.Entries.ofRows(scores);
      }
    }
    return entries;
  }

  private void add(double[] scores, int[] times, int group, LongList[] into) {
    for (int i = 0; i < scores.length; i++) {
      long key = ScoreKey.of(scores[i]);
      if (key != ScoreKey.NONE) {
        into[ranges.range(group, key)].add(ScoreKey.packed(key, times[i]));
      }
    }
  }

  /** Longs one after the other. */
  private static final class LongList {
    private static final int FIRST = 64;

    private long[] longs = {};
    private int size;

    void add(long one) {
      if (size == longs.length) {
        longs = Arrays.copyOf(longs, Math.max(FIRST, size + (size >> 1)));
      }
      longs[size++] = one;
    }

    long[] array() {
      return Arrays.copyOf(longs, size);
    }
  }

  /**
   * The schema of blocks of scores with their ranks: of each group the rank among all and in time.
   */
  public static PanelSchema rankedSchema(TopsisModel model) {
    PanelSchema scored = model.scoredSchema();
    List<String> names = new ArrayList<>(scored.numeric());
    for (int group = 0; group < model.columns().groups(); group++) {
      String suffix = group == 0 ? "" : "_" + model.columns().criteria().get(group - 1);
      names.add("rank" + suffix);
      names.add("rank_within_year" + suffix);
    }
    return new PanelSchema(scored.unit(), scored.time(), names, scored.categories());
  }

  /**
   * A block's scores with their ranks.
   *
   * @param found the ranks of the block's partition, whose blocks come in the order of {@link
   *     #entries}, [groups]
   */
  public PanelBlock ranked(PanelBlock block, RankLookup[] found) {
    PanelBlock scores = model.score(block);
    int[] times = ScoreCounts.timesOf(model, scores);
    int columns = scores.schema().numeric().size();
    PanelSchema schema = rankedSchema(model);
    double[][] numeric = new double[schema.numeric().size()][];
    for (int column = 0; column < columns; column++) {
      numeric[column] = scores.numeric(column);
    }
    for (int group = 0; group < ranges.groups(); group++) {
      double[] values = scores.numeric(model.columns().scorePlace(group));
      double[] overall = new double[values.length];
      double[] within = new double[values.length];
      found[group].next(values, times, overall, within);
      numeric[columns + 2 * group] = overall;
      numeric[columns + 2 * group + 1] = within;
    }
    return withColumns(scores, schema, numeric);
  }

  private static PanelBlock withColumns(PanelBlock block, PanelSchema schema, double[][] numeric) {
    String[] keys = new String[block.units()];
    Arrays.setAll(keys, block::unitKey);
    int[] starts = new int[keys.length == 0 ? 0 : keys.length + 1];
    Arrays.setAll(starts, block::unitStart);
    int categories = schema.categories().size();
    int[][] codes = new int[categories][];
    String[][] dictionaries = new String[categories][];
    for (int c = 0; c < categories; c++) {
      codes[c] = block.codes(c);
      dictionaries[c] = block.dictionary(c);
    }
    return new PanelBlock(
        schema,
        block.rows(),
        keys,
        starts,
        block.time(),
        numeric,
        codes,
        dictionaries,
        new byte[0]);
  }
}
