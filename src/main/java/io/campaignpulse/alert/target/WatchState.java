package io.campaignpulse.alert.target;

import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.Severity;
import io.campaignpulse.evidence.RunningScatter;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.UsualWeek;
import org.jspecify.annotations.Nullable;

/**
 * State of one rule on one series. Counts and expectations are in the unit that is counted:
 * conversions, or money. A value but for its log and its recent counts.
 *
 * @param target version and target it is evaluated by
 * @param test the test
 * @param above the test whether the target is exceeded; null for metrics that are not counts
 * @param excursion the steps since evidence last began to rise
 * @param ended those of the last episode that is over, as long as late news may prove it wrong
 * @param verdict what was found
 * @param progress how far counts and expectations have been taken up
 * @param recent what came and was expected lately
 * @param spread how counts scatter
 */
public record WatchState(
    TargetVersion target,
    TargetState test,
    @Nullable TargetState above,
    EpisodeLog excursion,
    @Nullable EpisodeLog ended,
    Verdict verdict,
    Progress progress,
    RecentCounts recent,
    Spread spread) {

  /**
   * The target that holds.
   *
   * @param ruleVersion version of the rule
   * @param changes how often the target has changed otherwise, as in the campaign's own entry
   * @param metric what is evaluated
   * @param value the target, in the metric's own unit
   * @param since since when it holds, epoch milliseconds
   */
  public record TargetVersion(
      int ruleVersion, int changes, TargetMetric metric, double value, long since) {

    /** Its number, for the identity of alerts. */
    int number() {
      return ruleVersion + changes;
    }
  }

  /**
   * What was found.
   *
   * @param level how badly the target is missed; null while it is not found to be
   * @param foundAt when that was first found, epoch milliseconds; 0 while it isn't
   * @param soundSince since when the evidence is below 1, epoch milliseconds; 0 while it isn't
   * @param endsFrom expectation from which on evidence may end an episode: after a reset it must be
   *     new evidence
   * @param restated how much of what was expected since the excursion began came by restated cost
   * @param paused why nothing is evaluated at present; null while it is
   */
  public record Verdict(
      @Nullable Severity level,
      long foundAt,
      long soundSince,
      double endsFrom,
      double restated,
      @Nullable AlertReason paused) {

    static final Verdict NONE = new Verdict(null, 0, 0, 0, 0, null);

    Verdict paused(@Nullable AlertReason reason) {
      return new Verdict(level, foundAt, soundSince, endsFrom, restated, reason);
    }

    Verdict endingFrom(double expected) {
      return new Verdict(level, foundAt, soundSince, expected, restated, paused);
    }
  }

  /**
   * How far counts and expectations have been taken up.
   *
   * @param exposure exposure by the share of its conversions that had arrived at the last step
   * @param counted what had come of it by then; only where cost is reported late
   * @param curveAsOf portfolio whose lag curve that follows
   * @param sinceArrival what was expected since conversions last came
   * @param outage the last time in which none could; null where there was none lately
   * @param beginning exposure of a series' first week; null once it is over, and where the target
   *     came later
   */
  public record Progress(
      double exposure,
      double counted,
      long curveAsOf,
      double sinceArrival,
      @Nullable Outage outage,
      @Nullable Beginning beginning) {

    static final Progress NONE = new Progress(0, 0, Long.MIN_VALUE, 0, null, null);

    /** How far they have been taken up once nothing is owed of the time before. */
    static Progress at(double exposure, double counted, long curveAsOf) {
      return new Progress(exposure, counted, curveAsOf, 0, null, null);
    }
  }

  /**
   * How counts scatter.
   *
   * @param phi overdispersion, at least 1
   * @param hour the hour it was estimated in, counted from the epoch
   * @param arrivals scatter by arrival, where there are no clicks to count by; null elsewhere
   * @param usual what is usual, for a rule that compares with it; null for others
   */
  public record Spread(
      double phi, long hour, @Nullable RunningScatter arrivals, @Nullable UsualWeek usual) {

    static Spread begin(@Nullable UsualWeek usual) {
      return new Spread(1, Long.MIN_VALUE, usual == null ? null : RunningScatter.NONE, usual);
    }

    Spread estimated(double overdispersion, long at) {
      return new Spread(overdispersion, at, arrivals, usual);
    }

    Spread usually(UsualWeek week) {
      return new Spread(phi, hour, arrivals, week);
    }

    /** After a step that ends with a tick. */
    Spread counted(long tick, double count, double expected) {
      return arrivals == null
          ? this
          : new Spread(phi, hour, arrivals.after(tick, count, expected), usual);
    }
  }

  /** The evidence, what was found and the logs after a step. */
  WatchState concluded(
      TargetState state, EpisodeLog steps, @Nullable EpisodeLog over, Verdict found) {
    return new WatchState(target, state, above, steps, over, found, progress, recent, spread);
  }

  WatchState exceeding(@Nullable TargetState state) {
    return new WatchState(target, test, state, excursion, ended, verdict, progress, recent, spread);
  }

  WatchState with(Verdict found) {
    return new WatchState(target, test, above, excursion, ended, found, progress, recent, spread);
  }

  WatchState with(Progress reached) {
    return new WatchState(target, test, above, excursion, ended, verdict, reached, recent, spread);
  }

  WatchState with(Spread known) {
    return new WatchState(target, test, above, excursion, ended, verdict, progress, recent, known);
  }
}
