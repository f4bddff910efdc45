package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import org.panelworks.figure.XyPlot;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.qca.Literal;
import org.panelworks.qca.NecessaryCondition;
import org.panelworks.qca.QcaSample;
import org.panelworks.qca.SolutionTerm;

/**
 * XY plots of the different sufficient terms of all intermediate models, those of the first model
 * first, and of necessary conditions.
 */
final class FsqcaFigures {
  private static final int MOST_TERMS = 24;

  private final FsqcaSettings settings;
  private final Results results;

  FsqcaFigures(FsqcaSettings settings, Results results) {
    this.settings = settings;
    this.results = results;
  }

  /**
   * A term with its number in the configuration table.
   *
   * @param number {@code 1a}; with the model's name before it where the first model lacks the term
   */
  private record Numbered(String number, SolutionTerm term) {}

  void draw(Analysis analysis) {
    sufficient(analysis);
    necessary(analysis);
  }

  private void sufficient(Analysis analysis) {
    Map<String, Numbered> terms = new LinkedHashMap<>();
    for (Analysis.Named named : analysis.models()) {
      List<String> numbers = ConfigurationTable.numbers(named.model().core());
      String prefix = terms.isEmpty() ? "" : named.name() + "-";
      List<SolutionTerm> own = named.model().model().terms();
      for (int t = 0; t < own.size(); t++) {
        terms.putIfAbsent(own.get(t).label(), new Numbered(prefix + numbers.get(t), own.get(t)));
      }
    }
    if (terms.size() > MOST_TERMS) {
      results.warning(
          String.format(
              Locale.ROOT,
              "fsqca, %s: XY plots of the first %d sufficient terms, %d more are left out",
              analysis.settings().label(),
              MOST_TERMS,
              terms.size() - MOST_TERMS));
    }
    for (Numbered numbered : terms.values().stream().limit(MOST_TERMS).toList()) {
      SolutionTerm term = numbered.term();
      plot(
          analysis,
          analysis.settings().result("xy-sufficient") + "-" + numbered.number(),
          "Sufficiency: " + term.label(),
          term.label(),
          analysis.sample().memberships(term),
          (x, y) -> x > 0.5 && y < 0.5);
    }
  }

  private void necessary(Analysis analysis) {
    int number = 0;
    for (NecessaryCondition condition : analysis.necessity().single()) {
      if (analysis.necessity().necessary().contains(condition.label())) {
        number++;
        Literal literal = condition.literals().get(0);
        plot(
            analysis,
            analysis.settings().result("xy-necessary") + "-" + number,
            "Necessity: " + condition.label(),
            condition.label(),
            analysis.sample().memberships(literal.condition(), literal.level()),
            (x, y) -> x < 0.5 && y > 0.5);
      }
    }
  }

  private void plot(
      Analysis analysis,
      String name,
      String title,
      String xLabel,
      double[] x,
      BiPredicate<Double, Double> deviant) {
    QcaSample sample = analysis.sample();
    double[] y = sample.outcomeValues();
    List<XyPlot.Point> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      points.add(new XyPlot.Point(sample.cases().get(i), x[i], y[i], deviant.test(x[i], y[i])));
    }
    String yLabel = settings.label(analysis.settings());
    results.figure(name, title, new XyPlot(title, xLabel, yLabel, points).svg());
  }
}
