package org.panelworks.jobs.describe;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.stat.Statistics;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;
import org.panelworks.stats.CorrelationMethod;
import org.panelworks.stats.Correlations;
import org.panelworks.stats.MissingCells;

/**
 * Spearman's correlations of distributed variables by MLlib, which sorts each variable once over
 * the cluster. Pairwise coefficients rank anew for each pair, so they sort k(k − 1) times.
 */
final class SpearmanRanks {
  private final JavaRDD<PanelBlock> blocks;
  private final PanelSchema schema;

  SpearmanRanks(SparkBlocks blocks) {
    this.blocks = blocks.rdd();
    this.schema = blocks.schema();
  }

  /**
   * The coefficients over the rows that Pearson's use.
   *
   * @param pearson correlations of the same variables, whose counts and undefined coefficients the
   *     ranks share: ranks vary exactly where values do
   */
  Correlations fit(Correlations pearson) {
    List<String> variables = pearson.variables();
    int[] columns = variables.stream().mapToInt(schema::numericIndex).toArray();
    int k = columns.length;
    double[][] coefficients = new double[k][k];
    long[][] counts = new long[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        coefficients[i][j] = pearson.coefficient(i, j);
        counts[i][j] = pearson.count(i, j);
      }
    }
    if (pearson.missing() == MissingCells.LISTWISE) {
      int[] varying = IntStream.range(0, k).filter(varies(pearson)).toArray();
      rank(columns, columns, varying, coefficients);
    } else {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < i; j++) {
          if (!Double.isNaN(coefficients[i][j])) {
            int[] pair = {columns[j], columns[i]};
            rank(columns, pair, new int[] {j, i}, coefficients);
          }
        }
      }
    }
    return Correlations.of(
        CorrelationMethod.SPEARMAN, pearson.missing(), variables, coefficients, counts);
  }

  private static IntPredicate varies(Correlations pearson) {
    return i -> !Double.isNaN(pearson.coefficient(i, i));
  }

  /**
   * Fills in the coefficients of chosen variables.
   *
   * @param columns the numeric column of each variable
   * @param needed the numeric columns that a row must have
   * @param chosen numbers of the variables
   * @param coefficients [variables][variables]
   */
  private void rank(int[] columns, int[] needed, int[] chosen, double[][] coefficients) {
    if (chosen.length < 2) {
      return;
    }
    int[] wanted = IntStream.of(chosen).map(i -> columns[i]).toArray();
    String step = String.format(Locale.ROOT, "Ranks of %d variables", wanted.length);
    Steps.begin(blocks.context(), step);
    JavaRDD<Vector> rows = blocks.flatMap(new CompleteRows(wanted, needed));
    Matrix ranks = Statistics.corr(rows.rdd(), "spearman");
    for (int a = 0; a < chosen.length; a++) {
      for (int b = 0; b < chosen.length; b++) {
        if (a != b) {
          coefficients[chosen[a]][chosen[b]] = Math.max(-1, Math.min(1, ranks.apply(a, b)));
        }
      }
    }
  }

  /**
   * The rows of the sample in which every needed column is there, as vectors of the wanted ones.
   */
  private static final class CompleteRows implements FlatMapFunction<PanelBlock, Vector> {
    private static final long serialVersionUID = 1L;
    private final int[] wanted;
    private final int[] needed;

    CompleteRows(int[] wanted, int[] needed) {
      this.wanted = wanted;
      this.needed = needed;
    }

    @Override
    public Iterator<Vector> call(PanelBlock block) {
      return IntStream.range(0, block.rows())
          .filter(block::inSample)
          .filter(row -> isComplete(block, row))
          .mapToObj(row -> vector(block, row))
          .iterator();
    }

    private boolean isComplete(PanelBlock block, int row) {
      for (int column : needed) {
        if (Double.isNaN(block.numeric(column)[row])) {
          return false;
        }
      }
      return true;
    }

    private Vector vector(PanelBlock block, int row) {
      double[] values = new double[wanted.length];
      for (int i = 0; i < values.length; i++) {
        // MLlib would take -0.0 and 0.0 for different values.
        values[i] = block.numeric(wanted[i])[row] + 0.0;
      }
      return Vectors.dense(values);
    }
  }
}
