package org.panelworks.qca;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;
import org.panelworks.stats.QuantileDefinition;

/**
 * How raw values become memberships in a set (Ragin 2008, ch. 5). A missing value (NaN) stays
 * missing.
 */
public sealed interface Calibration {

  /** The membership, or the level of a multi-value condition, of a raw value that is not NaN. */
  double membership(double raw);

  /** The calibration with whatever it takes from the data, such as percentiles, fixed. */
  default Calibration resolve(String set, double[] raw) {
    return this;
  }

  /** Number of levels of a multi-value condition, 2 for a set. */
  default int levels() {
    return 2;
  }

  /**
   * The same with other anchors, cuts or thresholds, as many as there are: for robustness.
   *
   * @param values in the order in which the calibration has them
   */
  default Calibration shifted(List<Double> values) {
    throw new SettingsException("there are no anchors to shift in a set that has none");
  }

  /**
   * The anchors or cuts moved along their order, for {@link #shifted}: each by a share of its
   * distance to the next, the last by that of its distance from the one before; back, likewise, for
   * a negative share. The order stays for shares within (−1, 1). A percentile stops at 0 and 1.
   *
   * @return empty where there are no distances: no anchors, one cut, a crisp set
   */
  default Optional<List<Double>> moved(double share) {
    return Optional.empty();
  }

  /**
   * The direct method: log-odds of membership are linear in the distance from the crossover, on
   * each side scaled to reach ±L at the anchor, μ = 1 / (1 + exp(−L (x − c) / (i − c))) on the
   * inclusion side and with (c − e) on the exclusion side. Falling anchors give the set of low
   * values.
   *
   * @param fullOut e, the anchor of full non-membership
   * @param crossover c, membership 0.5
   * @param fullIn i, the anchor of full membership
   * @param logOdds L
   */
  record Direct(double fullOut, double crossover, double fullIn, LogOdds logOdds)
      implements Calibration {
    public Direct {
      Anchors.checkAnchors(fullOut, crossover, fullIn);
    }

    @Override
    public Optional<List<Double>> moved(double share) {
      return Anchors.movedAlong(List.of(fullOut, crossover, fullIn), share);
    }

    @Override
    public Calibration shifted(List<Double> values) {
      Anchors.checkCount(values, 3);
      return new Direct(values.get(0), values.get(1), values.get(2), logOdds);
    }

    @Override
    public double membership(double raw) {
      double scale =
          (raw - crossover) * (fullIn - crossover) > 0 ? fullIn - crossover : crossover - fullOut;
      return 1 / (1 + Math.exp(-logOdds.value() * (raw - crossover) / scale));
    }
  }

  /**
   * Straight lines from 0 at full-out over 0.5 at the crossover to 1 at full-in.
   *
   * @param fullOut anchor of membership 0
   * @param crossover anchor of membership 0.5
   * @param fullIn anchor of membership 1
   */
  record Linear(double fullOut, double crossover, double fullIn) implements Calibration {
    public Linear {
      Anchors.checkAnchors(fullOut, crossover, fullIn);
    }

    @Override
    public Optional<List<Double>> moved(double share) {
      return Anchors.movedAlong(List.of(fullOut, crossover, fullIn), share);
    }

    @Override
    public Calibration shifted(List<Double> values) {
      Anchors.checkCount(values, 3);
      return new Linear(values.get(0), values.get(1), values.get(2));
    }

    @Override
    public double membership(double raw) {
      double membership =
          (raw - crossover) * (fullIn - crossover) > 0
              ? 0.5 + 0.5 * (raw - crossover) / (fullIn - crossover)
              : 0.5 - 0.5 * (crossover - raw) / (crossover - fullOut);
      return Math.min(1, Math.max(0, membership));
    }
  }

  /**
   * The direct method with anchors at quantiles of the data.
   *
   * @param anchors probabilities of full-out, crossover and full-in, [3]
   * @param definition which quantile
   * @param logOdds of membership at the outer anchors
   */
  record Percentile(List<Double> anchors, QuantileDefinition definition, LogOdds logOdds)
      implements Calibration {
    public Percentile {
      anchors = List.copyOf(anchors);
      if (anchors.size() != 3) {
        throw new SettingsException(
            "anchors must be the three probabilities of full-out, crossover and full-in, got "
                + anchors);
      }
      for (double probability : anchors) {
        TruthTableOptions.checkFraction("anchors of the percentile method", probability);
      }
      Anchors.checkAnchors(anchors.get(0), anchors.get(1), anchors.get(2));
    }

    @Override
    public Optional<List<Double>> moved(double share) {
      return Anchors.movedAlong(anchors, share)
          .map(moved -> moved.stream().map(p -> Math.min(1, Math.max(0, p))).toList());
    }

    @Override
    public Calibration shifted(List<Double> values) {
      Anchors.checkCount(values, 3);
      return new Percentile(values, definition, logOdds);
    }

    @Override
    public double membership(double raw) {
      throw new IllegalStateException("percentiles are resolved against the data first");
    }

    @Override
    public Calibration resolve(String set, double[] raw) {
      double[] sorted = Arrays.stream(raw).filter(x -> !Double.isNaN(x)).sorted().toArray();
      if (sorted.length == 0) {
        throw new EstimationException("set " + set + " has no value to take percentiles of");
      }
      double[] values = anchors.stream().mapToDouble(p -> definition.of(sorted, p)).toArray();
      if (values[0] == values[1] || values[1] == values[2]) {
        throw new EstimationException(
            "set "
                + set
                + " needs three different anchors, got "
                + Arrays.toString(values)
                + " at the percentiles "
                + anchors);
      }
      return new Direct(values[0], values[1], values[2], logOdds);
    }
  }

  /**
   * Steps: a value at or above a cut moves up to the next membership; three-, four- and five-value
   * sets from counts.
   *
   * @param cuts ascending, [steps]
   * @param memberships [steps + 1], all rising or all falling
   * @param halves values that get membership 0.5 exactly: the crossover of an even-valued set,
   *     which is the cut between memberships below and above 0.5; often none
   */
  record Steps(List<Double> cuts, List<Double> memberships, List<Double> halves)
      implements Calibration {
    public Steps {
      cuts = List.copyOf(cuts);
      memberships = List.copyOf(memberships);
      halves = List.copyOf(halves);
      Anchors.checkAscending("cuts", cuts);
      Anchors.checkMemberships(memberships, cuts.size() + 1, "one more than cuts");
      for (double half : halves) {
        Anchors.checkCrossover(half, cuts, memberships);
      }
    }

    @Override
    public Optional<List<Double>> moved(double share) {
      return Anchors.movedAlong(cuts, share);
    }

    /** The crossover goes with its cut. */
    @Override
    public Calibration shifted(List<Double> values) {
      Anchors.checkCount(values, cuts.size());
      List<Double> moved = halves.stream().map(half -> values.get(cuts.indexOf(half))).toList();
      return new Steps(values, memberships, moved);
    }

    @Override
    public double membership(double raw) {
      return halves.contains(raw) ? 0.5 : memberships.get(passed(cuts, raw));
    }
  }

  /**
   * The membership of the nearest anchor; the upper one of two equally near.
   *
   * @param anchors ascending, [anchors]
   * @param memberships [anchors], all rising or all falling
   */
  record Nearest(List<Double> anchors, List<Double> memberships) implements Calibration {
    public Nearest {
      anchors = List.copyOf(anchors);
      memberships = List.copyOf(memberships);
      Anchors.checkAscending("anchors", anchors);
      Anchors.checkMemberships(memberships, anchors.size(), "one for each anchor");
    }

    @Override
    public Optional<List<Double>> moved(double share) {
      return Anchors.movedAlong(anchors, share);
    }

    @Override
    public Calibration shifted(List<Double> values) {
      Anchors.checkCount(values, anchors.size());
      return new Nearest(values, memberships);
    }

    @Override
    public double membership(double raw) {
      int nearest = 0;
      for (int i = 1; i < anchors.size(); i++) {
        if (Math.abs(raw - anchors.get(i)) <= Math.abs(raw - anchors.get(nearest))) {
          nearest = i;
        }
      }
      return memberships.get(nearest);
    }
  }

  /** The raw value is a membership already. */
  record None() implements Calibration {
    @Override
    public double membership(double raw) {
      return raw;
    }
  }

  /**
   * Fully in or fully out.
   *
   * @param threshold a value equal to it counts as above
   * @param members which side is in the set
   */
  record Crisp(double threshold, CrispSide members) implements Calibration {
    public Crisp {
      Anchors.checkAscending("threshold", List.of(threshold));
    }

    @Override
    public Calibration shifted(List<Double> values) {
      Anchors.checkCount(values, 1);
      return new Crisp(values.get(0), members);
    }

    @Override
    public double membership(double raw) {
      return (raw >= threshold) == (members == CrispSide.ABOVE) ? 1 : 0;
    }
  }

  /**
   * A condition of several levels: the number of thresholds at or below the value.
   *
   * @param thresholds ascending, [levels − 1]
   */
  record MultiValue(List<Double> thresholds) implements Calibration {
    public MultiValue {
      thresholds = List.copyOf(thresholds);
      Anchors.checkAscending("thresholds", thresholds);
      if (thresholds.size() >= Condition.MOST_LEVELS) {
        throw new SettingsException(
            "thresholds must be fewer than "
                + Condition.MOST_LEVELS
                + ", got "
                + thresholds.size());
      }
    }

    @Override
    public Optional<List<Double>> moved(double share) {
      return Anchors.movedAlong(thresholds, share);
    }

    @Override
    public Calibration shifted(List<Double> values) {
      Anchors.checkCount(values, thresholds.size());
      return new MultiValue(values);
    }

    @Override
    public double membership(double raw) {
      return passed(thresholds, raw);
    }

    @Override
    public int levels() {
      return thresholds.size() + 1;
    }
  }

  private static int passed(List<Double> cuts, double raw) {
    int passed = 0;
    while (passed < cuts.size() && raw >= cuts.get(passed)) {
      passed++;
    }
    return passed;
  }
}
