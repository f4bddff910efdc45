package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fit of many truth table rows at once. Rows that begin with the same levels share the minimum
 * over these, so that the work grows with the number of distinct beginnings and not with rows times
 * conditions; nothing is held but one array of memberships for each condition.
 */
final class RowFits {
  private final QcaSample sample;
  private final double[][] prefix;
  private final Map<Integer, SetFit> fits = new TreeMap<>();

  private RowFits(QcaSample sample) {
    this.sample = sample;
    this.prefix = new double[sample.conditions().size() + 1][sample.cases().size()];
    Arrays.fill(prefix[0], 1);
  }

  static Map<Integer, SetFit> of(QcaSample sample, Set<Integer> ids) {
    RowFits search = new RowFits(sample);
    search.descend(0, new ArrayList<>(ids));
    return search.fits;
  }

  private void descend(int condition, List<Integer> ids) {
    if (condition == sample.conditions().size()) {
      fits.put(ids.get(0), SetFit.of(prefix[condition], sample.outcomeValues()));
      return;
    }
    for (int level = 0; level < sample.conditions().get(condition).levels(); level++) {
      int wanted = level;
      List<Integer> below =
          ids.stream()
              .filter(id -> Term.levelOf(sample.space().row(id), condition) == wanted)
              .toList();
      if (!below.isEmpty()) {
        for (int i = 0; i < prefix[condition].length; i++) {
          prefix[condition + 1][i] =
              Math.min(prefix[condition][i], sample.membership(condition, level, i));
        }
        descend(condition + 1, below);
      }
    }
  }
}
