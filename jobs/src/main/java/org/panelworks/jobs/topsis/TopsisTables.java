package org.panelworks.jobs.topsis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.HeaderCell;
import org.panelworks.table.Table;
import org.panelworks.topsis.EvaluatedRow;
import org.panelworks.topsis.EvaluationMeans;
import org.panelworks.topsis.Indicator;
import org.panelworks.topsis.Scope;
import org.panelworks.topsis.TopsisModel;

/** The printed tables, shaped as papers have them. */
final class TopsisTables {
  private static final int WEIGHT_DECIMALS = 4;

  private final TopsisModel model;
  private final TopsisSettings settings;
  private final Digits digits;

  TopsisTables(TopsisModel model, TopsisSettings settings) {
    this.model = model;
    this.settings = settings;
    this.digits = Digits.fixed(settings.decimals());
  }

  /** Indicators by criterion with entropy and weight; with a scope per year a weight per year. */
  Table weights() {
    boolean yearly = model.options().scope() == Scope.PER_YEAR;
    List<String> heads = new ArrayList<>(List.of("Criterion", "Indicator", "Direction"));
    if (yearly) {
      for (int scope = 0; scope < Math.min(model.scopes(), UnitYears.MOST_TIMES); scope++) {
        heads.add(String.valueOf(model.times().time(scope)));
      }
    } else {
      heads.addAll(List.of("Entropy", "Weight", "Criterion weight"));
    }
    List<Alignment> columns = new ArrayList<>();
    heads.forEach(head -> columns.add(columns.size() < 3 ? Alignment.LEFT : Alignment.RIGHT));
    Table.Builder table =
        Table.builder("topsis-weights")
            .title(yearly ? "Weights of the indicators by year" : "Weights of the indicators")
            .columns(columns)
            .header(heads.toArray(String[]::new));
    String last = "";
    List<Indicator> indicators = model.options().indicators();
    for (int j = 0; j < indicators.size(); j++) {
      String criterion = indicators.get(j).criterion();
      boolean begins = !criterion.equals(last);
      if (begins && j > 0) {
        table.rule();
      }
      table.row(weightRow(j, begins, yearly, heads.size() - 3));
      last = criterion;
    }
    return table.note(weightNote()).build();
  }

  private List<Cell> weightRow(int j, boolean begins, boolean yearly, int further) {
    Digits fixed = Digits.fixed(WEIGHT_DECIMALS);
    Indicator indicator = model.options().indicators().get(j);
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.label(begins ? indicator.criterion() : ""));
    cells.add(Cell.text(named(indicator)));
    cells.add(Cell.text(TopsisJson.word(indicator.direction())));
    if (yearly) {
      for (int scope = 0; scope < further; scope++) {
        cells.add(Cell.number(model.weights(scope)[j], fixed));
      }
    } else {
      cells.add(Cell.number(model.entropy(0)[j], fixed));
      cells.add(Cell.number(model.weights(0)[j], fixed));
      int criterion = model.options().criteria().indexOf(indicator.criterion());
      cells.add(
          begins && criterion >= 0
              ? Cell.number(model.criterionWeights(0)[criterion], fixed)
              : Cell.empty());
    }
    return cells;
  }

  /** {@code X1 GDP per capita}, or the column alone where it has no label. */
  private static String named(Indicator indicator) {
    return indicator.label().equals(indicator.column())
        ? indicator.column()
        : indicator.column() + " " + indicator.label();
  }

  private String weightNote() {
    String rule =
        switch (model.options().weighting()) {
          case ENTROPY -> "Entropy weights";
          case EQUAL -> "Equal weights";
          case USER -> "Weights as given, scaled to sum to 1";
          case CRITIC -> "CRITIC weights";
          case COEFFICIENT_OF_VARIATION -> "Weights by the coefficient of variation";
        };
    String shift =
        model.options().shift() > 0
            ? String.format(Locale.ROOT, ", min-max values shifted by %s", model.options().shift())
            : "";
    return rule + " over " + Digits.count(model.rows()) + " rows" + shift + ".";
  }

  /** Score of each unit at each time, its mean and the rank of the mean. */
  Table scores(UnitYears units) {
    int place = model.columns().scorePlace(0);
    List<HeaderCell> heads = new ArrayList<>(List.of(HeaderCell.of("Unit")));
    units
        .times()
        .forEach(
            time ->
                heads.add(
                    HeaderCell.of(units.hasTime() ? "" + time : TopsisFigures.scoreName(model))));
    boolean several = units.times().size() > 1;
    if (several) {
      heads.add(HeaderCell.of("Mean"));
    }
    heads.add(HeaderCell.of("Rank"));
    Table.Builder table =
        Table.builder("topsis-scores")
            .title(
                TopsisFigures.scoreName(model)
                    + (units.hasTime() ? " by unit and year" : " by unit"))
            .columns(heads.size() - 1, Alignment.RIGHT)
            .header(heads);
    for (String unit : units.byMean(place)) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.label(unit)));
      units.times().forEach(time -> cells.add(Cell.number(units.value(unit, time, place), digits)));
      double mean = units.mean(unit, place);
      if (several) {
        cells.add(Cell.number(mean, digits));
      }
      long above = units.units().stream().filter(u -> units.mean(u, place) > mean).count();
      cells.add(Double.isNaN(mean) ? Cell.empty() : Cell.count(above + 1));
      table.row(cells);
    }
    return table.note(several ? "Rank: of the unit's mean." : "").build();
  }

  /** The largest obstacles of each unit at its first and last time: {@code X24 (0.170)}. */
  Table topObstacles(UnitYears units) {
    int top = Math.min(settings.topObstacles(), model.options().indicators().size());
    List<HeaderCell> heads = new ArrayList<>(List.of(HeaderCell.of("Unit")));
    List<Alignment> columns = new ArrayList<>(List.of(Alignment.LEFT));
    if (units.hasTime()) {
      heads.add(HeaderCell.of("Year"));
      columns.add(Alignment.LEFT);
    }
    for (int i = 1; i <= top; i++) {
      heads.add(HeaderCell.of(String.valueOf(i)));
      columns.add(Alignment.LEFT);
    }
    Table.Builder table =
        Table.builder("topsis-obstacles")
            .title("Largest obstacles" + (units.hasTime() ? " in the first and last year" : ""))
            .columns(columns)
            .header(heads);
    List<Long> years = new ArrayList<>(List.of(units.times().get(0)));
    if (units.times().size() > 1) {
      years.add(units.times().get(units.times().size() - 1));
    }
    for (String unit : units.units()) {
      boolean begins = true;
      for (long year : years) {
        if (units.row(unit, year).isPresent()) {
          table.row(
              obstacleRow(units.row(unit, year).get(), begins ? unit : "", units.hasTime(), top));
          begins = false;
        }
      }
    }
    return table
        .note("Obstacle degrees in parentheses. A unit that is best on every indicator has none.")
        .build();
  }

  private List<Cell> obstacleRow(EvaluatedRow row, String label, boolean hasTime, int top) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.label(label)));
    if (hasTime) {
      cells.add(Cell.text(String.valueOf(row.time())));
    }
    int[] largest = model.largest(row.obstacles(), top);
    for (int i = 0; i < top; i++) {
      cells.add(
          i < largest.length
              ? Cell.text(
                  String.format(
                      Locale.ROOT,
                      "%s (%s)",
                      model.options().indicators().get(largest[i]).column(),
                      digits.format(row.obstacles()[largest[i]])))
              : Cell.empty());
    }
    return cells;
  }

  /** Mean obstacle degree of each criterion, or of each indicator, at each time. */
  Table criterionObstacles(EvaluationMeans means) {
    int m = model.options().indicators().size();
    List<String> criteria = model.options().criteria();
    List<String> names = criteria.isEmpty() ? model.options().columns() : criteria;
    int from = criteria.isEmpty() ? 0 : m;
    List<HeaderCell> heads = new ArrayList<>(List.of(HeaderCell.of("Year")));
    names.forEach(name -> heads.add(HeaderCell.of(name)));
    Table.Builder table =
        Table.builder("topsis-obstacles-mean")
            .title("Mean obstacle degrees")
            .columns(names.size(), Alignment.RIGHT)
            .header(heads);
    int times = model.times().isPresent() ? model.times().size() : 0;
    for (int time = 0; time < Math.min(times, UnitYears.MOST_TIMES); time++) {
      table.row(meanRow("" + model.times().time(time), means.obstacles(time), from, names.size()));
    }
    return table.rule().row(meanRow("All", means.overallObstacles(), from, names.size())).build();
  }

  private List<Cell> meanRow(String label, double[] degrees, int from, int size) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.label(label)));
    for (int i = from; i < from + size; i++) {
      cells.add(Cell.number(degrees[i], digits));
    }
    return cells;
  }
}
