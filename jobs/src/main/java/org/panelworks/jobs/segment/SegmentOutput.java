package org.panelworks.jobs.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.panelworks.figure.ScatterPlot;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.segment.Partition;
import org.panelworks.survey.OneWayAnova;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Table;

/** The job's results, for machines and for papers. */
final class SegmentOutput {
  private static final int MOST_JSON = 10_000;

  private final SegmentSettings settings;
  private final SegmentRows rows;
  private final Results results;

  SegmentOutput(SegmentSettings settings, SegmentRows rows, Results results) {
    this.settings = settings;
    this.rows = rows;
    this.results = results;
  }

  private List<String> names(SegmentRun.Segmentation fitted) {
    return fitted.attributes().stream().map(a -> settings.attributes().get(a).name()).toList();
  }

  Map<String, Object> content(SegmentRun.Segmentation fitted) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("attributes", names(fitted));
    content.put("scale", settings.scale().name().toLowerCase(java.util.Locale.ROOT));
    content.put("rows", rows.values().length);
    content.put("incomplete_rows", rows.incomplete());
    boolean given = !settings.starts().isEmpty();
    content.put("init", given ? "given starts" : "k-means||");
    if (!given) {
      content.put("seed", settings.seed());
      content.put("restarts", settings.restarts());
    }
    content.put("k", fitted.chosen().fit().partition().k());
    content.put("best_k_by_silhouette_squared", fitted.bestSize(true));
    content.put("best_k_by_silhouette_euclid", fitted.bestSize(false));
    content.put("fits", fitted.fits().stream().map(found -> fit(fitted, found)).toList());
    return content;
  }

  private Map<String, Object> fit(SegmentRun.Segmentation fitted, SegmentRun.Found found) {
    Partition partition = found.fit().partition();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("k", partition.k());
    entry.put("iterations", found.fit().iterations());
    entry.put("cost", found.fit().cost());
    entry.put("restart_costs", found.fit().costs());
    entry.put("sizes", partition.sizes());
    entry.put("shares", shares(partition));
    Map<String, Object> centres = new LinkedHashMap<>();
    centres.put("rows", IntStream.rangeClosed(1, partition.k()).mapToObj(c -> "c" + c).toList());
    centres.put("cols", names(fitted));
    centres.put("values", partition.centres());
    entry.put("centers", centres);
    entry.put("profiles", found.profiles());
    entry.put("withinss", partition.within());
    entry.put("tot_withinss", partition.totalWithin());
    entry.put("betweenss", partition.between());
    entry.put("totss", partition.total());
    entry.put("silhouette_squared_euclid_mean", found.squaredSilhouette());
    entry.put("silhouette_euclid_mean", found.silhouette().mean());
    entry.put("silhouette_euclid_by_cluster", found.silhouette().byCluster());
    entry.put("silhouette_euclid_rows", found.silhouette().rows());
    entry.put("calinski_harabasz", partition.calinskiHarabasz());
    entry.put("anova_on_original_units", anova(names(fitted), found.analyses()));
    if (rows.ids().size() <= MOST_JSON) {
      entry.put("ids", rows.ids());
      entry.put("cluster", Arrays.stream(partition.cluster()).map(c -> c + 1).toArray());
    }
    return entry;
  }

  private static double[] shares(Partition partition) {
    return Arrays.stream(partition.sizes())
        .mapToDouble(size -> (double) size / partition.rows().length)
        .toArray();
  }

  private static List<Map<String, Object>> anova(List<String> names, List<OneWayAnova> analyses) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int a = 0; a < names.size(); a++) {
      OneWayAnova one = analyses.get(a);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("variable", names.get(a));
      entry.put("SS_between", one.ssBetween());
      entry.put("SS_within", one.ssWithin());
      entry.put("MS_between", one.meanSquareBetween());
      entry.put("MS_within", one.meanSquareWithin());
      entry.put("df1", one.df1());
      entry.put("df2", one.df2());
      entry.put("F", one.f());
      entry.put("p_value", one.pValue());
      entry.put("eta_squared", one.etaSquared());
      entries.add(entry);
    }
    return entries;
  }

  /** The tables and figures of a segmentation, their names beginning alike. */
  void tables(String prefix, SegmentRun.Segmentation fitted) {
    results.table(sizes(prefix, fitted));
    results.table(profiles(prefix, fitted));
    if (fitted.fits().size() > 1) {
      figure(prefix + "-silhouette-squared", "Silhouette, squared distance", fitted, true);
      figure(prefix + "-silhouette-euclid", "Silhouette, Euclidean distance", fitted, false);
    }
  }

  private Table sizes(String prefix, SegmentRun.Segmentation fitted) {
    Table.Builder table =
        Table.builder(prefix)
            .title("k-means by number of clusters")
            .columns(5, Alignment.RIGHT)
            .header(
                "k",
                "Within SS",
                "Silhouette (squared)",
                "Silhouette (Euclid)",
                "Caliński–Harabasz",
                "Iterations");
    for (SegmentRun.Found found : fitted.fits()) {
      Partition partition = found.fit().partition();
      table.row(
          Cell.label(String.valueOf(partition.k())),
          Cell.number(partition.totalWithin(), settings.digits()),
          Cell.number(found.squaredSilhouette(), settings.digits()),
          Cell.number(found.silhouette().mean(), settings.digits()),
          Cell.number(partition.calinskiHarabasz(), settings.digits()),
          Cell.count(found.fit().iterations()));
    }
    return table
        .note(
            "Profiles and members are of k = "
                + fitted.chosen().fit().partition().k()
                + ", the greatest silhouette by squared distance.")
        .build();
  }

  private Table profiles(String prefix, SegmentRun.Segmentation fitted) {
    SegmentRun.Found found = fitted.chosen();
    Partition partition = found.fit().partition();
    List<String> heads = new ArrayList<>(List.of(""));
    IntStream.rangeClosed(1, partition.k()).forEach(c -> heads.add("Segment " + c));
    heads.addAll(List.of("F", "p", "η²"));
    Table.Builder table =
        Table.builder(prefix + "-profiles")
            .title("Means of the segments")
            .columns(heads.size() - 1, Alignment.RIGHT)
            .header(heads.toArray(String[]::new));
    List<String> names = names(fitted);
    for (int a = 0; a < names.size(); a++) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.label(names.get(a))));
      for (double[] profile : found.profiles()) {
        cells.add(Cell.number(profile[a], settings.digits()));
      }
      OneWayAnova one = found.analyses().get(a);
      cells.add(Cell.number(one.f(), settings.digits()));
      cells.add(Cell.number(one.pValue(), settings.digits()));
      cells.add(Cell.number(one.etaSquared(), settings.digits()));
      table.row(cells);
    }
    List<Cell> counts = new ArrayList<>(List.of(Cell.label("N")));
    List<Cell> shares = new ArrayList<>(List.of(Cell.label("Share (%)")));
    for (int size : partition.sizes()) {
      counts.add(Cell.count(size));
      shares.add(Cell.number(100.0 * size / partition.rows().length, settings.digits()));
    }
    for (int i = 0; i < 3; i++) {
      counts.add(Cell.empty());
      shares.add(Cell.empty());
    }
    return table
        .rule()
        .row(counts)
        .row(shares)
        .note("F and p describe: the segments were made to differ in these attributes.")
        .build();
  }

  private void figure(String name, String title, SegmentRun.Segmentation fitted, boolean squared) {
    List<ScatterPlot.Point> points = new ArrayList<>();
    for (SegmentRun.Found found : fitted.fits()) {
      int k = found.fit().partition().k();
      points.add(new ScatterPlot.Point("k = " + k, k, found.silhouette(squared)));
    }
    results.figure(
        name,
        title,
        ScatterPlot.of(title, "Number of clusters", "Mean silhouette", points).withLine().svg());
  }
}
