package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * How a table comes to the panel. Every row of the panel stays, once: with the values of the row
 * that has the same keys, or with missing ones.
 *
 * @param oneToOne the panel's keys are unique too
 * @param on the keys
 * @param lag the table's row of so many times before, in the key that is the panel's time or in
 *     {@code asOf}
 * @param asOf takes, of the rows with the same keys, the last one at or before the panel's
 */
record TableJoin(boolean oneToOne, List<Key> on, int lag, Optional<Key> asOf) {
  /** A column of the panel and the one of the table that it is compared with. */
  record Key(String panel, String table) {
    static Key of(String text) {
      String[] sides = text.split("=", -1);
      if (sides.length > 2 || sides[0].isBlank() || sides[sides.length - 1].isBlank()) {
        throw new SettingsException(
            "must be a column of both, or \"panel's column = table's column\", got " + text);
      }
      return new Key(sides[0].strip(), sides[sides.length - 1].strip());
    }
  }

  TableJoin {
    on = List.copyOf(on);
  }

  /**
   * Reads the keys of a table that is joined; problems are recorded in the section.
   *
   * @param time the panel's time
   */
  static Optional<TableJoin> read(SettingsReader table, Optional<String> time) {
    String kind = table.text("join");
    if (!table.anyProblem() && !kind.equals("1:1") && !kind.equals("m:1")) {
      table.problem("join", "must be one of 1:1, m:1, got " + kind);
    }
    List<Key> on = new ArrayList<>();
    for (String text : table.texts("on")) {
      table.build("on", () -> Key.of(text)).ifPresent(on::add);
    }
    if (on.isEmpty() && !table.anyProblem()) {
      table.problem("on", "must name at least one column");
    }
    Optional<Key> asOf =
        table.optionalText("as-of").flatMap(text -> table.build("as-of", () -> Key.of(text)));
    int lag = table.integer("lag", 0);
    if (lag < 0) {
      table.problem("lag", "must be at least 0, got " + lag);
    }
    boolean timed = on.stream().anyMatch(key -> isTime(key, time));
    if (lag > 0 && !timed && asOf.isEmpty()) {
      table.problem("lag", "needs panel.time among the columns of on, or as-of");
    }
    if (kind.equals("1:1") && asOf.isPresent()) {
      table.problem("join", "must be m:1 with as-of: a row of the table may serve many times");
    }
    return table.anyProblem()
        ? Optional.empty()
        : Optional.of(new TableJoin(kind.equals("1:1"), on, lag, asOf));
  }

  private static boolean isTime(Key key, Optional<String> time) {
    return time.filter(key.panel::equalsIgnoreCase).isPresent();
  }

  /** By how much a key is behind. */
  int lag(Key key, Optional<String> time) {
    boolean lagged = asOf.isPresent() ? asOf.get().equals(key) : isTime(key, time);
    return lagged ? lag : 0;
  }

  /** The keys that must be unique in the table. */
  List<Key> keys() {
    List<Key> keys = new ArrayList<>(on);
    asOf.ifPresent(keys::add);
    return keys;
  }

  String kind() {
    return oneToOne ? "1:1" : "m:1";
  }
}
