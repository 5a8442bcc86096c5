package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order or a lead's entry into a stage, with all that became of it.
 *
 * @param dealer an order's own, else its lead's; null if none is named
 * @param touches what the credit goes to, at least one
 * @param weighedAt the time at which the age of touches is taken
 * @param steps its totals after each thing that happened to it, the first when it came about
 * @param value net, in the reporting currency
 */
record Conversion(
    String id,
    String type,
    Instant time,
    @Nullable String person,
    @Nullable String dealer,
    List<Touch> touches,
    Instant weighedAt,
    List<Step> steps,
    BigDecimal value,
    boolean newCustomer,
    boolean voided) {

  /** The totals of a conversion from a time on, by measure. */
  record Step(Instant time, Map<String, BigDecimal> totals) {}
}
