package io.campaignpulse.alert.target;

import io.campaignpulse.alert.finding.AlertReason;
import io.campaignpulse.event.Severity;
import io.campaignpulse.evidence.BucketScatter;
import io.campaignpulse.evidence.ShiryaevRoberts;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.TargetTest;
import io.campaignpulse.evidence.UsualWeek;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The watch of one rule over one series: it is found to be missed when the evidence reaches a
 * level, sound again when the evidence has been below 1 for an hour, and never to have been missed
 * when what came late proves it.
 */
final class TargetWatch {

  /** How long evidence must stay below 1 until an episode is over. */
  static final long SOUND_FOR = Duration.ofMinutes(60).toMillis();

  /** The horizon of what has no planned end. */
  static final long USUAL_HORIZON = Duration.ofDays(7).toMillis();

  private final EvidenceRule rule;
  private final TargetTest test;
  private final double variance;
  private final double shown;

  /**
   * A watch.
   *
   * @param flightMillis planned length of the campaign; null where it has no end
   * @param variance relative variance of the portfolio's counts, for overdispersion
   * @param shown share of the scatter that lags let show between buckets, in (0, 1]
   */
  TargetWatch(EvidenceRule rule, @Nullable Long flightMillis, double variance, double shown) {
    this.rule = rule;
    this.variance = variance;
    this.shown = shown;
    test =
        new TargetTest(
            rule.metric().isReturns() ? ShiryaevRoberts.TOO_MANY : ShiryaevRoberts.TOO_FEW,
            rule.margin(),
            flightMillis == null || flightMillis <= 0 ? USUAL_HORIZON : flightMillis,
            10 * rule.critical());
  }

  /** The watch over a series nothing is known of. */
  WatchState begin(double target, long tick) {
    TargetState state = test.start(tick);
    return new WatchState(
        rule.version(),
        0,
        rule.metric(),
        target,
        state,
        EpisodeLog.after(state),
        null,
        0,
        0,
        BucketScatter.start(tick),
        unknownUsual());
  }

  /** The watch once another target holds. */
  WatchState retarget(WatchState state, double target, long tick) {
    boolean sameRule = state.ruleVersion() == rule.version();
    boolean sameMetric = state.metric() == rule.metric();
    TargetState again = test.afterTargetChange(state.test(), tick);
    return new WatchState(
        rule.version(),
        state.changes() + (sameRule ? 1 : 0),
        rule.metric(),
        target,
        again,
        EpisodeLog.after(again),
        null,
        0,
        0,
        sameMetric ? state.scatter().anew() : BucketScatter.start(tick),
        sameMetric ? state.usual() : unknownUsual());
  }

  private @Nullable UsualWeek unknownUsual() {
    return rule.metric().isUsual() ? UsualWeek.UNKNOWN : null;
  }

  /** The test it makes. */
  TargetTest test() {
    return test;
  }

  /** φ of the watch as it stands, with what isn't known of what is usual. */
  double phi(WatchState state) {
    double phi = state.scatter().phi(variance, shown);
    UsualWeek usual = state.usual();
    return usual == null ? phi : phi * usual.doubt();
  }

  /**
   * What a step says.
   *
   * @param state the watch after it
   * @param retracted why it was never missed after all; null where it isn't so
   */
  record Said(WatchState state, @Nullable AlertReason retracted) {}

  /**
   * One step.
   *
   * @param suspended whether something graver is suspected: then nothing new is found
   */
  Said step(WatchState before, WatchStep step, boolean suspended) {
    double phi = phi(before);
    TargetState next =
        test.step(before.test(), step.count(), step.expected(), phi, step.tick(), step.millis());
    WatchState counted = before.counted(step);
    EpisodeLog log = log(before, step);
    double restated = next.evidence() < 1 ? 0 : before.restated() + byRestatement(step);
    if (before.level() != null && !step.corrections().isEmpty() && !log.full()) {
      EpisodeLog.Rejudged anew = log.again(test, phi, rule.warning());
      if (!anew.fired()) {
        return new Said(sound(counted, anew.state(), step.tick()), reason(step.corrections()));
      }
    }
    return new Said(concluded(counted, next, log, restated, step.tick(), suspended), null);
  }

  /** The watch of a target that was never missed after all. */
  WatchState sound(WatchState before, TargetState next, long tick) {
    return before.at(next, EpisodeLog.after(next), null, tick, 0);
  }

  /**
   * The watch once its test stands elsewhere.
   *
   * @param suspended whether something graver is suspected: then nothing new is found
   */
  WatchState concluded(
      WatchState before,
      TargetState next,
      EpisodeLog log,
      double restated,
      long tick,
      boolean suspended) {
    Severity found = suspended ? before.level() : found(before, next);
    long soundSince =
        next.evidence() >= 1 ? 0 : before.soundSince() == 0 ? tick : before.soundSince();
    boolean over = soundSince != 0 && tick - soundSince >= SOUND_FOR;
    if (found != null && over) {
      found = null;
    }
    boolean nothing = found == null && next.evidence() < 1;
    return before.at(next, nothing ? EpisodeLog.after(next) : log, found, soundSince, restated);
  }

  private static EpisodeLog log(WatchState before, WatchStep step) {
    EpisodeLog log = before.log().with(step.tick(), step.newCount(), step.newExpected());
    for (WatchStep.Correction correction : step.corrections()) {
      log.correct(correction.instant(), correction.count(), correction.expected());
    }
    return log;
  }

  private @Nullable Severity found(WatchState before, TargetState next) {
    Severity now = rule.level(next.evidence());
    Severity was = before.level();
    if (was == null || now == null) {
      return was == null ? now : was;
    }
    return now.compareTo(was) > 0 ? now : was;
  }

  private static double byRestatement(WatchStep step) {
    return step.corrections().stream()
        .filter(correction -> correction.reason() == AlertReason.COST_RESTATED)
        .mapToDouble(WatchStep.Correction::expected)
        .sum();
  }

  /** Of several reasons the one that moved most. */
  static AlertReason reason(List<WatchStep.Correction> corrections) {
    AlertReason heaviest = corrections.get(0).reason();
    double most = -1;
    for (WatchStep.Correction each : corrections) {
      double moved =
          corrections.stream()
              .filter(other -> other.reason() == each.reason())
              .mapToDouble(other -> Math.abs(other.count()) + Math.abs(other.expected()))
              .sum();
      if (moved > most) {
        most = moved;
        heaviest = each.reason();
      }
    }
    return heaviest;
  }
}
