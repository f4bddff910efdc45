package org.panelworks.jobs.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.mllib.clustering.KMeans;
import org.apache.spark.mllib.clustering.KMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.segment.Partition;

/**
 * k-means by MLlib. The rows are spread in a fixed order over partitions whose number depends on
 * theirs alone, so that the random starts of k-means‖, which MLlib draws partition by partition,
 * are the same everywhere.
 */
final class Clustering implements AutoCloseable {
  private static final int ROWS_A_PARTITION = 20_000;

  private final SparkSession spark;
  private final double[][] rows;
  private final JavaRDD<Vector> vectors;

  Clustering(SparkSession spark, double[][] rows) {
    this.spark = spark;
    this.rows = rows;
    List<Vector> all = Arrays.stream(rows).map(Vectors::dense).toList();
    this.vectors =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(new ArrayList<>(all), 1 + rows.length / ROWS_A_PARTITION)
            .cache();
  }

  /**
   * A run of k-means.
   *
   * @param partition its clusters, as ordered
   * @param iterations the last check included
   * @param cost sum of squared distances to the nearest centre
   * @param costs of all runs, the best of which this is
   */
  record Fit(Partition partition, int iterations, double cost, List<Double> costs) {}

  /** From given centres, on the scale of the rows; the clusters keep their order. */
  Fit from(double[][] centres, int iterations, double tolerance) {
    Steps.begin(spark, "k-means from " + centres.length + " given centres");
    Vector[] starts = Arrays.stream(centres).map(Vectors::dense).toArray(Vector[]::new);
    KMeansModel model =
        new KMeans()
            .setK(centres.length)
            .setMaxIterations(iterations)
            .setEpsilon(tolerance)
            .setInitialModel(new KMeansModel(starts))
            .run(vectors.rdd());
    Partition partition = Partition.of(rows, predict(model), centres.length);
    return new Fit(partition, model.numIter(), model.trainingCost(), List.of(model.trainingCost()));
  }

  /** From k-means‖ with several seeds; the best run's clusters, the largest first. */
  Fit best(SegmentSettings settings, int k) {
    List<Double> costs = new ArrayList<>();
    KMeansModel best = null;
    for (int run = 0; run < settings.restarts(); run++) {
      Steps.begin(spark, "k-means, k = " + k + ", run " + (run + 1));
      KMeansModel model =
          new KMeans()
              .setK(k)
              .setMaxIterations(settings.iterations())
              .setEpsilon(settings.tolerance())
              .setInitializationMode(KMeans.K_MEANS_PARALLEL())
              .setSeed(settings.seed() + run)
              .run(vectors.rdd());
      costs.add(model.trainingCost());
      if (best == null || model.trainingCost() < best.trainingCost()) {
        best = model;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no run of k-means");
    }
    int found = best.clusterCenters().length;
    int[] cluster = predict(best);
    Partition unordered = Partition.of(rows, cluster, found);
    int[] place = bySize(unordered);
    int[] renamed = Arrays.stream(cluster).map(c -> place[c]).toArray();
    return new Fit(Partition.of(rows, renamed, found), best.numIter(), best.trainingCost(), costs);
  }

  private int[] predict(KMeansModel model) {
    return Arrays.stream(rows).mapToInt(row -> model.predict(Vectors.dense(row))).toArray();
  }

  /** The new place of each cluster: the largest first, equal ones by their centres. */
  private static int[] bySize(Partition partition) {
    List<Integer> order =
        IntStream.range(0, partition.k())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(c -> -partition.sizes()[c])
                    .thenComparing(c -> partition.centres()[c], Arrays::compare))
            .toList();
    int[] place = new int[partition.k()];
    for (int i = 0; i < place.length; i++) {
      place[order.get(i)] = i;
    }
    return place;
  }

  /** The mean silhouette by squared Euclidean distance, as MLlib has it. */
  double squaredSilhouette(Partition partition) {
    Steps.begin(spark, "Silhouette of " + partition.k() + " clusters");
    StructType schema =
        new StructType()
            .add("features", SQLDataTypes.VectorType(), false)
            .add("prediction", DataTypes.IntegerType, false);
    List<Row> labelled = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      labelled.add(
          RowFactory.create(
              org.apache.spark.ml.linalg.Vectors.dense(rows[i]), partition.cluster()[i]));
    }
    return new ClusteringEvaluator().evaluate(spark.createDataFrame(labelled, schema));
  }

  @Override
  public void close() {
    Steps.end(spark.sparkContext());
    vectors.unpersist(false);
  }
}
