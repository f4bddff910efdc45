package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.panelworks.SettingsException;

final class StarsTest {
  @Test
  void levelsAreStrictBounds() {
    Stars stars = Stars.standard();
    assertThat(stars.of(0.1)).isEmpty();
    assertThat(stars.of(Math.nextDown(0.1))).isEqualTo("*");
    assertThat(stars.of(0.05)).isEqualTo("*");
    assertThat(stars.of(0.049)).isEqualTo("**");
    assertThat(stars.of(0.01)).isEqualTo("**");
    assertThat(stars.of(0)).isEqualTo("***");
  }

  @Test
  void aMissingPValueHasNoStar() {
    assertThat(Stars.standard().of(Double.NaN)).isEmpty();
  }

  @Test
  void theRuleIsWrittenFromTheLevels() {
    assertThat(Stars.standard().rule()).isEqualTo("* p<0.1, ** p<0.05, *** p<0.01");
    assertThat(Stars.at(List.of(0.001, 0.05)).rule()).isEqualTo("* p<0.05, ** p<0.001");
    Stars dagger = new Stars(List.of(new Stars.Level("*", 0.05), new Stars.Level("†", 0.1)));
    assertThat(dagger.rule()).isEqualTo("† p<0.1, * p<0.05");
    assertThat(dagger.of(0.07)).isEqualTo("†");
    assertThat(Stars.none().rule()).isEmpty();
    assertThat(Stars.none().of(0)).isEmpty();
  }

  @Test
  void impossibleLevelsAreRefused() {
    assertThatThrownBy(() -> Stars.at(List.of(1.5)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("a star level must lie in (0, 1], got 1.5");
    assertThatThrownBy(() -> Stars.at(List.of(Double.NaN))).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Stars.at(List.of(0.0))).hasMessageContaining("got 0.0");
    assertThatThrownBy(() -> Stars.at(List.of(0.1, 0.1))).hasMessageContaining("must differ");
    assertThatThrownBy(() -> Stars.at(List.of(.6, .5, .4, .3, .2, .1)))
        .hasMessage("at most 5 star levels can be given, got 6");
    assertThatThrownBy(() -> new Stars.Level("1", 0.1)).hasMessageContaining("no digit");
    assertThatThrownBy(() -> new Stars.Level(" ", 0.1)).hasMessageContaining("printable");
  }
}
