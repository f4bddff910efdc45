package org.panelworks.jobs.describe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;
import org.panelworks.stats.MidRanks;
import org.panelworks.stats.RankBins;
import scala.Tuple2;

/**
 * The mid-ranks of distributed variables as blocks of their own: each complete row becomes a row of
 * ranks in the same partition.
 *
 * <p>{@link RankBins} cuts each variable into intervals of bounded size. The values of an interval
 * travel, packed in arrays with the numbers of their rows, to one task that ranks them, and their
 * ranks travel back. Values that tie at a cut do not travel: their rank is known from counts.
 */
final class RankBlocks {
  /** Values that one task ranks at a time, about. */
  static final int INTERVAL = 1 << 16;

  private static final int MOST_INTERVALS = 1000;

  private final SparkBlocks blocks;
  private final int interval;

  RankBlocks(SparkBlocks blocks, int interval) {
    this.blocks = blocks;
    this.interval = interval;
  }

  /**
   * Ranks variables among the rows in which all of them are there.
   *
   * @param rows number of such rows
   */
  SparkBlocks of(List<String> variables, long rows) {
    long intervals = Math.min(MOST_INTERVALS, Math.max(1, (rows + interval - 1) / interval));
    RankBins bins = RankBins.of(blocks, variables, (int) intervals);
    JavaRDD<PanelBlock> home = blocks.rdd();
    int partitions = home.getNumPartitions();
    int tasks = (int) Math.min(4L * partitions, variables.size() * intervals);
    JavaRDD<RankChunk> ranks =
        home.mapPartitionsWithIndex(new Send(bins), true)
            .mapToPair(chunk -> new Tuple2<>(List.of(chunk.variable, chunk.bin), chunk))
            .groupByKey(tasks)
            .flatMapToPair(new Rank(bins))
            // A partition's number is its own hash, so every chunk returns to where it came from.
            .partitionBy(new HashPartitioner(partitions))
            .values();
    PanelSchema schema = new PanelSchema(variables, List.of());
    return SparkBlocks.of(schema, false, home.zipPartitions(ranks, new Assemble(bins, schema)));
  }

  /** Packs the values of each interval that a partition holds. */
  private record Send(RankBins bins)
      implements Function2<Integer, Iterator<PanelBlock>, Iterator<RankChunk>> {
    @Override
    public Iterator<RankChunk> call(Integer partition, Iterator<PanelBlock> blocks) {
      List<RankChunk> chunks = new ArrayList<>();
      int start = 0;
      while (blocks.hasNext()) {
        PanelBlock block = blocks.next();
        int[] rows = bins.rows(block);
        for (int variable = 0; variable < bins.variables(); variable++) {
          pack(chunks, bins.values(block, variable), rows, start, variable, partition);
        }
        start += rows.length;
      }
      return chunks.iterator();
    }

    private void pack(
        List<RankChunk> chunks,
        double[] values,
        int[] rows,
        int start,
        int variable,
        int partition) {
      int[] binOf = new int[rows.length];
      int[] sizes = new int[bins.bins(variable)];
      for (int i = 0; i < rows.length; i++) {
        binOf[i] = bins.bin(variable, values[rows[i]]);
        sizes[binOf[i]]++;
      }
      RankChunk[] chunkOf = new RankChunk[sizes.length];
      for (int bin = 0; bin < sizes.length; bin++) {
        if (sizes[bin] > 0 && !RankBins.isCut(bin)) {
          chunkOf[bin] =
              new RankChunk(variable, bin, partition, new int[sizes[bin]], new double[sizes[bin]]);
          chunks.add(chunkOf[bin]);
        }
      }
      for (int i = rows.length - 1; i >= 0; i--) {
        if (!RankBins.isCut(binOf[i])) {
          int place = --sizes[binOf[i]];
          chunkOf[binOf[i]].rows[place] = start + i;
          chunkOf[binOf[i]].values[place] = values[rows[i]];
        }
      }
    }
  }

  /** Ranks the values of an interval, wherever they came from. */
  private record Rank(RankBins bins)
      implements PairFlatMapFunction<
          Tuple2<List<Integer>, Iterable<RankChunk>>, Integer, RankChunk> {
    @Override
    public Iterator<Tuple2<Integer, RankChunk>> call(
        Tuple2<List<Integer>, Iterable<RankChunk>> group) {
      List<RankChunk> chunks = new ArrayList<>();
      group._2().forEach(chunks::add);
      double[] all =
          chunks.stream().flatMapToDouble(chunk -> Arrays.stream(chunk.values)).toArray();
      double[] ranks = MidRanks.of(all);
      long below = bins.below(group._1().get(0))[group._1().get(1)];
      List<Tuple2<Integer, RankChunk>> ranked = new ArrayList<>();
      int from = 0;
      for (RankChunk chunk : chunks) {
        double[] part = Arrays.copyOfRange(ranks, from, from + chunk.rows.length);
        for (int i = 0; i < part.length; i++) {
          part[i] += below;
        }
        ranked.add(new Tuple2<>(chunk.partition, chunk.ranked(part)));
        from += chunk.rows.length;
      }
      return ranked.iterator();
    }
  }

  /** Puts the ranks of a partition's rows together. */
  private record Assemble(RankBins bins, PanelSchema schema)
      implements FlatMapFunction2<Iterator<PanelBlock>, Iterator<RankChunk>, PanelBlock> {
    @Override
    public Iterator<PanelBlock> call(Iterator<PanelBlock> blocks, Iterator<RankChunk> chunks) {
      double[][] ranks = ties(blocks);
      while (chunks.hasNext()) {
        RankChunk chunk = chunks.next();
        for (int i = 0; i < chunk.rows.length; i++) {
          ranks[chunk.variable][chunk.rows[i]] = chunk.values[i];
        }
      }
      for (double[] column : ranks) {
        if (Arrays.stream(column).anyMatch(Double::isNaN)) {
          throw new IllegalStateException("the blocks changed between two passes over them");
        }
      }
      return List.of(
              new PanelBlock(
                  schema,
                  ranks[0].length,
                  new String[0],
                  new int[0],
                  new long[0],
                  ranks,
                  new int[0][],
                  new String[0][],
                  new byte[0]))
          .iterator();
    }

    /** The ranks of values that tie at a cut, NaN for the others, [variables][complete rows]. */
    private double[][] ties(Iterator<PanelBlock> blocks) {
      double[][] ranks = new double[bins.variables()][0];
      long[][] below = new long[bins.variables()][];
      Arrays.setAll(below, bins::below);
      while (blocks.hasNext()) {
        PanelBlock block = blocks.next();
        int[] rows = bins.rows(block);
        for (int variable = 0; variable < ranks.length; variable++) {
          double[] values = bins.values(block, variable);
          int start = ranks[variable].length;
          double[] column = Arrays.copyOf(ranks[variable], start + rows.length);
          for (int i = 0; i < rows.length; i++) {
            int bin = bins.bin(variable, values[rows[i]]);
            column[start + i] =
                RankBins.isCut(bin)
                    ? below[variable][bin] + (bins.count(variable, bin) + 1) / 2.0
                    : Double.NaN;
          }
          ranks[variable] = column;
        }
      }
      return ranks;
    }
  }
}
