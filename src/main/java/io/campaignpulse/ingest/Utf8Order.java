package io.campaignpulse.ingest;

/** The order of ids: that of their UTF-8 bytes, in which every tie is broken. */
public final class Utf8Order {

  private Utf8Order() {}

  /** Compares as the UTF-8 bytes of both, without encoding them. */
  public static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // UTF-8 sorts by code point: what needs surrogates comes after everything that doesn't.
        boolean beyond = Character.isSurrogate(x);
        if (beyond != Character.isSurrogate(y)) {
          return beyond ? 1 : -1;
        }
        return Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
