package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbered sets, filed so that those within another set are found without a look at all of them:
 * each under one of its elements, the one with the fewest sets so far. A set within a whole is
 * filed under one of the whole's elements. Every comparison of two sets is counted.
 */
final class SubsetIndex {
  private final List<List<Integer>> byElement;
  private final List<long[]> sets = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private long compared;

  /** An index of sets of numbers below a size. */
  SubsetIndex(int size) {
    byElement = new ArrayList<>(Collections.nCopies(size, List.of()));
    byElement.replaceAll(none -> new ArrayList<>());
  }

  /** Files a set; an empty one is within none. */
  void add(int number, long[] set) {
    Arrays.stream(Bits.elements(set))
        .mapToObj(byElement::get)
        .min((a, b) -> Integer.compare(a.size(), b.size()))
        .ifPresent(
            filed -> {
              filed.add(sets.size());
              sets.add(set);
              numbers.add(number);
            });
  }

  /** The numbers of the sets within a whole, ascending. */
  int[] within(long[] whole) {
    return found(whole).map(numbers::get).sorted().toArray();
  }

  /** Whether some set lies within a whole. */
  boolean anyWithin(long[] whole) {
    return found(whole).findAny().isPresent();
  }

  private IntStream found(long[] whole) {
    return Arrays.stream(Bits.elements(whole))
        .flatMap(element -> byElement.get(element).stream().mapToInt(Integer::intValue))
        .filter(place -> isWithin(place, whole));
  }

  private boolean isWithin(int place, long[] whole) {
    compared++;
    return Bits.isSubset(sets.get(place), whole);
  }

  /** How many times two sets were compared. */
  long compared() {
    return compared;
  }
}
