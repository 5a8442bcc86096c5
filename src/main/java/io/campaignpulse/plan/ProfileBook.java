package io.campaignpulse.plan;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the portfolio has done, as far as the {@link PortfolioShape} is learned from it: sums by
 * week and hour, and the promotions that have ended. The shape is a pure function of these sets and
 * of the time asked for. Mutable: it belongs to the state of its operator.
 *
 * @param weeks by number of the ISO week, that of 1970-01-01 being 0
 * @param ended by promotionId, or the id of the promotion's plan for an article
 */
public record ProfileBook(Map<Long, WeekSums> weeks, Map<String, EndedPromotion> ended) {

  /** A book in which nothing stands yet. */
  public static ProfileBook empty() {
    return new ProfileBook(new HashMap<>(), new HashMap<>());
  }

  /**
   * Adds a fact to the profile.
   *
   * @param time when it happened, epoch milliseconds
   * @param amountMicros its amount in millionths of its unit; a negative one takes a fact back, at
   *     the time of that fact
   */
  public void add(long time, long amountMicros, ZoneId zone) {
    WeekHour at = WeekHour.of(time, zone);
    weeks.computeIfAbsent(at.week(), week -> WeekSums.empty()).add(at.hour(), amountMicros);
  }

  /** Adds a promotion that has ended, or replaces what was known of it. */
  public void promotionEnded(String promotionId, EndedPromotion promotion) {
    ended.put(promotionId, promotion);
  }

  /** Takes a promotion out again, as one that was extended. */
  public void promotionReopened(String promotionId) {
    ended.remove(promotionId);
  }

  /** Forgets what no shape from now on depends on. */
  public void forget(long now, ZoneId zone) {
    long oldest = WeekHour.of(now, zone).week() - Recency.WEEKS;
    weeks.keySet().removeIf(week -> week < oldest);
    ended.values().removeIf(promotion -> Recency.weight(now - promotion.endTime()) == 0);
  }

  /**
   * The shape as of a time. The running hour and what lies after it don't count.
   *
   * @param now epoch milliseconds
   */
  public PortfolioShape shapeAsOf(long now, ZoneId zone) {
    return new PortfolioShape(
        ProfileEstimate.profile(weeks, now, zone),
        FirstDayPeak.learned(new TreeMap<>(ended).values(), now));
  }
}
