package io.campaignpulse.simulation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that befalls one campaign of the market, and nothing else, at a known time. Most are
 * bad and should raise one alert; one only looks bad and should raise none.
 *
 * <p>Times count from the market's present: the demo's start, two hours after its campaigns began.
 */
public enum Incident {
  /** Conversion per click falls to a fifth of the target; people click as before. */
  DEMAND_DROP("marathon-search", minutes(-100), null),

  /** No conversion is told of any more, as when the shop has lost its tag; clicks continue. */
  TRACKING_OUTAGE("video-reviews", minutes(-35), null),

  /** The platform's cost reports don't come; all come at the end. */
  SPEND_LATE("shopping-ads", minutes(-45), minutes(95)),

  /** A count finds nothing left of one article of a promotion, and nobody can order it any more. */
  STOCK_OUT("city-run", minutes(-10), null),

  /** Known crawlers click far more than people do. */
  BOT_BURST("native-stories", minutes(-5), minutes(20)),

  /** Each click costs a multiple of what it did, and the total budget is soon spent. */
  BUDGET_OVERRUN("influencers", minutes(-60), null),

  /** From its start on a promotion is shown too little to sell more than two fifths of its plan. */
  PROMOTION_BEHIND("spring-clearance", minutes(-120), null),

  /** Most orders are told late; all that were placed meanwhile come at the end. */
  LATE_CONVERSIONS("club-messages", minutes(-100), minutes(106)),

  /** A good campaign begins whose buyers take long against its age: nothing is wrong. */
  YOUNG_CAMPAIGN("night-run", minutes(-10), null);

  private final String campaignId;
  private final Duration offset;
  private final long lasts;

  Incident(String campaignId, Duration offset, @Nullable Duration lasts) {
    this.campaignId = campaignId;
    this.offset = offset;
    this.lasts = lasts == null ? Long.MAX_VALUE : lasts.toMillis();
  }

  /** Whom it befalls. */
  public String campaignId() {
    return campaignId;
  }

  /** When it begins unless told otherwise, counted from the market's present. */
  public Duration offset() {
    return offset;
  }

  /** When it is over if it begins then, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
  long end(long beginsAt) {
    return lasts == Long.MAX_VALUE ? Long.MAX_VALUE : beginsAt + lasts;
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
