package io.campaignpulse.alert.portfolio;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.Dispersion;
import io.campaignpulse.evidence.ScatterSums;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagCurves;
import io.campaignpulse.lag.LagSegment;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knowledge about all series together: how late conversions come, at which hours, how much more
 * than chance they scatter, how orders differ in size. A series that nothing is known of begins
 * with it.
 *
 * @param asOf the tick it was learned at, epoch milliseconds
 * @param lags lag curves as they are
 * @param knowledge how well they are known, by segment; of others nothing is
 * @param arrivals factors on what arrives in each hour of the week, by conversion type
 * @param clicks factors on what clicks of each hour of the week bring, by conversion type
 * @param dispersion how much counts scatter beyond chance
 * @param orderSizes by channel
 * @param orderLimit size beyond which an order counts as that size, in wholes of the reporting
 *     currency
 * @param costDelay how long the next report of cost is waited for with four series of five at most,
 *     milliseconds; null where that is not known
 */
public record Portfolio(
    long asOf,
    LagCurves lags,
    Map<LagSegment, LagKnowledge> knowledge,
    Map<String, double[]> arrivals,
    Map<String, double[]> clicks,
    Dispersion dispersion,
    Map<String, OrderSize> orderSizes,
    double orderLimit,
    @Nullable Double costDelay) {

  /** Reserve on lags that were learned. */
  private static final double STRETCH = 1.05;

  /** Reserve on lags that were given, or of which little is known. */
  private static final double STRETCH_UNKNOWN = 1.25;

  private static final long HORIZON = Duration.ofDays(30).toMillis();

  /**
   * Returns what is known before anything was seen.
   *
   * @param dailyVariation how much levels usually differ from day to day, relatively
   */
  public static Portfolio unknown(double dailyVariation) {
    return new Portfolio(
        Long.MIN_VALUE,
        LagCurves.NONE,
        Map.of(),
        Map.of(),
        Map.of(),
        Dispersion.of(ScatterSums.NONE, dailyVariation),
        Map.of(),
        Double.POSITIVE_INFINITY,
        null);
  }

  /**
   * Returns the curve of a segment as it is: what was learned once that is known, until then the
   * given one.
   *
   * @param prior the curve given in the catalogue; null where none is
   */
  public LagCurve curve(String channel, ConversionType type, @Nullable LagCurve prior) {
    return prior == null || isKnown(channel, type) ? lags.curve(channel, type.name()) : prior;
  }

  /** Returns the curve that expectations for alerts follow: {@link #curve} with a reserve. */
  public LagCurve alertingCurve(String channel, ConversionType type, @Nullable LagCurve prior) {
    return curve(channel, type, prior)
        .stretched(isKnown(channel, type) ? STRETCH : STRETCH_UNKNOWN);
  }

  private boolean isKnown(String channel, ConversionType type) {
    LagKnowledge known = knowledge.get(new LagSegment(channel, type.name()));
    return known != null && known.known();
  }

  /** How well the lags of a segment are known. */
  public LagKnowledge knowledge(String channel, ConversionType type, long firstSeen) {
    LagKnowledge known = knowledge.get(new LagSegment(channel, type.name()));
    return known == null ? new LagKnowledge(false, false, firstSeen + HORIZON, null) : known;
  }

  /** Factor on what arrives in an hour of the week. */
  public double arrivalFactor(ConversionType type, int hourOfWeek) {
    return factor(arrivals, type, hourOfWeek);
  }

  /** Factor on what clicks of an hour of the week bring. */
  public double clickFactor(ConversionType type, int hourOfWeek) {
    return factor(clicks, type, hourOfWeek);
  }

  private static double factor(Map<String, double[]> factors, ConversionType type, int hourOfWeek) {
    double[] known = factors.get(type.name());
    return known == null ? 1 : known[hourOfWeek];
  }

  /** The size of orders of a channel. */
  public OrderSize orderSize(String channel) {
    OrderSize known = orderSizes.get(channel);
    return known == null ? orderSizes.getOrDefault(OrderSize.EVERYWHERE, OrderSize.UNKNOWN) : known;
  }
}
