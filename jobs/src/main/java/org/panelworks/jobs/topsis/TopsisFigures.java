package org.panelworks.jobs.topsis;

import org.panelworks.jobs.runtime.Results;
import org.panelworks.topsis.EvaluationMeans;
import org.panelworks.topsis.TopsisModel;

final class TopsisFigures {
  TopsisFigures(TopsisModel model, TopsisSettings settings, Results results) {}

  void obstacles(EvaluationMeans means) {}

  void scores(UnitYears units) {}
}
