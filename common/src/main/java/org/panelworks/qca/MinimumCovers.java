package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All minimum covers of a chart: every choice of the fewest columns that together hold every row.
 *
 * <p>The chart is reduced until nothing gives: of columns with the same rows one stays; a column
 * whose rows all lie in another's goes; a row goes that every cover of another row covers anyway.
 * What is left is searched exactly ({@link CoverSearch}). Each reduction is then undone: every
 * minimum cover of the larger chart arises from one of the smaller by exchanging columns for
 * dominated ones, so none is lost.
 */
final class MinimumCovers {
  private final CoverLimits limits;
  private final CoverSearch search;

  private MinimumCovers(CoverLimits limits) {
    this.limits = limits;
    this.search = new CoverSearch(limits);
  }

  /**
   * The covers, each an ascending list of column numbers.
   *
   * @param rows number of rows
   * @param columns the rows of each column, as {@link Bits} of size {@code rows}; together they
   *     hold every row
   */
  static List<List<Integer>> of(int rows, List<long[]> columns, CoverLimits limits) {
    MinimumCovers covers = new MinimumCovers(limits);
    List<List<Integer>> found = new ArrayList<>();
    for (int[] cover : covers.solve(rows, columns)) {
      found.add(Arrays.stream(cover).boxed().toList());
    }
    found.sort(MinimumCovers::compare);
    return found;
  }

  private List<int[]> solve(int rows, List<long[]> columns) {
    List<Integer> maximal = maximalColumns(rows, columns);
    List<long[]> kept = maximal.stream().map(columns::get).toList();
    int[] essentialRows = undominatedRows(rows, kept);
    if (maximal.size() == columns.size() && essentialRows.length == rows) {
      return solveParts(rows, columns);
    }
    List<int[]> smaller = solve(essentialRows.length, restrict(kept, essentialRows));
    List<int[]> exchangeable = exchangeable(rows, columns, kept);
    Set<List<Integer>> covers = new LinkedHashSet<>();
    for (int[] cover : smaller) {
      expand(rows, columns, Arrays.stream(cover).mapToObj(exchangeable::get).toList(), covers);
    }
    return covers.stream().map(c -> c.stream().mapToInt(Integer::intValue).toArray()).toList();
  }

  /** Solves a chart that no longer reduces: parts that share no row on their own, then together. */
  private List<int[]> solveParts(int rows, List<long[]> columns) {
    List<int[]> parts = parts(columns);
    List<int[]> covers = List.of(new int[0]);
    for (int[] part : parts) {
      long[] held = Bits.empty(rows);
      List<long[]> own = Arrays.stream(part).mapToObj(columns::get).toList();
      own.forEach(column -> Bits.addAll(held, column));
      int[] partRows = Bits.elements(held);
      List<int[]> partCovers =
          parts.size() == 1
              ? search.all(rows, columns)
              : solve(partRows.length, restrict(own, partRows));
      limits.checkModels((long) covers.size() * partCovers.size());
      covers = product(covers, partCovers, part);
    }
    return covers;
  }

  private static List<int[]> product(List<int[]> covers, List<int[]> partCovers, int[] part) {
    List<int[]> products = new ArrayList<>();
    for (int[] cover : covers) {
      for (int[] added : partCovers) {
        products.add(
            IntStream.concat(Arrays.stream(cover), Arrays.stream(added).map(c -> part[c]))
                .toArray());
      }
    }
    return products;
  }

  /** The columns by part: two columns with a common row belong to one part. */
  private static List<int[]> parts(List<long[]> columns) {
    List<int[]> parts = new ArrayList<>();
    boolean[] placed = new boolean[columns.size()];
    for (int first = 0; first < placed.length; first++) {
      if (placed[first]) {
        continue;
      }
      long[] reached = columns.get(first).clone();
      boolean grown = true;
      List<Integer> part = new ArrayList<>();
      while (grown) {
        grown = false;
        for (int c = first; c < placed.length; c++) {
          if (!placed[c] && Bits.countCommon(columns.get(c), reached) > 0) {
            Bits.addAll(reached, columns.get(c));
            placed[c] = true;
            part.add(c);
            grown = true;
          }
        }
      }
      parts.add(part.stream().mapToInt(Integer::intValue).sorted().toArray());
    }
    return parts;
  }

  /** For each column kept, the columns whose rows all lie in it. */
  private List<int[]> exchangeable(int rows, List<long[]> columns, List<long[]> kept) {
    SubsetIndex index = new SubsetIndex(rows);
    for (int c = 0; c < columns.size(); c++) {
      index.add(c, columns.get(c));
    }
    List<int[]> exchangeable = new ArrayList<>();
    for (long[] whole : kept) {
      exchangeable.add(index.within(whole));
    }
    search.count(index.compared());
    return exchangeable;
  }

  /** One of each group of equal columns, and none whose rows lie in another's. */
  private List<Integer> maximalColumns(int rows, List<long[]> columns) {
    int[] counts = columns.stream().mapToInt(Bits::count).toArray();
    List<Integer> largestFirst = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      largestFirst.add(c);
    }
    largestFirst.sort((a, b) -> Integer.compare(counts[b], counts[a]));
    List<List<long[]>> keptByRow = new ArrayList<>(Collections.nCopies(rows, List.of()));
    keptByRow.replaceAll(none -> new ArrayList<>());
    List<Integer> maximal = new ArrayList<>();
    for (int c : largestFirst) {
      long[] column = columns.get(c);
      int[] held = Bits.elements(column);
      List<long[]> rivals = List.of();
      for (int i = 0; i < held.length; i++) {
        List<long[]> holders = keptByRow.get(held[i]);
        rivals = i == 0 || holders.size() < rivals.size() ? holders : rivals;
      }
      search.count(rivals.size());
      if (held.length > 0 && rivals.stream().noneMatch(rival -> Bits.isSubset(column, rival))) {
        maximal.add(c);
        Arrays.stream(held).forEach(row -> keptByRow.get(row).add(column));
      }
    }
    maximal.sort(Integer::compare);
    return maximal;
  }

  /** The rows to keep: those that are not covered whenever some other kept row is. */
  private int[] undominatedRows(int rows, List<long[]> columns) {
    List<long[]> holders = transpose(rows, columns);
    int[] counts = holders.stream().mapToInt(Bits::count).toArray();
    List<Integer> fewestFirst = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      fewestFirst.add(r);
    }
    fewestFirst.sort((a, b) -> Integer.compare(counts[a], counts[b]));
    SubsetIndex index = new SubsetIndex(columns.size());
    List<Integer> kept = new ArrayList<>();
    long before = 0;
    for (int r : fewestFirst) {
      if (!index.anyWithin(holders.get(r))) {
        kept.add(r);
        index.add(r, holders.get(r));
      }
      search.count(index.compared() - before);
      before = index.compared();
    }
    return kept.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** The columns that hold each row, as {@link Bits}. */
  static List<long[]> transpose(int rows, List<long[]> columns) {
    List<long[]> holders = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      holders.add(Bits.empty(columns.size()));
    }
    for (int c = 0; c < columns.size(); c++) {
      for (int r : Bits.elements(columns.get(c))) {
        Bits.add(holders.get(r), c);
      }
    }
    return holders;
  }

  private static List<long[]> restrict(List<long[]> columns, int[] rows) {
    List<long[]> restricted = new ArrayList<>();
    for (long[] column : columns) {
      long[] part = Bits.empty(rows.length);
      for (int i = 0; i < rows.length; i++) {
        if (Bits.contains(column, rows[i])) {
          Bits.add(part, i);
        }
      }
      restricted.add(part);
    }
    return restricted;
  }

  /** Adds every cover that takes, for each slot, one of the columns exchangeable there. */
  private void expand(
      int rows, List<long[]> columns, List<int[]> slots, Set<List<Integer>> covers) {
    long[][] later = new long[slots.size()][];
    long[] union = Bits.empty(rows);
    for (int i = slots.size() - 1; i >= 0; i--) {
      later[i] = union.clone();
      for (int c : slots.get(i)) {
        Bits.addAll(union, columns.get(c));
      }
    }
    exchange(columns, slots, later, union, new int[0], covers);
  }

  private void exchange(
      List<long[]> columns,
      List<int[]> slots,
      long[][] later,
      long[] uncovered,
      int[] chosen,
      Set<List<Integer>> covers) {
    int slot = chosen.length;
    if (slot == slots.size()) {
      if (covers.add(Arrays.stream(chosen).sorted().boxed().toList())) {
        limits.checkModels(covers.size());
      }
      return;
    }
    long[] required = Bits.without(uncovered, later[slot]);
    for (int c : slots.get(slot)) {
      if (Bits.isSubset(required, columns.get(c))) {
        int[] longer = Arrays.copyOf(chosen, slot + 1);
        longer[slot] = c;
        exchange(columns, slots, later, Bits.without(uncovered, columns.get(c)), longer, covers);
      }
    }
  }

  private static int compare(List<Integer> left, List<Integer> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = Integer.compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
