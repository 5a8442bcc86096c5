package io.campaignpulse.alert.target;

import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.Severity;
import io.campaignpulse.evidence.ShiryaevRoberts;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.TargetTest;
import io.campaignpulse.evidence.UsualWeek;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watch of one rule over one series: a target is found to be missed when the evidence reaches a
 * level, sound again when the evidence has been below 1 for an hour, and never to have been missed
 * when what came late proves it.
 */
final class TargetWatch {

  /** How long evidence must stay below 1 until an episode is over. */
  static final long SOUND_FOR = Duration.ofMinutes(60).toMillis();

  /** The horizon of what has no planned end. */
  static final long USUAL_HORIZON = Duration.ofDays(14).toMillis();

  /**
   * How long a target must be found missed until that is critical: a shift of lags shows by then.
   */
  private static final long CRITICAL_AFTER = Duration.ofMinutes(60).toMillis();

  /** How long an episode that is over can be proven wrong. */
  private static final long RETRACTABLE = Duration.ofDays(30).toMillis();

  /** Effective expectation after a reset before evidence may end an episode. */
  private static final double NEW_EVIDENCE = 5;

  /** A campaign that may bear more exceeds its target by so much. */
  private static final double BETTER = 0.1;

  private final EvidenceRule rule;
  private final TargetTest test;
  private final @Nullable TargetTest twin;

  /**
   * A watch.
   *
   * @param flightMillis planned length of the campaign; null where it has no end
   */
  TargetWatch(EvidenceRule rule, @Nullable Long flightMillis) {
    this.rule = rule;
    long horizon = flightMillis == null || flightMillis <= 0 ? USUAL_HORIZON : flightMillis;
    double cap = 10 * rule.critical();
    test =
        new TargetTest(
            rule.metric().isReturns() ? ShiryaevRoberts.TOO_MANY : ShiryaevRoberts.TOO_FEW,
            rule.margin(),
            horizon,
            cap);
    // The test of too many is sound for counts only: a single large order would exceed any rate.
    twin =
        rule.metric().matures() && !rule.metric().isMoney()
            ? new TargetTest(ShiryaevRoberts.TOO_MANY, BETTER, horizon, cap)
            : null;
  }

  /** The watch over a series nothing is known of. */
  WatchState begin(double target, long tick) {
    TargetState state = test.start(tick);
    return new WatchState(
        new WatchState.TargetVersion(rule.version(), 0, rule.metric(), target, tick),
        state,
        twin == null ? null : twin.start(tick),
        EpisodeLog.after(state),
        null,
        WatchState.Verdict.NONE,
        WatchState.Progress.NONE,
        RecentCounts.begin(tick),
        WatchState.Spread.begin(unknownUsual()));
  }

  /** The watch once another target holds. */
  WatchState retarget(WatchState state, double target, long tick) {
    boolean sameRule = state.target().ruleVersion() == rule.version();
    boolean sameMetric = state.target().metric() == rule.metric();
    TargetState again = test.afterTargetChange(state.test(), tick);
    return new WatchState(
        new WatchState.TargetVersion(
            rule.version(),
            state.target().changes() + (sameRule ? 1 : 0),
            rule.metric(),
            target,
            tick),
        again,
        twin == null ? null : twin.startLater(tick),
        EpisodeLog.after(again),
        null,
        WatchState.Verdict.NONE,
        WatchState.Progress.NONE,
        RecentCounts.begin(tick),
        sameMetric ? state.spread() : WatchState.Spread.begin(unknownUsual()));
  }

  /** The watch whose evidence so far says nothing. */
  WatchState restarted(WatchState state, long tick) {
    TargetState start = test.start(tick);
    return state
        .concluded(start, EpisodeLog.after(start), state.ended(), WatchState.Verdict.NONE)
        .exceeding(twin == null ? null : twin.startLater(tick));
  }

  private @Nullable UsualWeek unknownUsual() {
    return rule.metric().isUsual() ? UsualWeek.UNKNOWN : null;
  }

  /** The test it makes. */
  TargetTest test() {
    return test;
  }

  /**
   * Result of a step.
   *
   * @param state the watch after it
   * @param retracted why an episode was none after all; null where it isn't so
   * @param retractsEnded whether that episode was over already
   */
  record Result(WatchState state, @Nullable AlertReason retracted, boolean retractsEnded) {

    static Result of(WatchState state) {
      return new Result(state, null, false);
    }

    Result with(WatchState after) {
      return new Result(after, retracted, retractsEnded);
    }
  }

  /** How surely the target is exceeded, graded as a miss is; null while it isn't known to be. */
  @Nullable Severity exceeded(WatchState state) {
    TargetState above = state.above();
    return above == null ? null : rule.level(above.evidence());
  }

  /** The watch whose twin has taken a step. */
  private WatchState exceeding(
      WatchState state, double count, double expected, double unit, long tick, long millis) {
    TargetState above = state.above();
    // In its first week a series may be expected to bring less than it does.
    boolean young = state.progress().beginning() != null;
    return above == null || twin == null || young
        ? state
        : state.exceeding(twin.step(above, count, expected, unit, tick, millis));
  }

  /**
   * One step.
   *
   * @param unit size of an effective count: overdispersion × size of an order where money is
   *     counted
   * @param suspended whether a cause that explains it is suspected: then nothing new is found
   */
  Result step(WatchState known, WatchStep step, double unit, boolean suspended) {
    WatchState before =
        exceeding(known, step.count(), step.expected(), unit, step.tick(), step.millis());
    TargetState next =
        test.step(before.test(), step.count(), step.expected(), unit, step.tick(), step.millis());
    record(before, step);
    double restated = next.evidence() < 1 ? 0 : before.verdict().restated() + byRestatement(step);
    if (!step.corrections().isEmpty()) {
      EpisodeLog log = before.excursion();
      if (before.verdict().level() != null && !log.isFull()) {
        EpisodeLog.Reevaluated anew = log.again(test, unit, rule.warning());
        if (!anew.fired()) {
          return new Result(
              sound(before, anew.state(), step.tick()), reason(step.corrections()), false);
        }
      }
      EpisodeLog over = before.ended();
      if (over != null && isAbout(step, over) && !over.again(test, unit, rule.warning()).fired()) {
        WatchState after = concluded(before, next, unit, restated, step.tick(), suspended);
        return new Result(
            after.concluded(after.test(), after.excursion(), null, after.verdict()),
            reason(step.corrections()),
            true);
      }
    }
    return Result.of(concluded(before, next, unit, restated, step.tick(), suspended));
  }

  /**
   * What puts the past right in a time that isn't evaluated.
   *
   * @param unit size of an effective count
   */
  Result corrected(
      WatchState known, List<WatchStep.Correction> corrections, double unit, long tick) {
    return corrections.isEmpty()
        ? Result.of(known)
        : step(known, WatchStep.ofCorrections(tick, corrections), unit, true);
  }

  private static void record(WatchState before, WatchStep step) {
    before.excursion().add(step.tick(), step.newCount(), step.newExpected());
    before.recent().add(step.tick(), step.newCount(), step.newExpected());
    EpisodeLog over = before.ended();
    for (WatchStep.Correction each : step.corrections()) {
      before.excursion().correct(each.instant(), each.count(), each.expected());
      before.recent().correct(each.instant(), each.count(), each.expected());
      if (over != null && over.reaches(each.instant())) {
        over.correct(each.instant(), each.count(), each.expected());
      }
    }
  }

  private static boolean isAbout(WatchStep step, EpisodeLog over) {
    return step.corrections().stream().anyMatch(each -> over.reaches(each.instant()));
  }

  /** The watch of a target that was never missed after all. */
  WatchState sound(WatchState before, TargetState next, long tick) {
    return before.concluded(
        next,
        EpisodeLog.after(next),
        before.ended(),
        new WatchState.Verdict(null, 0, tick, 0, 0, before.verdict().paused()));
  }

  /**
   * The watch once its test has moved on.
   *
   * @param suspended whether a cause that explains it is suspected: then nothing new is found
   */
  WatchState concluded(
      WatchState before,
      TargetState next,
      double unit,
      double restated,
      long tick,
      boolean suspended) {
    WatchState.Verdict was = before.verdict();
    Severity found = suspended ? was.level() : found(before, next, unit, tick);
    long soundSince = next.evidence() >= 1 ? 0 : was.soundSince() == 0 ? tick : was.soundSince();
    boolean over =
        soundSince != 0 && tick - soundSince >= SOUND_FOR && next.expected() >= was.endsFrom();
    EpisodeLog ended = before.ended();
    if (ended != null && tick - ended.end() > RETRACTABLE) {
      ended = null;
    }
    boolean ends = found != null && over;
    if (ends) {
      found = null;
      ended = before.excursion().isFull() ? ended : before.excursion();
    }
    boolean nothing = found == null && next.evidence() < 1;
    EpisodeLog excursion = nothing || ends ? EpisodeLog.after(next) : before.excursion();
    return before.concluded(
        next,
        excursion,
        ended,
        new WatchState.Verdict(
            found,
            found == null ? 0 : was.level() == null ? tick : was.foundAt(),
            soundSince,
            found == null ? 0 : was.endsFrom(),
            restated,
            was.paused()));
  }

  private @Nullable Severity found(WatchState before, TargetState next, double unit, long tick) {
    Severity now = rule.level(next.evidence());
    Severity was = before.verdict().level();
    if (now == null || (was != null && now.compareTo(was) <= 0)) {
      return was;
    }
    // Nothing is said that the numbers beside it would contradict.
    ShownRatio shown = ShownRatio.of(before, next, unit, test, tick);
    boolean many = test.detector().isOfTooMany();
    boolean missed = many ? shown.ratio() > 1 : shown.ratio() < 1;
    boolean proven = many ? shown.low() > 1 : shown.high() < 1;
    boolean lasting = was != null && tick - before.verdict().foundAt() >= CRITICAL_AFTER;
    if (!missed || (now == Severity.CRITICAL && !(proven && lasting))) {
      return missed && was == null ? Severity.WARNING : was;
    }
    return now;
  }

  /**
   * The watch once conversions turn out to have stopped: what was expected since the last one says
   * nothing of the campaign.
   */
  WatchState takenOut(WatchState before, double unit, long lastAt, long tick) {
    double expected = before.progress().sinceArrival();
    before.excursion().takeOut(expected);
    before.recent().takeOut(expected);
    TargetState next = test.step(before.test(), 0, -expected, unit, tick, 0);
    return exceeding(before, 0, -expected, unit, tick, 0)
        .concluded(
            next,
            before.excursion(),
            before.ended(),
            before.verdict().endingFrom(next.expected() + NEW_EVIDENCE * unit))
        .with(
            new WatchState.Progress(
                before.progress().exposure(),
                before.progress().counted(),
                before.progress().curveAsOf(),
                0,
                Outage.begin(lastAt, expected),
                before.progress().beginning()));
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
