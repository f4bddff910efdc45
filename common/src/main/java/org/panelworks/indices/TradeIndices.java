package org.panelworks.indices;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Indices of trade competitiveness of one exporter i in one product j at one time.
 *
 * <p>With exports X and imports M, X_i the exporter's total, X_j the world's exports of the product
 * and X the world's exports:
 *
 * <ul>
 *   <li>TC = (X_ij − M_ij) / (X_ij + M_ij), trade competitiveness;
 *   <li>RCA = (X_ij / X_i) / (X_j / X), revealed comparative advantage (Balassa 1965), which with
 *       employment or output in place of exports is the location quotient;
 *   <li>RSCA = (RCA − 1) / (RCA + 1) (Laursen 1998);
 *   <li>NRCA = X_ij / X − X_i X_j / X² (Yu, Cai and Leung 2009);
 *   <li>IMS = X_ij / X_j, the share of the world's market;
 *   <li>RMA = (M_ij / M_i) / (M_j / M), relative import advantage, and RCA − RMA (Vollrath 1991);
 *   <li>Lafay's index 100 · (TC_ij − Σ(X − M) / Σ(X + M)) · (X_ij + M_ij) / Σ(X + M), the sums over
 *       the exporter's products (Lafay 1992).
 * </ul>
 *
 * An index whose denominator is zero, or whose inputs are missing, is NaN and {@code reasons} says
 * why.
 *
 * @param reasons index name to why it is undefined
 */
public record TradeIndices(
    double tc,
    double rca,
    double rsca,
    double nrca,
    double ims,
    double rma,
    double rcaMinusRma,
    double lafay,
    Map<String, String> reasons) {

  /** The indices of a flow, NaN where missing, against the totals of its time. */
  public static TradeIndices of(
      String exporter,
      String product,
      String time,
      double exports,
      double imports,
      TradeTotals totals) {
    Ratios ratios = new Ratios();
    TradeSum own = totals.exporter(exporter, time);
    double ofProduct = totals.worldExports(product, time);
    double world = totals.worldExports(time);
    double tc =
        ratios.of("tc", exports - imports, exports + imports, "exports and imports are zero");
    double share = ratios.of("rca", exports, own.exports(), "the exporter exports nothing");
    double norm = ratios.of("rca", ofProduct, world, "the world exports nothing");
    double rca = ratios.of("rca", share, norm, "the world exports none of the product");
    double rsca = ratios.of("rsca", rca - 1, rca + 1, "rca is undefined");
    double nrca =
        ratios.of("nrca", exports, world, "the world exports nothing")
            - own.exports() / world * (ofProduct / world);
    double ims = ratios.of("ims", exports, ofProduct, "the world exports none of the product");
    double rma = rma(ratios, product, time, imports, own.imports(), totals);
    double difference = rca - rma;
    ratios.note("rca_minus_rma", difference, "rca or rma is undefined");
    double lafay = lafay(ratios, tc, exports + imports, own);
    return new TradeIndices(tc, rca, rsca, nrca, ims, rma, difference, lafay, ratios.reasons());
  }

  private static double rma(
      Ratios ratios, String product, String time, double imports, double own, TradeTotals totals) {
    if (totals.isStated(time)) {
      ratios.note("rma", Double.NaN, "the world's imports are not stated");
      return Double.NaN;
    }
    double share = ratios.of("rma", imports, own, "the exporter imports nothing");
    double world = totals.world(time).imports();
    double ofProduct = totals.product(product, time).imports();
    double norm = ratios.of("rma", ofProduct, world, "nobody imports anything");
    return ratios.of("rma", share, norm, "nobody imports the product");
  }

  private static double lafay(Ratios ratios, double tc, double trade, TradeSum own) {
    double all = own.exports() + own.imports();
    double balance =
        ratios.of("lafay", own.exports() - own.imports(), all, "the exporter trades nothing");
    double lafay = 100 * (tc - balance) * (trade / all);
    ratios.note("lafay", lafay, "tc is undefined");
    return lafay;
  }

  /** The band of the RCA; empty where it is undefined. */
  public Optional<CompetitivenessBand> band() {
    return Double.isNaN(rca) ? Optional.empty() : Optional.of(CompetitivenessBand.of(rca));
  }

  /** Quotients that note why they are undefined. */
  private static final class Ratios {
    private final Map<String, String> reasons = new LinkedHashMap<>();

    double of(String index, double above, double below, String zero) {
      if (Double.isNaN(above) || Double.isNaN(below)) {
        reasons.putIfAbsent(index, "a value is missing");
        return Double.NaN;
      }
      if (below == 0) {
        reasons.putIfAbsent(index, zero);
        return Double.NaN;
      }
      return above / below;
    }

    void note(String index, double value, String reason) {
      if (Double.isNaN(value)) {
        reasons.putIfAbsent(index, reason);
      }
    }

    Map<String, String> reasons() {
      return reasons;
    }
  }
}
