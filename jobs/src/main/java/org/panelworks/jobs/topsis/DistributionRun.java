package org.panelworks.jobs.topsis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.DataException;
import org.panelworks.figure.LinePlot;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;
import org.panelworks.topsis.GiniDecomposition;
import org.panelworks.topsis.KernelDensity;
import org.panelworks.topsis.ScoreSample;
import org.panelworks.topsis.TopsisModel;

/** The distribution of the score: Dagum's Gini decomposition and kernel densities by year. */
final class DistributionRun {
  private static final int MOST_CURVES = 12;

  private final TopsisSettings settings;
  private final TopsisModel model;
  private final Results results;

  DistributionRun(TopsisSettings settings, TopsisModel model, Results results) {
    this.settings = settings;
    this.model = model;
    this.results = results;
  }

  void gini(String column, ScoreSample sample) {
    if (sample.groups().isEmpty()) {
      throw new DataException("topsis.gini: no row has a value of `" + column + "`");
    }
    if (sample.withoutGroup() > 0) {
      results.warning(
          "topsis: "
              + sample.withoutGroup()
              + " rows without a value of `"
              + column
              + "` are left out of the Gini decomposition");
    }
    Map<String, Object> json = new TopsisJson(model).head("topsis-gini");
    json.put("group", column);
    List<Map<String, Object>> years = new ArrayList<>();
    Table.Builder table =
        Table.builder("topsis-gini")
            .title("Gini coefficient of the score and its decomposition by " + column)
            .columns(7, Alignment.RIGHT)
            .header(
                "Year",
                "G",
                "Within",
                "Net between",
                "Transvariation",
                "Within (%)",
                "Net between (%)",
                "Transvariation (%)");
    for (int time = 0; time < model.times().size(); time++) {
      if (sample.at(time).length > 0) {
        GiniDecomposition gini = sample.gini(time);
        String label = model.times().isPresent() ? "" + model.times().time(time) : "All";
        Map<String, Object> year = new LinkedHashMap<>();
        if (model.times().isPresent()) {
          year.put("time", model.times().time(time));
        }
        year.putAll(json(gini));
        years.add(year);
        table.row(row(label, gini));
      }
    }
    json.put("years", years);
    json.put("overall", json(sample.gini()));
    results.json("topsis-gini", json);
    results.table(table.note("Decomposition by Dagum (1997).").build());
  }

  private static Map<String, Object> json(GiniDecomposition gini) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("n", gini.n());
    json.put("gini", gini.total());
    json.put("within", gini.within());
    json.put("net_between", gini.netBetween());
    json.put("transvariation", gini.transvariation());
    json.put("share_within", gini.within() / gini.total());
    json.put("share_net_between", gini.netBetween() / gini.total());
    json.put("share_transvariation", gini.transvariation() / gini.total());
    List<Map<String, Object>> groups = new ArrayList<>();
    for (int j = 0; j < gini.groups().size(); j++) {
      Map<String, Object> group = new LinkedHashMap<>();
      group.put("group", gini.groups().get(j));
      group.put("n", gini.counts()[j]);
      group.put("mean", gini.means()[j]);
      group.put("gini", gini.between()[j][j]);
      groups.add(group);
    }
    json.put("groups", groups);
    List<Map<String, Object>> pairs = new ArrayList<>();
    for (int j = 0; j < gini.groups().size(); j++) {
      for (int h = 0; h < j; h++) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("groups", List.of(gini.groups().get(h), gini.groups().get(j)));
        pair.put("gini", gini.between()[j][h]);
        pair.put("affluence", gini.affluence()[j][h]);
        pairs.add(pair);
      }
    }
    json.put("between", pairs);
    return json;
  }

  private List<Cell> row(String label, GiniDecomposition gini) {
    Digits digits = Digits.fixed(settings.decimals());
    List<Cell> cells = new ArrayList<>(List.of(Cell.label(label)));
    double[] parts = {gini.within(), gini.netBetween(), gini.transvariation()};
    cells.add(Cell.number(gini.total(), digits));
    for (double part : parts) {
      cells.add(Cell.number(part, digits));
    }
    for (double part : parts) {
      cells.add(Cell.number(100 * part / gini.total(), Digits.fixed(1)));
    }
    return cells;
  }

  void density(ScoreSample sample) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double widest = 0;
    for (int time = 0; time < model.times().size(); time++) {
      double[] values = sample.at(time);
      double bandwidth = values.length == 0 ? Double.NaN : KernelDensity.bandwidth(values);
      if (!Double.isNaN(bandwidth)) {
        least = Math.min(least, values[0]);
        most = Math.max(most, values[values.length - 1]);
        widest = Math.max(widest, bandwidth);
      }
    }
    if (widest == 0) {
      results.warning("topsis: the scores of no year vary, there is no density");
      return;
    }
    draw(sample, KernelDensity.grid(least, most, widest, settings.further().densityPoints()));
  }

  private void draw(ScoreSample sample, double[] points) {
    Map<String, Object> json = new TopsisJson(model).head("topsis-density");
    json.put("kernel", "gaussian");
    json.put("points", points);
    List<Map<String, Object>> years = new ArrayList<>();
    List<LinePlot.Series> curves = new ArrayList<>();
    for (int time = 0; time < model.times().size(); time++) {
      double[] values = sample.at(time);
      double bandwidth = values.length == 0 ? Double.NaN : KernelDensity.bandwidth(values);
      double[] density = KernelDensity.at(points, values, bandwidth);
      Map<String, Object> year = new LinkedHashMap<>();
      if (model.times().isPresent()) {
        year.put("time", model.times().time(time));
      }
      year.put("n", values.length);
      year.put("bandwidth", bandwidth);
      year.put("density", density);
      years.add(year);
      String name = model.times().isPresent() ? "" + model.times().time(time) : "All";
      if (!Double.isNaN(bandwidth)) {
        curves.add(new LinePlot.Series(name, points, density));
      }
    }
    json.put("years", years);
    results.json("topsis-density", json);
    String what = TopsisFigures.scoreName(model);
    String title = "Kernel density of the " + what.toLowerCase(java.util.Locale.ROOT);
    LinePlot plot = new LinePlot(title, what, "Density", LinePlot.Naming.LEGEND, few(curves));
    results.figure("topsis-density", title, plot.svg());
  }

  /** At most a dozen curves, evenly spaced, the first and the last among them. */
  private static List<LinePlot.Series> few(List<LinePlot.Series> curves) {
    if (curves.size() <= MOST_CURVES) {
      return curves;
    }
    List<LinePlot.Series> few = new ArrayList<>();
    for (int i = 0; i < MOST_CURVES; i++) {
      few.add(curves.get((int) Math.round((double) i * (curves.size() - 1) / (MOST_CURVES - 1))));
    }
    return few;
  }
}
