package org.panelworks.jobs.regress;

import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * Linear models with fixed effects.
 *
 * <p>Input: one row per unit and time (or any rows, where nothing lags). Output for each table
 * NAME: {@code tables/NAME.json} and the same for reading as csv, md, tex and html; on request
 * {@code data/NAME-rows.parquet} (unit, time, model, fitted, residual) and {@code
 * data/NAME-fixed-effects.parquet} (model, effect, level, estimate, rows).
 */
public final class RegressJob implements Job {
  @Override
  public String name() {
    return "regress";
  }

  @Override
  public String summary() {
    return "regression tables: fixed effects, lags, interactions, clustered errors";
  }

  @Override
  public String manual() {
    return """
    regress: linear models with any number of fixed effects, as tables of a paper

    Input: the study's panel, one row per unit and time; unit and time may be left out where no
    formula has a lag.

    regress {
      vcov = { cluster = [stkcd] }       # iid (default) | robust | hc2 | hc3 | { cluster = [a, b] }
                                         # | { cluster-jackknife = a } | { driscoll-kraay = { lags = 2 } }
                                         # | { newey-west = { lags = 2 } }; a list of these gives each
                                         # model once for each; lags default to the integer part of T^(1/4)
      ssc = reghdfe                      # reghdfe (default) | fixest | none: small-sample rules
      singletons = drop                  # drop | keep; default: what the rule's program does
      weights = pop                      # a column of analytic weights
      sample = "year >= 2012"            # a condition on rows, after winsorizing
      split = soe                        # each model once for each value of a column, at most 500;
                                         # fsplit = soe: the full sample first; none: not split
      save = [residuals, fitted, fixed-effects]
                                         # written as Parquet, row by row and level by level
      confidence-level = 0.95
      collinear-tolerance = 1e-9         # share of variance below which a term counts as explained
      absorb {                           # effects of more than 1,500 levels across units
        driver-cells = 10000000          # pairs of levels the driver holds; beyond, distributed
        max-iterations = 20000
      }
      wald = [ { terms = [dt, lev] } ]   # joint tests that terms are zero, F = b'V^-1 b / k
      wild-bootstrap = [ { terms = [dt] } ]
                                         # p-values by the wild cluster bootstrap, each term by itself;
                                         # beside terms: replications = 9999, seed = 42,
                                         # weights = rademacher (default) | webb, cluster = stkcd
                                         # (default: the model's, where it is one), impose-null = true,
                                         # tail = symmetric (default) | equal-tail
      tables.baseline = [
        { name = "(1)", formula = "roe ~ dt | stkcd + year" }
        { name = "(2)", formula = "roe ~ l(dt, 1) + lev | stkcd + year", vcov = robust }
      ]
      tables.more {                      # or with a layout of its own
        title = "Determinants of ROE"
        models = [ "roe ~ dt", "roe ~ dt | stkcd" ]
        keep = [dt], drop = [], order = [dt]
        labels { dt = "Digital transformation", stkcd = "Firm" }
        controls { "Controls" = [lev, lnasset] }
        below = se                       # se (default) | t
        digits = 3
        stars = [0.1, 0.05, 0.01]
        statistics = [nobs, r2, adj_r2, r2_within]
        notes = ["..."]
      }
    }

    vcov, ssc, singletons, weights, sample, split, save, wald, wild-bootstrap and confidence-level may stand in the
    section, in a table and in a model; the nearest holds. Layout keys may stand in the section and in a table.

    Formulas: y ~ x + l(x, 1) + f(x) + d(x) + x:z + x*z + i(year, ref = 2011) + factor(industry)
    + log(x) + I(x^2) | fe1 + fe2 + fe3^fe4 + fe5[slope] + fe6[[slope]]. Lags go by time: the lag of 2015 is the
    value of 2014, or missing.
    One formula may stand for several columns, as in fixest: c(y1, y2) ~ ..., and among the
    regressors and among the fixed effects one of sw(a, b), sw0(a, b), csw(a, b), csw0(a, b),
    mvsw(a, b). The outcomes vary slowest, the fixed effects fastest. Where such a set is split, its
    columns stand together value by value, in the order of the numbers or else of the characters.
    Rows in which the splitting column is missing count in the full sample of fsplit alone.

    Output, for each table NAME:
      tables/NAME.json   {"table", "models": [{"name", "formula", "depvar", "nobs", "weights",
                         "sample", "split": {"var", "value"}, "vcov", "fixed_effects", "absorption",
                         "dropped", "coefficients", "stats", "wald", "wild_bootstrap"}]}; split's value is
                         null for the full sample, split itself where nothing is split; statistic in
                         wild_bootstrap is t clustered in that one way, ties are draws with
                         |t*| = |t|, which count as far out, undefined ones have no variance
      tables/NAME.csv .md .tex .html
      data/NAME-rows.parquet            unit, time, model, fitted, residual: the rows that each model
                                        was estimated on; fitted holds the fixed effects
      data/NAME-fixed-effects.parquet   model, effect, level, estimate, rows; slopes are the effect
                                        firm[[t]]. Of two effects, the first level of the later one
                                        is 0 in each connected component, as fixef of fixest has it;
                                        effects that hold the unit count as the first. Of more, or
                                        with slopes, a constant or slope is 0 where those before it
                                        explain its column, each effect's levels taken from the last
                                        to the first, the constant before the slopes: in
                                        firm + group[t] + year a trend common to all groups is in
                                        their slopes, in firm + year + group[t] in the years, with
                                        the first group's slope 0. A constant beside slopes is that
                                        at 0 of their number. Such a model is refused with over 1500
                                        levels and slopes across units that hang together, or
                                        more pairs of levels than driver-cells
    """;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    return new RegressPlan(RegressSettingsReader.read(section));
  }
}
