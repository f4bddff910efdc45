package org.panelworks.jobs.text;

import java.io.Serializable;
import java.util.Locale;
import org.panelworks.DataException;
import org.panelworks.text.DocumentCounts;
import org.panelworks.text.TextTally;

/**
 * Tallies of so many times at most, refused where they grow beyond, before they fill the memory.
 *
 * @param column the times' column, for messages
 */
record TimeBound(String column) implements Serializable {
  private static final int MOST_TIMES = 10_000;

  TextTally add(TextTally tally, String time, DocumentCounts document) {
    return within(tally.add(time, document));
  }

  TextTally merge(TextTally tally, TextTally other) {
    return within(tally.merge(other));
  }

  private TextTally within(TextTally tally) {
    if (tally.size() > MOST_TIMES) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "text.time: column `%s` has more than %,d values, too many for a table",
              column,
              MOST_TIMES));
    }
    return tally;
  }
}
