package org.panelworks.jobs.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.panelworks.DataException;
import org.panelworks.text.DictionaryText;
import org.panelworks.text.DocumentCounts;
import org.panelworks.text.TextMeasures;
import org.panelworks.text.TextTally;

/** A tally is refused as soon as it has more times than a table. */
final class TextTimeBoundTest {
  private static final TextMeasures MEASURES =
      TextMeasures.of(List.of(DictionaryText.parse("d", "d", "AI\n").dictionary()));
  private static final TimeBound BOUND = new TimeBound("year");

  private static TextTally tally(int from, int to) {
    TextTally tally = TextTally.of(MEASURES);
    for (int time = from; time < to; time++) {
      BOUND.add(tally, String.valueOf(time), DocumentCounts.none());
    }
    return tally;
  }

  @Test
  void addingATimeTooManyIsRefused() {
    TextTally full = tally(0, 10_000);
    assertThat(BOUND.add(full, "0", DocumentCounts.none()).size()).isEqualTo(10_000);
    assertThatThrownBy(() -> BOUND.add(full, "x", DocumentCounts.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("text.time: column `year` has more than 10,000 values");
  }

  @Test
  void mergingTalliesOfTooManyTimesIsRefused() {
    TextTally half = tally(0, 5_000);
    assertThat(BOUND.merge(half, tally(2_000, 10_000)).size()).isEqualTo(10_000);
    assertThatThrownBy(() -> BOUND.merge(half, tally(9_999, 10_001)))
        .isInstanceOf(DataException.class);
  }
}
