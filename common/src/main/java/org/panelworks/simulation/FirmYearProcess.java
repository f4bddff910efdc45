package org.panelworks.simulation;

import java.io.Serializable;
import java.util.List;
import org.panelworks.simulation.FirmHistory.Fate;

/**
 * A panel of firm-years whose true coefficients are known. With firm i, its industry j and year t,
 *
 * <pre>
 * roe_it = 2 + dt_it b_dt + lev_it b_lev + lnasset_it b_lnasset + cash_it b_cash
 *            + age_it b_age + soe_it b_soe + opinion_it b_opinion + board_it b_board
 *            + a_i + g_j + d_t + u_it,     age_it = t - listing year of i
 * </pre>
 *
 * a, g and d are normal, u is a normal autoregression of order one with a rare normal shock on top,
 * and all four are drawn apart from each other and from every regressor. So a regression on firm
 * and year effects recovers every coefficient but that of age, which is a linear combination of
 * those effects, and one on industry and year effects recovers all of them; a_i and the
 * autoregression make the rows of a firm alike, so that errors are to be clustered by firm.
 *
 * <p>The regressors have a part of their own for each firm, a persistent part by year, and differ
 * between industries and years: digital terms grow with time and are commoner in electronics and
 * software, large firms are more indebted, state-owned ones larger. Leverage has an upper tail of
 * outliers. State ownership changes once in one firm of eight.
 *
 * <p>Rows that the study's screens take out (special treatment, finance, delisted, listed under two
 * years, a missing cell) come on top; return on equity is lower by 6 under special treatment, by 12
 * in a firm that is delisted later, and higher by 4 in finance, so that a study which forgets a
 * screen is off. No number depends on which firms are drawn together.
 */
public final class FirmYearProcess implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Random streams; those of the firms follow. */
  static final long HISTORIES = 0;

  private static final long EFFECTS = 1;
  private static final long FIRMS = 2;

  private static final double CONSTANT = 2;
  private static final double PERSISTENCE = 0.5;
  private static final double SWITCHING_FIRMS = 1.0 / 8;

  private final FirmYearOptions options;
  private final double[] industryEffects;
  private final double[] yearEffects;

  private FirmYearProcess(FirmYearOptions options, double[] industryEffects, double[] yearEffects) {
    this.options = options;
    this.industryEffects = industryEffects;
    this.yearEffects = yearEffects;
  }

  /** The process of some options. */
  public static FirmYearProcess of(FirmYearOptions options) {
    SplitMix64 random = SplitMix64.stream(options.seed(), EFFECTS);
    int years = options.lastYear() - options.firstYear() + 1;
    return new FirmYearProcess(
        options,
        normals(random, Industries.count(), options.effects().industry()),
        normals(random, years, options.effects().year()));
  }

  private static double[] normals(SplitMix64 random, int count, double sd) {
    double[] drawn = new double[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = sd * random.normal();
    }
    return drawn;
  }

  public FirmYearOptions options() {
    return options;
  }

  /** Every firm, those that the screens take out included, in the order of their codes. */
  public List<FirmHistory> firms() {
    return FirmHistories.of(options);
  }

  /** A firm's rows. */
  public FirmYears draw(FirmHistory firm) {
    SplitMix64 random = SplitMix64.stream(options.seed(), FIRMS + firm.number());
    double[][] measures = new double[FirmYears.MEASURES.size()][firm.years()];
    Traits traits = Traits.draw(random, firm.years());
    double firmEffect = options.effects().firm() * random.normal();
    Walks walks = new Walks(random, options.noise().persistence());
    double board = traits.board();
    for (int row = 0; row < firm.years(); row++) {
      walks.step();
      board = nextBoard(random, board, row);
      double[] x = regressors(random, firm, row, traits, walks, board);
      double shock =
          random.happens(options.noise().outlierShare()) ? options.noise().outlierSd() : 0;
      double disturbance = options.noise().sd() * walks.noise + shock * random.normal();
      x[0] = firmEffect + disturbance + expected(firm, row, x);
      if (firm.fates()[row] == Fate.INCOMPLETE) {
        x[random.below(x.length)] = Double.NaN;
      }
      for (int m = 0; m < x.length; m++) {
        measures[m][row] = x[m];
      }
    }
    return new FirmYears(firm, measures);
  }

  /** One row in the order of {@link FirmYears#MEASURES}; the first cell is still open. */
  private double[] regressors(
      SplitMix64 random, FirmHistory firm, int row, Traits traits, Walks walks, double board) {
    int trend = firm.firstYear() + row - options.firstYear();
    double soe = row < traits.switchRow() == traits.startsAsSoe() ? 1 : 0;
    double size = 21.6 + 1.1 * traits.size() + 0.3 * soe + 0.07 * trend + 0.25 * walks.size;
    double terms =
        0.9
            + 0.11 * trend
            + Industries.digitalIntensity(firm.industry())
            + 0.8 * traits.digital()
            + 0.6 * walks.digital;
    double leverage = -0.35 + 0.12 * (size - 22) + 0.7 * traits.leverage() + 0.3 * walks.leverage;
    boolean isOutlier = random.happens(options.noise().outlierShare());
    double multiple = 1.5 + 1.5 * random.uniform();
    double unqualified = traits.isProblematic() ? 0.75 : 0.98;
    return new double[] {
      Double.NaN,
      StrictMath.log(1 + Math.floor(StrictMath.exp(terms))),
      (firm.industry().startsWith("J") ? 0.9 : logistic(leverage)) * (isOutlier ? multiple : 1),
      Math.rint(StrictMath.exp(size)),
      logistic(-1.7 + 0.6 * traits.cash() + 0.4 * walks.cash),
      soe,
      random.happens(unqualified) ? 1 : 0,
      board
    };
  }

  /** All of return on equity but the firm's effect and the disturbance. */
  private double expected(FirmHistory firm, int row, double[] x) {
    FirmYearOptions.Coefficients b = options.coefficients();
    int year = firm.firstYear() + row;
    int industry = Industries.index(firm.industry());
    double apart =
        (firm.fates()[row] == Fate.ST ? -6 : 0)
            + (firm.delisted() ? -12 : 0)
            + (industry < 0 ? 4 : industryEffects[industry]);
    return CONSTANT
        + b.dt() * x[1]
        + b.lev() * x[2]
        + b.lnasset() * StrictMath.log(x[3])
        + b.cash() * x[4]
        + b.age() * (year - firm.listYear())
        + b.soe() * x[5]
        + b.opinion() * x[6]
        + b.board() * x[7]
        + apart
        + yearEffects[year - options.firstYear()];
  }

  private static double nextBoard(SplitMix64 random, double board, int row) {
    double change = random.happens(0.15) ? (random.happens(0.5) ? 1 : -1) : 0;
    return row == 0 ? board : Math.max(5, Math.min(15, board + change));
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  /** What a firm keeps over the years; the four numbers in the middle are standard normal. */
  private record Traits(
      boolean startsAsSoe,
      int switchRow,
      double size,
      double digital,
      double leverage,
      double cash,
      boolean isProblematic,
      double board) {
    static Traits draw(SplitMix64 random, int years) {
      boolean startsAsSoe = random.happens(0.35);
      boolean switches = random.happens(SWITCHING_FIRMS);
      int row = 1 + random.below(years);
      return new Traits(
          startsAsSoe,
          switches ? row : years,
          random.normal(),
          random.normal(),
          random.normal(),
          random.normal(),
          random.happens(0.1),
          Math.max(5, Math.min(15, 9 + Math.rint(1.4 * random.normal()))));
    }
  }

  /** Standard normal autoregressions of order one, from their stationary law on. */
  private static final class Walks {
    private final SplitMix64 random;
    private final double noisePersistence;
    private boolean begun;
    private double size;
    private double digital;
    private double leverage;
    private double cash;
    private double noise;

    Walks(SplitMix64 random, double noisePersistence) {
      this.random = random;
      this.noisePersistence = noisePersistence;
    }

    void step() {
      size = next(size, PERSISTENCE);
      digital = next(digital, PERSISTENCE);
      leverage = next(leverage, PERSISTENCE);
      cash = next(cash, PERSISTENCE);
      noise = next(noise, noisePersistence);
      begun = true;
    }

    private double next(double last, double persistence) {
      double innovation = random.normal();
      return begun
          ? persistence * last + StrictMath.sqrt(1 - persistence * persistence) * innovation
          : innovation;
    }
  }
}
