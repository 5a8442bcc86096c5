package io.campaignpulse.alert.feed;

import static io.campaignpulse.alert.feed.HourlyTraffic.HOUR;

import io.campaignpulse.evidence.GammaPoissonEvidence;
import io.campaignpulse.evidence.WeekHours;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watch whether a series' traffic still carries its campaign. It is lost where three things hold of
 * the same hours: nine tenths of its traffic are missing, by the test of {@link Shortfall}; at
 * least half of its usual cost goes on; and direct traffic has risen by between half and twice as
 * much as is missing, more than one in twenty times by chance. Only hours whose cost is reported
 * count. What comes while traffic is missing isn't learned. A value.
 *
 * @param usual what is expected of an hour
 * @param hourlyCost usual cost of an hour, micros, fading
 * @param next the hour that is evaluated next, epoch milliseconds; null before the first
 * @param missing evidence that most traffic is missing
 * @param cost cost of these hours, micros
 * @param direct direct traffic of them
 * @param usualDirect what was usual of it; NaN where that isn't known
 * @param directPhi its overdispersion
 */
public record TaggingWatch(
    HourlyTraffic usual,
    double hourlyCost,
    @Nullable Long next,
    Shortfall missing,
    double cost,
    double direct,
    double usualDirect,
    double directPhi) {

  /** Losses that can begin in a week: one in each hour. */
  private static final double PER_WEEK = 168;

  private static final double LEAST_COST = .5;
  private static final double LEAST_RISE = .5;
  private static final double LARGEST_RISE = 2;
  private static final double LOG_RISE = StrictMath.log(20);

  /** Weight of an hour in the usual cost: that of the last two days or so. */
  private static final double COST_WEIGHT = 1 / 48.0;

  /** What is missing for longer is what is usual now. */
  private static final long LONGEST = Duration.ofDays(14).toMillis();

  /** Nothing is known. */
  public static final TaggingWatch UNKNOWN =
      new TaggingWatch(HourlyTraffic.UNKNOWN, 0, null, Shortfall.NONE, 0, 0, 0, 1);

  /** The watch after one more hour; hours come in order. */
  public TaggingWatch after(
      long hour, double traffic, double costMicros, DirectHour noCampaign, WeekHours zone) {
    Shortfall more =
        usual.isKnown()
            ? missing.after(hour, traffic, usual.expected(hour, zone), usual.phi(), PER_WEEK)
            : Shortfall.NONE;
    if (!more.isSuspected() || hour - more.since() > LONGEST) {
      double newCost =
          next == null ? costMicros : hourlyCost + COST_WEIGHT * (costMicros - hourlyCost);
      return new TaggingWatch(
          usual.after(hour, traffic, zone), newCost, hour + HOUR, Shortfall.NONE, 0, 0, 0, 1);
    }
    boolean begins = more.since() == hour;
    return new TaggingWatch(
        usual,
        hourlyCost,
        hour + HOUR,
        more,
        (begins ? 0 : cost) + costMicros,
        (begins ? 0 : direct) + noCampaign.came(),
        (begins ? 0 : usualDirect) + noCampaign.expected(),
        noCampaign.phi());
  }

  /** Whether enough is known to miss anything. */
  public boolean isKnown() {
    return usual.isKnown();
  }

  /** Whether traffic may be missing. */
  public boolean isSuspected() {
    return missing.isSuspected();
  }

  /**
   * Whether tagging is lost.
   *
   * @param alpha false alarms in a week that the shortfall alone may give
   */
  public boolean isLost(double alpha) {
    double hours = next == null ? 0 : (next - missing.since()) / (double) HOUR;
    return missing.log() >= StrictMath.log(PER_WEEK / alpha)
        && missing.isLoss(usual.phi())
        && cost > 0
        && cost >= LEAST_COST * hourlyCost * hours
        && hasRisen();
  }

  private boolean hasRisen() {
    double lost = missing.expected() - missing.came();
    double rise = direct - usualDirect;
    // A comparison with NaN is false.
    return rise >= LEAST_RISE * lost
        && rise <= LARGEST_RISE * lost
        && GammaPoissonEvidence.logUpperE(direct / directPhi, usualDirect / directPhi) >= LOG_RISE;
  }
}
