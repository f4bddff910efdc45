package org.panelworks.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.panelworks.table.Digits;

/** The usual traps that a table holds and its policies say nothing of. */
final class TableWarnings {
  private final TableSettings table;
  private final TableSurvey survey;
  private final TableLayout layout;
  private final List<String> warnings = new ArrayList<>();

  TableWarnings(TableSettings table, TableSurvey survey, TableLayout layout) {
    this.table = table;
    this.survey = survey;
    this.layout = layout;
  }

  List<String> all() {
    Policies policies = table.policies();
    if (policies.typrep().isEmpty() && survey.typreps().size() > 1) {
      say(
          "holds statements of several kinds (Typrep "
              + survey.typreps()
              + " rows): `typrep = A` keeps the consolidated ones");
    }
    long restated = survey.restated();
    if (policies.periodEnds().isEmpty() && restated > 0) {
      say(
          Digits.count(restated)
              + " rows are of the first of January, restated balances of the year's beginning:"
              + " `period-end = 12-31` keeps the years' ends");
    }
    units();
    industry();
    ids();
    return warnings;
  }

  private void units() {
    if (table.policies().base()) {
      return;
    }
    List<String> scaled = new ArrayList<>();
    for (OutputColumn column : layout.columns()) {
      boolean numeric = column.type() == ColumnType.INTEGER || column.type() == ColumnType.NUMBER;
      if (numeric && UnitWord.of(column.unit()).power() > 0) {
        scaled.add(column.name() + " (" + column.unit() + ")");
      }
    }
    if (!scaled.isEmpty()) {
      say("is not in base units in " + scaled + ": `units = base` converts it");
    }
  }

  private void industry() {
    List<String> industries =
        layout.columns().stream()
            .filter(c -> Policies.INDUSTRIES.contains(c.code().toLowerCase(Locale.ROOT)))
            .map(OutputColumn::name)
            .toList();
    IndustryBasis basis = table.policies().industry();
    boolean unseen = layout.date() >= 0 && ColumnNames.id(survey.codes()) < 0;
    if (!industries.isEmpty() && basis == IndustryBasis.CURRENT && unseen) {
      say(
          "has an industry code "
              + industries
              + " that is declared the current one, which is not checked: there is none of the"
              + " firms' columns "
              + Policies.IDS);
    }
    if (industries.isEmpty() || basis != null) {
      return;
    }
    say(
        layout.date() < 0
            ? "has an industry code "
                + industries
                + " without a date: it is the current one, not"
                + " that of each year; declare `industry = current`, or take a table by year"
            : "has an industry code "
                + industries
                + ": declare `industry = yearly` if it is that"
                + " of each row's year, `industry = current` if not");
  }

  private void ids() {
    int id = ColumnNames.id(survey.codes());
    long lost = id < 0 ? 0 : survey.evidence(id).shorterThanSix();
    if (lost > 0) {
      say(
          Digits.count(lost)
              + " values of "
              + layout.columns().get(id).name()
              + " have fewer than six digits (`"
              + String.join("`, `", survey.evidence(id).examples(ColumnType.TEXT))
              + "`): another program took their leading zeros away; download the table again");
    }
  }

  private void say(String what) {
    warnings.add("ingest: table " + table.name() + " " + what);
  }
}
