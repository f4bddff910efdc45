package org.panelworks.jobs.panel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** What is counted while a panel is read; tallies of disjoint rows add up. */
final class PanelTally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_KEYS = 5;

  /** A key that more than one row has. */
  record Key(String unit, long time) implements Serializable, Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::unit).thenComparingLong(Key::time);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  long rows;
  long missingUnit;
  long missingTime;
  long brokenTime;
  final TreeSet<String> brokenTimes = new TreeSet<>();
  final long[] infinite;
  final long[] droppedAt;
  final long[] undecided;
  final long[] missing;

  /** Units with a row left after each step, [steps + 1]; at 0 those of the panel as loaded. */
  final long[] unitsLeft;

  long repeatedKeys;
  long rowsOfRepeatedKeys;
  final List<Key> firstRepeated = new ArrayList<>();

  /** Where the units of each block lie, of rows that were not shuffled. */
  final List<UnitRange> ranges = new ArrayList<>();

  /** An empty tally. */
  PanelTally(RowLayout layout) {
    this.infinite = new long[layout.checked().size()];
    this.droppedAt = new long[layout.steps()];
    this.undecided = new long[layout.drops()];
    this.missing = new long[layout.required()];
    this.unitsLeft = new long[layout.steps() + 1];
  }

  void addBrokenTime(String value) {
    brokenTime++;
    brokenTimes.add(value);
    if (brokenTimes.size() > FIRST_KEYS) {
      brokenTimes.pollLast();
    }
  }

  void addRepeated(String unit, long time, int copies) {
    repeatedKeys++;
    rowsOfRepeatedKeys += copies;
    firstRepeated.add(new Key(unit, time));
    cutKeys();
  }

  private void cutKeys() {
    if (firstRepeated.size() > FIRST_KEYS) {
      firstRepeated.sort(Comparator.naturalOrder());
      firstRepeated.subList(FIRST_KEYS, firstRepeated.size()).clear();
    }
  }

  PanelTally merge(PanelTally other) {
    rows += other.rows;
    missingUnit += other.missingUnit;
    missingTime += other.missingTime;
    brokenTime += other.brokenTime;
    brokenTimes.addAll(other.brokenTimes);
    while (brokenTimes.size() > FIRST_KEYS) {
      brokenTimes.pollLast();
    }
    add(infinite, other.infinite);
    add(droppedAt, other.droppedAt);
    add(undecided, other.undecided);
    add(missing, other.missing);
    add(unitsLeft, other.unitsLeft);
    ranges.addAll(other.ranges);
    repeatedKeys += other.repeatedKeys;
    rowsOfRepeatedKeys += other.rowsOfRepeatedKeys;
    firstRepeated.addAll(other.firstRepeated);
    firstRepeated.sort(Comparator.naturalOrder());
    cutKeys();
    return this;
  }

  private static void add(long[] into, long[] more) {
    for (int i = 0; i < into.length; i++) {
      into[i] += more[i];
    }
  }
}
