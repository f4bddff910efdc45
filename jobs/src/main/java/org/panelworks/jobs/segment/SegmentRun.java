package org.panelworks.jobs.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.segment.AttributeScale;
import org.panelworks.segment.Partition;
import org.panelworks.segment.Silhouette;
import org.panelworks.survey.GroupedValues;
import org.panelworks.survey.OneWayAnova;

/** One run of the job over the blocks of a panel. */
final class SegmentRun {
  private static final String CAVEAT =
      "segment: the analyses of variance describe the segments and test nothing: the segments were"
          + " made to differ in these attributes";

  private final SegmentSettings settings;
  private final SegmentRows rows;
  private final SparkSession spark;
  private final Results results;

  SegmentRun(SegmentSettings settings, PanelBlocks blocks, Results results) {
    this.settings = settings;
    this.rows = SegmentRows.of(blocks, settings);
    this.spark = SparkSession.active();
    this.results = results;
  }

  void run() {
    if (rows.incomplete() > 0) {
      results.warning(
          "segment: " + rows.incomplete() + " rows with a missing attribute are left out");
    }
    results.warning(CAVEAT);
    List<Integer> all = new ArrayList<>();
    for (int a = 0; a < settings.attributes().size(); a++) {
      all.add(a);
    }
    Segmentation first = fit(all);
    SegmentOutput output = new SegmentOutput(settings, rows, results);
    Map<String, Object> content = output.content(first);
    output.tables("segment", first);
    Segmentation last = first;
    if (settings.refitLevel().isPresent()) {
      List<Integer> kept = kept(first, settings.refitLevel().get());
      Map<String, Object> refit = new LinkedHashMap<>();
      refit.put("level", settings.refitLevel().get());
      refit.put("dropped", dropped(first, kept));
      if (kept.size() < all.size()) {
        last = fit(kept);
        refit.putAll(output.content(last));
        output.tables("segment-refit", last);
      }
      content.put("refit", refit);
    }
    results.json("segment", content);
    members(last);
  }

  /**
   * k-means of some attributes for every number of clusters.
   *
   * @param attributes places of the attributes in the settings
   * @param best place of the chosen fit: the greatest squared silhouette
   */
  record Segmentation(List<Integer> attributes, AttributeScale scale, List<Found> fits, int best) {
    Found chosen() {
      return fits.get(best);
    }

    /** The number of clusters with the greatest silhouette. */
    int bestSize(boolean squared) {
      Found best = fits.get(0);
      for (Found one : fits) {
        if (one.silhouette(squared) > best.silhouette(squared)) {
          best = one;
        }
      }
      return best.fit().partition().k();
    }
  }

  /** What is known of one number of clusters. */
  record Found(
      Clustering.Fit fit,
      double squaredSilhouette,
      Silhouette silhouette,
      double[][] profiles,
      List<OneWayAnova> analyses) {
    double silhouette(boolean squared) {
      return squared ? squaredSilhouette : silhouette.mean();
    }
  }

  private Segmentation fit(List<Integer> attributes) {
    List<String> names = attributes.stream().map(a -> settings.attributes().get(a).name()).toList();
    double[][] values =
        Arrays.stream(rows.values())
            .map(row -> attributes.stream().mapToDouble(a -> row[a]).toArray())
            .toArray(double[][]::new);
    requireRows(values);
    AttributeScale scale = AttributeScale.of(settings.scale(), names, values);
    double[][] scaled = Arrays.stream(values).map(scale::scaled).toArray(double[][]::new);
    List<Found> fits = new ArrayList<>();
    int best = 0;
    try (Clustering clustering = new Clustering(spark, scaled)) {
      for (int i = 0; i < settings.sizes().size(); i++) {
        Clustering.Fit fit = one(clustering, scale, i);
        fits.add(describe(clustering, fit, values));
        if (fits.get(i).squaredSilhouette() > fits.get(best).squaredSilhouette()) {
          best = i;
        }
      }
    }
    return new Segmentation(attributes, scale, fits, best);
  }

  private void requireRows(double[][] values) {
    int most = settings.sizes().stream().mapToInt(Integer::intValue).max().orElse(0);
    Set<List<Double>> distinct = new HashSet<>();
    for (int i = 0; i < values.length && distinct.size() <= most; i++) {
      distinct.add(Arrays.stream(values[i]).boxed().toList());
    }
    if (values.length == 0) {
      throw new DataException("segment: the sample has no row with every attribute");
    }
    if (distinct.size() <= most) {
      throw new EstimationException(
          "segment: k = "
              + most
              + " clusters need more distinct rows, got "
              + distinct.size()
              + " of "
              + values.length
              + " rows");
    }
  }

  private Clustering.Fit one(Clustering clustering, AttributeScale scale, int i) {
    Clustering.Fit fit;
    if (settings.starts().isEmpty()) {
      fit = clustering.best(settings, settings.sizes().get(i));
    } else {
      double[][] start =
          Arrays.stream(settings.starts().get(i)).map(scale::scaled).toArray(double[][]::new);
      fit = clustering.from(start, settings.iterations(), settings.tolerance());
    }
    Partition partition = fit.partition();
    if (Arrays.stream(partition.sizes()).anyMatch(size -> size == 0)
        || partition.k() < settings.sizes().get(i)) {
      throw new EstimationException(
          "segment: k = "
              + settings.sizes().get(i)
              + " leaves a cluster empty: choose another start");
    }
    if (fit.iterations() >= settings.iterations()) {
      throw new EstimationException(
          String.format(
              Locale.ROOT,
              "segment: k = %d did not converge in max-iterations = %d",
              partition.k(),
              settings.iterations()));
    }
    return fit;
  }

  private Found describe(Clustering clustering, Clustering.Fit fit, double[][] values) {
    Partition partition = fit.partition();
    List<String> labels = Arrays.stream(partition.cluster()).mapToObj(String::valueOf).toList();
    List<OneWayAnova> analyses = new ArrayList<>();
    for (int a = 0; a < values[0].length; a++) {
      int attribute = a;
      double[] column = Arrays.stream(values).mapToDouble(row -> row[attribute]).toArray();
      analyses.add(OneWayAnova.of(GroupedValues.of(labels, column)));
    }
    double[][] profiles = Partition.of(values, partition.cluster(), partition.k()).centres();
    return new Found(
        fit, clustering.squaredSilhouette(partition), silhouette(partition), profiles, analyses);
  }

  /** Over evenly spaced rows, where there are more than the settings allow. */
  private Silhouette silhouette(Partition partition) {
    int n = partition.rows().length;
    int m = Math.min(n, settings.silhouetteRows());
    double[][] some = new double[m][];
    int[] cluster = new int[m];
    for (int i = 0; i < m; i++) {
      int row = (int) ((long) i * n / m);
      some[i] = partition.rows()[row];
      cluster[i] = partition.cluster()[row];
    }
    if (m < n) {
      results.warning(
          String.format(
              Locale.ROOT,
              "segment: Euclidean silhouettes are of %,d evenly spaced rows of %,d",
              m,
              n));
    }
    return Silhouette.euclidean(some, cluster, partition.k());
  }

  private static List<Integer> kept(Segmentation fitted, double level) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < fitted.attributes().size(); i++) {
      if (fitted.chosen().analyses().get(i).pValue() < level) {
        kept.add(fitted.attributes().get(i));
      }
    }
    if (kept.isEmpty()) {
      throw new EstimationException(
          "segment: no attribute differs between the segments at level " + level);
    }
    return kept;
  }

  private List<String> dropped(Segmentation fitted, List<Integer> kept) {
    return fitted.attributes().stream()
        .filter(a -> !kept.contains(a))
        .map(a -> settings.attributes().get(a).name())
        .toList();
  }

  private void members(Segmentation fitted) {
    int[] cluster = fitted.chosen().fit().partition().cluster();
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType, false)
            .add("cluster", DataTypes.IntegerType, false);
    List<Row> members = new ArrayList<>();
    for (int i = 0; i < cluster.length; i++) {
      members.add(RowFactory.create(rows.ids().get(i), cluster[i] + 1));
    }
    results.rows("segment-members", spark.createDataFrame(members, schema).coalesce(1));
  }
}
