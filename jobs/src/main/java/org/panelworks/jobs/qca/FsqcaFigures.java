package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.panelworks.figure.XyPlot;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.qca.Literal;
import org.panelworks.qca.NecessaryCondition;
import org.panelworks.qca.QcaSample;
import org.panelworks.qca.SolutionTerm;

/** XY plots of the sufficient terms of the first intermediate model and of necessary conditions. */
final class FsqcaFigures {
  private final FsqcaSettings settings;
  private final Results results;

  FsqcaFigures(FsqcaSettings settings, Results results) {
    this.settings = settings;
    this.results = results;
  }

  void draw(Analysis analysis) {
    Analysis.Named first = analysis.models().get(0);
    List<String> numbers = ConfigurationTable.numbers(first.model().core());
    List<SolutionTerm> terms = first.model().model().terms();
    for (int t = 0; t < terms.size(); t++) {
      SolutionTerm term = terms.get(t);
      plot(
          analysis,
          analysis.settings().result("xy-sufficient") + "-" + numbers.get(t),
          "Sufficiency: " + term.label(),
          term.label(),
          analysis.sample().memberships(term),
          (x, y) -> x > 0.5 && y < 0.5);
    }
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
    String outcome = settings.label(analysis.settings().outcome());
    String yLabel = analysis.settings().negated() ? "~" + outcome : outcome;
    results.figure(name, title, new XyPlot(title, xLabel, yLabel, points).svg());
  }
}
