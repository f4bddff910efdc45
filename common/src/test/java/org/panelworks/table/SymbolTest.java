package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SymbolTest {
  private static Table table(Symbol symbol) {
    return Table.builder("configurations")
        .columns(1, Alignment.CENTER)
        .header("Condition", "1a")
        .row(Cell.label("IBA"), Cell.symbol(symbol))
        .row(Cell.label("PGS"), Cell.empty())
        .build();
  }

  @ParameterizedTest
  @EnumSource(Symbol.class)
  void everyFormatShowsTheMark(Symbol symbol) {
    assertThat(new MarkdownWriter().write(table(symbol))).contains(symbol.text());
    assertThat(new CsvWriter().write(table(symbol))).contains("IBA," + symbol.text());
    assertThat(new HtmlWriter().write(table(symbol))).contains(symbol.html());
    assertThat(new LatexWriter().write(table(symbol))).contains(symbol.latex());
  }

  @Test
  void presenceAndAbsenceCoreAndPeripheralDifferInEveryFormat() {
    assertThat(Arrays.stream(Symbol.values()).map(Symbol::text)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Symbol.values()).map(Symbol::html)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Symbol.values()).map(Symbol::latex)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Symbol.class)
  void aMarkIsFoundByItsCharacter(Symbol symbol) {
    assertThat(Symbol.of(symbol.text())).isEqualTo(symbol);
  }

  @Test
  void anyOtherTextIsRefused() {
    assertThatThrownBy(() -> Symbol.of("o"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got o");
  }
}
