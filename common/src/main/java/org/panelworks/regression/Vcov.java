package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.panelworks.SettingsException;

/** The covariance of the coefficients that a model asks for. */
public sealed interface Vcov extends Serializable {

  /** The word for it in results and in studies. */
  String type();

  /** Lags to be chosen from the number of periods. */
  int AUTOMATIC = -1;

  /** The groupings that every row must have a cell of. */
  default List<Dimension> groupings() {
    return List.of();
  }

  private static void requireLags(String what, int lags) {
    if (lags < AUTOMATIC) {
      throw new SettingsException(what + " lags must be 0 or more, got " + lags);
    }
  }

  /** Equal variances, no correlation. */
  record Iid() implements Vcov {
    private static final long serialVersionUID = 1L;

    @Override
    public String type() {
      return "iid";
    }
  }

  /** How a heteroskedasticity-robust covariance corrects squared residuals. */
  enum Hc {
    /** By the degrees of freedom that are left, n/(n − K). */
    HC1,
    /** By e²/(1 − h), h a row's leverage. */
    HC2,
    /** By e²/(1 − h)², which is the jackknife over rows without its factor (n − 1)/n. */
    HC3
  }

  /**
   * Heteroskedasticity-robust (White 1980; MacKinnon and White 1985). HC2 and HC3 have no further
   * correction and want a model without fixed effects.
   */
  record Robust(Hc hc) implements Vcov {
    private static final long serialVersionUID = 1L;

    public Robust() {
      this(Hc.HC1);
    }

    @Override
    public String type() {
      return hc == Hc.HC1 ? "robust" : hc.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Robust to correlation between all units in a period and across periods up to a lag (Driscoll
   * and Kraay 1998): with s(t) the sum of the scores of period t, the long-run covariance of s with
   * Bartlett's weights 1 − l/(lags + 1). A lag is a step between observed times, whatever lies
   * between them.
   *
   * @param time the panel's time
   * @param lags 0 or more, {@link #AUTOMATIC} for ⌊T^¼⌋
   */
  record DriscollKraay(String time, int lags) implements Vcov {
    private static final long serialVersionUID = 1L;

    public DriscollKraay {
      requireLags("driscoll-kraay", lags);
    }

    @Override
    public String type() {
      return "driscoll-kraay";
    }

    @Override
    public List<Dimension> groupings() {
      return List.of(new Dimension(List.of(time)));
    }
  }

  /**
   * Robust to heteroskedasticity and to correlation within each unit up to a lag (Newey and West
   * 1987, summed over units), with Bartlett's weights. A lag is a step between observed times.
   *
   * @param unit the panel's unit
   * @param time the panel's time
   * @param lags 0 or more, {@link #AUTOMATIC} for ⌊T^¼⌋
   */
  record NeweyWest(String unit, String time, int lags) implements Vcov {
    private static final long serialVersionUID = 1L;

    public NeweyWest {
      requireLags("newey-west", lags);
    }

    @Override
    public String type() {
      return "newey-west";
    }

    @Override
    public List<Dimension> groupings() {
      return List.of(new Dimension(List.of(unit)), new Dimension(List.of(time)));
    }
  }

  /**
   * The cluster jackknife, CV3 (MacKinnon, Nielsen and Webb 2023): (G − 1)/G · Σ (b(g) − b)(b(g) −
   * b)', b(g) the coefficients without cluster g. All fixed effects have to be nested in the
   * clusters. It has no other small-sample correction, and G − 1 degrees of freedom.
   *
   * @param way the clustering
   */
  record ClusterJackknife(Dimension way) implements Vcov {
    private static final long serialVersionUID = 1L;

    @Override
    public String type() {
      return "cluster-jackknife";
    }

    @Override
    public List<Dimension> groupings() {
      return List.of(way);
    }
  }

  /**
   * Clustered in one or several ways (Cameron, Gelbach and Miller 2011): the sum over the non-empty
   * subsets of the ways, of the covariance clustered by their intersection, odd subsets added and
   * even ones taken off.
   *
   * @param ways the clusterings, each a column or several joined by {@code ^}
   */
  record Cluster(List<Dimension> ways) implements Vcov {
    private static final long serialVersionUID = 1L;

    public Cluster {
      ways = List.copyOf(ways);
      if (ways.isEmpty() || ways.size() > 4) {
        throw new SettingsException("cluster must name one to four columns, got " + ways.size());
      }
      if (ways.stream().distinct().count() < ways.size()) {
        throw new SettingsException("cluster names a column twice: " + ways);
      }
    }

    @Override
    public String type() {
      return "cluster";
    }

    @Override
    public List<Dimension> groupings() {
      return ways;
    }

    /**
     * The intersection of every non-empty subset of the ways; the bits of index + 1 are the subset.
     */
    List<Dimension> intersections() {
      List<Dimension> intersections = new ArrayList<>();
      for (int subset = 1; subset < 1 << ways.size(); subset++) {
        List<Dimension> members = new ArrayList<>();
        for (int way = 0; way < ways.size(); way++) {
          if ((subset >> way & 1) == 1) {
            members.add(ways.get(way));
          }
        }
        intersections.add(Dimension.intersection(members));
      }
      return intersections;
    }
  }
}
