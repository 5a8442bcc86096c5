package io.campaignpulse.alert.target;

import io.campaignpulse.alert.series.PaneChange;
import io.campaignpulse.evidence.Dispersion;
import io.campaignpulse.evidence.Scatter;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.UsualWeek;
import io.campaignpulse.evidence.WeekHours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Watch of a series against its own usual week: what comes in a step is evaluated by what was usual
 * before it and only then becomes part of what is usual, unless less than usual is found to come: a
 * drop must not become the usual.
 *
 * @param watch the watch of the rule
 * @param dispersion how much counts of the portfolio scatter
 * @param orderSize size of an effective count, in the unit that is counted
 * @param hours hours of the week in the reporting zone
 */
record BaselineWatch(TargetWatch watch, Dispersion dispersion, double orderSize, WeekHours hours) {

  private static final long WEEK = Duration.ofDays(7).toMillis();
  private static final double BUCKETS_PER_WEEK = WEEK / (double) Scatter.BUCKET;

  /**
   * One step.
   *
   * @param came what came of what is counted, in one order
   * @param factor on what is usual, of known events
   * @param suspended whether a cause that explains it is suspected: then nothing new is found
   */
  TargetWatch.Result step(
      WatchState before,
      UsualWeek usual,
      List<PaneChange> came,
      Span span,
      double factor,
      boolean suspended) {
    WatchState.Spread learned =
        before.spread().usually(factor == 1 ? learned(usual, came, span) : usual);
    if (!usual.isKnown()) {
      return TargetWatch.Result.of(waiting(before, usual, came, span, learned));
    }
    WatchStep step = step(usual, came, span, factor);
    TargetWatch.Result result = watch.step(before, step, unit(before, usual), suspended);
    boolean missed = before.verdict().level() != null || result.state().verdict().level() != null;
    WatchState.Spread spread =
        (missed ? before.spread() : learned)
            .counted(span.tick(), step.newCount() / orderSize, step.newExpected() / orderSize);
    return new TargetWatch.Result(
        result.state().with(spread), result.retracted(), result.retractsEnded());
  }

  /** Size of an effective count: what isn't known of the usual week adds to the scatter. */
  double unit(WatchState state, UsualWeek usual) {
    Scatter arrivals = Objects.requireNonNull(state.spread().arrivals()).complete();
    double perBucket =
        usual.expected(usual.until() - WEEK, usual.until(), orderSize, hours)
            / BUCKETS_PER_WEEK
            / orderSize;
    return dispersion.phi(arrivals, perBucket) * usual.doubt() * orderSize;
  }

  /** Before it is evaluated a week shows how what comes scatters. */
  private WatchState waiting(
      WatchState before,
      UsualWeek usual,
      List<PaneChange> came,
      Span span,
      WatchState.Spread learned) {
    TargetState start = watch.test().start(span.tick());
    WatchState.Spread spread = learned;
    if (usual.hasWeek()) {
      WatchStep step = step(usual, came, span, 1);
      spread =
          learned.counted(span.tick(), step.newCount() / orderSize, step.newExpected() / orderSize);
    }
    return before
        .concluded(start, EpisodeLog.after(start), null, WatchState.Verdict.NONE)
        .with(spread);
  }

  /**
   * Time of a step, epoch milliseconds.
   *
   * @param from the tick before it
   * @param tick its end
   */
  record Span(long from, long tick) {}

  private WatchStep step(UsualWeek usual, List<PaneChange> came, Span span, double factor) {
    double count = 0;
    List<WatchStep.Correction> corrections = new ArrayList<>();
    for (PaneChange change : came) {
      count += change.amount();
      WatchStep.Correction.add(corrections, change, change.amount(), 0);
    }
    return new WatchStep(
        span.tick(),
        span.tick() - span.from(),
        count,
        factor * usual.expected(span.from(), span.tick(), orderSize, hours),
        List.copyOf(corrections));
  }

  private UsualWeek learned(UsualWeek usual, List<PaneChange> came, Span span) {
    UsualWeek week = usual.watched(span.from(), span.tick(), hours);
    for (PaneChange change : came) {
      week = week.counted(change.happened(), change.amount(), hours);
    }
    return week;
  }
}
