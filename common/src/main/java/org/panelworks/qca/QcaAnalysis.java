package org.panelworks.qca;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.panelworks.EstimationException;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;

/**
 * Qualitative comparative analysis of a calibrated sample: truth table, then the complex, the
 * parsimonious and the intermediate solutions (Ragin 2008, ch. 7–9), each with every model that
 * fits equally well.
 *
 * <p>The complex solution minimises the positive rows alone; the parsimonious one may use every
 * remainder. An intermediate solution belongs to a pair of a complex and a parsimonious model:
 *
 * <ol>
 *   <li>of each complex term inside a parsimonious term, the literals that the latter lacks and
 *       that go against the expectations are dropped;
 *   <li>the remainders that these shorter terms cover are the easy counterfactuals;
 *   <li>the positive rows and the easy counterfactuals are minimised again;
 *   <li>the models are the minimum covers of the positive rows.
 * </ol>
 *
 * Without expectations the intermediate solution is the complex one. Where a condition has several
 * levels, a literal against the expectation is widened to its own and the expected levels.
 *
 * <p>Refused: no positive row, and positive rows without a single negative one.
 */
public final class QcaAnalysis {
  private final QcaOptions options;

  private QcaAnalysis(QcaOptions options) {
    this.options = options;
  }

  public static QcaAnalysis of(QcaOptions options) {
    return new QcaAnalysis(options);
  }

  /**
   * Refuses options that no data could make right: too many conditions, expectations for unknown
   * ones, rows that do not exist.
   */
  public void check(List<Condition> conditions) {
    ConfigurationSpace space = ConfigurationSpace.of(conditions);
    expectations(conditions);
    TruthTable.checkExcluded(space, options.truthTable());
  }

  /** Analyses the sample. */
  public QcaResult fit(QcaSample sample) {
    List<Expectation> expectations = expectations(sample.conditions());
    TruthTable table = TruthTable.of(sample, options.truthTable());
    long[] positives = rows(table, RowOutcome.POSITIVE);
    long[] remainders = rows(table, RowOutcome.REMAINDER);
    checkIdentified(sample.outcome(), table, positives.length, remainders.length);

    ConfigurationSpace space = sample.space();
    Minimization complex = Minimization.of(space, positives, new long[0], options.limits());
    Minimization parsimonious = Minimization.of(space, positives, remainders, options.limits());
    options.limits().checkPairs(complex.models().size(), parsimonious.models().size());
    ModelFits fits = new ModelFits(sample);
    IntermediateSolutions intermediate =
        new IntermediateSolutions(fits, table, expectations, options);
    return new QcaResult(
        sample.outcome(),
        table,
        solution(fits, table, complex),
        solution(fits, table, parsimonious),
        intermediate.of(complex, parsimonious));
  }

  private List<Expectation> expectations(List<Condition> conditions) {
    List<String> names = conditions.stream().map(Condition::name).toList();
    for (Map.Entry<String, Expectation> entry : options.expectations().entrySet()) {
      int position = names.indexOf(entry.getKey());
      if (position < 0) {
        throw new SettingsException(
            "expectations must name conditions, got "
                + entry.getKey()
                + NearestName.hint(entry.getKey(), names)
                + "; the conditions are "
                + String.join(", ", names));
      }
      entry.getValue().check(conditions.get(position));
    }
    List<Expectation> expectations = new ArrayList<>();
    for (String name : names) {
      expectations.add(options.expectations().getOrDefault(name, Expectation.any()));
    }
    return expectations;
  }

  private void checkIdentified(String outcome, TruthTable table, int positives, int remainders) {
    TruthTableOptions cutoffs = options.truthTable();
    String rule =
        String.format(
            Locale.ROOT,
            "consistency %s, PRI %s and frequency %d",
            cutoffs.consistencyCutoff(),
            cutoffs.priCutoff(),
            cutoffs.frequencyCutoff());
    if (positives == 0) {
      throw new EstimationException(
          "no truth table row leads to " + outcome + " with " + rule + ": nothing to minimise");
    }
    if (positives + remainders == table.size()) {
      throw new EstimationException(
          "every frequent truth table row leads to "
              + outcome
              + " with "
              + rule
              + ": without a negative row every condition would be redundant");
    }
  }

  private static long[] rows(TruthTable table, RowOutcome outcome) {
    return table.rows(outcome).stream().mapToLong(table.space()::row).toArray();
  }

  private static Solution solution(ModelFits fits, TruthTable table, Minimization minimized) {
    ConfigurationSpace space = table.space();
    List<Integer> remainders = table.rows(RowOutcome.REMAINDER);
    List<Model> models = new ArrayList<>();
    List<List<Integer>> assumptions = new ArrayList<>();
    long listed = 0;
    for (List<Term> terms : minimized.models()) {
      models.add(fits.of(terms));
      List<Integer> assumed = space.covered(terms, remainders);
      assumptions.add(assumed);
      listed += assumed.size();
      CoverLimits.checkAssumptions(listed);
    }
    return new Solution(
        labels(space, minimized.primeImplicants()),
        labels(space, minimized.essential()),
        models,
        assumptions);
  }

  private static List<String> labels(ConfigurationSpace space, List<Term> terms) {
    return terms.stream().map(term -> String.join("*", space.literals(term))).toList();
  }
}
