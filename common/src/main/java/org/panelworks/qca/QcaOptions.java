package org.panelworks.qca;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Options of an analysis.
 *
 * @param truthTable cut-offs and rows ruled out
 * @param expectations directional expectations by condition name; none for a condition left out
 * @param alwaysCore literals that count as core conditions wherever they stand in an intermediate
 *     term, besides those of the parsimonious terms
 * @param limits how far the search for models may go
 */
public record QcaOptions(
    TruthTableOptions truthTable,
    Map<String, Expectation> expectations,
    Set<String> alwaysCore,
    CoverLimits limits) {
  public QcaOptions {
    expectations = new LinkedHashMap<>(expectations);
    alwaysCore = Set.copyOf(alwaysCore);
  }

  /** The same with other cut-offs. */
  public QcaOptions withTruthTable(TruthTableOptions other) {
    return new QcaOptions(other, expectations, alwaysCore, limits);
  }

  /** The same with other directional expectations. */
  public QcaOptions withExpectations(Map<String, Expectation> other) {
    return new QcaOptions(truthTable, other, alwaysCore, limits);
  }

  /** The same with other literals that always count as core. */
  public QcaOptions withAlwaysCore(Set<String> other) {
    return new QcaOptions(truthTable, expectations, other, limits);
  }

  /** The same with every directional expectation turned round, as suits the negated outcome. */
  public QcaOptions opposite(List<Condition> conditions) {
    Map<String, Expectation> reversed = new LinkedHashMap<>();
    for (Condition condition : conditions) {
      Expectation expectation = expectations.get(condition.name());
      if (expectation != null) {
        reversed.put(condition.name(), expectation.opposite(condition));
      }
    }
    return withExpectations(reversed);
  }
}
