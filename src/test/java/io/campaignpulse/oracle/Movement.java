package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one line of an order changed: sold when the order was placed, or come back later.
 *
 * @param time when it changed
 * @param soldAt when the order was placed
 * @param dealer who sold it; null if no dealer did
 * @param promotion the promotion it was bought in; null if none is named
 * @param changes of units, grossRevenue, netRevenue and cogs
 */
record Movement(
    Instant time,
    Instant soldAt,
    @Nullable String dealer,
    String sku,
    @Nullable String promotion,
    Map<String, BigDecimal> changes) {

  BigDecimal units() {
    return of("units");
  }

  /** A measure; the cost of goods taken off margin is that of the units whose cost is known. */
  BigDecimal of(String measure) {
    return measure.equals("margin")
        ? of("netRevenue").subtract(of("cogs"))
        : changes.getOrDefault(measure, BigDecimal.ZERO);
  }
}
