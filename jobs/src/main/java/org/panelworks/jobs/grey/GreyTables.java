package org.panelworks.jobs.grey;

import java.util.ArrayList;
import java.util.List;
import org.panelworks.grey.GreyFit;
import org.panelworks.grey.RollingForecast;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Table;

/** The job's tables for papers. */
final class GreyTables {
  private final GreySettings settings;

  GreyTables(GreySettings settings) {
    this.settings = settings;
  }

  Table summary(List<GreyRun.Forecasts> all) {
    List<String> heads =
        new ArrayList<>(
            List.of("Series", "N", "a", "b", "C", "P", "Grade by C, P", "Mean relative error"));
    heads.addAll(List.of("Grade by error", "Class ratios"));
    for (int h = 1; h <= settings.horizon(); h++) {
      heads.add("+" + h);
    }
    Table.Builder table =
        Table.builder("grey")
            .title("GM(1,1) forecasts")
            .columns(heads.size() - 1, Alignment.RIGHT)
            .header(heads.toArray(String[]::new));
    all.forEach(one -> table.row(cells(one)));
    return table
        .note(
            "C and P over all residuals; the mean relative error from the second point on, a"
                + " fraction. Grades run from 1 (good) to 4 by C and P, to 5 by error.")
        .note(
            settings.metabolic()
                ? "Forecasts are of the whole series; the metabolic ones stand in grey.json."
                : "")
        .build();
  }

  private List<Cell> cells(GreyRun.Forecasts one) {
    GreyFit fit = one.full();
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.label(one.series().name()));
    cells.add(Cell.count(fit.series().length));
    double[] numbers = {fit.a(), fit.b(), fit.posterior().cAll(), fit.posterior().pAll()};
    for (double number : numbers) {
      cells.add(Cell.number(number, settings.digits()));
    }
    cells.add(Cell.count(fit.posterior().grade().number()));
    cells.add(Cell.number(fit.meanRelativeErrorFrom2(), settings.digits()));
    cells.add(Cell.count(fit.errorGrade().number()));
    cells.add(Cell.text(fit.classRatios().pass() ? "pass" : "fail"));
    for (double forecast : fit.forecast()) {
      cells.add(Cell.number(forecast, settings.digits()));
    }
    return cells;
  }

  Table rolling(List<GreyRun.Forecasts> all) {
    Table.Builder table =
        Table.builder("grey-rolling")
            .title("One-step forecasts from windows of " + settings.window())
            .columns(4, Alignment.RIGHT)
            .header("Window", "a", "Forecast", "Actual", "Relative error");
    for (GreyRun.Forecasts one : all) {
      table.section(one.series().name());
      for (RollingForecast.Window window : one.windows()) {
        double a = window.fit().isEmpty() ? Double.NaN : window.fit().get(0).a();
        table.row(
            Cell.label(span(one.series().time(), window.start(), settings.window())),
            Cell.number(a, settings.digits()),
            Cell.number(window.forecast(), settings.digits()),
            Cell.number(window.actual().orElse(Double.NaN), settings.digits()),
            Cell.number(window.relativeError(), settings.digits()));
      }
      table.row(
          Cell.label("Mean"),
          Cell.empty(),
          Cell.empty(),
          Cell.empty(),
          Cell.number(RollingForecast.meanRelativeError(one.windows()), settings.digits()));
    }
    return table.note("Relative errors are fractions of the actual value.").build();
  }

  /** A window's first and last time: {@code 2016–2019}. */
  static String span(double[] time, int start, int length) {
    return text(time[start]) + "–" + text(time[start + length - 1]);
  }

  private static String text(double time) {
    return time == Math.rint(time) ? Long.toString((long) time) : Double.toString(time);
  }
}
