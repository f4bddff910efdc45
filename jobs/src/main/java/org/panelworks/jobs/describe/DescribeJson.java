package org.panelworks.jobs.describe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.panelworks.stats.Correlations;
import org.panelworks.stats.Description;
import org.panelworks.stats.DescriptiveTable;
import org.panelworks.stats.MissingCells;
import org.panelworks.stats.Statistic;
import org.panelworks.stats.VarianceInflation;

/** The job's results for machines. */
final class DescribeJson {
  private DescribeJson() {}

  static Map<String, Object> descriptives(DescriptiveTable table, DescribeSettings settings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", "descriptives");
    json.put("quantile", word(settings.quantile()));
    json.put("variables", rows(table.all(), settings));
    json.put("by", table.by().map(column -> by(column, table, settings)).orElse(null));
    return json;
  }

  private static Map<String, Object> by(
      String column, DescriptiveTable table, DescribeSettings settings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("column", column);
    json.put("label", settings.label(column));
    json.put("rows_without_group", table.rowsWithoutGroup());
    List<Map<String, Object>> groups = new ArrayList<>();
    for (DescriptiveTable.Group group : table.groups()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("group", group.label());
      one.put("variables", rows(group.variables(), settings));
      groups.add(one);
    }
    json.put("groups", groups);
    return json;
  }

  private static List<Map<String, Object>> rows(
      List<Description> descriptions, DescribeSettings settings) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Description description : descriptions) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("variable", description.variable());
      row.put("label", settings.label(description.variable()));
      for (Map.Entry<Statistic, Double> entry : description.values().entrySet()) {
        boolean count = entry.getKey() == Statistic.N;
        row.put(
            word(entry.getKey()), count ? (Number) entry.getValue().longValue() : entry.getValue());
      }
      rows.add(row);
    }
    return rows;
  }

  static Map<String, Object> correlation(Correlations correlations) {
    int k = correlations.variables().size();
    boolean listwise = correlations.missing() == MissingCells.LISTWISE;
    double[][] coefficients = new double[k][k];
    double[][] pValues = new double[k][k];
    long[][] counts = new long[k][k];
    List<Map<String, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        coefficients[i][j] = correlations.coefficient(i, j);
        pValues[i][j] = correlations.pValue(i, j);
        counts[i][j] = correlations.count(i, j);
        if (i < j) {
          pairs.add(pair(correlations, i, j));
        }
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", "correlation");
    json.put("method", word(correlations.method()));
    json.put("missing", word(correlations.missing()));
    json.put("variables", correlations.variables());
    json.put("n", listwise ? correlations.count(0, 0) : null);
    if (!listwise) {
      json.put("counts", counts);
    }
    json.put("coefficients", coefficients);
    json.put("p_values", pValues);
    json.put("pairs", pairs);
    return json;
  }

  private static Map<String, Object> pair(Correlations correlations, int i, int j) {
    Map<String, Object> pair = new LinkedHashMap<>();
    pair.put("x", correlations.variables().get(i));
    pair.put("y", correlations.variables().get(j));
    pair.put("n", correlations.count(i, j));
    pair.put("r", correlations.coefficient(i, j));
    pair.put("t", correlations.statistic(i, j));
    pair.put("p_value", correlations.pValue(i, j));
    return pair;
  }

  static Map<String, Object> vif(VarianceInflation vif) {
    int k = vif.variables().size();
    double[] factors = new double[k];
    double[] tolerances = new double[k];
    for (int i = 0; i < k; i++) {
      factors[i] = vif.factor(i);
      tolerances[i] = 1 / vif.factor(i);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", "vif");
    json.put("n", vif.count());
    json.put("variables", vif.variables());
    json.put("vif", factors);
    json.put("tolerance", tolerances);
    json.put("mean_vif", vif.mean());
    return json;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
