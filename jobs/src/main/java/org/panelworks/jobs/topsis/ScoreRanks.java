package org.panelworks.jobs.topsis;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.topsis.PartitionScores;
import org.panelworks.topsis.RankLookup;
import org.panelworks.topsis.RankRanges;
import org.panelworks.topsis.ScoreCounts;
import org.panelworks.topsis.TopsisModel;
import scala.Tuple2;

/**
 * Exact ranks of distributed scores, overall and within each time. The scores of each partition
 * travel to the task that ranks their range, packed in arrays, and their ranks travel back in the
 * same order; no row is sorted or moved.
 */
final class ScoreRanks {
  /** Rows of a range, about. */
  static final int RANGE = 1 << 18;

  private ScoreRanks() {}

  /**
   * The scores with their ranks, in the partitions of the panel.
   *
   * @param size rows that one task ranks at a time, about
   */
  static SparkBlocks of(SparkBlocks panel, TopsisModel model, ScoreCounts counts, int size) {
    RankRanges ranges = RankRanges.of(counts, size);
    JavaRDD<PanelBlock> home = panel.rdd();
    int partitions = home.getNumPartitions();
    JavaRDD<ScoreChunk> ranks =
        home.mapPartitionsWithIndex(new Send(model, ranges), true)
            .mapToPair(chunk -> new Tuple2<>(List.of(chunk.group(), chunk.range()), chunk))
            .groupByKey(partitions)
            .flatMapToPair(new Rank(ranges))
            // A partition's number is its own hash, so every chunk returns to where it came from.
            .partitionBy(new HashPartitioner(partitions))
            .values();
    return SparkBlocks.of(
        PartitionScores.rankedSchema(model),
        panel.hasUnit(),
        home.zipPartitions(ranks, new Assemble(model, ranges)));
  }

  private record Send(TopsisModel model, RankRanges ranges)
      implements Function2<Integer, Iterator<PanelBlock>, Iterator<ScoreChunk>> {
    @Override
    public Iterator<ScoreChunk> call(Integer partition, Iterator<PanelBlock> blocks) {
      RankRanges.Entries[][] entries = PartitionScores.of(model, ranges).entries(blocks);
      List<ScoreChunk> chunks = new ArrayList<>();
      for (int group = 0; group < entries.length; group++) {
        for (int range = 0; range < entries[group].length; range++) {
          if (entries[group][range].packed().length > 0) {
            chunks.add(new ScoreChunk(group, range, partition, entries[group][range]));
          }
        }
      }
      return chunks.iterator();
    }
  }

  private record Rank(RankRanges ranges)
      implements PairFlatMapFunction<
          Tuple2<List<Integer>, Iterable<ScoreChunk>>, Integer, ScoreChunk> {
    @Override
    public Iterator<Tuple2<Integer, ScoreChunk>> call(
        Tuple2<List<Integer>, Iterable<ScoreChunk>> all) {
      List<ScoreChunk> chunks = new ArrayList<>();
      all._2().forEach(chunks::add);
      RankRanges.Entries[] parts =
          chunks.stream().map(ScoreChunk::entries).toArray(RankRanges.Entries[]::new);
      RankRanges.Ranks[] ranks = ranges.rank(parts);
      List<Tuple2<Integer, ScoreChunk>> ranked = new ArrayList<>();
      for (int part = 0; part < parts.length; part++) {
        ScoreChunk chunk = chunks.get(part);
        ranked.add(new Tuple2<>(chunk.partition(), chunk.ranked(ranks[part])));
      }
      return ranked.iterator();
    }
  }

  private record Assemble(TopsisModel model, RankRanges ranges)
      implements FlatMapFunction2<Iterator<PanelBlock>, Iterator<ScoreChunk>, PanelBlock> {
    @Override
    public Iterator<PanelBlock> call(Iterator<PanelBlock> blocks, Iterator<ScoreChunk> chunks) {
      List<List<ScoreChunk>> byGroup = new ArrayList<>();
      for (int group = 0; group < ranges.groups(); group++) {
        byGroup.add(new ArrayList<>());
      }
      chunks.forEachRemaining(chunk -> byGroup.get(chunk.group()).add(chunk));
      RankLookup[] found = new RankLookup[byGroup.size()];
      for (int group = 0; group < found.length; group++) {
        List<ScoreChunk> own = byGroup.get(group);
        found[group] =
            RankLookup.of(
                ranges,
                group,
                own.stream().mapToInt(ScoreChunk::range).toArray(),
                own.stream().map(ScoreChunk::entries).toArray(RankRanges.Entries[]::new),
                own.stream().map(ScoreChunk::ranks).toArray(RankRanges.Ranks[]::new));
        own.clear();
      }
      PartitionScores scores = PartitionScores.of(model, ranges);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return blocks.hasNext();
        }

        @Override
        public PanelBlock next() {
          return scores.ranked(blocks.next(), found);
        }
      };
    }
  }
}
