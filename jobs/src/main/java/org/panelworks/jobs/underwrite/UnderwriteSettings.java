package org.panelworks.jobs.underwrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.panelworks.DataException;
import org.panelworks.SettingsException;
import org.panelworks.grey.RollingForecast;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.table.Digits;
import org.panelworks.table.PrintedFigure;
import org.panelworks.underwriting.LossRateSurface;
import org.panelworks.underwriting.Peril;
import org.panelworks.underwriting.RiskAttitudes;

/**
 * The {@code underwrite} section of a study.
 *
 * @param attitudes of the insurer and the client
 * @param contracts perils with stated loss rates; together they may be none
 * @param unit of the stated loss rates and of the panel's
 * @param forecast loss rates forecast from the panel; empty for none
 * @param first the surface's grid of u1
 * @param second the surface's grid of u2
 * @param printed figures to compare with
 * @param digits of the printed tables
 */
record UnderwriteSettings(
    RiskAttitudes attitudes,
    List<Contract> contracts,
    LossUnit unit,
    Optional<Forecast> forecast,
    LossRateSurface.Grid first,
    LossRateSurface.Grid second,
    List<Printed> printed,
    Digits digits) {

  /** A contract's name and its perils. */
  record Contract(String name, List<Peril> perils) {}

  /**
   * Loss rates forecast by GM(1,1).
   *
   * @param series columns of loss rates, each a peril; the perils of a group are one contract
   * @param window the last so many points that the forecast uses
   */
  record Forecast(List<String> series, String time, Optional<String> by, int window) {
    Forecast {
      series = List.copyOf(series);
      RollingForecast.of(window, 0);
      if (new HashSet<>(series).size() < series.size()) {
        throw new SettingsException("series must name each column once");
      }
    }
  }

  /** A figure printed in a paper: of a contract, or of the attitudes alone. */
  record Printed(Quantity quantity, String contract, String value) {}

  UnderwriteSettings {
    contracts = List.copyOf(contracts);
    printed = List.copyOf(printed);
    List<String> names = contracts.stream().map(Contract::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new SettingsException("contracts must have names of their own, got " + names);
    }
    for (Printed figure : printed) {
      if (figure.quantity() != Quantity.LARGEST_LOSS_RATE
          && forecast.isEmpty()
          && !names.contains(figure.contract())) {
        throw new SettingsException(
            "printed names no contract of the study, got `" + figure.contract() + "`");
      }
    }
  }

  /** Reads the section; what is wrong with it is recorded in the reader. */
  static Optional<UnderwriteSettings> read(SettingsReader section) {
    double u1 = section.number("u1");
    double u2 = section.number("u2");
    Optional<RiskAttitudes> attitudes = section.build(() -> new RiskAttitudes(u1, u2));
    LossUnit unit = section.choice("loss-rates", LossUnit.class, LossUnit.FRACTION);
    List<Contract> contracts = new ArrayList<>();
    for (SettingsReader contract : section.sections("contracts")) {
      contracts.add(new Contract(contract.text("name"), perils(contract, unit)));
    }
    Optional<Forecast> forecast =
        section.optionalSection("forecast").flatMap(UnderwriteSettings::forecast);
    Optional<SettingsReader> surface = section.optionalSection("surface");
    Optional<LossRateSurface.Grid> first = grid(surface, "u1");
    Optional<LossRateSurface.Grid> second = grid(surface, "u2");
    List<Printed> printed =
        section.sections("printed").stream().map(UnderwriteSettings::printed).toList();
    int decimals = section.integer("decimals", 4);
    if (section.anyProblem() || attitudes.isEmpty() || first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    return section.build(
        () ->
            new UnderwriteSettings(
                attitudes.get(),
                contracts,
                unit,
                forecast,
                first.get(),
                second.get(),
                printed,
                Digits.fixed(decimals).missingAsPoint()));
  }

  private static List<Peril> perils(SettingsReader contract, LossUnit unit) {
    List<Peril> perils = new ArrayList<>();
    for (SettingsReader peril : contract.sections("perils")) {
      String name = peril.text("name");
      double rate = unit.fraction(peril.number("loss-rate"));
      try {
        perils.add(new Peril(name, rate));
      } catch (DataException e) {
        if (!Double.isNaN(rate)) {
          peril.problem("loss-rate", String.valueOf(e.getMessage()));
        }
      }
    }
    if (perils.isEmpty()) {
      contract.problem("perils", "must name at least one peril");
    }
    return perils;
  }

  private static Optional<Forecast> forecast(SettingsReader reader) {
    List<String> series = reader.texts("series");
    String time = reader.text("time");
    Optional<String> by = reader.optionalText("by");
    int window = reader.integer("window", 4);
    return reader.build(() -> new Forecast(series, time, by, window));
  }

  private static Optional<LossRateSurface.Grid> grid(Optional<SettingsReader> surface, String key) {
    Optional<SettingsReader> grid = surface.flatMap(reader -> reader.optionalSection(key));
    if (grid.isEmpty()) {
      return Optional.of(new LossRateSurface.Grid(0.5, 0.95, 46));
    }
    SettingsReader reader = grid.get();
    double from = reader.number("from");
    double to = reader.number("to");
    int points = reader.integer("points", 46);
    return reader.build(() -> new LossRateSurface.Grid(from, to, points));
  }

  private static Printed printed(SettingsReader reader) {
    Quantity quantity = reader.choice("quantity", Quantity.class);
    String contract =
        quantity == Quantity.LARGEST_LOSS_RATE
            ? reader.text("contract", "")
            : reader.text("contract");
    String value = reader.text("value");
    if (!value.isEmpty()) {
      reader.build("value", () -> new PrintedFigure(quantity.name(), value, Double.NaN));
    }
    return new Printed(quantity, contract, value);
  }
}
