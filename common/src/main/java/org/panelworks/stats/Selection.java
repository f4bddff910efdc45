package org.panelworks.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.panelworks.panel.PanelBlocks;

/** Finds wanted ranks by narrowing, round by round, the ranges of keys that hold them. */
final class Selection {
  /** Bins per target at most, as a power of two: more would cost memory and save no round. */
  private static final int MOST_BITS = 16;

  /** Bins per target at least, as a power of two. */
  private static final int LEAST_BITS = 6;

  private static final Comparator<SelectionTarget> ORDER =
      Comparator.comparingInt(SelectionTarget::group)
          .thenComparingInt(SelectionTarget::column)
          .thenComparingLong(SelectionTarget::low);

  private final PanelBlocks blocks;
  private final ColumnChoice choice;
  private final List<String> labels;
  private final int cells;
  private final Map<Place, OrderStatistic> found = new HashMap<>();
  private List<SelectionTarget> pending = new ArrayList<>();
  private int rounds;

  private record Place(int group, int column, long rank) {}

  /**
   * A selection over blocks.
   *
   * @param labels the groups by number
   * @param cells counters that one partial statistic may hold, of eight bytes each
   */
  Selection(PanelBlocks blocks, ColumnChoice choice, List<String> labels, int cells) {
    this.blocks = blocks;
    this.choice = choice;
    this.labels = labels;
    this.cells = Math.max(cells, 1 << LEAST_BITS);
  }

  /** Asks for ranks of a column in a group, ascending. */
  void want(int group, int column, KeyRange range, long[] ranks) {
    accept(SelectionTarget.whole(group, column, range, ranks));
  }

  /** Asks for ranks of a column in a group, ascending, whose values were counted by segment. */
  void want(int group, int column, SegmentCounts counts, long[] ranks) {
    Brackets brackets = counts.brackets();
    long below = 0;
    int next = 0;
    for (int segment = 0; segment < brackets.segments() && next < ranks.length; segment++) {
      long count = counts.count(segment);
      int from = next;
      while (next < ranks.length && ranks[next] < below + count) {
        next++;
      }
      if (next > from) {
        SelectionTarget target =
            SelectionTarget.segment(
                group,
                column,
                brackets.low(segment),
                brackets.high(segment),
                below,
                count,
                Arrays.copyOfRange(ranks, from, next));
        if (counts.hasKeys(segment)) {
          pick(target, counts.sortedKeys(segment));
        } else {
          accept(target);
        }
      }
      below += count;
    }
  }

  OrderStatistic at(int group, int column, long rank) {
    return Objects.requireNonNull(found.get(new Place(group, column, rank)));
  }

  /** Rounds over the blocks so far. */
  int rounds() {
    return rounds;
  }

  /** Passes over the blocks until every wanted rank is found. */
  void run() {
    int mostTargets = cells >> LEAST_BITS;
    while (!pending.isEmpty()) {
      List<SelectionTarget> all = pending;
      all.sort(ORDER);
      int taken = Math.min(all.size(), mostTargets);
      pending = new ArrayList<>(all.subList(taken, all.size()));
      round(all.subList(0, taken));
    }
  }

  private void round(List<SelectionTarget> targets) {
    rounds++;
    int share = cells / targets.size();
    int bits = Math.min(MOST_BITS, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(share));
    SelectionPass pass = new SelectionPass(choice, labels, targets, bits);
    String step =
        String.format(Locale.ROOT, "Quantiles of %d columns, round %d", choice.size(), rounds);
    SelectionCounts counts = blocks.run(step, pass);
    for (int target = 0; target < targets.size(); target++) {
      if (pass.isKept(target)) {
        pick(targets.get(target), counts.sortedKeys(target));
      } else {
        narrow(targets.get(target), bits, counts.bins(target));
      }
    }
  }

  private void pick(SelectionTarget target, long[] keys) {
    for (long rank : target.ranks()) {
      int place = Math.toIntExact(rank - target.below());
      int first = place;
      while (first > 0 && keys[first - 1] == keys[place]) {
        first--;
      }
      int last = place;
      while (last < keys.length - 1 && keys[last + 1] == keys[place]) {
        last++;
      }
      record(target, rank, keys[place], target.below() + first, last - first + 1);
    }
  }

  private void narrow(SelectionTarget target, int bits, long[] bins) {
    int width = target.binWidth(bits);
    long below = target.below();
    int next = 0;
    long[] ranks = target.ranks();
    for (int bin = 0; bin < bins.length && next < ranks.length; bin++) {
      int from = next;
      while (next < ranks.length && ranks[next] < below + bins[bin]) {
        next++;
      }
      if (next > from) {
        long[] inBin = Arrays.copyOfRange(ranks, from, next);
        accept(target.bin(bin, width, below, bins[bin], inBin));
      }
      below += bins[bin];
    }
    if (next < ranks.length) {
      throw new IllegalStateException("the blocks changed between two passes over them");
    }
  }

  private void accept(SelectionTarget target) {
    if (!target.isResolved()) {
      pending.add(target);
      return;
    }
    for (long rank : target.ranks()) {
      record(target, rank, target.low(), target.below(), target.count());
    }
  }

  private void record(SelectionTarget target, long rank, long key, long below, long equal) {
    found.put(
        new Place(target.group(), target.column(), rank),
        new OrderStatistic(SortKey.value(key), below, equal));
  }
}
