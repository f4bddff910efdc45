package org.panelworks.jobs.topsis;

import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.topsis.EvaluationMeans;
import org.panelworks.topsis.TopsisModel;

final class FurtherResults {
  FurtherResults(
      TopsisSettings settings,
      TopsisModel model,
      SparkBlocks panel,
      SparkBlocks ranked,
      EvaluationMeans means,
      Results results) {}

  void run() {}
}
