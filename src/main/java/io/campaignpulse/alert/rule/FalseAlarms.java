package io.campaignpulse.alert.rule;

import io.campaignpulse.event.AlertRule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How often a rule will cry wolf, as a plain sentence for the person who writes it.
 *
 * @param english the sentence
 * @param chinese the same in Chinese
 */
public record FalseAlarms(String english, String chinese) {

  /** What can be said of a rule; null where it counts and cannot be wrong by chance. */
  public static @Nullable FalseAlarms of(AlertRule rule) {
    RuleKind kind = RuleKind.named(rule.kind());
    return kind == null
        ? null
        : switch (kind.proof()) {
          case EVIDENCE -> bounded(EvidenceLevels.of(rule));
          case CONDITION -> unbounded();
          case ACCOUNT -> null;
        };
  }

  private static FalseAlarms bounded(EvidenceLevels levels) {
    String warning = number(levels.warning());
    String critical = number(levels.critical());
    return new FalseAlarms(
        ("Of campaigns that are at target, at most 1 in %s gets a warning and at most 1 in %s a"
                + " critical alert per horizon (%s %% and %s %%), however often one looks.")
            .formatted(warning, critical, percent(levels.warning()), percent(levels.critical())),
        "达标的广告活动在一个考察期内，每 %s 个中至多 1 个误报警告，每 %s 个中至多 1 个误报严重告警（%s %% 和 %s %%），无论查看多频繁。"
            .formatted(warning, critical, percent(levels.warning()), percent(levels.critical())));
  }

  /** The figure is the referee's simulation of docs/alerting.md. */
  private static FalseAlarms unbounded() {
    return new FalseAlarms(
        "Watched every minute, a plain condition has no bound on false alarms: at a conversion rate"
            + " of 3 % and 100 clicks, simulations of campaigns at target gave 88 % within a week;"
            + " back-test it before switching it on.",
        "逐分钟查看时，单纯条件的误报没有上限：转化率 3 %、100 次点击时，模拟中 88 % 的达标活动在一周内误报；启用前请先回测。");
  }

  private static String percent(double evidence) {
    return number(100 / evidence);
  }

  /** Whole where it is, else with two digits. */
  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
