package io.campaignpulse.ingest;

import io.campaignpulse.event.FxRate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Units of the reporting currency per unit of another, by the instant from which they hold. The
 * reporting currency itself is always 1.
 */
public final class FxRates {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final String reportingCurrency;
  private final Map<String, NavigableMap<Long, BigDecimal>> rates = new HashMap<>();

  /**
   * Rates from the standing rows of the catalogue.
   *
   * @param reportingCurrency ISO 4217 code
   */
  public FxRates(String reportingCurrency, Iterable<FxRate> standing) {
    this.reportingCurrency = reportingCurrency;
    for (FxRate rate : standing) {
      rates
          .computeIfAbsent(rate.currency(), c -> new TreeMap<>())
          .put(rate.validFrom(), rate.rate());
    }
  }

  /** The ISO 4217 code of the currency converted to. */
  public String reportingCurrency() {
    return reportingCurrency;
  }

  /** The latest rate at or before an instant in epoch milliseconds; null if there is none. */
  public @Nullable BigDecimal latestAtOrBefore(String currency, long time) {
    if (currency.equals(reportingCurrency)) {
      return BigDecimal.ONE;
    }
    NavigableMap<Long, BigDecimal> ofCurrency = rates.get(currency);
    Map.Entry<Long, BigDecimal> entry = ofCurrency == null ? null : ofCurrency.floorEntry(time);
    return entry == null ? null : entry.getValue();
  }

  /**
   * An amount in another currency: micros × rate, rounded half-even.
   *
   * @throws ArithmeticException if it doesn't fit into a long
   */
  public static long convert(long micros, BigDecimal rate) {
    return rounded(BigDecimal.valueOf(micros).multiply(rate));
  }

  /**
   * The worth of a quantity in another currency: quantity × price × rate, rounded half-even once.
   *
   * @param quantityMicros quantity in millionths
   * @param priceMicros price of one unit in micros
   * @throws ArithmeticException if it doesn't fit into a long
   */
  public static long worth(long quantityMicros, long priceMicros, BigDecimal rate) {
    return rounded(
        BigDecimal.valueOf(quantityMicros)
            .multiply(BigDecimal.valueOf(priceMicros))
            .multiply(rate)
            .divide(MILLION));
  }

  private static long rounded(BigDecimal micros) {
    return micros.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }
}
