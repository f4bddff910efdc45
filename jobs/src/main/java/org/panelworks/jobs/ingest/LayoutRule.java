package org.panelworks.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;
import org.panelworks.NearestName;

/** Decides what a table's columns become, and refuses a table that cannot become it. */
final class LayoutRule {
  private final TableSettings table;
  private final TableSurvey survey;
  private final DataDictionary dictionary;
  private final List<String> names;
  private final String where;

  LayoutRule(TableSettings table, TableSurvey survey, DataDictionary dictionary) {
    this.table = table;
    this.survey = survey;
    this.dictionary = dictionary;
    this.names = ColumnNames.of(table.policies(), survey.codes());
    this.where = "ingest: table " + table.name() + ": ";
  }

  TableLayout layout() {
    checkNames();
    List<OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(column(i));
    }
    int date = RowFilter.date(table.policies(), survey.codes());
    TableLayout layout = new TableLayout(columns, key(), usable(date, columns));
    checkDate(layout, date);
    checkKey(layout);
    checkIndustry(layout);
    checkCasts(columns);
    return layout;
  }

  private void checkNames() {
    for (String stated : table.types().keySet()) {
      require(stated, "types");
    }
    Policies policies = table.policies();
    if (!policies.id().isEmpty()) {
      if (ColumnNames.id(survey.codes()) < 0) {
        throw new DataException(
            where + "id is declared, but there is none of the columns " + Policies.IDS);
      }
      long ids =
          Policies.IDS.stream()
              .filter(id -> RowFilter.position(survey.codes(), List.of(id)) >= 0)
              .count();
      if (ids > 1) {
        throw new DataException(
            where + "id is declared, but there are several of the columns " + Policies.IDS);
      }
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      long same = names.stream().filter(name::equalsIgnoreCase).count();
      if (same > 1) {
        throw new DataException(where + "two columns would be named `" + name + "`");
      }
    }
  }

  private int require(String column, String setting) {
    int at = ColumnNames.position(table.policies(), survey.codes(), column);
    if (at < 0) {
      throw new DataException(
          where
              + setting
              + " names `"
              + column
              + "`, which is no column"
              + NearestName.hint(column, survey.codes()));
    }
    return at;
  }

  private OutputColumn column(int at) {
    String code = survey.codes().get(at);
    DataDictionary.@Nullable Entry entry = dictionary.entry(code).orElse(null);
    String inHeader = survey.label(code);
    String label = inHeader.isEmpty() && entry != null ? entry.label() : inHeader;
    String inUnits = survey.unit(code);
    UnitWord unit = UnitWord.of(inUnits.isEmpty() && entry != null ? entry.unit() : inUnits);
    ColumnType type = type(at);
    boolean numeric = type == ColumnType.INTEGER || type == ColumnType.NUMBER;
    boolean scaled = table.policies().base() && unit.power() > 0 && numeric;
    return new OutputColumn(
        code,
        names.get(at),
        scaled ? ColumnType.NUMBER : type,
        scaled ? unit.power() : 0,
        label,
        scaled ? unit.base() : unit.text(),
        entry == null ? Map.of() : entry.values(),
        basis(code));
  }

  private String basis(String code) {
    IndustryBasis basis = table.policies().industry();
    boolean industry = Policies.INDUSTRIES.contains(code.toLowerCase(Locale.ROOT));
    return basis == null || !industry ? "" : basis.name().toLowerCase(Locale.ROOT);
  }

  /** The stated type, by the column's code or its name in the result; the inferred one else. */
  private ColumnType type(int at) {
    String code = survey.codes().get(at);
    ColumnType byCode = table.types().get(code.toLowerCase(Locale.ROOT));
    ColumnType byName = table.types().get(names.get(at).toLowerCase(Locale.ROOT));
    if (byCode != null) {
      return byCode;
    }
    return byName != null ? byName : survey.evidence(at).inferred(code, table.inferShare());
  }

  private List<Integer> key() {
    return table.key().isEmpty()
        ? IntStream.range(0, names.size()).boxed().toList()
        : table.key().stream().map(column -> require(column, "key")).toList();
  }

  /** The date column's position where it holds dates or months, -1 else. */
  private int usable(int date, List<OutputColumn> columns) {
    if (date < 0) {
      return -1;
    }
    ColumnType type = columns.get(date).type();
    return type == ColumnType.DATE || type == ColumnType.MONTH ? date : -1;
  }

  private void checkDate(TableLayout layout, int date) {
    Policies policies = table.policies();
    boolean stated = !policies.date().isEmpty() && !policies.date().equals(Policies.NO_DATE);
    if (stated && layout.date() < 0) {
      require(policies.date(), "date");
      throw new DataException(
          where
              + "date names `"
              + policies.date()
              + "`, which holds neither dates nor months but "
              + layout.columns().get(date).type().name().toLowerCase(Locale.ROOT));
    }
    for (String part : List.of(TableLayout.YEAR, TableLayout.MONTH)) {
      if (layout.date() >= 0 && names.stream().anyMatch(part::equalsIgnoreCase)) {
        throw new DataException(
            where
                + "has a column `"
                + part
                + "` already, so that "
                + names.get(date)
                + " cannot give it: set `date = none`");
      }
    }
    if (policies.industry() == IndustryBasis.YEARLY && date < 0) {
      throw new DataException(
          where
              + "industry = yearly is declared, but the table has no date column: its industry"
              + " is the current one");
    }
  }

  private void checkKey(TableLayout layout) {
    if (table.key().isEmpty()) {
      return;
    }
    for (int at : layout.key()) {
      long missing =
          survey.evidence(at).missing()
              + survey.evidence(at).failed(layout.columns().get(at).type());
      if (missing > 0) {
        throw new DataException(
            where
                + "the key column "
                + names.get(at)
                + " is missing in "
                + missing
                + " of "
                + survey.kept()
                + " rows");
      }
    }
  }

  /**
   * That an industry is the current one is seen firm by firm, so a key must begin with the firm.
   */
  private void checkIndustry(TableLayout layout) {
    int firm = ColumnNames.id(survey.codes());
    boolean stated = table.policies().industry() == IndustryBasis.CURRENT;
    boolean dated =
        layout.date() >= 0 && RowFilter.position(survey.codes(), Policies.INDUSTRIES) >= 0;
    if (!stated || !dated || firm < 0 || layout.key().get(0) == firm) {
      return;
    }
    List<String> key = new ArrayList<>(List.of(names.get(firm)));
    table.key().stream()
        .filter(column -> ColumnNames.position(table.policies(), survey.codes(), column) != firm)
        .forEach(key::add);
    throw new DataException(
        where
            + "industry = current is declared, and whether the code changes between a firm's rows"
            + " is seen only where the key begins with "
            + names.get(firm)
            + ": write `key = ["
            + String.join(", ", key)
            + (table.key().isEmpty() ? ", …" : "")
            + "]`");
  }

  private void checkCasts(List<OutputColumn> columns) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnEvidence evidence = survey.evidence(i);
      ColumnType type = columns.get(i).type();
      long failed = evidence.failed(type);
      if (failed > table.maxBadCasts() * evidence.filled()) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%scolumn %s: %d of %d cells are no %s (`%s`): state `types { %s = text }`, the"
                    + " word among `missing`, or a `max-bad-casts`",
                where,
                columns.get(i).name(),
                failed,
                evidence.filled(),
                type.name().toLowerCase(Locale.ROOT),
                String.join("`, `", evidence.examples(type)),
                columns.get(i).code()));
      }
    }
    if (!problems.isEmpty()) {
      throw new DataException(String.join("\n", problems));
    }
  }
}
