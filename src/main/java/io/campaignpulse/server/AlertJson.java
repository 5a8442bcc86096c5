package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.alert.guardrail.AdviceStatus;
import io.campaignpulse.alert.guardrail.BudgetGuardrail;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.event.MessagePart;
import org.jspecify.annotations.Nullable;

/** An alert as the API and the stream show it. */
final class AlertJson {

  private AlertJson() {}

  /**
   * The latest transition, with what people have done about it and whether money may be changed.
   *
   * @param now epoch milliseconds
   */
  static ObjectNode of(Alert alert, ResultViews views, long now) {
    ObjectNode node = action(of(alert), views.actions().of(alert.alertId()));
    AdviceStatus status = AdviceStatus.of(alert);
    node.put("guardrail", BudgetGuardrail.decide(views.heartbeats().ofAll(), now, status).name());
    return node;
  }

  /** One transition, without what people have done about it. */
  static ObjectNode of(Alert alert) {
    ObjectNode node = Json.object();
    node.put("alertId", alert.alertId());
    node.put("ruleId", alert.ruleId());
    node.put("kind", alert.kind().name());
    node.put("severity", alert.severity().name());
    node.put("state", alert.state().name());
    node.put("cause", Json.name(alert.cause()));
    node.put("reason", Json.name(alert.reason()));
    node.put("campaignId", alert.campaignId());
    node.put("channel", alert.channel());
    node.put("promotionId", alert.promotionId());
    node.put("planId", alert.planId());
    node.put("department", alert.department());
    node.put("subject", alert.subject());
    members(node, alert);
    node.put("ruleVersion", alert.ruleVersion());
    node.put("targetVersion", alert.targetVersion());
    node.put("metric", alert.metric());
    Json.putNumber(node, "observed", alert.observed());
    Json.putNumber(node, "expected", alert.expected());
    Json.putNumber(node, "target", alert.target());
    Json.putNumber(node, "ratio", alert.ratio());
    Json.putNumber(node, "ratioLow", alert.ratioLow());
    Json.putNumber(node, "ratioHigh", alert.ratioHigh());
    Json.putNumber(node, "evidence", alert.evidence());
    Json.putNumber(node, "eValue", alert.eValue());
    Json.putNumber(node, "maturity", alert.maturity());
    node.put("moneyAtRisk", Json.money(alert.moneyAtRiskMicros()));
    node.put("currency", alert.currency());
    Decomposition parts = alert.decomposition();
    if (parts == null) {
      node.putNull("decomposition");
    } else {
      ObjectNode shares = node.putObject("decomposition");
      shares.put("traffic", parts.traffic());
      shares.put("conversion", parts.conversion());
      shares.put("orderValue", parts.orderValue());
      shares.put("availability", parts.availability());
    }
    node.put("recommendedAction", alert.recommendedAction());
    node.put("recommendedActionZh", alert.recommendedActionZh());
    node.put("startsAt", Json.time(alert.startsAt()));
    node.put("updatedAt", Json.time(alert.updatedAt()));
    node.put("endsAt", Json.time(alert.endsAt()));
    node.put("headline", alert.headline());
    node.put("headlineZh", alert.headlineZh());
    node.put("summary", alert.summary());
    node.put("summaryZh", alert.summaryZh());
    message(node, "message", alert.message());
    message(node, "actionMessage", alert.actionMessage());
    Json.putGuidance(node, alert.guidance());
    node.put("watermark", Json.time(alert.watermark()));
    node.put("revision", alert.revision());
    return node;
  }

  private static void members(ObjectNode into, Alert alert) {
    ArrayNode members = into.putArray("members");
    for (AlertMember member : alert.members()) {
      ObjectNode node = members.addObject();
      node.put("campaignId", member.campaignId());
      node.put("channel", member.channel());
      node.put("alertId", member.alertId());
    }
  }

  private static void message(ObjectNode into, String field, @Nullable AlertMessage message) {
    if (message == null) {
      into.putNull(field);
      return;
    }
    ObjectNode node = into.putObject(field);
    node.put("key", message.key());
    ArrayNode parts = node.putArray("parts");
    for (MessagePart part : message.parts()) {
      ObjectNode out = parts.addObject();
      out.put("name", part.name());
      out.put("kind", part.kind().name());
      out.put("value", part.value());
      out.put("unit", part.unit());
    }
  }

  /** Adds what people have done about an alert. */
  static ObjectNode action(ObjectNode node, AlertAction action) {
    node.put("acknowledgedBy", action.acknowledgedBy());
    node.put("acknowledgedAt", Json.time(action.acknowledgedAt()));
    node.put("snoozedBy", action.snoozedBy());
    node.put("snoozedAt", Json.time(action.snoozedAt()));
    node.put("snoozedUntil", Json.time(action.snoozedUntil()));
    node.put("note", action.note());
    return node;
  }
}
