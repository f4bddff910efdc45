package org.panelworks.jobs.simulate;

import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * Draws a study's panel from a declared process, for studies whose data cannot be passed on.
 *
 * <p>Input: none. Output: {@code data/NAME.parquet}, one row per firm and year, and {@code
 * tables/simulation.json} with the true coefficients. A run of the study does not repeat it.
 */
public final class SimulateJob implements Job {
  @Override
  public String name() {
    return "simulate";
  }

  @Override
  public String summary() {
    return "a panel drawn from a declared process with known coefficients";
  }

  @Override
  public String manual() {
    return """
    simulate: the study's panel, drawn from a process whose true coefficients are known

    Input: none. A run of the study (`panelworks study`) reads the panel and does not draw it again.

    simulate {
      process = digital-transformation   # the only one: listed firms by year, return on equity
      seed    = 1                        # required; the same panel on every machine
      firms   = 3100                     # firms that the study's screens leave
      rows    = 24738                    # firm-years that they leave, exactly; two or more a firm
      first-year = 2012
      last-year  = 2023
      coefficients { dt = 0.324, lev = -2.248, lnasset = 0.188, cash = 0.745, age = -0.020,
                     soe = 0.130, opinion = 0.913, board = -0.009 }      # required
      effects  { firm = 1.5, industry = 0.6, year = 0.5 }    # standard deviations
      noise    { sd = 2.2, persistence = 0.3, outlier-share = 0.02, outlier-sd = 8 }
      screened { st = 0.05, incomplete = 0.07,               # firm-years, relative to rows
                 finance = 0.03, delisted = 0.03, young = 0.06 }         # firms, relative to firms
    }

    roe = 2 + the regressors times their coefficients + firm, industry and year effects + a
    disturbance, all drawn apart from the regressors. roe is in percent; age = year - list_year and
    lnasset = ln(total_assets) are left to the study. The screens that take out the other rows:
    delisted = 1, is_st = 1, industry LIKE 'J%', year - list_year < 2, and a missing cell.

    The panel goes to the study's panel.path, which must be DIR/data/NAME.parquet; DIR is the
    directory of the results, relative to the study file. With --out it goes to OUT/data/NAME.parquet.

      data/NAME.parquet      stkcd, year, industry, list_year, delisted, is_st, roe, dt, lev,
                             total_assets, cash, soe, opinion, board; sorted by stkcd and year
      tables/simulation      seed, firms, rows, and term and truth of each coefficient
    """;
  }

  @Override
  public boolean isPartOfStudy() {
    return false;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    SettingsReader panel = section.root().section("panel");
    String path = panel.text("path");
    String format = panel.text("format", "parquet");
    if (!format.equals("parquet")) {
      panel.problem("format", "must be parquet for a simulated panel, got " + format);
    }
    return new SimulatePlan(SimulateSettings.read(section), new PanelPlace(path, section.file()));
  }
}
