package org.panelworks.jobs.panel;

import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * The key {@code sample.balanced}: the last sample step keeps the units that the steps before it
 * left with a row at every time.
 *
 * @param range the times that count, whole numbers from the first to the last, and outside which no
 *     row stays; without it, every time at which the steps before left any row
 */
record Balance(Optional<Range> range) {
  /** Times, both ends included. */
  record Range(long from, long to) {
    Range {
      if (from > to) {
        throw new SettingsException("from must be at most to, got " + from + " and " + to);
      }
    }

    long times() {
      return to - from + 1;
    }
  }

  /** Reads the key; problems are recorded in the section. */
  static Optional<Balance> read(SettingsReader sample, PanelSource source) {
    if (!sample.has("balanced")) {
      return Optional.empty();
    }
    Optional<Balance> balance = Optional.empty();
    if (sample.kind("balanced") == Kind.OBJECT) {
      SettingsReader range = sample.section("balanced");
      int from = range.integer("from");
      int to = range.integer("to");
      balance = range.build(() -> new Balance(Optional.of(new Range(from, to))));
    } else if (sample.flag("balanced", false)) {
      balance = Optional.of(new Balance(Optional.empty()));
    }
    if (balance.isPresent() && source.keys().isEmpty()) {
      sample.problem("balanced", "needs panel.unit and panel.time");
    }
    return balance;
  }
}
