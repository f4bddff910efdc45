package org.panelworks.jobs.underwrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.figure.SurfacePlot;
import org.panelworks.grey.GreyFit;
import org.panelworks.grey.GreyModel;
import org.panelworks.jobs.panel.ShortSeries;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.table.PrintedFigure;
import org.panelworks.underwriting.CoverDecision;
import org.panelworks.underwriting.LossRateSurface;
import org.panelworks.underwriting.Peril;

/** One run of the job. */
final class UnderwriteRun {
  private final UnderwriteSettings settings;
  private final Results results;

  UnderwriteRun(UnderwriteSettings settings, Results results) {
    this.settings = settings;
    this.results = results;
  }

  /** A contract with what is decided on it. */
  record Decided(String name, List<Peril> perils, CoverDecision decision) {}

  /**
   * Decides.
   *
   * @param series the panel's, none where loss rates are stated
   */
  void run(List<ShortSeries> series) {
    List<Decided> decided = new ArrayList<>();
    for (UnderwriteSettings.Contract contract : settings.contracts()) {
      decided.add(decide(contract.name(), contract.perils()));
    }
    forecast(series).forEach((name, perils) -> decided.add(decide(name, perils)));
    if (!settings.attitudes().isFeasible()) {
      results.warning(
          String.format(
              Locale.ROOT,
              "underwrite: the largest acceptable loss rate is %.4f %%, so that no cover is"
                  + " possible with u1 = %s and u2 = %s",
              100 * settings.attitudes().largestLossRate(),
              settings.attitudes().u1(),
              settings.attitudes().u2()));
    }
    List<PrintedFigure> printed = printed(decided);
    results.json("underwrite", UnderwriteJson.content(settings, decided, printed));
    UnderwriteTables tables = new UnderwriteTables(settings);
    results.table(tables.decisions(decided));
    if (!printed.isEmpty()) {
      results.table(tables.printed(printed));
      warnOfPrinted(printed);
    }
    surface(tables);
  }

  private Decided decide(String name, List<Peril> perils) {
    return new Decided(name, perils, CoverDecision.of(settings.attitudes(), perils));
  }

  /** The next loss rates of the panel's series, by contract. */
  private Map<String, List<Peril>> forecast(List<ShortSeries> series) {
    Map<String, List<Peril>> contracts = new LinkedHashMap<>();
    for (ShortSeries one : series) {
      String contract = one.group().isEmpty() ? "forecast" : one.group();
      double next = settings.unit().fraction(next(one));
      if (next >= 0 && next <= 1) {
        contracts
            .computeIfAbsent(contract, key -> new ArrayList<>())
            .add(new Peril(one.column(), next));
      } else {
        results.warning(
            String.format(
                Locale.ROOT,
                "underwrite, %s: the forecast %.6g is no loss rate, no decision is made on it",
                one.name(),
                next));
      }
    }
    for (UnderwriteSettings.Contract stated : settings.contracts()) {
      if (contracts.containsKey(stated.name())) {
        throw new DataException(
            "underwrite: the contract `" + stated.name() + "` is both stated and in the panel");
      }
    }
    return contracts;
  }

  private double next(ShortSeries series) {
    int window = settings.forecast().orElseThrow().window();
    double[] values = series.values();
    if (values.length < window) {
      throw new EstimationException(
          String.format(
              Locale.ROOT,
              "underwrite, %s: the window takes %d points, got %d",
              series.name(),
              window,
              values.length));
    }
    try {
      GreyFit fit =
          GreyModel.of(1, 0).fit(Arrays.copyOfRange(values, values.length - window, values.length));
      results.warning(
          String.format(
              Locale.ROOT,
              "underwrite, %s: the loss rate is a GM(1,1) forecast from the last %d points, whose"
                  + " mean relative error is %.1f %% within them",
              series.name(),
              window,
              100 * fit.meanRelativeErrorFrom2()));
      return fit.forecast()[0];
    } catch (EstimationException e) {
      throw new EstimationException("underwrite, " + series.name() + ": " + e.getMessage());
    }
  }

  private List<PrintedFigure> printed(List<Decided> decided) {
    List<PrintedFigure> figures = new ArrayList<>();
    for (UnderwriteSettings.Printed figure : settings.printed()) {
      String quantity = figure.quantity().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      if (figure.quantity() == Quantity.LARGEST_LOSS_RATE) {
        double largest = settings.attitudes().largestLossRate();
        figures.add(new PrintedFigure(quantity, figure.value(), 100 * largest));
        continue;
      }
      double computed =
          decided.stream()
              .filter(one -> one.name().equals(figure.contract()))
              .mapToDouble(one -> 100 * value(figure.quantity(), one.decision()))
              .findFirst()
              .orElse(Double.NaN);
      figures.add(
          new PrintedFigure(quantity + " of " + figure.contract(), figure.value(), computed));
    }
    return figures;
  }

  private static double value(Quantity quantity, CoverDecision decision) {
    return switch (quantity) {
      case LARGEST_LOSS_RATE -> Double.NaN;
      case LOSS_RATE -> decision.lossRate();
      case LOWEST_PREMIUM -> decision.lowestPremium();
      case HIGHEST_PREMIUM -> decision.highestPremium();
    };
  }

  private void warnOfPrinted(List<PrintedFigure> printed) {
    for (PrintedFigure figure : printed) {
      if (!figure.follows()) {
        results.warning(
            String.format(
                Locale.ROOT,
                "underwrite: the printed %s of %s %% does not follow, the formulas give %s",
                figure.quantity(),
                figure.printed(),
                Double.isNaN(figure.computed())
                    ? "none"
                    : String.format(Locale.ROOT, "%.5g %%", figure.computed())));
      }
    }
  }

  private void surface(UnderwriteTables tables) {
    LossRateSurface surface = LossRateSurface.of(settings.first(), settings.second());
    results.json("underwrite-surface", UnderwriteJson.surface(surface));
    results.table(tables.surface(surface));
    double[][] percent =
        Arrays.stream(surface.largest())
            .map(row -> Arrays.stream(row).map(value -> 100 * value).toArray())
            .toArray(double[][]::new);
    String title = "Largest acceptable loss rate (%)";
    results.figure(
        "underwrite-surface",
        title,
        new SurfacePlot(
                title,
                "u1, insurer",
                "u2, client",
                surface.u1(),
                surface.u2(),
                percent,
                "infeasible")
            .svg());
  }
}
