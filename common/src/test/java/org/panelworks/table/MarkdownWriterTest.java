package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownWriterTest {
  private static String markdown(Table table) {
    return new MarkdownWriter().write(table);
  }

  @Test
  void chineseCharactersTakeTwoColumns() {
    Table table =
        Table.builder("t")
            .title("表")
            .columns(List.of(Alignment.LEFT, Alignment.CENTER, Alignment.RIGHT))
            .header(List.of(HeaderCell.of(""), new HeaderCell("净资产收益率", 2)))
            .header("", "(1)", "N")
            .row(
                Cell.label("数字化"),
                Cell.coefficient(0.324, 0, Digits.fixed(3), Stars.standard()),
                Cell.count(24738))
            .row(Cell.label("age"), Cell.text("(omitted)"), Cell.empty())
            .note("* p<0.1")
            .build();
    assertThat(markdown(table))
        .isEqualTo(
            """
            **表**

            |        | 净资产收益率 (1) | 净资产收益率 N |
            | :----- | :--------------: | -------------: |
            | 数字化 |     0.324***     |         24,738 |
            | age    |    (omitted)     |                |

            \\* p\\<0.1
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "|", "*", "_", "`", "<", ">", "[", "]", "#", "~", "&", "$"})
  void everySpecialCharacterIsEscapedEverywhere(String special) {
    String markdown = markdown(SampleTables.hostile("a" + special + "b"));
    assertThat(markdown.split("a\\\\" + "\\Q" + special + "\\Eb", -1)).hasSize(8);
  }

  @Test
  void lineBreaksDoNotEndARow() {
    String markdown = markdown(SampleTables.hostile("a\r\nb\nc\u0000"));
    assertThat(markdown).contains("| a b c   | a b c |");
  }

  @Test
  void aNoteCannotOpenAListOrAHeading() {
    assertThat(markdown(SampleTables.hostile("- a"))).endsWith("\n\\- a\n");
    assertThat(markdown(SampleTables.hostile("1. a"))).endsWith("\n1\\. a\n");
    assertThat(markdown(SampleTables.hostile("# a"))).endsWith("\n\\# a\n");
  }

  @Test
  void everyLineOfTheTableHasTheSameDisplayWidth() {
    List<Integer> widths =
        markdown(SampleTables.regression())
            .lines()
            .filter(line -> line.startsWith("|"))
            .map(Wide::columns)
            .distinct()
            .toList();
    assertThat(widths).hasSize(1);
  }

  @Test
  void widthsByHand() {
    assertThat(Wide.columns("roe")).isEqualTo(3);
    assertThat(Wide.columns("资产（率）")).isEqualTo(10);
    assertThat(Wide.columns("ｱ")).isEqualTo(1);
    assertThat(Wide.columns("e\u0301")).isEqualTo(1);
    assertThat(Wide.columns("R²")).isEqualTo(2);
    assertThat(Wide.columns("𠀀")).isEqualTo(2);
  }
}
