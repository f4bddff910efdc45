package org.panelworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {
  @Test
  void oneWrongLetterIsNear() {
    assertThat(NearestName.of("forumla", List.of("name", "formula", "vcov"))).contains("formula");
    assertThat(NearestName.of("vcvo", List.of("name", "vcov"))).contains("vcov");
    assertThat(NearestName.of("by_year", List.of("by-year"))).contains("by-year");
  }

  @Test
  void aDifferentWordIsNoSuggestion() {
    assertThat(NearestName.of("weights", List.of("unit", "time", "path"))).isEmpty();
    assertThat(NearestName.of("x", List.of("y"))).isEmpty();
    assertThat(NearestName.of("anything", List.of())).isEmpty();
  }

  @Test
  void tiesGoToTheFirst() {
    assertThat(NearestName.of("rob", List.of("roe", "roa"))).contains("roe");
    assertThat(NearestName.hint("rob", List.of("roe"))).isEqualTo(" (did you mean `roe`?)");
  }
}
