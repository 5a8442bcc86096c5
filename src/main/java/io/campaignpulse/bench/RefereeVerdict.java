package io.campaignpulse.bench;

import io.campaignpulse.lag.MaturingCount;
import java.util.List;

/**
 * What was said of one simulated campaign while it ran.
 *
 * @param exact by the test of the target itself
 * @param usual by the test of the target less the usual margin
 * @param falseByRatio whether the rule of thumb alarmed before the target was missed
 * @param projections what was projected of the clicks so far, with what came true
 */
record RefereeVerdict(
    int clicksPerDay,
    Alarms exact,
    Alarms usual,
    boolean falseByRatio,
    List<Projection> projections) {

  static final int NEVER = -1;

  /**
   * What one test said.
   *
   * @param falseWarning whether a warning came before the target was missed
   * @param falseCritical whether a critical alarm came before that
   * @param warnedAfter minutes from when the target was missed to a warning; NEVER without
   * @param criticalAfter the same of a critical alarm
   */
  record Alarms(boolean falseWarning, boolean falseCritical, int warnedAfter, int criticalAfter) {

    static final Alarms NONE = new Alarms(false, false, NEVER, NEVER);

    Alarms andFalse(boolean warning, boolean critical) {
      return new Alarms(
          falseWarning || warning, falseCritical || critical, warnedAfter, criticalAfter);
    }

    Alarms andAfter(int minutes, boolean warning, boolean critical) {
      return new Alarms(
          falseWarning,
          falseCritical,
          warnedAfter == NEVER && warning ? minutes : warnedAfter,
          criticalAfter == NEVER && critical ? minutes : criticalAfter);
    }
  }

  /**
   * A projection whose truth is known.
   *
   * @param minute how long the campaign had run
   * @param truth conversions of the clicks until then, once all have arrived
   */
  record Projection(int minute, MaturingCount projected, double truth) {}
}
