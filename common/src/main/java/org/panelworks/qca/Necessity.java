package org.panelworks.qca;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Necessity of each condition and its negation (each level of a multi-value condition), and the
 * unions of literals of different conditions that are necessary although none of their parts is
 * (SUIN conditions: Schneider and Wagemann 2012, ch. 3.3; relevance: Schneider and Wagemann, eq.
 * 9.2).
 *
 * @param single every literal
 * @param unions the necessary unions, smaller first
 * @param cutoff least consistency
 */
public record Necessity(
    List<NecessaryCondition> single, List<NecessaryCondition> unions, double cutoff) {
  public Necessity {
    single = List.copyOf(single);
    unions = List.copyOf(unions);
  }

  /** Analyses the sample. */
  public static Necessity of(QcaSample sample, NecessityOptions options) {
    List<NecessaryCondition> single = new ArrayList<>();
    for (int c = 0; c < sample.conditions().size(); c++) {
      for (Literal literal : literals(sample.conditions().get(c), c)) {
        single.add(fit(sample, List.of(literal)));
      }
    }
    List<NecessaryCondition> unions = new ArrayList<>();
    List<List<Literal>> open =
        single.stream()
            .filter(s -> !TruthTableOptions.reaches(s.consistency(), options.cutoff()))
            .map(NecessaryCondition::literals)
            .toList();
    List<Literal> parts = open.stream().map(literals -> literals.get(0)).toList();
    for (int size = 2; size <= options.unionSize(); size++) {
      List<List<Literal>> insufficient = new ArrayList<>();
      for (List<Literal> union : longer(open, parts, unions)) {
        NecessaryCondition fit = fit(sample, union);
        if (!TruthTableOptions.reaches(fit.consistency(), options.cutoff())) {
          insufficient.add(union);
        } else {
          unions.add(fit);
        }
      }
      open = insufficient;
    }
    unions.removeIf(union -> !TruthTableOptions.reaches(union.ron(), options.unionRon()));
    return new Necessity(single, unions, options.cutoff());
  }

  /** Presence first, then absence; the levels in order. */
  private static List<Literal> literals(Condition condition, int number) {
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i < condition.levels(); i++) {
      int level = condition.multiValue() ? i : 1 - i;
      literals.add(new Literal(number, level, condition.literal(level)));
    }
    return literals;
  }

  /** The unions with one literal more, of a later condition, that no found union lies in. */
  private static List<List<Literal>> longer(
      List<List<Literal>> unions, List<Literal> parts, List<NecessaryCondition> found) {
    List<List<Literal>> longer = new ArrayList<>();
    for (List<Literal> union : unions) {
      for (Literal part : parts) {
        if (part.condition() > union.get(union.size() - 1).condition()) {
          List<Literal> grown = new ArrayList<>(union);
          grown.add(part);
          if (found.stream().noneMatch(f -> grown.containsAll(f.literals()))) {
            longer.add(grown);
          }
        }
      }
    }
    return longer;
  }

  private static NecessaryCondition fit(QcaSample sample, List<Literal> literals) {
    double[] y = sample.outcomeValues();
    SetFit.Sum common = new SetFit.Sum();
    SetFit.Sum members = new SetFit.Sum();
    SetFit.Sum outcome = new SetFit.Sum();
    SetFit.Sum outside = new SetFit.Sum();
    SetFit.Sum notBoth = new SetFit.Sum();
    for (int i = 0; i < y.length; i++) {
      double x = 0;
      for (Literal literal : literals) {
        x = Math.max(x, sample.membership(literal.condition(), literal.level(), i));
      }
      double both = Math.min(x, y[i]);
      common.add(both);
      members.add(x);
      outcome.add(y[i]);
      outside.add(1 - x);
      notBoth.add(1 - both);
    }
    return new NecessaryCondition(
        literals,
        common.value() / outcome.value(),
        common.value() / members.value(),
        outside.value() / notBoth.value());
  }

  /** Labels of the single literals that reach the cut-off. */
  public Set<String> necessary() {
    return single.stream()
        .filter(s -> TruthTableOptions.reaches(s.consistency(), cutoff))
        .map(NecessaryCondition::label)
        .collect(Collectors.toSet());
  }
}
