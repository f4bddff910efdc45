package org.panelworks.regression;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;

/**
 * The wild cluster bootstrap of the t test that a term is zero, each term by itself (Cameron,
 * Gelbach and Miller 2008; Roodman, MacKinnon, Nielsen and Webb 2019).
 *
 * @param terms whose tests are bootstrapped, by their names among the coefficients
 * @param cluster what draws and standard errors are clustered by, one at most; empty for the
 *     model's own, which must then be one
 * @param weights what residuals are multiplied by, one draw for each cluster
 * @param residuals of which estimates the samples are made
 * @param tail how the statistics are turned into a p-value
 * @param replications number of draws, 1 to 1,000,000; all 2^G Rademacher draws instead, each once,
 *     where they are not more than one above it
 * @param seed of the draws
 */
public record WildBootstrap(
    List<String> terms,
    List<Dimension> cluster,
    Weights weights,
    Residuals residuals,
    Tail tail,
    int replications,
    long seed)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Most draws. */
  public static final int MAXIMUM_REPLICATIONS = 1_000_000;

  /** Distributions of mean 0 and variance 1. */
  public enum Weights {
    /** −1 or 1. */
    RADEMACHER,
    /** ±√(3/2), ±1 or ±√(1/2), for few clusters (Webb 2023). */
    WEBB
  }

  /** The estimates that the residuals are taken from. */
  public enum Residuals {
    /** With the term's coefficient held at zero, the null hypothesis imposed: WCR. */
    RESTRICTED,
    /** The model's own: WCU. */
    UNRESTRICTED
  }

  /** What counts as far out. */
  public enum Tail {
    /** Share of draws with |t*| ≥ |t|. */
    SYMMETRIC,
    /** Twice the smaller of the shares with t* ≤ t and t* ≥ t. */
    EQUAL_TAIL
  }

  public WildBootstrap {
    terms = List.copyOf(terms);
    cluster = List.copyOf(cluster);
    if (cluster.size() > 1) {
      throw new SettingsException("a wild bootstrap has one cluster, got " + cluster);
    }
    if (terms.isEmpty()) {
      throw new SettingsException("a wild bootstrap must name a term");
    }
    if (terms.stream().distinct().count() < terms.size()) {
      throw new SettingsException("a wild bootstrap names a term twice: " + terms);
    }
    if (!(replications >= 1 && replications <= MAXIMUM_REPLICATIONS)) {
      throw new SettingsException(
          "replications must lie between 1 and " + MAXIMUM_REPLICATIONS + ", got " + replications);
    }
  }

  /** 9,999 Rademacher draws from restricted residuals over the model's clusters, seed 42. */
  public static WildBootstrap of(String... terms) {
    return new WildBootstrap(
        List.of(terms),
        List.of(),
        Weights.RADEMACHER,
        Residuals.RESTRICTED,
        Tail.SYMMETRIC,
        9_999,
        42);
  }

  /** What is clustered by in a model with a covariance, if that is settled. */
  Optional<Dimension> clustering(Vcov vcov) {
    if (cluster.isEmpty() && vcov instanceof Vcov.Cluster own && own.ways().size() == 1) {
      return Optional.of(own.ways().get(0));
    }
    return cluster.stream().findFirst();
  }
}
