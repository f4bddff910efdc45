package org.panelworks.jobs.simulate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.Setting;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.runtime.StudyRole;

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

    With `format = extracts` the same rows go out as a data provider hands them out, as made-up
    CSMAR extracts for `ingest`: OUT/extracts/FOLDER/….zip with a data file and its dictionary.

    simulate {
      …, format = extracts, out = "../out/raw"     # directory of the results, relative to the study
      extracts {
        encodings = [utf-8, utf-8-bom, gbk, utf-16]                 # of the tables, in turn
        headers   = [codes, codes-labels, codes-labels-units]       # likewise
        format    = csv              # csv | txt (tab)
        zipped    = true             # false: plain files, the dictionary beside them
        shards    = 2                # files of each table; the last firm of one is in the next too
        trading-days = 5             # a firm-year; 0 to 261
      }
    }

    Tables: FS_Combas (statements A and B, restated balances of 1 January, 2010/1/1 beside
    2010-01-01), FS_Comins, TRD_Co (current industry), STK_LISTEDCOINFOANL (yearly industry, another
    in the first years of one firm in twenty; ST names), CG_Ybasic, EN_EquityNatureAll, FIN_Audit, DT_WordFreq, TRD_Dalyr (market values in
    thousands of yuan). roe = 100 B002000000 / A003000000, lev = A002000000 / A001000000.
    """;
  }

  @Override
  public StudyRole role() {
    return StudyRole.APART;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    if (section.choice("format", SimulatedFormat.class, SimulatedFormat.PARQUET)
        == SimulatedFormat.EXTRACTS) {
      Path folder = section.file().toAbsolutePath().getParent();
      return new ExtractPlan(
          SimulateSettings.read(section),
          extracts(section),
          section.optionalText("out"),
          folder == null ? Path.of("") : folder);
    }
    SettingsReader panel = section.root().section("panel");
    String path = panel.text("path");
    String format = panel.text("format", "parquet");
    if (!format.equals("parquet")) {
      panel.problem("format", "must be parquet for a simulated panel, got " + format);
    }
    return new SimulatePlan(SimulateSettings.read(section), new PanelPlace(path, section.file()));
  }

  private static Optional<ExtractOptions> extracts(SettingsReader section) {
    SettingsReader extracts = section.section("extracts");
    List<ExtractEncoding> encodings = choices(extracts, "encodings", ExtractEncoding.class);
    List<ExtractHeader> headers = choices(extracts, "headers", ExtractHeader.class);
    ExtractFormat format = extracts.choice("format", ExtractFormat.class, ExtractFormat.CSV);
    boolean zipped = extracts.flag("zipped", true);
    int shards = extracts.integer("shards", 2);
    int days = extracts.integer("trading-days", 5);
    return extracts.build(
        () -> new ExtractOptions(encodings, headers, format, zipped, shards, days));
  }

  /** All constants where the key is absent. */
  private static <E extends Enum<E>> List<E> choices(
      SettingsReader section, String key, Class<E> type) {
    if (!section.has(key)) {
      return List.of(type.getEnumConstants());
    }
    List<E> chosen = new ArrayList<>();
    for (Setting element : section.elements(key)) {
      element
          .choice(type)
          .ifPresentOrElse(
              chosen::add,
              () ->
                  section.problem(
                      key,
                      "must list some of "
                          + Arrays.stream(type.getEnumConstants())
                              .map(SimulateJob::word)
                              .toList()));
    }
    return chosen;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
