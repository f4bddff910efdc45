package org.panelworks.jobs.indices;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.table.Digits;
import org.panelworks.table.PrintedFigure;

/**
 * The {@code indices} section of a study.
 *
 * @param trade trade indices; empty for none
 * @param concentrations each with a name of its own
 * @param specialisations likewise
 * @param growths likewise
 * @param shares likewise
 * @param digits of the printed tables
 */
record IndicesSettings(
    Optional<Trade> trade,
    List<Concentrations> concentrations,
    List<Specialisation> specialisations,
    List<Growths> growths,
    List<Shares> shares,
    Digits digits) {

  /** What becomes of rows that share a key. */
  enum Duplicates {
    REFUSE,
    SUM
  }

  /**
   * Trade indices.
   *
   * @param time empty for a single time
   * @param imports empty where the table has none
   * @param world columns of the world's exports of the product and of everything; empty for sums
   */
  record Trade(
      String exporter,
      String product,
      Optional<String> time,
      String exports,
      Optional<String> imports,
      Optional<World> world,
      Duplicates duplicates) {}

  /** Columns of the world's exports. */
  record World(String product, String total) {}

  /**
   * Concentration of a value over items, in each group.
   *
   * @param by columns that tell groups apart; none for one group
   * @param within the column of the groups of items that Theil's index is split by
   * @param greatest numbers m of CR_m
   */
  record Concentrations(
      String name,
      String value,
      String of,
      List<String> by,
      Optional<String> within,
      List<Integer> greatest) {
    private static final Pattern RESULTS =
        Pattern.compile(
            "(?i)n|total|hhi(_normalised|_points)?|cr[0-9]+|gini|theil(_entropy)?|between|within"
                + "|reason");

    Concentrations {
      by = List.copyOf(by);
      for (String column : by) {
        if (RESULTS.matcher(column).matches()) {
          throw new SettingsException(
              "by must not name a column that the result has too, got `"
                  + column
                  + "`: derive one of another name");
        }
      }
      greatest = List.copyOf(greatest);
      if (greatest.stream().anyMatch(m -> m < 1)
          || new HashSet<>(greatest).size() < greatest.size()) {
        throw new SettingsException(
            "greatest must hold numbers from 1 up, and each once, got " + greatest);
      }
    }
  }

  /** Location quotients and specialisation of regions. */
  record Specialisation(
      String name, String region, String industry, Optional<String> time, String value) {}

  /** Growth of a value over time, in each group. */
  record Growths(String name, String value, String time, List<String> by, List<Printed> printed) {
    Growths {
      by = List.copyOf(by);
      printed = List.copyOf(printed);
    }
  }

  /**
   * A figure printed in a paper, in percent or points.
   *
   * @param what growth, share or change
   * @param of the labels that name the row, joined by blanks; empty where there is one
   * @param at the time, or the labels of {@code within} joined by blanks
   */
  record Printed(String what, String of, String at, String value) {
    PrintedFigure beside(double computed) {
      String name = what + (of.isEmpty() ? "" : " of " + of) + (at.isEmpty() ? "" : " in " + at);
      return new PrintedFigure(name, value, computed);
    }
  }

  /**
   * Shares of a value in a total.
   *
   * @param of columns that tell what has a share
   * @param within columns over whose levels totals are taken
   * @param total a column that states the total (penetration); empty for sums
   * @param time a column of {@code within}, for changes from the time before
   */
  record Shares(
      String name,
      String value,
      List<String> of,
      List<String> within,
      Optional<String> total,
      Optional<String> time,
      List<Printed> printed) {
    Shares {
      of = List.copyOf(of);
      within = List.copyOf(within);
      printed = List.copyOf(printed);
    }
  }

  IndicesSettings {
    concentrations = List.copyOf(concentrations);
    specialisations = List.copyOf(specialisations);
    growths = List.copyOf(growths);
    shares = List.copyOf(shares);
    List<String> names = new ArrayList<>();
    trade.ifPresent(one -> names.add("trade"));
    concentrations.forEach(one -> names.add(one.name()));
    specialisations.forEach(one -> names.add(one.name()));
    growths.forEach(one -> names.add(one.name()));
    shares.forEach(one -> names.add(one.name()));
    if (names.isEmpty()) {
      throw new SettingsException(
          "must hold at least one of trade, concentration, specialisation, growth, share");
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new SettingsException("every index needs a name of its own, got " + names);
    }
  }

  /** Reads the section; what is wrong with it is recorded in the reader. */
  static Optional<IndicesSettings> read(SettingsReader section) {
    Optional<Trade> trade = section.optionalSection("trade").map(IndicesSettings::trade);
    List<Concentrations> concentrations = new ArrayList<>();
    for (SettingsReader one : section.sections("concentration")) {
      String name = name(one, "concentration");
      String value = one.text("value");
      String of = one.text("of");
      List<String> by = one.texts("by", List.of());
      Optional<String> within = one.optionalText("within");
      List<Integer> greatest = one.integers("greatest", List.of(4));
      one.build(() -> new Concentrations(name, value, of, by, within, greatest))
          .ifPresent(concentrations::add);
    }
    List<Specialisation> specialisations =
        section.sections("specialisation").stream().map(IndicesSettings::specialisation).toList();
    List<Growths> growths =
        section.sections("growth").stream().map(IndicesSettings::growth).toList();
    List<Shares> shares = section.sections("share").stream().map(IndicesSettings::share).toList();
    int decimals = section.integer("decimals", 4);
    return section.build(
        () ->
            new IndicesSettings(
                trade,
                concentrations,
                specialisations,
                growths,
                shares,
                Digits.fixed(decimals).missingAsPoint()));
  }

  private static String name(SettingsReader one, String fallback) {
    String name = one.text("name", fallback);
    if (!Results.isSafe(name)) {
      one.problem("name", "must consist of letters, digits, `_`, `-` and `.`, it names files");
    }
    return name;
  }

  private static Trade trade(SettingsReader one) {
    Optional<World> world = Optional.empty();
    if (one.kind("world") == Kind.OBJECT) {
      SettingsReader stated = one.section("world");
      world = Optional.of(new World(stated.text("product"), stated.text("total")));
    } else if (!one.text("world", "sum").equals("sum")) {
      one.problem(
          "world", "must be sum or columns { product = …, total = … }, got " + one.text("world"));
    }
    return new Trade(
        one.text("exporter"),
        one.text("product"),
        one.optionalText("time"),
        one.text("exports"),
        one.optionalText("imports"),
        world,
        one.choice("duplicates", Duplicates.class, Duplicates.REFUSE));
  }

  private static Specialisation specialisation(SettingsReader one) {
    return new Specialisation(
        name(one, "specialisation"),
        one.text("region"),
        one.text("industry"),
        one.optionalText("time"),
        one.text("value"));
  }

  private static Growths growth(SettingsReader one) {
    return new Growths(
        name(one, "growth"),
        one.text("value"),
        one.text("time"),
        one.texts("by", List.of()),
        printed(one, List.of("growth")));
  }

  private static Shares share(SettingsReader one) {
    List<String> within = one.texts("within", List.of());
    Optional<String> time = one.optionalText("time");
    if (time.isPresent() && !within.contains(time.get())) {
      one.problem("time", "must be one of the columns of within, got `" + time.get() + "`");
    }
    return new Shares(
        name(one, "share"),
        one.text("value"),
        one.texts("of"),
        within,
        one.optionalText("total"),
        time,
        printed(one, List.of("share", "change")));
  }

  private static List<Printed> printed(SettingsReader section, List<String> quantities) {
    List<Printed> figures = new ArrayList<>();
    for (SettingsReader one : section.sections("printed")) {
      String what = one.text("quantity", quantities.get(0));
      if (!quantities.contains(what)) {
        one.problem("quantity", "must be one of " + quantities + ", got " + what);
      }
      String value = one.text("value");
      Printed figure = new Printed(what, one.text("of", ""), one.text("at", ""), value);
      if (!value.isEmpty()) {
        one.build("value", () -> figure.beside(Double.NaN));
      }
      figures.add(figure);
    }
    return figures;
  }

  /** Numeric columns, in the order of the settings. */
  Set<String> numeric() {
    Set<String> columns = new LinkedHashSet<>();
    trade.ifPresent(
        one -> {
          columns.add(one.exports());
          one.imports().ifPresent(columns::add);
          one.world().ifPresent(world -> columns.addAll(List.of(world.product(), world.total())));
        });
    concentrations.forEach(one -> columns.add(one.value()));
    specialisations.forEach(one -> columns.add(one.value()));
    growths.forEach(one -> columns.addAll(List.of(one.value(), one.time())));
    for (Shares one : shares) {
      columns.add(one.value());
      one.total().ifPresent(columns::add);
      one.time().ifPresent(columns::add);
    }
    return columns;
  }

  /** Category columns, likewise. */
  Set<String> categories() {
    Set<String> columns = new LinkedHashSet<>();
    trade.ifPresent(
        one -> {
          columns.addAll(List.of(one.exporter(), one.product()));
          one.time().ifPresent(columns::add);
        });
    for (Concentrations one : concentrations) {
      columns.addAll(one.by());
      columns.add(one.of());
      one.within().ifPresent(columns::add);
    }
    for (Specialisation one : specialisations) {
      columns.addAll(List.of(one.region(), one.industry()));
      one.time().ifPresent(columns::add);
    }
    growths.forEach(one -> columns.addAll(one.by()));
    for (Shares one : shares) {
      columns.addAll(one.of());
      columns.addAll(one.within());
    }
    return columns;
  }
}
