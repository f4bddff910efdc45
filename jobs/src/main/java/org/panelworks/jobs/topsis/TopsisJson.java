package org.panelworks.jobs.topsis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.panelworks.topsis.EvaluatedRow;
import org.panelworks.topsis.EvaluationMeans;
import org.panelworks.topsis.Indicator;
import org.panelworks.topsis.Scope;
import org.panelworks.topsis.ScoreColumns;
import org.panelworks.topsis.TopsisModel;
import org.panelworks.topsis.TopsisOptions;

/** The results for machines. */
final class TopsisJson {
  private final TopsisModel model;
  private final TopsisOptions options;

  TopsisJson(TopsisModel model) {
    this.model = model;
    this.options = model.options();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> String words(Class<E> type) {
    return String.join(", ", Arrays.stream(type.getEnumConstants()).map(TopsisJson::word).toList());
  }

  /** What every result begins with. */
  Map<String, Object> head(String table) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", table);
    json.put("method", word(options.method()));
    json.put("weighting", word(options.weighting()));
    json.put("scope", word(options.scope()));
    json.put("normalisation", word(options.normalisation()));
    json.put("shift", options.shift());
    json.put("n", model.rows());
    return json;
  }

  Map<String, Object> weights() {
    Map<String, Object> json = head("topsis-weights");
    List<Map<String, Object>> weights = new ArrayList<>();
    List<Map<String, Object>> criteria = new ArrayList<>();
    for (int scope = 0; scope < model.scopes(); scope++) {
      for (int j = 0; j < options.indicators().size(); j++) {
        weights.add(weight(scope, j));
      }
      double[] sums = model.criterionWeights(scope);
      for (int k = 0; k < sums.length; k++) {
        Map<String, Object> criterion = scopeKey(scope);
        criterion.put("criterion", options.criteria().get(k));
        criterion.put("weight", sums[k]);
        criteria.add(criterion);
      }
    }
    json.put("weights", weights);
    json.put("criteria", criteria);
    return json;
  }

  private Map<String, Object> scopeKey(int scope) {
    Map<String, Object> key = new LinkedHashMap<>();
    if (options.scope() == Scope.PER_YEAR) {
      key.put("time", model.times().time(scope));
    }
    return key;
  }

  private Map<String, Object> weight(int scope, int j) {
    Indicator indicator = options.indicators().get(j);
    Map<String, Object> json = scopeKey(scope);
    json.put("indicator", indicator.column());
    json.put("label", indicator.label());
    json.put("criterion", indicator.criterion().isEmpty() ? null : indicator.criterion());
    json.put("direction", word(indicator.direction()));
    json.put("min", model.least(scope, j));
    json.put("max", model.most(scope, j));
    json.put("entropy", model.entropy(scope)[j]);
    json.put("divergence", model.divergence(scope)[j]);
    json.put("weight", model.weights(scope)[j]);
    json.put("ideal_positive", model.idealPositive(scope)[j]);
    json.put("ideal_negative", model.idealNegative(scope)[j]);
    json.put("constant", model.isConstant(scope, j));
    return json;
  }

  Map<String, Object> scores(List<EvaluatedRow> rows) {
    Map<String, Object> json = head("topsis-scores");
    json.put("criteria", options.criteria());
    json.put("scores", rows.stream().map(this::score).toList());
    return json;
  }

  private Map<String, Object> key(EvaluatedRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("unit", row.unit());
    if (model.times().isPresent()) {
      json.put("time", row.time());
    }
    return json;
  }

  private Map<String, Object> score(EvaluatedRow row) {
    Map<String, Object> json = key(row);
    putScores(json, row, 0);
    List<Map<String, Object>> criteria = new ArrayList<>();
    for (int group = 1; group < model.columns().groups(); group++) {
      Map<String, Object> criterion = new LinkedHashMap<>();
      criterion.put("criterion", model.columns().criteria().get(group - 1));
      putScores(criterion, row, group);
      criteria.add(criterion);
    }
    json.put("criteria", criteria);
    return json;
  }

  private void putScores(Map<String, Object> json, EvaluatedRow row, int group) {
    ScoreColumns columns = model.columns();
    for (int field = 0; field < columns.fields().size(); field++) {
      json.put(columns.fields().get(field), row.scores()[columns.place(group, field)]);
    }
    json.put("rank", whole(row.scores()[columns.rankPlace(group)]));
    json.put("rank_within_year", whole(row.scores()[columns.rankPlace(group) + 1]));
  }

  /** A count, or nothing. */
  private static Object whole(double value) {
    return Double.isNaN(value) ? Double.NaN : (Object) (long) value;
  }

  Map<String, Object> obstacles(
      List<EvaluatedRow> rows, EvaluationMeans means, int top, String elsewhere) {
    Map<String, Object> json = head("topsis-obstacles");
    json.put("indicators", options.columns());
    json.put("criteria", options.criteria());
    json.put("top_obstacles", top);
    if (elsewhere.isEmpty()) {
      json.put("rows", rows.stream().map(row -> obstacle(row, top)).toList());
    } else {
      json.put("rows", List.of());
      json.put("rows_note", elsewhere);
    }
    List<Map<String, Object>> years = new ArrayList<>();
    for (int time = 0; time < model.times().size() && model.times().isPresent(); time++) {
      Map<String, Object> year = new LinkedHashMap<>();
      year.put("time", model.times().time(time));
      year.putAll(split(means.obstacles(time)));
      years.add(year);
    }
    json.put("means", years);
    json.put("overall", split(means.overallObstacles()));
    return json;
  }

  private Map<String, Object> split(double[] degrees) {
    int m = options.indicators().size();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("obstacle", Arrays.copyOf(degrees, m));
    json.put("criteria", Arrays.copyOfRange(degrees, m, degrees.length));
    return json;
  }

  private Map<String, Object> obstacle(EvaluatedRow row, int top) {
    Map<String, Object> json = key(row);
    json.putAll(split(row.obstacles()));
    List<Map<String, Object>> largest = new ArrayList<>();
    for (int j : model.largest(row.obstacles(), top)) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("indicator", options.columns().get(j));
      one.put("obstacle", row.obstacles()[j]);
      largest.add(one);
    }
    json.put("top", largest);
    return json;
  }
}
