package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.panelworks.SettingsException;

/** The covariance of the coefficients that a model asks for. */
public sealed interface Vcov extends Serializable {

  /** The word for it in results: {@code iid}, {@code robust}, {@code cluster}. */
  String type();

  /** Equal variances, no correlation. */
  record Iid() implements Vcov {
    private static final long serialVersionUID = 1L;

    @Override
    public String type() {
      return "iid";
    }
  }

  /** Heteroskedasticity-robust, HC1 (White 1980; MacKinnon and White 1985). */
  record Robust() implements Vcov {
    private static final long serialVersionUID = 1L;

    @Override
    public String type() {
      return "robust";
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
