package io.campaignpulse.testing;

import io.campaignpulse.alert.portfolio.LagKnowledge;
import io.campaignpulse.alert.portfolio.OrderSize;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.Dispersion;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagCurves;
import io.campaignpulse.lag.LagSegment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Portfolios that have learned all there is. */
public final class TestingPortfolios {

  /** Counts that scatter by chance alone. */
  public static final Dispersion CHANCE = new Dispersion(new double[4], new double[4]);

  private TestingPortfolios() {}

  /**
   * A portfolio that knows the lags of PAID_SEARCH.
   *
   * @param curve of all conversions
   * @param costDelay see {@link Portfolio}
   */
  public static Portfolio known(
      long asOf, LagCurve curve, OrderSize orderSize, @Nullable Double costDelay) {
    Map<LagSegment, LagKnowledge> knowledge = new HashMap<>();
    Map<String, LagCurve> curves = new HashMap<>();
    for (ConversionType type : ConversionType.values()) {
      knowledge.put(
          new LagSegment("PAID_SEARCH", type.name()), new LagKnowledge(true, false, asOf, null));
      curves.put(type.name(), curve);
    }
    return new Portfolio(
        asOf,
        new LagCurves(Map.of(), curves),
        knowledge,
        Map.of(),
        Map.of(),
        CHANCE,
        Map.of("", orderSize),
        Double.POSITIVE_INFINITY,
        costDelay);
  }

  /** The same portfolio, whose lags have become others. */
  public static Portfolio changedLags(Portfolio known, long at) {
    Map<LagSegment, LagKnowledge> knowledge = new HashMap<>(known.knowledge());
    knowledge.replaceAll((segment, before) -> new LagKnowledge(false, false, at, at));
    return new Portfolio(
        at,
        known.lags(),
        knowledge,
        known.arrivals(),
        known.clicks(),
        known.dispersion(),
        known.orderSizes(),
        known.orderLimit(),
        known.costDelay());
  }

  /** The same portfolio, whose clicks of some hours of the week bring more or less than others. */
  public static Portfolio withClicks(Portfolio known, double[] factors) {
    return new Portfolio(
        known.asOf(),
        known.lags(),
        known.knowledge(),
        known.arrivals(),
        Map.of(ConversionType.ORDER.name(), factors),
        known.dispersion(),
        known.orderSizes(),
        known.orderLimit(),
        known.costDelay());
  }
}
