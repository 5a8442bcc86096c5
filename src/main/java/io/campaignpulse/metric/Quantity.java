package io.campaignpulse.metric;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.BaseMeasure;
import org.jspecify.annotations.Nullable;

/**
 * An additive number read from the totals of one scope, in a fixed unit: the numerator or the
 * denominator of a {@link Metric}.
 *
 * @param cost whether it is spend, of which a ratio is null where it is below 0
 * @param unit how much of the stored number is one whole: 1, 10⁶ (micros) or 10⁹ (nanos)
 */
record Quantity(Reading reading, long unit, boolean attributed, boolean cost) {

  private static final long ONE = 1;
  private static final long MICROS = 1_000_000;
  private static final long NANOS = 1_000_000_000;

  /** Reads the stored number; null where it is unknown. */
  interface Reading {
    @Nullable Long of(long[] base, long reach, long[] attributed);
  }

  /** What needs no attribution. */
  static Quantity of(BaseMeasure measure) {
    int index = measure.ordinal();
    long unit = measure.isMoney() ? MICROS : ONE;
    return new Quantity(
        (base, reach, attributed) -> base[index], unit, false, measure == BaseMeasure.SPEND);
  }

  /** Spend as reported, and what is provisional where no report covers the time. */
  static Quantity liveSpend() {
    int reported = BaseMeasure.SPEND.ordinal();
    int provisional = BaseMeasure.PROVISIONAL_SPEND.ordinal();
    return new Quantity(
        (base, reach, attributed) -> Math.addExact(base[reported], base[provisional]),
        MICROS,
        false,
        true);
  }

  /** What was credited under one model and basis. */
  static Quantity of(AttributedMeasure measure) {
    int index = measure.ordinal();
    long unit = measure.unit() == AttributedMeasure.Unit.MICROS ? MICROS : NANOS;
    return new Quantity((base, reach, attributed) -> attributed[index], unit, true, false);
  }

  /** Distinct people with an impression; not additive across scopes. */
  static Quantity reach() {
    return new Quantity((base, reach, attributed) -> reach, ONE, false, false);
  }

  /** netRevenue − cogs; unknown while a unit's cost is unknown. */
  static Quantity margin() {
    return new Quantity(
        (base, reach, attributed) -> Ratios.marginMicros(attributed), MICROS, true, false);
  }

  /** Whether an amount of it, as stored, leaves a ratio without meaning: a cost below 0. */
  boolean voids(long amount) {
    return cost && amount < 0;
  }

  @Nullable Long stored(long[] base, long reach, long[] attributed) {
    return reading.of(base, reach, attributed);
  }
}
