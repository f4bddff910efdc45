package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits of models: the measures of each term and of their union. Models share most of their terms,
 * and pairs of models their intermediate ones, so what was fitted once is kept.
 */
final class ModelFits {
  /** Memberships in terms are kept up to this many numbers and computed again beyond. */
  private static final long MOST_KEPT = 16_000_000;

  private final QcaSample sample;
  private final Map<Term, SolutionTerm> alone = new HashMap<>();
  private final Map<Term, double[]> memberships = new HashMap<>();
  private final Map<List<Term>, Model> models = new HashMap<>();

  ModelFits(QcaSample sample) {
    this.sample = sample;
  }

  Model of(List<Term> terms) {
    Model known = models.get(terms);
    if (known == null) {
      known = fit(terms);
      models.put(List.copyOf(terms), known);
    }
    return known;
  }

  private Model fit(List<Term> terms) {
    double[] y = sample.outcomeValues();
    double[][] members = new double[terms.size()][];
    for (int t = 0; t < members.length; t++) {
      members[t] = members(terms.get(t));
    }
    double[] union = union(members, y.length);
    SetFit whole = SetFit.of(union, y);
    double[] coverageWithout = coverageWithout(members, y);
    List<SolutionTerm> fitted = new ArrayList<>();
    for (int t = 0; t < members.length; t++) {
      double[] own = members[t];
      SolutionTerm term = alone.computeIfAbsent(terms.get(t), key -> alone(key, own));
      fitted.add(term.withUniqueCoverage(whole.coverage() - coverageWithout[t]));
    }
    return new Model(fitted, whole.consistency(), whole.pri(), whole.coverage(), uncovered(union));
  }

  private double[] members(Term term) {
    double[] members = memberships.get(term);
    if (members == null) {
      members = sample.memberships(term);
      if ((memberships.size() + 1L) * members.length <= MOST_KEPT) {
        memberships.put(term, members);
      }
    }
    return members;
  }

  private SolutionTerm alone(Term term, double[] members) {
    SetFit fit = SetFit.of(members, sample.outcomeValues());
    return new SolutionTerm(
        literals(sample, term),
        fit.consistency(),
        fit.pri(),
        fit.coverage(),
        fit.coverage(),
        names(members, false),
        names(members, true));
  }

  private static double[] union(double[][] members, int cases) {
    double[] union = new double[cases];
    for (double[] term : members) {
      for (int i = 0; i < cases; i++) {
        union[i] = Math.max(union[i], term[i]);
      }
    }
    return union;
  }

  /** Coverage of the union of all terms but one, [terms], from the two largest of each case. */
  private static double[] coverageWithout(double[][] members, double[] y) {
    SetFit.Sum outcome = new SetFit.Sum();
    SetFit.Sum[] common = new SetFit.Sum[members.length];
    Arrays.setAll(common, t -> new SetFit.Sum());
    for (int i = 0; i < y.length; i++) {
      outcome.add(y[i]);
      int largest = 0;
      double second = 0;
      for (int t = 1; t < members.length; t++) {
        if (members[t][i] > members[largest][i]) {
          second = members[largest][i];
          largest = t;
        } else {
          second = Math.max(second, members[t][i]);
        }
      }
      for (int t = 0; t < members.length; t++) {
        common[t].add(Math.min(t == largest ? second : members[largest][i], y[i]));
      }
    }
    double[] coverage = new double[members.length];
    for (int t = 0; t < coverage.length; t++) {
      coverage[t] = common[t].value() / outcome.value();
    }
    return coverage;
  }

  static List<Literal> literals(QcaSample sample, Term term) {
    List<Literal> literals = new ArrayList<>();
    for (int c = 0; c < sample.conditions().size(); c++) {
      if (term.fixes(c)) {
        int level = term.level(c);
        literals.add(new Literal(c, level, sample.conditions().get(c).literal(level)));
      }
    }
    return literals;
  }

  private List<String> names(double[] members, boolean deviant) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < members.length; i++) {
      if (members[i] > 0.5 && (!deviant || sample.outcomeValues()[i] < 0.5)) {
        names.add(sample.cases().get(i));
      }
    }
    return names;
  }

  private List<String> uncovered(double[] union) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < union.length; i++) {
      if (union[i] < 0.5 && sample.outcomeValues()[i] > 0.5) {
        names.add(sample.cases().get(i));
      }
    }
    return names;
  }
}
