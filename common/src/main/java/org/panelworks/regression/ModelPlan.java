package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model with its formula resolved into columns.
 *
 * @param index the model's place in the list that was asked for
 * @param spec as asked for
 * @param part the level that a splitting column has in the model's rows; empty where it is not
 *     split
 * @param response the response's column
 * @param regressors the columns of the terms, without the constant
 */
record ModelPlan(
    int index,
    ModelSpec spec,
    List<DesignColumn.Indicator> part,
    DesignColumn response,
    List<DesignColumn> regressors)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The constant's name, as R gives it. */
  static final String CONSTANT = "(Intercept)";

  ModelPlan {
    part = List.copyOf(part);
    regressors = List.copyOf(regressors);
  }

  /** The column of a single expression. */
  static DesignColumn column(NumericExpression expression) {
    return new DesignColumn(expression.name(), List.of(expression), List.of());
  }

  List<FixedEffect> effects() {
    return spec.formula().fixedEffects();
  }

  /** Whether the model has a constant of its own. */
  boolean constant() {
    return spec.formula().intercept();
  }

  /** Whether the constant is in the model, as a coefficient or in a fixed effect. */
  boolean spansConstant() {
    return spec.formula().spansConstant();
  }

  /** Which part of a split model's sample the rows are; empty where the model is not split. */
  Optional<Subsample> subsample() {
    return spec.split().isNone()
        ? Optional.empty()
        : Optional.of(
            new Subsample(
                spec.split().column(),
                part.stream().map(DesignColumn.Indicator::label).findFirst()));
  }

  /** The groupings that the model's covariance is made over. */
  List<Dimension> ways() {
    return spec.vcov().groupings();
  }

  /** The groupings that the model's wild bootstraps are made over. */
  List<Dimension> wildWays() {
    return spec.wildBootstraps().stream().map(this::clustering).distinct().toList();
  }

  /** The grouping that one of the model's wild bootstraps is made over. */
  Dimension clustering(WildBootstrap bootstrap) {
    return bootstrap.clustering(spec.vcov()).orElseThrow();
  }

  /** The same model, clustered in one way only. */
  ModelPlan clusteredBy(Dimension way) {
    return new ModelPlan(
        index, spec.with(new Vcov.Cluster(List.of(way))), part, response, regressors);
  }

  /**
   * The groupings that fixed effects may be nested in, at no cost. Under {@code reghdfe} those of
   * serial covariances are none.
   */
  List<Dimension> nestingWays() {
    return isSerial() && spec.smallSample() == SmallSample.REGHDFE ? List.of() : ways();
  }

  /** Whether the covariance sums over lags of the panel's time. */
  boolean isSerial() {
    return spec.vcov() instanceof Vcov.DriscollKraay || spec.vcov() instanceof Vcov.NeweyWest;
  }

  /** Which rows the model is estimated on. */
  SampleRule rule() {
    List<DesignColumn> columns = new ArrayList<>();
    columns.add(response);
    columns.addAll(regressors);
    List<Dimension> dimensions = new ArrayList<>(ways());
    dimensions.addAll(wildWays());
    List<Dimension> singles = new ArrayList<>();
    List<SampleRule.LevelSlope> slopes = new ArrayList<>();
    for (FixedEffect effect : effects()) {
      for (NumericExpression slope : effect.slopes()) {
        columns.add(column(slope));
        slopes.add(new SampleRule.LevelSlope(effect.dimension(), slope));
      }
      dimensions.add(effect.dimension());
      if (spec.singletons() == Singletons.DROP) {
        singles.add(effect.dimension());
      }
    }
    return new SampleRule(
        spec.predicate(),
        part,
        spec.weights(),
        columns.stream().distinct().toList(),
        dimensions.stream().distinct().toList(),
        singles.stream().distinct().toList(),
        slopes.stream().distinct().toList());
  }
}
