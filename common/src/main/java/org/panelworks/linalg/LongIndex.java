package org.panelworks.linalg;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Numbers distinct long keys 0, 1, 2, … in the order in which they are first seen (open addressing,
 * no boxing).
 */
public final class LongIndex implements Serializable {
  private static final long serialVersionUID = 1L;

  private long[] keys = new long[16];
  private int[] slots = new int[32];
  private int size;

  /** Number of distinct keys. */
  public int size() {
    return size;
  }

  /** The key with a number. */
  public long key(int number) {
    return keys[number];
  }

  /** The number of a key, or −1 where it has none. */
  public int find(long key) {
    int slot = slotOf(key);
    return slots[slot] - 1;
  }

  /** The number of a key, a new one where it had none. */
  public int add(long key) {
    int slot = slotOf(key);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
    }
    keys[size] = key;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      grow();
    }
    return size - 1;
  }

  private int slotOf(long key) {
    int mask = slots.length - 1;
    int slot = (int) mix(key) & mask;
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int i = 0; i < size; i++) {
      slots[slotOf(keys[i])] = i + 1;
    }
  }

  /** A bijective scrambling of 64 bits (the finaliser of MurmurHash3). */
  static long mix(long key) {
    long h = key;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h;
  }
}
