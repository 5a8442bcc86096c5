package io.campaignpulse.ingest;

/**
 * A set of 64-bit ids: open addressing with linear probing in one array, at most 5/8 full. The
 * array can be shared with a snapshot without copying; it is copied when next an id is added.
 */
final class IdTable {
  private static final int LEAST_SLOTS = 64;

  /** Stands for 0, which marks an empty slot. */
  private static final long ZERO = 0x9e3779b97f4a7c15L;

  private long[] slots;
  private int size;
  private boolean shared;

  /** A table that holds so many ids without growing. */
  IdTable(int expected) {
    slots = new long[slotsFor(expected)];
  }

  /** Adds an id; returns false if it was there. */
  boolean add(long hash) {
    long id = hash == 0 ? ZERO : hash;
    int slot = slotOf(slots, id);
    if (slots[slot] == id) {
      return false;
    }
    if (shared) {
      slots = slots.clone();
      shared = false;
    }
    slots[slot] = id;
    size++;
    if (size > slots.length / 8 * 5) {
      grow();
    }
    return true;
  }

  int size() {
    return size;
  }

  /** The ids among zeros; the caller must not write to it. */
  long[] share() {
    shared = true;
    return slots;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (long id : slots) {
      if (id != 0) {
        larger[slotOf(larger, id)] = id;
      }
    }
    slots = larger;
  }

  /** The slot that holds an id, or the empty one where it belongs. */
  private static int slotOf(long[] slots, long id) {
    int mask = slots.length - 1;
    int slot = (int) id & mask;
    while (slots[slot] != 0 && slots[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int slotsFor(int ids) {
    long wanted = Math.max(LEAST_SLOTS, ids / 5L * 8 + 8);
    return Math.toIntExact(Long.highestOneBit(wanted - 1) << 1);
  }
}
