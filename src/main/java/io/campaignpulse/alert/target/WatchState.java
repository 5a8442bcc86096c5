package io.campaignpulse.alert.target;

import io.campaignpulse.event.Severity;
import io.campaignpulse.evidence.BucketScatter;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.UsualWeek;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one rule on one series. A value.
 *
 * @param ruleVersion version of the rule it judges by
 * @param changes how often the target has changed otherwise, as in the campaign's own entry
 * @param metric what it judges
 * @param target the target it judges by, in the metric's own unit
 * @param test the test
 * @param log the steps of the present excursion
 * @param level how bad it is found to be; null while the target is not found to be missed
 * @param soundSince since when the evidence is below 1, epoch milliseconds; 0 while it isn't
 * @param restated how much of what was expected since the excursion began came by restated cost
 * @param scatter how events scatter
 * @param usual what is usual, for a rule that compares with it; null for others
 */
public record WatchState(
    int ruleVersion,
    int changes,
    TargetMetric metric,
    double target,
    TargetState test,
    EpisodeLog log,
    @Nullable Severity level,
    long soundSince,
    double restated,
    BucketScatter scatter,
    @Nullable UsualWeek usual) {

  /** The watch with another state of its test, found as bad as said. */
  WatchState at(
      TargetState state,
      EpisodeLog steps,
      @Nullable Severity found,
      long sound,
      double byRestatement) {
    return new WatchState(
        ruleVersion,
        changes,
        metric,
        target,
        state,
        steps,
        found,
        sound,
        byRestatement,
        scatter,
        usual);
  }

  /** The watch after the events of a step but for its corrections. */
  WatchState counted(WatchStep step) {
    return scattered(scatter.with(step.tick(), step.newCount(), step.newExpected()));
  }

  /** The watch that knows of another scatter. */
  WatchState scattered(BucketScatter known) {
    return with(known, usual);
  }

  /** The watch that knows of another usual week. */
  WatchState usually(UsualWeek week) {
    return with(scatter, week);
  }

  private WatchState with(BucketScatter known, @Nullable UsualWeek week) {
    return new WatchState(
        ruleVersion, changes, metric, target, test, log, level, soundSince, restated, known, week);
  }

  /** Which version of the target it judges, for the identity of alerts. */
  int targetVersion() {
    return ruleVersion + changes;
  }
}
