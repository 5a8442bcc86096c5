package io.campaignpulse.alert.target;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.text.MetricUnit;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.MessagePart;
import org.jspecify.annotations.Nullable;

/**
 * Message of a finding on a target: the number, the target, how sure it is, money at risk a day.
 */
record TargetMessage(
    EvidenceRule rule,
    Finding.Figures figures,
    boolean missed,
    MissedParts.@Nullable Part mainPart,
    double counted,
    double expected,
    long since,
    String campaign,
    String channel,
    String currency) {

  AlertMessage sentence() {
    TargetMetric metric = rule.metric();
    MetricUnit unit = metric.unit();
    Double observed = figures.observed();
    Double target = figures.target();
    return AlertMessage.of(
        key(),
        MessagePart.term("metric", MetricUnit.termOf(metric.label())),
        MessagePart.text("campaign", campaign),
        MessagePart.channel(channel),
        MessagePart.instant("since", since),
        observed == null ? null : unit.part("observed", observed, currency),
        target == null ? null : unit.part("target", target, currency),
        amount("counted", counted),
        amount("expected", expected),
        metric.isReturns() && target != null ? amount("sold", expected / target) : null,
        missed ? MessagePart.chance(figures.evidence()) : null,
        missed ? MessagePart.atRisk(figures.moneyAtRiskMicros(), currency) : null);
  }

  private String key() {
    TargetMetric metric = rule.metric();
    if (metric.isUsual()) {
      return missed ? "usual.below" : "usual.met";
    }
    if (!missed) {
      return "target.met";
    }
    return metric.isReturns() ? "returns.above" : metric.isCost() ? "target.above" : "target.below";
  }

  /** Money where money is counted, conversions otherwise. */
  private MessagePart amount(String name, double count) {
    return rule.metric().isMoney()
        ? MessagePart.money(name, count, currency)
        : MessagePart.estimate(name, count);
  }

  /** Returns what a person may do first; null where there is nothing to do. */
  @Nullable AlertMessage action() {
    return missed ? AlertMessage.of(actionKey()) : null;
  }

  private String actionKey() {
    if (rule.metric().isReturns()) {
      return "action.returns";
    }
    if (rule.metric().isUsual()) {
      return "action.usual";
    }
    if (mainPart == MissedParts.Part.TRAFFIC) {
      return "action.dearClicks";
    }
    return mainPart == MissedParts.Part.ORDER_VALUE ? "action.orderValue" : "action.checkOffer";
  }
}
