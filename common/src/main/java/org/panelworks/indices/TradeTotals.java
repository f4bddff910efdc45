package org.panelworks.indices;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.panelworks.DataException;

/**
 * The totals that trade indices are taken against, by time: of each exporter over its products, of
 * each product over the exporters, and of the world over everything. Mergeable; its size is the
 * number of exporters and products times that of times.
 */
public final class TradeTotals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, Year> years = new HashMap<>();

  /** What one time's indices need. */
  private static final class Year implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<String, TradeSum> exporters = new HashMap<>();
    private final Map<String, TradeSum> products = new HashMap<>();
    private final TradeSum world = new TradeSum();
    private final Map<String, Double> worldProducts = new HashMap<>();
    private double worldTotal = Double.NaN;
  }

  /** Adds a flow of one exporter and product; a missing value adds nothing. */
  public void add(String exporter, String product, String time, double exports, double imports) {
    Year year = years.computeIfAbsent(time, key -> new Year());
    year.exporters.computeIfAbsent(exporter, key -> new TradeSum()).add(exports, imports);
    year.products.computeIfAbsent(product, key -> new TradeSum()).add(exports, imports);
    year.world.add(exports, imports);
  }

  /**
   * States the world's exports, for tables that do not list every exporter; refuses two statements
   * that differ.
   *
   * @param ofProduct the world's exports of the product
   * @param total the world's exports of everything
   */
  public void state(String product, String time, double ofProduct, double total) {
    Year year = years.computeIfAbsent(time, key -> new Year());
    Double before = year.worldProducts.put(product, ofProduct);
    if (before != null && before != ofProduct) {
      throw differing("product " + product, time, before, ofProduct);
    }
    if (!Double.isNaN(year.worldTotal) && year.worldTotal != total) {
      throw differing("everything", time, year.worldTotal, total);
    }
    year.worldTotal = total;
  }

  private static DataException differing(String what, String time, double one, double other) {
    return new DataException(
        "indices: the world's exports of "
            + what
            + (time.isEmpty() ? "" : " in " + time)
            + " must be the same in every row, got "
            + one
            + " and "
            + other);
  }

  /** Takes another statistic in. */
  public TradeTotals merge(TradeTotals other) {
    other.years.forEach(
        (time, theirs) -> {
          Year ours = years.computeIfAbsent(time, key -> new Year());
          mergeAll(ours.exporters, theirs.exporters);
          mergeAll(ours.products, theirs.products);
          ours.world.merge(theirs.world);
          theirs.worldProducts.forEach(
              (product, value) -> state(product, time, value, theirs.worldTotal));
        });
    return this;
  }

  private static void mergeAll(Map<String, TradeSum> into, Map<String, TradeSum> from) {
    from.forEach((key, sum) -> into.computeIfAbsent(key, k -> new TradeSum()).merge(sum));
  }

  /** An exporter's totals over its products. */
  public TradeSum exporter(String exporter, String time) {
    return year(time).exporters.getOrDefault(exporter, new TradeSum());
  }

  /** A product's totals over the exporters listed. */
  public TradeSum product(String product, String time) {
    return year(time).products.getOrDefault(product, new TradeSum());
  }

  /** The totals over everything listed. */
  public TradeSum world(String time) {
    return year(time).world;
  }

  /** The world's exports of a product: as stated, else the sum over the exporters listed. */
  public double worldExports(String product, String time) {
    Double stated = year(time).worldProducts.get(product);
    return stated == null ? product(product, time).exports() : stated;
  }

  /** The world's exports of everything: as stated, else the sum over everything listed. */
  public double worldExports(String time) {
    double stated = year(time).worldTotal;
    return Double.isNaN(stated) ? world(time).exports() : stated;
  }

  /** Whether the world's exports are stated, so that its imports are unknown. */
  public boolean isStated(String time) {
    return !Double.isNaN(year(time).worldTotal);
  }

  private Year year(String time) {
    return years.getOrDefault(time, new Year());
  }
}
