package org.panelworks.topsis;

import java.io.Serializable;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/**
 * What one pass gathers of a fitted evaluation: the counts that ranks are made of, and means.
 *
 * @param counts of rows by score
 * @param means of scores and obstacle degrees
 */
public record Evaluation(ScoreCounts counts, EvaluationMeans means) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The pass over the panel's own blocks. */
  public static Pass<Evaluation> pass(TopsisModel model) {
    return new EvaluationPass(model);
  }

  private record EvaluationPass(TopsisModel model) implements Pass<Evaluation> {
    private static final long serialVersionUID = 1L;

    @Override
    public Evaluation start() {
      return new Evaluation(ScoreCounts.empty(model), EvaluationMeans.empty(model));
    }

    @Override
    public Evaluation add(Evaluation into, PanelBlock block) {
      RowView view = new RowView(model, block);
      PanelBlock scores = model.scores(view);
      int[] times = ScoreCounts.timesOf(model, scores);
      into.counts.add(model, scores, times);
      into.means.add(model, scores, view, times);
      return into;
    }

    @Override
    public Evaluation merge(Evaluation left, Evaluation right) {
      return new Evaluation(left.counts.merge(right.counts), left.means.merge(right.means));
    }
  }
}
