package org.panelworks.qca;

/** Sets of small numbers as arrays of 64-bit words, all of one length. */
final class Bits {
  private Bits() {}

  static long[] empty(int size) {
    return new long[(size + 63) >>> 6];
  }

  /** All numbers below a size. */
  static long[] full(int size) {
    long[] set = empty(size);
    for (int element = 0; element < size; element++) {
      add(set, element);
    }
    return set;
  }

  static void add(long[] set, int element) {
    set[element >>> 6] |= 1L << element;
  }

  static boolean contains(long[] set, int element) {
    return (set[element >>> 6] >>> element & 1) != 0;
  }

  static boolean isEmpty(long[] set) {
    for (long word : set) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  static int count(long[] set) {
    int count = 0;
    for (long word : set) {
      count += Long.bitCount(word);
    }
    return count;
  }

  static int countCommon(long[] left, long[] right) {
    int count = 0;
    for (int i = 0; i < left.length; i++) {
      count += Long.bitCount(left[i] & right[i]);
    }
    return count;
  }

  static boolean isSubset(long[] part, long[] whole) {
    for (int i = 0; i < part.length; i++) {
      if ((part[i] & ~whole[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  static long[] without(long[] set, long[] removed) {
    long[] rest = set.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] &= ~removed[i];
    }
    return rest;
  }

  static void addAll(long[] set, long[] added) {
    for (int i = 0; i < set.length; i++) {
      set[i] |= added[i];
    }
  }

  /** The elements of both sets, ascending. */
  static int[] common(long[] left, long[] right) {
    int[] elements = new int[countCommon(left, right)];
    int next = 0;
    for (int word = 0; word < left.length; word++) {
      for (long rest = left[word] & right[word]; rest != 0; rest &= rest - 1) {
        elements[next++] = word << 6 | Long.numberOfTrailingZeros(rest);
      }
    }
    return elements;
  }

  /** The elements, ascending. */
  static int[] elements(long[] set) {
    int[] elements = new int[count(set)];
    int next = 0;
    for (int word = 0; word < set.length; word++) {
      for (long rest = set[word]; rest != 0; rest &= rest - 1) {
        elements[next++] = word << 6 | Long.numberOfTrailingZeros(rest);
      }
    }
    return elements;
  }
}
