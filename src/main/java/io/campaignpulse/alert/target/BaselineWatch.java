package io.campaignpulse.alert.target;

import io.campaignpulse.alert.series.PaneChange;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.UsualWeek;
import io.campaignpulse.evidence.WeekHours;
import java.util.ArrayList;
import java.util.List;

/**
 * The watch of a series against its own usual week: what comes in a step is judged by what was
 * usual before it and only then becomes part of what is usual, unless less than usual is found to
 * come: a drop must not become the usual.
 *
 * @param watch the watch of the rule
 * @param perUnit effective counts per unit counted
 * @param zone the hours of the week of the reporting zone
 */
record BaselineWatch(TargetWatch watch, double perUnit, WeekHours zone) {

  /**
   * One step.
   *
   * @param came what came of what is counted, in one order
   * @param suspended whether something graver is suspected: then nothing new is found
   */
  TargetWatch.Said step(
      WatchState before, UsualWeek usual, List<PaneChange> came, Span span, boolean suspended) {
    UsualWeek learned = learned(usual, came, span);
    if (!usual.isKnown()) {
      return new TargetWatch.Said(waiting(before, usual, came, span).usually(learned), null);
    }
    TargetWatch.Said said = watch.step(before, step(usual, came, span), suspended);
    boolean missed = before.level() != null || said.state().level() != null;
    return missed ? said : new TargetWatch.Said(said.state().usually(learned), said.retracted());
  }

  /** Before it is judged a week shows how what comes scatters. */
  private WatchState waiting(WatchState before, UsualWeek usual, List<PaneChange> came, Span span) {
    TargetState start = watch.test().start(span.tick());
    WatchState counted = usual.hasWeek() ? before.counted(step(usual, came, span)) : before;
    return counted.at(start, EpisodeLog.after(start), null, 0, 0);
  }

  /**
   * The time of a step, epoch milliseconds.
   *
   * @param from the tick before it
   * @param tick its end
   */
  record Span(long from, long tick) {}

  private WatchStep step(UsualWeek usual, List<PaneChange> came, Span span) {
    double count = 0;
    List<WatchStep.Correction> corrections = new ArrayList<>();
    for (PaneChange change : came) {
      double counted = perUnit * change.amount();
      count += counted;
      WatchStep.Correction.add(corrections, change, counted, 0);
    }
    return new WatchStep(
        span.tick(),
        span.tick() - span.from(),
        count,
        perUnit * usual.expected(span.from(), span.tick(), 1 / perUnit, zone),
        List.copyOf(corrections));
  }

  private UsualWeek learned(UsualWeek usual, List<PaneChange> came, Span span) {
    UsualWeek week = usual.watched(span.from(), span.tick(), zone);
    for (PaneChange change : came) {
      week = week.counted(change.happened(), change.amount(), zone);
    }
    return week;
  }
}
