package io.campaignpulse.ingest;

import io.campaignpulse.event.Emission;
import java.io.Serializable;
import java.time.Duration;

/**
 * How events are judged.
 *
 * @param emission live or replay
 * @param reportingCurrency ISO 4217 code amounts are converted to
 * @param dedupeHorizon live, how far apart in event time the copies of an event are still
 *     recognised (setting {@code dedupe.horizon}); a replay knows no horizon
 * @param ordersRetention live, how long after its placing an order is known, so that it isn't
 *     placed twice (setting {@code orders.retention})
 */
public record IngestOptions(
    Emission emission, String reportingCurrency, Duration dedupeHorizon, Duration ordersRetention)
    implements Serializable {}
