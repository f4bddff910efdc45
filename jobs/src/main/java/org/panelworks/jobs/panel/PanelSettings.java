package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.stats.QuantileDefinition;

/**
 * What a study says about its panel: the sections {@code panel}, {@code interpolate}, {@code
 * derive}, {@code screens}, {@code sample} and {@code winsorize} and the key {@code lags}.
 */
public final class PanelSettings {
  /** The sample step that drops rows with a missing value in a required column. */
  static final String REQUIRE = "require";

  private static final int MOST_STEPS = 100;

  /** The sample step that drops units without a row at every time. */
  static final String BALANCED = "balanced";

  private final List<TableSource> tables;
  private final PanelSource source;
  private final Optional<Interpolation> interpolation;
  private final List<DerivedColumn> derived;
  private final List<DropStep> drops;
  private final List<String> required;
  private final Optional<Balance> balance;
  private final Optional<WinsorSettings> winsorize;
  private final LagRule lags;

  private PanelSettings(
      List<TableSource> tables,
      Optional<Interpolation> interpolation,
      List<DerivedColumn> derived,
      Sample sample,
      Optional<WinsorSettings> winsorize,
      LagRule lags) {
    this.tables = List.copyOf(tables);
    this.source = tables.get(0).source();
    this.interpolation = interpolation;
    this.derived = derived;
    this.drops = sample.drops;
    this.required = sample.required;
    this.balance = sample.balance;
    this.winsorize = winsorize;
    this.lags = lags;
  }

  /** The sample's steps, those of the screens first. */
  private record Sample(List<DropStep> drops, List<String> required, Optional<Balance> balance) {}

  /**
   * Reads the panel's sections of a study. Problems are recorded in the reader; where there are
   * any, nothing is returned.
   *
   * @param study the root of the study
   */
  public static Optional<PanelSettings> read(SettingsReader study) {
    Optional<List<TableSource>> tables = TableSettings.read(study.section("panel"));
    PanelSource source =
        tables.map(all -> all.get(0).source()).orElseGet(PanelSettings::placeholder);
    Optional<Interpolation> interpolation =
        study.optionalSection("interpolate").flatMap(part -> Interpolation.read(part, source));
    Optional<List<DerivedColumn>> derived = DerivedColumn.read(study, source);
    Optional<Sample> sample = readSample(study, source);
    Optional<WinsorSettings> winsorize =
        study.optionalSection("winsorize").flatMap(PanelSettings::readWinsor);
    LagRule lags = study.choice("lags", LagRule.class, LagRule.AFTER);
    if (tables.isEmpty() || derived.isEmpty() || sample.isEmpty()) {
      return Optional.empty();
    }
    interpolation.ifPresent(filled -> refuseDerived(filled, derived.get(), study));
    return Optional.of(
        new PanelSettings(
            tables.get(), interpolation, derived.get(), sample.get(), winsorize, lags));
  }

  /** What stands for a panel whose settings are wrong, so that the other sections are read. */
  private static PanelSource placeholder() {
    return new PanelSource(
        "panel", "parquet", Optional.of("unit"), Optional.of("time"), List.of(), Map.of());
  }

  private static void refuseDerived(
      Interpolation interpolation, List<DerivedColumn> derived, SettingsReader study) {
    for (String name : interpolation.columns()) {
      if (derived.stream().anyMatch(column -> column.name().equalsIgnoreCase(name))) {
        study
            .section("interpolate")
            .problem(
                "columns",
                "`"
                    + name
                    + "` is derived, and interpolation comes before derive:"
                    + " interpolate the columns that it is computed from");
      }
    }
  }

  private static Optional<Sample> readSample(SettingsReader study, PanelSource source) {
    List<DropStep> screens = ChinaScreens.read(study, source);
    Optional<SettingsReader> sample = study.optionalSection("sample");
    if (sample.isEmpty()) {
      return Optional.of(new Sample(screens, List.of(), Optional.empty()));
    }
    Optional<Balance> balance = Balance.read(sample.get(), source);
    List<String> required =
        List.copyOf(new LinkedHashSet<>(sample.get().texts(REQUIRE, List.of())));
    return readDrops(sample.get(), screens, balance.isPresent())
        .map(drops -> new Sample(drops, required, balance));
  }

  private static Optional<List<DropStep>> readDrops(
      SettingsReader sample, List<DropStep> screens, boolean balanced) {
    List<DropStep> steps = new ArrayList<>(screens);
    Set<String> names = new HashSet<>();
    screens.forEach(step -> names.add(step.name()));
    if (balanced) {
      names.add(BALANCED);
    }
    for (SettingsReader item : sample.sections("drop")) {
      String where = item.text("where");
      String name = item.text("name", where);
      if (!names.add(name) || name.equals(REQUIRE)) {
        item.problem("name", "each sample step needs a name of its own, got `" + name + "` again");
      }
      item.build("where", () -> SqlExpression.parse("sample.drop `" + name + "`", where))
          .ifPresent(expression -> steps.add(new DropStep(name, expression, false)));
    }
    if (steps.size() > MOST_STEPS) {
      sample.problem("drop", "must have at most " + MOST_STEPS + " steps, got " + steps.size());
    }
    return sample.anyProblem() ? Optional.empty() : Optional.of(List.copyOf(steps));
  }

  private static Optional<WinsorSettings> readWinsor(SettingsReader section) {
    List<String> columns = section.texts("columns");
    double lower = section.number("lower", 0.01);
    double upper = section.number("upper", 0.99);
    Optional<String> by = section.optionalText("by").filter(column -> !column.equals("none"));
    WinsorMode mode = section.choice("mode", WinsorMode.class, WinsorMode.CLIP);
    QuantileDefinition quantile =
        section.choice("quantile", QuantileDefinition.class, QuantileDefinition.STATA);
    return section.build(() -> new WinsorSettings(columns, lower, upper, by, mode, quantile));
  }

  /**
   * Checks a row condition's text, such as a model's {@code sample}, without a table.
   *
   * @throws SettingsException where it is no expression or holds what expressions may not
   */
  public static void checkCondition(String text) {
    SqlExpression.parse("sample", text);
  }

  public PanelSource source() {
    return source;
  }

  /** The tables that make the panel, the first of which the others are joined to. */
  List<TableSource> tables() {
    return tables;
  }

  /** The paths of all tables as the study states them. */
  public List<String> paths() {
    return tables.stream().map(table -> table.source().path()).toList();
  }

  /** Whether the panel is more than one table as it stands. */
  boolean isJoined() {
    return tables.size() > 1 || !tables.get(0).equals(TableSource.of(source));
  }

  /** Columns that say of each row how it was put together. */
  List<String> marks(TableColumns panel) {
    List<String> marks = new ArrayList<>();
    tables.stream().filter(table -> table.join().isPresent()).forEach(t -> marks.add(t.mark()));
    interpolation.ifPresent(
        fill ->
            fill.columns()
                .forEach(
                    name -> {
                      String exact = panel.find(name, "interpolate.columns");
                      marks.add(exact);
                      marks.add(Interpolation.mark(exact));
                    }));
    return marks;
  }

  Optional<Interpolation> interpolation() {
    return interpolation;
  }

  /** Each after those it uses. */
  List<DerivedColumn> derived() {
    return derived;
  }

  List<DropStep> drops() {
    return drops;
  }

  /** Columns whose missing cells drop the row. */
  public List<String> required() {
    return required;
  }

  Optional<Balance> balance() {
    return balance;
  }

  public Optional<WinsorSettings> winsorize() {
    return winsorize;
  }

  public LagRule lags() {
    return lags;
  }

  /** The names of the sample steps in order: drops, {@code require}, {@code balanced}. */
  public List<String> steps() {
    List<String> names = new ArrayList<>(drops.stream().map(DropStep::name).toList());
    if (!required.isEmpty()) {
      names.add(REQUIRE);
    }
    if (balance.isPresent()) {
      names.add(BALANCED);
    }
    return names;
  }
}
