package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.stats.QuantileDefinition;

/**
 * What a study says about its panel: the sections {@code panel}, {@code derive}, {@code sample} and
 * {@code winsorize} and the key {@code lags}.
 */
public final class PanelSettings {
  /** The sample step that drops rows with a missing value in a required column. */
  static final String REQUIRE = "require";

  private static final int MOST_STEPS = 100;

  private final PanelSource source;
  private final List<DerivedColumn> derived;
  private final List<DropStep> drops;
  private final List<String> required;
  private final Optional<WinsorSettings> winsorize;
  private final LagRule lags;

  private PanelSettings(
      PanelSource source,
      List<DerivedColumn> derived,
      List<DropStep> drops,
      List<String> required,
      Optional<WinsorSettings> winsorize,
      LagRule lags) {
    this.source = source;
    this.derived = derived;
    this.drops = drops;
    this.required = required;
    this.winsorize = winsorize;
    this.lags = lags;
  }

  /**
   * Reads the panel's sections of a study. Problems are recorded in the reader; where there are
   * any, nothing is returned.
   *
   * @param study the root of the study
   */
  public static Optional<PanelSettings> read(SettingsReader study) {
    SettingsReader panel = study.section("panel");
    Optional<PanelSource> source = readSource(panel);
    Optional<List<DerivedColumn>> derived = readDerived(study);
    Optional<List<DropStep>> drops = Optional.of(List.of());
    List<String> required = List.of();
    Optional<SettingsReader> sample = study.optionalSection("sample");
    if (sample.isPresent()) {
      drops = readDrops(sample.get());
      required = List.copyOf(new LinkedHashSet<>(sample.get().texts(REQUIRE, List.of())));
    }
    Optional<WinsorSettings> winsorize =
        study.optionalSection("winsorize").flatMap(PanelSettings::readWinsor);
    LagRule lags = study.choice("lags", LagRule.class, LagRule.AFTER);
    if (source.isEmpty() || derived.isEmpty() || drops.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PanelSettings(source.get(), derived.get(), drops.get(), required, winsorize, lags));
  }

  private static Optional<PanelSource> readSource(SettingsReader panel) {
    String path = panel.text("path");
    String format = panel.text("format", "parquet");
    Optional<String> unit = panel.optionalText("unit");
    Optional<String> time = panel.optionalText("time");
    List<String> strings = panel.texts("strings", List.of());
    Map<String, String> options = new LinkedHashMap<>();
    panel
        .optionalSection("options")
        .ifPresent(section -> section.names().forEach(key -> options.put(key, section.text(key))));
    return panel.build(() -> new PanelSource(path, format, unit, time, strings, options));
  }

  private static Optional<List<DerivedColumn>> readDerived(SettingsReader study) {
    Optional<SettingsReader> section = study.optionalSection("derive");
    if (section.isEmpty()) {
      return Optional.of(List.of());
    }
    SettingsReader derive = section.get();
    List<DerivedColumn> columns = new ArrayList<>();
    for (String name : derive.names()) {
      String text = derive.text(name);
      derive
          .build(name, () -> SqlExpression.parse("derive." + name, text))
          .ifPresent(expression -> columns.add(new DerivedColumn(name, expression)));
    }
    return derive.build(() -> DerivedColumn.ordered(columns));
  }

  private static Optional<List<DropStep>> readDrops(SettingsReader sample) {
    List<DropStep> steps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SettingsReader item : sample.sections("drop")) {
      String where = item.text("where");
      String name = item.text("name", where);
      if (!names.add(name) || name.equals(REQUIRE)) {
        item.problem("name", "each sample step needs a name of its own, got `" + name + "` again");
      }
      item.build("where", () -> SqlExpression.parse("sample.drop `" + name + "`", where))
          .ifPresent(expression -> steps.add(new DropStep(name, expression)));
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

  public Optional<WinsorSettings> winsorize() {
    return winsorize;
  }

  public LagRule lags() {
    return lags;
  }

  /** The names of the sample steps in order, {@code require} last where there is one. */
  public List<String> steps() {
    List<String> names = new ArrayList<>(drops.stream().map(DropStep::name).toList());
    if (!required.isEmpty()) {
      names.add(REQUIRE);
    }
    return names;
  }
}
