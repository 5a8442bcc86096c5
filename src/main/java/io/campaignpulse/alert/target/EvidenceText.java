package io.campaignpulse.alert.target;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.text.MetricWords;
import io.campaignpulse.alert.text.VisibleName;
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
    String subject =
        "%s of campaign \"%s\" on %s"
            .formatted(
                rule.metric().words().english(), VisibleName.of(campaign), VisibleName.of(channel));
    if (rule.metric().isUsual()) {
      return usual(subject);
    }
    if (!missed) {
      return "%s is no longer found to miss its target of %s.".formatted(subject, target());
    }
    if (rule.metric().isReturns()) {
      return returns(subject);
    }
    return "%s is %s since %s, %s its target of %s: %s %s where %s were to be expected by now%s."
        .formatted(
            subject,
            observed(),
            minute(),
            rule.metric().isCost() ? "above" : "below",
            target(),
            amount(counted),
            rule.metric().isMoney() ? "came in" : "came",
            amount(expected),
            money(", with ", " at risk"));
  }

  private String usual(String subject) {
    return missed
        ? "%s: %s since %s where %s were usual for these hours of the week%s."
            .formatted(
                subject, amount(counted), minute(), amount(expected), money(", with ", " at risk"))
        : "%s: no longer found to be below what is usual.".formatted(subject);
  }

  private String returns(String subject) {
    return "%s is %s for clicks since %s, above its target of %s: %s of %s sold came back%s."
        .formatted(
            subject,
            observed(),
            minute(),
            target(),
            amount(counted),
            amount(sold()),
            money(", with ", " too much"));
  }

  String chinese() {
    String subject =
        "活动“%s”在渠道 %s 的%s"
            .formatted(
                VisibleName.of(campaign), VisibleName.of(channel), rule.metric().words().chinese());
    if (rule.metric().isUsual()) {
      return usualChinese(subject);
    }
    if (!missed) {
      return "%s已不再%s目标 %s。".formatted(subject, side(), target());
    }
    if (rule.metric().isReturns()) {
      return returnsChinese(subject);
    }
    return "%s自 %s 起为 %s，%s目标 %s：截至目前应有 %s，实际 %s%s。"
        .formatted(
            subject,
            minute(),
            observed(),
            side(),
            target(),
            amount(expected),
            amount(counted),
            money("，风险金额 ", ""));
  }

  /** On which side of its target a metric is bad. */
  private String side() {
    return rule.metric().isCost() || rule.metric().isReturns() ? "高于" : "低于";
  }

  private String usualChinese(String subject) {
    return missed
        ? "%s自 %s 起为 %s，低于一周中这些时段的常态 %s%s。"
            .formatted(subject, minute(), amount(counted), amount(expected), money("，风险金额 ", ""))
        : "%s已不再低于常态。".formatted(subject);
  }

  private String returnsChinese(String subject) {
    return "%s（%s 起的点击）为 %s，高于目标 %s：售出 %s 中已退回 %s%s。"
        .formatted(
            subject,
            minute(),
            observed(),
            target(),
            amount(sold()),
            amount(counted),
            money("，超出目标 ", ""));
  }

  /** What a person may do first; null where there is nothing to do. */
  @Nullable String action() {
    if (!missed) {
      return null;
    }
    if (rule.metric().isReturns()) {
      return "Look at what comes back and why: article, size, description, delivery.";
    }
    if (rule.metric().isUsual()) {
      return "Compare clicks with the same hours of last week, then check landing page, price and"
          + " offer.";
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

  /** What the returns are of. */
  private double sold() {
    Double target = figures.target();
    return target == null ? 0 : expected / target;
  }

  private String write(double value) {
    return rule.metric().words().write(value, currency);
  }

  private String minute() {
    return Instant.ofEpochMilli(since).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /** Money where money is counted, conversions otherwise. */
  private String amount(double count) {
    return rule.metric().isMoney()
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
