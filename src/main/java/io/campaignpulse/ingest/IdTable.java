package io.campaignpulse.ingest;

/**
 * A set of 64-bit ids: open addressing with linear probing, at most 5/8 full. The array of ids can
 * be shared with a snapshot without copying; it is copied when next an id is added.
 *
 * <p>Beside each id stands a tag of one byte. Most ids are new, and the tags alone tell nearly all
 * of those: an array an eighth as large stays in the processor's cache, where the ids don't.
 */
final class IdTable {
  private static final int LEAST_SLOTS = 64;

  /** Stands for 0, which marks an empty slot. */
  private static final long ZERO = 0x9e3779b97f4a7c15L;

  private long[] slots;
  private byte[] tags;
  private int size;
  private boolean shared;

  /** A table that holds so many ids without growing. */
  IdTable(int expected) {
    slots = new long[slotsFor(expected)];
    tags = new byte[slots.length];
  }

  /** Adds an id; returns false if it was there. */
  boolean add(long hash) {
    long id = hash == 0 ? ZERO : hash;
    byte tag = tagOf(id);
    int mask = slots.length - 1;
    int slot = (int) id & mask;
    while (tags[slot] != 0) {
      if (tags[slot] == tag && slots[slot] == id) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    if (shared) {
      slots = slots.clone();
      shared = false;
    }
    tags[slot] = tag;
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
    long[] smaller = slots;
    slots = new long[smaller.length * 2];
    tags = new byte[slots.length];
    int mask = slots.length - 1;
    for (long id : smaller) {
      if (id != 0) {
        int slot = (int) id & mask;
        while (tags[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        tags[slot] = tagOf(id);
        slots[slot] = id;
      }
    }
  }

  /** Not 0, which marks an empty slot; of the bits that don't choose the slot. */
  private static byte tagOf(long id) {
    return (byte) ((id >>> 56) | 1);
  }

  private static int slotsFor(int ids) {
    long wanted = Math.max(LEAST_SLOTS, ids / 5L * 8 + 8);
    return Math.toIntExact(Long.highestOneBit(wanted - 1) << 1);
  }
}
