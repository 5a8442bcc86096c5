package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a credit books at a time.
 *
 * @param time when it is booked by CONVERSION_TIME
 * @param touched when it is booked by INTERACTION_TIME
 * @param dealer the dealer of the conversion; null if none is named
 */
record Booked(
    String model,
    String campaign,
    String channel,
    @Nullable String dealer,
    Instant time,
    Instant touched,
    Map<String, BigDecimal> amounts) {

  Instant at(String basis) {
    return basis.equals("INTERACTION_TIME") ? touched : time;
  }

  /** A measure; the cost of goods taken off margin is that of the units whose cost is known. */
  BigDecimal of(String measure) {
    return measure.equals("margin")
        ? of("netRevenue").subtract(of("cogs"))
        : amounts.getOrDefault(measure, BigDecimal.ZERO);
  }
}
