package io.campaignpulse.alert.threshold;

import io.campaignpulse.alert.text.MetricUnit;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.metric.Metric;
import org.jspecify.annotations.Nullable;

/** Message of a THRESHOLD finding: what was observed, against which limit, where, at what spend. */
record ThresholdMessage(
    ThresholdRule rule, Verdict verdict, String campaign, String channel, String currency) {

  AlertMessage sentence() {
    Double observed = verdict.observed();
    MetricUnit unit = MetricUnit.of(rule.metric());
    return AlertMessage.of(
        key(),
        MessagePart.term("metric", MetricUnit.termOf(rule.metric().label())),
        MessagePart.text("campaign", campaign),
        MessagePart.channel(channel),
        observed == null ? null : unit.part("observed", observed, currency),
        MessagePart.duration("window", rule.window()),
        MessagePart.instant("until", verdict.evaluatedUntil()),
        unit.part("limit", rule.target(), currency),
        MessagePart.money("spent", verdict.spendMicros(), currency));
  }

  private String key() {
    if (!verdict.evaluable()) {
      return "threshold.notEvaluable";
    }
    return "threshold." + (verdict.holds() ? rule.comparison().name() : "cleared");
  }

  /** Returns what a person may do first; null where there is nothing to do. */
  @Nullable AlertMessage action() {
    if (!verdict.holds()) {
      return null;
    }
    boolean below = rule.comparison().isBelow();
    Metric metric = rule.metric();
    if (!below && metric.isRatio() && MetricUnit.of(metric) == MetricUnit.MONEY) {
      return AlertMessage.of("action.lowerBids");
    }
    if (metric.isRatio() && below) {
      return AlertMessage.of("action.checkStock");
    }
    return AlertMessage.of(below ? "action.checkDelivery" : "action.checkTraffic");
  }
}
