package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.panelworks.SettingsException;

final class TableTest {
  @Test
  void aRowThatDoesNotFillTheColumnsIsRefused() {
    Table.Builder table =
        Table.builder("t").columns(2, Alignment.RIGHT).row(Cell.label("a"), Cell.count(1));
    assertThatThrownBy(table::build).hasMessage("table t: a row covers 2 of 3 columns");
  }

  @Test
  void aHeadWhoseSpansDoNotAddUpIsRefused() {
    Table.Builder table =
        Table.builder("t")
            .columns(2, Alignment.RIGHT)
            .header(List.of(HeaderCell.of(""), new HeaderCell("g", 3)));
    assertThatThrownBy(table::build).hasMessage("table t: a head row covers 4 of 3 columns");
  }

  @Test
  void sectionsWithoutRowsLeaveNoRule() {
    Table table =
        Table.builder("t")
            .columns(1, Alignment.RIGHT)
            .rule()
            .row(Cell.label("a"), Cell.count(1))
            .rule()
            .rule()
            .row(Cell.label("b"), Cell.count(2))
            .rule()
            .build();
    assertThat(table.sections()).hasSize(2);
    assertThat(table.rows()).hasSize(2);
  }

  @Test
  void aTableDoesNotChangeWithTheListsItWasMadeFrom() {
    List<Cell> row = new ArrayList<>(List.of(Cell.label("a"), Cell.count(1)));
    List<List<Cell>> rows = new ArrayList<>(List.of(row));
    TableSection section = new TableSection("", rows);
    row.set(1, Cell.count(2));
    rows.clear();
    assertThat(section.rows()).containsExactly(List.of(Cell.label("a"), Cell.count(1)));
  }

  @Test
  void textCannotPassForANumber() {
    assertThatThrownBy(() -> new Cell(Cell.Kind.NUMBER, "=1+1", ""))
        .hasMessage("a NUMBER cell must hold a number, got =1+1");
    assertThatThrownBy(() -> new Cell(Cell.Kind.COEFFICIENT, "-x", "*")).hasMessageContaining("-x");
    assertThatThrownBy(() -> new Cell(Cell.Kind.LABEL, "a", "*"))
        .hasMessageContaining("only a coefficient carries stars");
  }

  @Test
  void aMissingCoefficientCarriesNoStarsAndAMissingErrorNoParentheses() {
    Digits digits = Digits.fixed(3);
    assertThat(Cell.coefficient(Double.NaN, 0.001, digits, Stars.standard()).shown()).isEmpty();
    assertThat(Cell.enclosed(Double.NaN, digits).shown()).isEmpty();
    assertThat(Cell.enclosed(Double.NaN, digits.missingAsPoint()).shown()).isEqualTo("(.)");
  }

  @Test
  void everyFormatShowsTheSameNumbersAndTheChineseLabel() {
    Map<String, String> texts = TableFormat.writeAll(SampleTables.regression());
    assertThat(texts).containsOnlyKeys("csv", "md", "tex", "html");
    assertThat(texts.values())
        .allSatisfy(
            text ->
                assertThat(text)
                    .contains("数字化转型", "0.324", "-2.248", "(0.125)", "1.23e-05", "24,738")
                    .contains("clustered by stkcd", "(omitted)"));
  }

  @Test
  void aFormatIsKnownByItsExtension() {
    assertThat(TableFormat.of("tex")).isEqualTo(TableFormat.LATEX);
    assertThatThrownBy(() -> TableFormat.of("xls"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("a table format must be one of csv, md, tex, html, got xls");
  }
}
