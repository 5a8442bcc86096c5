package io.campaignpulse.alert;

import io.campaignpulse.event.Decomposition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The plain sentences on a target: the number, the target, what it rests on, the money at risk. */
record EvidenceText(
    EvidenceRule rule,
    Finding.Figures figures,
    boolean missed,
    double counted,
    double expected,
    long since,
    String campaign,
    String channel,
    String currency) {

  private static final double MOSTLY = 0.5;

  String english() {
    MetricWords words = MetricWords.of(rule.metric().metric());
    String subject =
        "%s of campaign \"%s\" on %s"
            .formatted(words.english(), AlertText.visible(campaign), AlertText.visible(channel));
    if (!missed) {
      return "%s is no longer found to miss its target of %s.".formatted(subject, target());
    }
    return "%s is %s since %s, %s its target of %s: %s %s where %s were to be expected by now%s."
        .formatted(
            subject,
            observed(),
            minute(),
            rule.metric().isCost() ? "above" : "below",
            target(),
            amount(counted),
            rule.metric() == TargetMetric.ROAS ? "came in" : "came",
            amount(expected),
            money(", with ", " at risk"));
  }

  String chinese() {
    MetricWords words = MetricWords.of(rule.metric().metric());
    String subject =
        "活动“%s”在渠道 %s 的%s"
            .formatted(AlertText.visible(campaign), AlertText.visible(channel), words.chinese());
    if (!missed) {
      return "%s已不再低于目标 %s。".formatted(subject, target());
    }
    return "%s自 %s 起为 %s，%s目标 %s：截至目前应有 %s，实际 %s%s。"
        .formatted(
            subject,
            minute(),
            observed(),
            rule.metric().isCost() ? "高于" : "低于",
            target(),
            amount(expected),
            amount(counted),
            money("，风险金额 ", ""));
  }

  /** What a person may do first; null where there is nothing to do. */
  @Nullable String action() {
    if (!missed) {
      return null;
    }
    Decomposition parts = figures.decomposition();
    if (rule.metric().isByCost() && parts != null && isMostly(parts.traffic(), parts)) {
      return "Lower bids or pause the most expensive ad groups: clicks have become dearer.";
    }
    if (parts != null && isMostly(parts.orderValue(), parts)) {
      return "Look at what is bought: orders have become smaller.";
    }
    return "Check landing page, price and offer before spending more.";
  }

  private static boolean isMostly(double part, Decomposition parts) {
    double all = parts.traffic() + parts.conversion() + parts.orderValue() + parts.availability();
    return all < 0 && part < MOSTLY * all;
  }

  private String observed() {
    Double observed = figures.observed();
    return observed == null ? "—" : write(observed);
  }

  private String target() {
    Double target = figures.target();
    return target == null ? "—" : write(target);
  }

  private String write(double value) {
    return MetricWords.of(rule.metric().metric()).write(value, currency);
  }

  private String minute() {
    return Instant.ofEpochMilli(since).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /** Money where money is counted, conversions otherwise. */
  private String amount(double count) {
    return rule.metric() == TargetMetric.ROAS
        ? MetricWords.money(BigDecimal.valueOf(count), currency)
        : MetricWords.count(count);
  }

  private String money(String before, String after) {
    Long micros = figures.moneyAtRiskMicros();
    return micros == null
        ? ""
        : before + MetricWords.money(BigDecimal.valueOf(micros, 6), currency) + after;
  }
}
