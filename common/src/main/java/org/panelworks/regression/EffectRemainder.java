package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.panelworks.EstimationException;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/**
 * What a model's effects under the rule leave, row by row: with e the residuals, D the indicators
 * and slopes across units and W the weights, the products D'We, which are zero at the solution, and
 * how far the residuals are from those of the fitted model.
 */
final class EffectRemainder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Share of their squares by which the residuals of the same model may differ. */
  private static final double ALIKE = 1e-14;

  /** Share of the response's squares that is rounding. */
  private static final double ROUNDING = 1e-18;

  private static final int MISSED = 0;
  private static final int RESIDUAL = 1;
  private static final int RESPONSE = 2;

  private final CompensatedArray gradient;
  private final CompensatedArray squares = new CompensatedArray(3);

  private EffectRemainder(int unknowns) {
    this.gradient = new CompensatedArray(unknowns);
  }

  /** D'We, [unknowns]. */
  double[] gradient() {
    return gradient.values();
  }

  /**
   * Refuses effects that do not add up to those of the fitted model, as where a level was taken for
   * one that others explain.
   */
  void refuseUnlike(String model) {
    double missed = squares.value(MISSED);
    if (!(missed <= ALIKE * squares.value(RESIDUAL) + ROUNDING * squares.value(RESPONSE))) {
      throw new EstimationException(
          "model "
              + model
              + ": which fixed effects and slopes are identified is lost in rounding; slopes of"
              + " numbers nearer to zero, such as years since the first, have more digits");
    }
  }

  private void add(UnitRun run, FittedModel fitted, FittedModel normalised) {
    double[] wanted = fitted.left(run);
    double[] residual = normalised.left(run);
    squares.add(RESPONSE, run.sumOfSquares(run.x(fitted.model().response())));
    FittedModel.absorb(run, wanted);
    FittedModel.absorb(run, residual);
    squares.add(RESIDUAL, run.sumOfSquares(wanted));
    for (int r = 0; r < wanted.length; r++) {
      wanted[r] -= residual[r];
    }
    squares.add(MISSED, run.sumOfSquares(wanted));
    for (int f = 0; f < fitted.group().factors().size(); f++) {
      int[] unknown = run.unknown(f);
      double[] slope = run.slope(f);
      for (int r = 0; r < residual.length; r++) {
        gradient.add(unknown[r], run.weight(r) * slope[r] * residual[r]);
      }
    }
  }

  private void merge(EffectRemainder other) {
    gradient.merge(other.gradient);
    squares.merge(other.squares);
  }

  /**
   * The pass that finds the remainders of several models.
   *
   * @param fitted the models
   * @param normalised the same with effects under the rule
   */
  record Collector(List<FittedModel> fitted, List<FittedModel> normalised)
      implements Pass<GroupPasses.Parts<EffectRemainder>> {
    private static final long serialVersionUID = 1L;

    static Collector of(List<EffectNormalization> models) {
      return new Collector(
          models.stream().map(EffectNormalization::fitted).toList(),
          models.stream().map(EffectNormalization::normalised).toList());
    }

    @Override
    public GroupPasses.Parts<EffectRemainder> start() {
      List<EffectRemainder> remainders = new ArrayList<>();
      fitted.forEach(model -> remainders.add(new EffectRemainder(model.crossing().length)));
      return new GroupPasses.Parts<>(remainders);
    }

    @Override
    public GroupPasses.Parts<EffectRemainder> add(
        GroupPasses.Parts<EffectRemainder> into, PanelBlock block) {
      BlockView view = new BlockView(block);
      for (int m = 0; m < fitted.size(); m++) {
        FittedModel before = fitted.get(m);
        FittedModel after = normalised.get(m);
        EffectRemainder remainder = into.parts().get(m);
        UnitRun.each(before.group(), view, run -> remainder.add(run, before, after));
      }
      return into;
    }

    @Override
    public GroupPasses.Parts<EffectRemainder> merge(
        GroupPasses.Parts<EffectRemainder> left, GroupPasses.Parts<EffectRemainder> right) {
      for (int m = 0; m < fitted.size(); m++) {
        left.parts().get(m).merge(right.parts().get(m));
      }
      return left;
    }
  }
}
