package io.campaignpulse.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A projection that was made, and how well it did once the truth is known.
 *
 * @param kind what was projected: {@code PLAN}, {@code SPEND_NOWCAST} or {@code CONVERSIONS}
 * @param id of which plan, or campaign and channel
 * @param horizonMillis how long before the truth was due; of conversions the age of the day at
 *     which it is graded
 * @param projected what was projected, in the measure's unit
 * @param low lower end of its 80 % interval; null where none was given
 * @param high upper end of its 80 % interval; null where none was given
 * @param realised what came true; null while it isn't known
 * @param covered whether the interval held the truth; null while it isn't known or without one
 * @param revision a higher one replaces a lower one of the same key
 * @param updatedAt when it was published, epoch milliseconds
 */
public record ProjectionScore(
    String kind,
    String id,
    long horizonMillis,
    double projected,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double realised,
    @Nullable Boolean covered,
    long revision,
    long updatedAt) {

  /** The key of the record in its topic. */
  public String key() {
    return ResultKey.of(kind, id, horizon());
  }

  /** The horizon as an ISO-8601 duration. */
  public String horizon() {
    return Duration.ofMillis(horizonMillis).toString();
  }
}
