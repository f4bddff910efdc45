package org.panelworks.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reghdfe blocks of the models with three effects in {@code synth_3fe} were made with one round
 * of singletons dropped (9,810 and 8,394 rows), where reghdfe goes on until none is left (9,807 and
 * 8,374): they are compared on the rows that one round leaves.
 */
public final class SingletonRound {
  private SingletonRound() {}

  /** The case with a column for each such model, 1 on the rows that one round leaves. */
  public static ReferenceCase marked(ReferenceCase synth) {
    return synth
        .with(
            "round_firm_city_indyear",
            oneRound(synth, List.of("firm"), List.of("city"), List.of("industry", "year")))
        .with(
            "round_firm_year_cityyear",
            oneRound(synth, List.of("firm"), List.of("year"), List.of("city", "year")));
  }

  private static double[] ones(int rows) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  @SafeVarargs
  private static double[] oneRound(ReferenceCase synth, List<String>... dimensions) {
    double[] kept = ones(synth.rows());
    for (List<String> dimension : dimensions) {
      List<String[]> columns = dimension.stream().map(synth::texts).toList();
      List<List<String>> keys = new ArrayList<>();
      Map<List<String>, Integer> rows = new HashMap<>();
      for (int r = 0; r < kept.length; r++) {
        int row = r;
        keys.add(columns.stream().map(column -> column[row]).toList());
        rows.merge(keys.get(r), 1, Integer::sum);
      }
      for (int r = 0; r < kept.length; r++) {
        kept[r] = rows.getOrDefault(keys.get(r), 0) == 1 ? 0 : kept[r];
      }
    }
    return kept;
  }
}
