package io.campaignpulse.event;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of an order event in its own currency, as far as the order decides what they are worth:
 * changes of an order are priced at the rate of the order's time.
 *
 * @param currency ISO 4217 code
 * @param rate units of the reporting currency per unit at the event's time; null where the order's
 *     rate is used
 * @param lines the whole order, where the event may change one that was placed before; else empty
 * @param refundMicros money given back without goods, in micros; null if none
 */
public record OriginalAmounts(
    String currency,
    @Nullable BigDecimal rate,
    List<OrderLine> lines,
    @Nullable Long refundMicros) {}
