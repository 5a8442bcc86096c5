package io.campaignpulse.event;

import java.math.BigDecimal;

/**
 * Units of the reporting currency per one unit of {@code currency}, from {@code validFrom} (epoch
 * milliseconds) until the next rate.
 */
public record FxRate(
    String currency,
    long validFrom,
    BigDecimal rate,
    long revision,
    String canonicalJson,
    Origin origin)
    implements CatalogueRow {
  @Override
  public String id() {
    return currency + "|" + java.time.Instant.ofEpochMilli(validFrom);
  }
}
