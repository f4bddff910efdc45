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
    List<List<long[]>> packed = new ArrayList<>();
    for (int group = 0; group < ranges.groups(); group++) {
      packed.add(new ArrayList<>());
    }
    while (blocks.hasNext()) {
      PanelBlock scores = model.score(blocks.next());
      int[] times = ScoreCounts.timesOf(model, scores);
      for (int group = 0; group < ranges.groups(); group++) {
        packed.get(group).add(packed(scores, group, times));
      }
    }
    RankRanges.Entries[][] entries = new RankRanges.Entries[ranges.groups()][];
    for (int group = 0; group < entries.length; group++) {
      entries[group] = ranges.cut(group, RankRanges.Entries.of(joined(packed.get(group))));
      packed.set(group, List.of());
    }
    return entries;
  }

  private long[] packed(PanelBlock scores, int group, int[] times) {
    double[] values = scores.numeric(model.columns().scorePlace(group));
    long[] packed = new long[values.length];
    int size = 0;
    for (int i = 0; i < values.length; i++) {
      long key = ScoreKey.of(values[i]);
      if (key != ScoreKey.NONE) {
        packed[size++] = ScoreKey.packed(key, times[i]);
      }
    }
    return size == packed.length ? packed : Arrays.copyOf(packed, size);
  }

  static long[] joined(List<long[]> parts) {
    long[] joined = new long[parts.stream().mapToInt(part -> part.length).sum()];
    int from = 0;
    for (long[] part : parts) {
      System.arraycopy(part, 0, joined, from, part.length);
      from += part.length;
    }
    return joined;
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
   * @param found the ranks of the entries of the block's partition
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
      for (int i = 0; i < values.length; i++) {
        long key = ScoreKey.of(values[i]);
        int at = key == ScoreKey.NONE ? -1 : found[group].find(ScoreKey.packed(key, times[i]));
        overall[i] = at < 0 ? Double.NaN : found[group].overall(at);
        within[i] = at < 0 ? Double.NaN : found[group].within(at);
      }
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
