package org.panelworks.jobs.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.panelworks.stats.CorrelationMethod;
import org.panelworks.stats.Correlations;
import org.panelworks.stats.Description;
import org.panelworks.stats.DescriptiveTable;
import org.panelworks.stats.MissingCells;
import org.panelworks.stats.QuantileDefinition;
import org.panelworks.stats.Statistic;
import org.panelworks.stats.VarianceInflation;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/** The job's tables for papers. */
final class DescribeTables {
  private static final Map<Statistic, String> HEADS =
      Map.of(
          Statistic.N, "N",
          Statistic.MEAN, "Mean",
          Statistic.SD, "SD",
          Statistic.VARIANCE, "Variance",
          Statistic.MIN, "Min",
          Statistic.P25, "P25",
          Statistic.MEDIAN, "Median",
          Statistic.P75, "P75",
          Statistic.MAX, "Max");

  private final DescribeSettings settings;
  private final Digits digits;

  DescribeTables(DescribeSettings settings) {
    this.settings = settings;
    this.digits = settings.digits();
  }

  Table descriptives(DescriptiveTable described) {
    List<String> heads = new ArrayList<>(List.of("Variable"));
    settings.statistics().forEach(statistic -> heads.add(HEADS.get(statistic)));
    Table.Builder table =
        Table.builder("descriptives")
            .title("Descriptive statistics")
            .columns(settings.statistics().size(), Alignment.RIGHT)
            .header(heads.toArray(String[]::new));
    if (described.by().isPresent()) {
      table.section("All");
    }
    described.all().forEach(row -> table.row(cells(row)));
    for (DescriptiveTable.Group group : described.groups()) {
      table.section(settings.label(described.by().orElseThrow()) + " = " + group.label());
      group.variables().forEach(row -> table.row(cells(row)));
    }
    return table.note(quantileNote()).build();
  }

  private List<Cell> cells(Description row) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.label(settings.label(row.variable()))));
    row.values()
        .forEach(
            (statistic, value) ->
                cells.add(
                    statistic == Statistic.N
                        ? Cell.count(value.longValue())
                        : Cell.number(value, digits)));
    return cells;
  }

  private String quantileNote() {
    boolean any =
        settings.statistics().stream()
            .anyMatch(
                statistic ->
                    statistic == Statistic.P25
                        || statistic == Statistic.MEDIAN
                        || statistic == Statistic.P75);
    if (!any) {
      return "";
    }
    return settings.quantile() == QuantileDefinition.STATA
        ? "Quantiles average at discontinuities (type 2, as Stata)."
        : "Quantiles interpolate linearly (type 7, as R).";
  }

  /**
   * A correlation matrix: the lower triangle, or with a second method that one above the diagonal.
   */
  Table correlation(String name, Correlations below, Optional<Correlations> above) {
    int k = below.variables().size();
    List<String> heads = new ArrayList<>(List.of(""));
    for (int i = 1; i <= k; i++) {
      heads.add("(" + i + ")");
    }
    Table.Builder table =
        Table.builder(name)
            .title(above.isPresent() ? "Correlations" : title(below.method()) + " correlations")
            .columns(k, Alignment.RIGHT)
            .header(heads.toArray(String[]::new));
    for (int i = 0; i < k; i++) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.label("(" + (i + 1) + ") " + settings.label(below.variables().get(i))));
      for (int j = 0; j < k; j++) {
        row.add(cell(i, j, below, above));
      }
      table.row(row);
    }
    return table.note(rowsNote(below)).note(methodNote(below, above)).build();
  }

  private Cell cell(int i, int j, Correlations below, Optional<Correlations> above) {
    Digits bounded = digits.onBoundedScale();
    if (i == j) {
      return Cell.number(below.coefficient(i, i), bounded);
    }
    Optional<Correlations> source = i > j ? Optional.of(below) : above;
    return source
        .map(r -> Cell.coefficient(r.coefficient(i, j), r.pValue(i, j), bounded, settings.stars()))
        .orElse(Cell.empty());
  }

  private static String title(CorrelationMethod method) {
    return method == CorrelationMethod.PEARSON ? "Pearson" : "Spearman";
  }

  private static String rowsNote(Correlations correlations) {
    if (correlations.missing() == MissingCells.LISTWISE) {
      return "N = " + Digits.count(correlations.count(0, 0)) + " rows with every variable.";
    }
    long fewest = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < correlations.variables().size(); i++) {
      for (int j = 0; j < i; j++) {
        fewest = Math.min(fewest, correlations.count(i, j));
        most = Math.max(most, correlations.count(i, j));
      }
    }
    return "Each over the rows with both variables, N from "
        + Digits.count(fewest)
        + " to "
        + Digits.count(most)
        + ".";
  }

  private String methodNote(Correlations below, Optional<Correlations> above) {
    String which =
        above.isPresent()
            ? title(below.method()) + " below the diagonal, Spearman (mid-ranks) above."
            : below.method() == CorrelationMethod.SPEARMAN ? "Ranks are mid-ranks." : "";
    String stars = settings.stars().rule();
    String test = stars.isEmpty() ? "" : stars + " (two-sided t test with N - 2 df).";
    return (which + " " + test).strip();
  }

  Table vif(VarianceInflation vif) {
    Table.Builder table =
        Table.builder("vif")
            .title("Variance inflation factors")
            .columns(2, Alignment.RIGHT)
            .header("Variable", "VIF", "1/VIF");
    for (int i = 0; i < vif.variables().size(); i++) {
      table.row(
          Cell.label(settings.label(vif.variables().get(i))),
          Cell.number(vif.factor(i), digits),
          Cell.number(1 / vif.factor(i), digits));
    }
    return table
        .rule()
        .row(Cell.label("Mean VIF"), Cell.number(vif.mean(), digits), Cell.empty())
        .note(
            "Each variable on the others and an intercept, N = "
                + Digits.count(vif.count())
                + " rows with every variable.")
        .build();
  }
}
