package io.campaignpulse.alert.threshold;

import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.text.MetricWords;
import io.campaignpulse.alert.text.VisibleName;
import io.campaignpulse.metric.Metric;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The plain sentences of an alert: what was observed, against what, where, and what it cost. */
final class ThresholdText {

  private final ThresholdRule rule;
  private final Verdict verdict;
  private final MetricWords words;
  private final String campaign;
  private final String channel;
  private final String currency;

  ThresholdText(
      ThresholdRule rule, Verdict verdict, String campaign, String channel, String currency) {
    this.rule = rule;
    this.verdict = verdict;
    this.words = MetricWords.of(rule.metric());
    this.campaign = VisibleName.of(campaign);
    this.channel = VisibleName.of(channel);
    this.currency = currency;
  }

  String english() {
    String subject = "%s of campaign \"%s\" on %s".formatted(words.english(), campaign, channel);
    String window =
        "in the %d min until %s".formatted(minutes(), Instant.ofEpochMilli(verdict.judgedUntil()));
    if (!verdict.judgeable()) {
      return "%s can no longer be judged: too little data %s, with %s spent."
          .formatted(subject, window, spent());
    }
    String relation =
        !verdict.holds()
            ? "back within the limit of"
            : rule.comparison().english() + " the limit of";
    return "%s was %s %s, %s %s, with %s spent."
        .formatted(subject, observed(), window, relation, target(), spent());
  }

  String chinese() {
    String subject =
        "活动“%s”在渠道 %s 截至 %s 的 %d 分钟内"
            .formatted(campaign, channel, Instant.ofEpochMilli(verdict.judgedUntil()), minutes());
    if (!verdict.judgeable()) {
      return "%s数据不足，无法继续判断%s，期间花费 %s。".formatted(subject, words.chinese(), spent());
    }
    String relation = !verdict.holds() ? "已恢复到限值以内，限值为" : rule.comparison().chinese() + "限值";
    return "%s%s为 %s，%s %s，期间花费 %s。"
        .formatted(subject, words.chinese(), observed(), relation, target(), spent());
  }

  /** What a person may do first. */
  @Nullable String recommendedAction() {
    if (!verdict.holds()) {
      return null;
    }
    boolean below = rule.comparison().isBelow();
    Metric metric = rule.metric();
    if (!below && metric.isRatio() && words.form() == MetricWords.Form.MONEY) {
      return "Lower bids or pause the most expensive ad groups.";
    }
    if (below && metric.isRatio()) {
      return "Check landing page, price and stock before spending more.";
    }
    return below
        ? "Check that delivery and tracking are running."
        : "Check for invalid traffic and recent changes of budget or bids.";
  }

  private long minutes() {
    return rule.window() / Minutes.MINUTE;
  }

  private String observed() {
    Double observed = verdict.observed();
    return observed == null ? "—" : words.write(observed, currency);
  }

  private String target() {
    return words.write(rule.target(), currency);
  }

  private String spent() {
    return MetricWords.money(BigDecimal.valueOf(verdict.spendMicros(), 6), currency);
  }
}
