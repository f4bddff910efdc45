package org.panelworks.regression;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.panelworks.linalg.LabelHash;

/**
 * The weights of a wild bootstrap: draw b is a function of the seed and b alone, so that neither
 * the order in which draws are made nor the number of cores shows.
 */
final class WildDraws {
  private static final double[] WEBB = {
    -Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)
  };

  private final WildBootstrap options;
  private final int clusters;
  private final boolean all;

  private WildDraws(WildBootstrap options, int clusters, boolean all) {
    this.options = options;
    this.clusters = clusters;
    this.all = all;
  }

  static WildDraws of(WildBootstrap options, int clusters) {
    boolean all =
        options.weights() == WildBootstrap.Weights.RADEMACHER
            && clusters < Integer.SIZE - 1
            && 1 << clusters <= options.replications() + 1;
    return new WildDraws(options, clusters, all);
  }

  /** Whether the draws are all that there are. */
  boolean isComplete() {
    return all;
  }

  int count() {
    return all ? 1 << clusters : options.replications();
  }

  /** The weights of draw {@code b}, [clusters]. */
  double[] draw(int b) {
    double[] weights = new double[clusters];
    if (all) {
      Arrays.setAll(weights, g -> (b >> g & 1) == 0 ? 1 : -1);
      return weights;
    }
    SplittableRandom random = new SplittableRandom(LabelHash.combine(options.seed(), b));
    if (options.weights() == WildBootstrap.Weights.WEBB) {
      Arrays.setAll(weights, g -> WEBB[random.nextInt(WEBB.length)]);
    } else {
      Arrays.setAll(weights, g -> random.nextBoolean() ? 1 : -1);
    }
    return weights;
  }
}
