package io.campaignpulse.bench.referee;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Predicate;

/** Share of some of all, with its 95 % interval by Wilson. */
record Proportion(int some, int all) {

  private static final double Z = 1.959964;

  static <T> Proportion of(Collection<T> all, Predicate<T> condition) {
    return new Proportion((int) all.stream().filter(condition).count(), all.size());
  }

  /** The share itself; 0 of none. */
  double share() {
    return all == 0 ? 0 : (double) some / all;
  }

  /** Lower end of the interval. */
  double low() {
    return Math.max(0, center() - halfWidth());
  }

  /** Upper end of the interval. */
  double high() {
    return Math.min(1, center() + halfWidth());
  }

  private double center() {
    return (share() + Z * Z / (2.0 * all)) / (1 + Z * Z / all);
  }

  private double halfWidth() {
    double variance = share() * (1 - share()) / all + Z * Z / (4.0 * all * all);
    return Z / (1 + Z * Z / all) * StrictMath.sqrt(variance);
  }

  /** As a cell of a table. */
  String cell() {
    return all == 0
        ? "–"
        : String.format(Locale.ROOT, "%.1f (%.1f–%.1f)", 100 * share(), 100 * low(), 100 * high());
  }
}
