package org.panelworks.simulation;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.panelworks.SettingsException;

/**
 * What a {@link FirmYearProcess} draws.
 *
 * @param seed of every draw
 * @param firms firms with rows that remain after the study's screens
 * @param rows firm-years that remain after the study's screens, exactly; at least two for each firm
 * @param firstYear first year of the panel
 * @param lastYear last year, at least three after the first
 * @param coefficients the true coefficients
 * @param effects how much firms, industries and years differ
 * @param noise the disturbance
 * @param screened what the screens take out, on top of {@code rows}
 */
public record FirmYearOptions(
    long seed,
    int firms,
    int rows,
    int firstYear,
    int lastYear,
    Coefficients coefficients,
    Effects effects,
    Noise noise,
    Screened screened)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_FIRMS = 400_000;

  public FirmYearOptions {
    if (!(firms >= 2 && firms <= MOST_FIRMS)) {
      throw new SettingsException("firms must lie in [2, " + MOST_FIRMS + "], got " + firms);
    }
    if (!(firstYear >= 1992 && lastYear >= firstYear + 3 && lastYear <= 2999)) {
      throw new SettingsException(
          "years must run from 1992 or later over at least four years, got "
              + firstYear
              + " to "
              + lastYear);
    }
    long most = (long) firms * (lastYear - firstYear + 1);
    if (!(rows >= 2L * firms && rows <= most)) {
      throw new SettingsException(
          String.format(
              Locale.ROOT,
              "rows must lie between two for each of the %d firms and one for each of their %d"
                  + " firm-years, got %d",
              firms,
              most,
              rows));
    }
  }

  /**
   * The true coefficients of return on equity, in percentage points per unit.
   *
   * @param dt log of one plus the count of digital terms in the annual report
   * @param lev liabilities over assets, a fraction
   * @param lnasset log of total assets
   * @param cash cash over assets, a fraction
   * @param age years since listing
   * @param soe 1 for a state-owned firm
   * @param opinion 1 for an unqualified audit opinion
   * @param board directors on the board
   */
  public record Coefficients(
      double dt,
      double lev,
      double lnasset,
      double cash,
      double age,
      double soe,
      double opinion,
      double board)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Term to coefficient, in the order of the study's formula. */
    public Map<String, Double> byTerm() {
      Map<String, Double> terms = new LinkedHashMap<>();
      terms.put("dt", dt);
      terms.put("lev", lev);
      terms.put("lnasset", lnasset);
      terms.put("cash", cash);
      terms.put("age", age);
      terms.put("soe", soe);
      terms.put("opinion", opinion);
      terms.put("board", board);
      return terms;
    }
  }

  /**
   * Standard deviations of the effects on return on equity, in percentage points. They are drawn
   * apart from every regressor.
   */
  public record Effects(double firm, double industry, double year) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Effects {
      requireSpread("effects.firm", firm);
      requireSpread("effects.industry", industry);
      requireSpread("effects.year", year);
    }
  }

  /**
   * The disturbance of return on equity: an autoregression of order one, and now and then a shock.
   *
   * @param sd its standard deviation, percentage points
   * @param persistence correlation of one year with the next, in (−1, 1)
   * @param outlierShare probability of a shock, a fraction; also of a firm-year whose leverage is a
   *     multiple of what it would be
   * @param outlierSd standard deviation of a shock, percentage points
   */
  public record Noise(double sd, double persistence, double outlierShare, double outlierSd)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    public Noise {
      requireSpread("noise.sd", sd);
      requireSpread("noise.outlier-sd", outlierSd);
      if (!(Math.abs(persistence) < 1)) {
        throw new SettingsException("noise.persistence must lie in (-1, 1), got " + persistence);
      }
      requireShare("noise.outlier-share", outlierShare);
    }
  }

  /**
   * What the study's screens take out.
   *
   * @param st firm-years under special treatment, relative to the rows that remain
   * @param incomplete firm-years with a missing cell, relative to the rows that remain
   * @param finance firms in finance, relative to the firms that remain
   * @param delisted firms that leave the market, likewise
   * @param young firms listed in the last two years, likewise
   */
  public record Screened(
      double st, double incomplete, double finance, double delisted, double young)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    public Screened {
      requireShare("screened.st", st);
      requireShare("screened.incomplete", incomplete);
      requireShare("screened.finance", finance);
      requireShare("screened.delisted", delisted);
      requireShare("screened.young", young);
    }
  }

  /**
   * A process like that of a study of digital transformation and return on equity among Chinese
   * listed firms, 2012 to 2023.
   */
  public static FirmYearOptions digitalTransformation(long seed, int firms, int rows) {
    return new FirmYearOptions(
        seed,
        firms,
        rows,
        2012,
        2023,
        new Coefficients(0.324, -2.248, 0.188, 0.745, -0.020, 0.130, 0.913, -0.009),
        new Effects(1.5, 0.6, 0.5),
        new Noise(2.2, 0.3, 0.02, 8),
        new Screened(0.05, 0.07, 0.03, 0.03, 0.06));
  }

  private static void requireSpread(String name, double sd) {
    if (!(sd >= 0 && sd < 1e6)) {
      throw new SettingsException(name + " must lie in [0, 1e6), got " + sd);
    }
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new SettingsException(name + " must lie in [0, 1], got " + share);
    }
  }
}
