package io.campaignpulse.plan;

import java.util.ArrayList;
import java.util.List;

/** A time without stock: [from, to), epoch milliseconds. */
public record OutOfStock(long from, long to) {

  /** How long it lasted. */
  public long millis() {
    return to - from;
  }

  /** How long of [from, to) there was no stock, milliseconds. */
  static long millis(List<OutOfStock> times, long from, long to) {
    long millis = 0;
    for (OutOfStock time : times) {
      millis += Math.max(0, Math.min(to, time.to) - Math.max(from, time.from));
    }
    return millis;
  }

  /** When both were out of stock; each list in order of time. */
  static List<OutOfStock> both(List<OutOfStock> ones, List<OutOfStock> others) {
    List<OutOfStock> both = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < ones.size() && j < others.size()) {
      OutOfStock one = ones.get(i);
      OutOfStock other = others.get(j);
      long from = Math.max(one.from, other.from);
      long to = Math.min(one.to, other.to);
      if (from < to) {
        both.add(new OutOfStock(from, to));
      }
      if (one.to < other.to) {
        i++;
      } else {
        j++;
      }
    }
    return both;
  }
}
