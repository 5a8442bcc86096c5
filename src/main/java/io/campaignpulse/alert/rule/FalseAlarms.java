package io.campaignpulse.alert.rule;

import io.campaignpulse.event.AlertRule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bound on the false alarms of a rule, as a plain sentence for the person who writes it.
 *
 * @param english the sentence
 * @param chinese the same in Chinese
 */
public record FalseAlarms(String english, String chinese) {

  private static final double WEEK = 1;
  private static final double QUARTER = 13;

  /** The horizon of campaigns without a planned end. */
  private static final double HORIZON_WEEKS = 2;

  /** What can be said of a rule; null where it counts and cannot be wrong by chance. */
  public static @Nullable FalseAlarms of(AlertRule rule) {
    return switch (rule.kind().proof()) {
      case EVIDENCE -> bounded(EvidenceLevels.of(rule));
      case CONDITION -> unbounded();
      case ACCOUNT -> null;
    };
  }

  /** By the bound of the detector with its head start (docs/evidence.md). */
  private static FalseAlarms bounded(EvidenceLevels levels) {
    String week = percent(WEEK, levels.warning());
    String quarter = percent(QUARTER, levels.warning());
    String criticalWeek = percent(WEEK, levels.critical());
    String criticalQuarter = percent(QUARTER, levels.critical());
    return new FalseAlarms(
        ("Of open-ended campaigns that are at target, this rule warns at most %s %% in a week and"
                + " %s %% in a quarter (critical: %s %% and %s %%), however often one looks.")
            .formatted(week, quarter, criticalWeek, criticalQuarter),
        "对于达标且无截止日期的活动，无论查看多频繁，此规则每周误报警告至多 %s%%，每季度至多 %s%%（严重：%s%% 和 %s%%）。"
            .formatted(week, quarter, criticalWeek, criticalQuarter));
  }

  /** The figure is the referee's simulation of docs/alerting.md. */
  private static FalseAlarms unbounded() {
    return new FalseAlarms(
        "Watched every minute, a plain condition has no bound on false alarms: at a conversion rate"
            + " of 3 % and 100 clicks, simulations of campaigns at target gave 88 % within a week;"
            + " back-test it before switching it on.",
        "逐分钟查看时，单纯条件的误报没有上限：转化率 3 %、100 次点击时，模拟中 88 % 的达标活动在一周内误报；启用前请先回测。");
  }

  private static String percent(double weeks, double evidence) {
    double offered = (1 + weeks / HORIZON_WEEKS) / 2;
    return number(Math.min(100, 100 * offered / evidence));
  }

  /** Whole where it is, else with one digit, below 1 with two. */
  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, value < 1 ? "%.2f" : "%.1f", value);
  }
}
