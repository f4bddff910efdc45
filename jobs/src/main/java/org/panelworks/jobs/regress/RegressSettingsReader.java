package org.panelworks.jobs.regress;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Setting;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.regression.Absorbing;
import org.panelworks.regression.Formula;
import org.panelworks.regression.FormulaSets;
import org.panelworks.regression.PanelRegression;
import org.panelworks.regression.Vcov;

/** Reads the section {@code regress}. */
final class RegressSettingsReader {
  /** What the panel's preparation and the other sections of a study write under fixed names. */
  private static final Set<String> RESERVED =
      Set.of(
          "attrition",
          "winsorize",
          "descriptives",
          "correlation",
          "correlation-spearman",
          "vif",
          "simulation");

  private final SettingsReader section;
  private final boolean hasUnit;
  private final boolean hasTime;

  private RegressSettingsReader(SettingsReader section) {
    this.section = section;
    Optional<SettingsReader> panel = section.root().optionalSection("panel");
    this.hasUnit = panel.map(p -> p.has("unit")).orElse(false);
    this.hasTime = panel.map(p -> p.has("unit") && p.has("time")).orElse(false);
  }

  /** Reads; problems are recorded in the section. */
  static RegressSettings read(SettingsReader section) {
    return new RegressSettingsReader(section).settings();
  }

  private PanelRegression.Options options() {
    PanelRegression.Options standard = PanelRegression.Options.defaults();
    Absorbing absorbing =
        section
            .optionalSection("absorb")
            .map(RegressSettingsReader::absorbing)
            .orElse(standard.absorbing());
    return section
        .build(
            "collinear-tolerance",
            () ->
                new PanelRegression.Options(
                    section.number("collinear-tolerance", standard.collinearTolerance()),
                    absorbing))
        .orElse(standard);
  }

  private static Absorbing absorbing(SettingsReader absorb) {
    Absorbing standard = Absorbing.defaults();
    int iterations =
        absorb
            .build(
                "max-iterations",
                () ->
                    new Absorbing(
                        standard.driverCells(),
                        absorb.integer("max-iterations", standard.maximumIterations())))
            .orElse(standard)
            .maximumIterations();
    return absorb
        .build(
            "driver-cells",
            () -> new Absorbing(absorb.integer("driver-cells", standard.driverCells()), iterations))
        .orElse(standard);
  }

  private RegressSettings settings() {
    ModelDefaults defaults = ModelDefaults.standard().read(section);
    PanelRegression.Options options = options();
    LayoutReader layout = new LayoutReader(section);
    List<RegressSettings.TableSettings> tables = new ArrayList<>();
    SettingsReader named = section.section("tables");
    Set<String> taken = new HashSet<>(RESERVED);
    for (String name : named.names()) {
      checkName(named, name, taken);
      if (named.kind(name) == Kind.OBJECT) {
        SettingsReader table = named.section(name);
        tables.add(
            new RegressSettings.TableSettings(
                name,
                table.text("title", name),
                models(table, "models", defaults.read(table)),
                layout.read(table)));
      } else {
        tables.add(
            new RegressSettings.TableSettings(
                name, name, models(named, name, defaults), layout.sectionWide()));
      }
    }
    tables.forEach(table -> checkSaved(named, table));
    if (tables.isEmpty()) {
      section.problem("tables", "must hold at least one table");
    }
    return new RegressSettings(options, tables);
  }

  /** What a table's models save has a key for each row, a level for each effect, a file name. */
  private void checkSaved(SettingsReader tables, RegressSettings.TableSettings table) {
    Set<Saved> saved = EnumSet.noneOf(Saved.class);
    table.columns().forEach(column -> saved.addAll(column.saved()));
    if (!hasUnit && (saved.contains(Saved.RESIDUALS) || saved.contains(Saved.FITTED))) {
      tables.problem(
          table.name(),
          "save: residuals and fitted values need panel.unit, by which rows are known");
    }
    boolean anyEffect =
        table.columns().stream()
            .filter(column -> column.saved().contains(Saved.FIXED_EFFECTS))
            .anyMatch(column -> !column.model().formula().fixedEffects().isEmpty());
    if (saved.contains(Saved.FIXED_EFFECTS) && !anyEffect) {
      tables.problem(table.name(), "save: none of its models has fixed effects to save");
    }
    if (!saved.isEmpty() && !Results.isSafe(table.name() + SavedResults.EFFECTS)) {
      tables.problem(
          table.name(), "save: the name is too long to be followed by " + SavedResults.EFFECTS);
    }
  }

  /** A table's name is that of its files, which differ from all others in more than case. */
  private static void checkName(SettingsReader tables, String name, Set<String> taken) {
    if (!Results.isSafe(name)) {
      tables.problem(
          name, "a table's name consists of letters, digits, `_`, `-` and `.`, got `" + name + "`");
    } else if (!taken.add(name.toLowerCase(Locale.ROOT))) {
      tables.problem(
          name,
          RESERVED.contains(name.toLowerCase(Locale.ROOT))
              ? "is the name of another result; give the table another"
              : "is the name of another table, upper and lower case count as equal");
    }
  }

  private List<RegressSettings.ColumnSettings> models(
      SettingsReader owner, String key, ModelDefaults defaults) {
    List<RegressSettings.ColumnSettings> models = new ArrayList<>();
    List<Setting> elements = owner.elements(key);
    int next = 1;
    for (int e = 0; e < elements.size(); e++) {
      Setting element = elements.get(e);
      if (element.kind() == Kind.TEXT) {
        List<String> formulas = formulas(owner, key, element.text());
        for (int f = 0; f < formulas.size(); f++) {
          Place place = new Place("(" + next++ + ")", "", e, f);
          models.addAll(formula(owner, key, formulas.get(f), place, defaults));
        }
      } else {
        next += structured(element, e, next, defaults, models);
      }
    }
    if (elements.isEmpty()) {
      owner.problem(key, "must hold at least one model");
    }
    return models;
  }

  /**
   * Where a model stands.
   *
   * @param called what messages call it
   * @param name as given; empty for a number
   * @param element of the table's list, from 0
   * @param formula of the element, from 0
   */
  private record Place(String called, String name, int element, int formula) {}

  /** Adds the models of an element with settings of its own; how many formulas it stands for. */
  private int structured(
      Setting element,
      int number,
      int first,
      ModelDefaults defaults,
      List<RegressSettings.ColumnSettings> to) {
    Optional<SettingsReader> found = element.section();
    if (found.isEmpty()) {
      return 1;
    }
    SettingsReader model = found.get();
    ModelDefaults own = defaults.read(model);
    Optional<String> name = model.optionalText("name");
    List<String> formulas = formulas(model, "formula", model.text("formula"));
    for (int f = 0; f < formulas.size(); f++) {
      String called = "(" + (first + f) + ")";
      String part = formulas.size() == 1 ? "" : "." + (f + 1);
      Place place = new Place(name.map(n -> n + part).orElse(called), name.orElse(""), number, f);
      to.addAll(formula(model, "formula", formulas.get(f), place, own));
    }
    return formulas.size();
  }

  /** The single formulas that a text stands for. */
  private static List<String> formulas(SettingsReader owner, String key, String text) {
    return owner.build(key, () -> FormulaSets.expand(text)).orElse(List.of());
  }

  private List<RegressSettings.ColumnSettings> formula(
      SettingsReader owner, String key, String text, Place place, ModelDefaults defaults) {
    List<RegressSettings.ColumnSettings> specs = new ArrayList<>();
    if (text.isEmpty()) {
      return specs;
    }
    Optional<Formula> formula = owner.build(key, () -> Formula.parse(text));
    formula
        .filter(Formula::usesTime)
        .filter(lagged -> !hasTime)
        .ifPresent(
            lagged ->
                owner.problem(
                    key, "a lag, lead or difference needs panel.unit and panel.time: " + text));
    for (Vcov vcov : defaults.vcovs()) {
      formula
          .flatMap(parsed -> owner.build(key, () -> defaults.model(place.called(), parsed, vcov)))
          .map(
              model ->
                  new RegressSettings.ColumnSettings(
                      model,
                      defaults.wald(),
                      place.name(),
                      place.element(),
                      place.formula(),
                      defaults.saved()))
          .ifPresent(specs::add);
    }
    return specs;
  }
}
