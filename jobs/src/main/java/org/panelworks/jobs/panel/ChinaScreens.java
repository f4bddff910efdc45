package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * The section {@code screens.cn-a-shares}: the usual screens of a sample of Chinese A shares, as
 * steps before those of {@code sample.drop}, in this order: B shares, Beijing exchange, STAR
 * market, ChiNext, finance, ST, delisted, listed under n years, insolvent. A screen that the study
 * does not ask for is no step.
 */
final class ChinaScreens {
  private static final String SECTION = "cn-a-shares";
  private static final String SETTING = "screens." + SECTION + ".";

  /** Short names of firms under special treatment, or a mark of 1 (true). */
  private static final String ST_MARK = "'^([SNG]|XD|XR|DR)?[*＊]?(ST|PT)|^(1|1[.]0|true|TRUE)$'";

  private final SettingsReader section;
  private final Columns columns;
  private final List<DropStep> steps = new ArrayList<>();

  private enum Screen {
    KEEP,
    DROP
  }

  private enum SpecialTreatment {
    KEEP,
    CURRENT,
    EVER
  }

  /** Where the conditions find what they need, CSMAR's names unless the study has others. */
  private record Columns(
      String code,
      String industry,
      String st,
      String listDate,
      String status,
      String year,
      String leverage) {
    static Columns read(SettingsReader section, IndustryCodes codes, Optional<String> time) {
      String year = time.orElse("year");
      Optional<SettingsReader> named = section.optionalSection("columns");
      if (named.isEmpty()) {
        return new Columns("Stkcd", codes.column(), "Stknme", "Listdt", "Statco", year, "lev");
      }
      SettingsReader names = named.get();
      return new Columns(
          names.text("code", "Stkcd"),
          names.text("industry", codes.column()),
          names.text("st", "Stknme"),
          names.text("list-date", "Listdt"),
          names.text("status", "Statco"),
          names.text("year", year),
          names.text("leverage", "lev"));
    }
  }

  private ChinaScreens(SettingsReader section, Columns columns) {
    this.section = section;
    this.columns = columns;
  }

  /**
   * The steps of a study's screens; none where it has none.
   *
   * @param source the panel: its unit is what may be ST ever, its time the year of a row
   */
  static List<DropStep> read(SettingsReader study, PanelSource source) {
    Optional<SettingsReader> screens = study.optionalSection("screens");
    if (screens.isEmpty()) {
      return List.of();
    }
    Optional<SettingsReader> section = screens.get().optionalSection(SECTION);
    if (section.isEmpty()) {
      screens.get().problem("must hold a section " + SECTION + " { … }");
      return List.of();
    }
    IndustryCodes codes =
        section.get().choice("industry-codes", IndustryCodes.class, IndustryCodes.CSRC_2012);
    Columns columns = Columns.read(section.get(), codes, source.time());
    return new ChinaScreens(section.get(), columns).expanded(codes, source.unit());
  }

  private List<DropStep> expanded(IndustryCodes codes, Optional<String> unit) {
    for (ScreenBoard board : ScreenBoard.values()) {
      add(board.key(), board.step(), board.condition(quoted(columns.code)));
    }
    add("finance", "finance", codes.finance(quoted(columns.industry)));
    specialTreatment(unit);
    add("delisted", "delisted", "CAST(" + quoted(columns.status) + " AS STRING) = 'D'");
    listedYears();
    add("insolvent", "leverage above 1", quoted(columns.leverage) + " > 1");
    if (steps.isEmpty() && !section.anyProblem()) {
      section.problem(
          "asks for no screen: set st = current | ever, listed-years = 2, or one of "
              + String.join(
                  ", ", Arrays.stream(ScreenBoard.values()).map(ScreenBoard::key).toList())
              + ", finance, delisted, insolvent = drop");
    }
    return steps;
  }

  private void add(String key, String name, String condition) {
    if (section.choice(key, Screen.class, Screen.KEEP) == Screen.DROP) {
      steps.add(step(key, name, condition, false));
    }
  }

  private static DropStep step(String key, String name, String condition, boolean wholeUnit) {
    return new DropStep(name, SqlExpression.parse(SETTING + key, condition), wholeUnit);
  }

  private void specialTreatment(Optional<String> unit) {
    SpecialTreatment st = section.choice("st", SpecialTreatment.class, SpecialTreatment.KEEP);
    if (st == SpecialTreatment.KEEP) {
      return;
    }
    boolean ever = st == SpecialTreatment.EVER;
    if (ever && unit.isEmpty()) {
      section.problem("st", "ever drops whole units: it needs panel.unit");
    }
    String condition = "trim(CAST(" + quoted(columns.st) + " AS STRING)) RLIKE " + ST_MARK;
    steps.add(step("st", ever ? "ST, ever" : "ST", condition, ever));
  }

  private void listedYears() {
    int years = section.integer("listed-years", 0);
    if (years < 0) {
      section.problem("listed-years", "must be at least 0, got " + years);
    }
    if (years > 0) {
      String listed =
          "CAST(nullif(substring(trim(CAST("
              + quoted(columns.listDate)
              + " AS STRING)), 1, 4), '') AS INT)";
      String name =
          String.format(Locale.ROOT, "listed under %d year%s", years, years == 1 ? "" : "s");
      String year = "CAST(" + quoted(columns.year) + " AS INT)";
      steps.add(step("listed-years", name, year + " - " + listed + " < " + years, false));
    }
  }

  private static String quoted(String column) {
    if (column.isBlank()) {
      throw new SettingsException("a column's name must not be empty");
    }
    return "`" + column.replace("`", "``") + "`";
  }
}
