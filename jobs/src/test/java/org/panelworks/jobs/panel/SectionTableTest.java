package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What messages of reading a panel say of a section's table. */
final class SectionTableTest {
  private static String relabelled(String message) {
    return SectionTable.relabelled(message, "text");
  }

  @Test
  void settingsAndTheTableAreTheSections() {
    assertThat(relabelled("panel.format: nothing here reads the format `x`"))
        .isEqualTo("text.format: nothing here reads the format `x`");
    assertThat(relabelled("panel.strings: no column `a` in the panel (did you mean `b`?)"))
        .isEqualTo("text.strings: no column `a` in the table of text (did you mean `b`?)");
    assertThat(relabelled("panel.strings: no column `a` in the panel"))
        .isEqualTo("text.strings: no column `a` in the table of text");
    assertThat(relabelled("no rows in the panel `a.csv`: there is nothing to estimate"))
        .isEqualTo("text: no rows in `a.csv`: there is nothing to estimate");
    assertThat(relabelled("the panel has more than one column named `a`"))
        .isEqualTo("the table of text has more than one column named `a`");
    assertThat(relabelled("cannot look at the panel's files: gone"))
        .isEqualTo("cannot look at the table of text's files: gone");
  }

  @Test
  void pathsNamesAndKeysStayAsTheyAre() {
    assertThat(relabelled("panel.path: cannot read `/the panel/panel.path`: no /the panel/x"))
        .isEqualTo("text.path: cannot read `/the panel/panel.path`: no /the panel/x");
    assertThat(relabelled("panel.strings: no column `in the panel` in the panel"))
        .isEqualTo("text.strings: no column `in the panel` in the table of text");
    assertThat(relabelled("no rows in the panel `the panel.csv`: there is nothing to estimate"))
        .isEqualTo("text: no rows in `the panel.csv`: there is nothing to estimate");
    for (String own :
        new String[] {
          "text: 1 keys (id) have more than one document: (the panel), (panel.path)",
          "file:/the panel/a.txt is not UTF-8",
          "the panel/a.txt is not UTF-8",
          "`the panel` has more than one column"
        }) {
      assertThat(relabelled(own)).isEqualTo(own);
    }
  }
}
