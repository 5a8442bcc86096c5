package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.AlertCause;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a condition says of a plan.
 *
 * @param level how bad it is before the rule has its say: WARNING or CRITICAL; null = not at all
 * @param action what to do about it
 * @param calmSince see {@link OpenFinding}
 */
record PlanVerdict(
    boolean judgeable,
    @Nullable Severity level,
    @Nullable AlertCause cause,
    Finding.Figures figures,
    String english,
    String chinese,
    @Nullable String action,
    @Nullable Long calmSince) {

  static PlanVerdict bad(
      Severity level,
      @Nullable AlertCause cause,
      Finding.Figures figures,
      String english,
      String chinese,
      String action) {
    return new PlanVerdict(true, level, cause, figures, english, chinese, action, null);
  }

  static PlanVerdict sound(Finding.Figures figures, String english, String chinese) {
    return new PlanVerdict(true, null, null, figures, english, chinese, null, null);
  }

  static @Nullable PlanVerdict notJudgeable(
      PlanProgress row, @Nullable OpenFinding open, PlanWords words) {
    return open == null
        ? null
        : new PlanVerdict(
            false,
            null,
            null,
            Finding.Figures.plain(null, null, null, null, words.judgedUntil()),
            "%s can no longer be judged%s.".formatted(words.title(), words.problem(row)),
            "%s无法继续判断%s。".formatted(words.titleZh(), words.problem(row)),
            null,
            null);
  }
}
