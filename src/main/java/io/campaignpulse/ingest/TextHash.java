package io.campaignpulse.ingest;

/**
 * A 64-bit hash of a text: Murmur3's 64-bit mixing over four UTF-16 units at a time, without
 * allocation. Of n texts two share a hash with probability about n² / 2⁶⁵.
 */
public final class TextHash {
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private TextHash() {}

  /** The hash of a text; the same on every machine. */
  public static long of(String text) {
    int length = text.length();
    long hash = length;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      hash =
          mixed(
              hash,
              text.charAt(i)
                  | (long) text.charAt(i + 1) << 16
                  | (long) text.charAt(i + 2) << 32
                  | (long) text.charAt(i + 3) << 48);
    }
    long rest = 0;
    for (; i < length; i++) {
      rest = rest << 16 | text.charAt(i);
    }
    return finished(mixed(hash, rest));
  }

  private static long mixed(long hash, long block) {
    long k = Long.rotateLeft(block * C1, 31) * C2;
    return Long.rotateLeft(hash ^ k, 27) * 5 + 0x52dce729;
  }

  private static long finished(long hash) {
    long h = hash;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }
}
