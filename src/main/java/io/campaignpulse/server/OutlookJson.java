package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionOutlook;
import io.campaignpulse.event.TargetOutlook;

/** An outlook as the API and the stream show it. */
final class OutlookJson {

  private OutlookJson() {}

  static ObjectNode of(CampaignOutlook outlook) {
    ObjectNode node = Json.object();
    node.put("campaignId", outlook.campaignId());
    node.put("channel", outlook.channel());
    node.put("asOf", Json.time(outlook.asOf()));
    ArrayNode conversions = node.putArray("byConversionType");
    outlook.conversions().forEach(c -> conversions.add(of(c)));
    ArrayNode targets = node.putArray("targets");
    outlook.targets().forEach(t -> targets.add(of(t)));
    Json.putGuidance(node, outlook.guidance());
    return node;
  }

  private static ObjectNode of(ConversionOutlook c) {
    ObjectNode node = Json.object();
    node.put("conversionType", c.type().name());
    Json.putNumber(node, "clicks", c.clicks());
    Json.putNumber(node, "conversions", c.conversions());
    Json.putNumber(node, "maturity", c.maturity());
    Json.putNumber(node, "projected", c.projected());
    Json.putNumber(node, "low", c.low());
    Json.putNumber(node, "high", c.high());
    return node;
  }

  private static ObjectNode of(TargetOutlook t) {
    ObjectNode node = Json.object();
    node.put("ruleId", t.ruleId());
    node.put("kind", Json.name(t.kind()));
    node.put("ruleVersion", t.ruleVersion());
    node.put("targetVersion", t.targetVersion());
    node.put("metric", t.metric());
    Json.putNumber(node, "target", t.target());
    node.put("standing", t.standing().name());
    node.put("reason", Json.name(t.reason()));
    Long knownFrom = t.knownFrom();
    node.put("knownFrom", knownFrom == null ? null : Json.time(knownFrom));
    Json.putNumber(node, "observed", t.observed());
    Json.putNumber(node, "projected", t.projected());
    Json.putNumber(node, "projectedLow", t.projectedLow());
    Json.putNumber(node, "projectedHigh", t.projectedHigh());
    Json.putNumber(node, "maturity", t.maturity());
    Json.putNumber(node, "evidence", t.evidence());
    Json.putNumber(node, "ratio", t.ratio());
    Json.putNumber(node, "ratioLow", t.ratioLow());
    Json.putNumber(node, "ratioHigh", t.ratioHigh());
    Json.putNumber(node, "expectedPerDay", t.expectedPerDay());
    Json.putNumber(node, "daysToKnow", t.daysToKnow());
    node.put("severity", Json.name(t.severity()));
    node.put("better", Json.name(t.better()));
    node.put("cause", Json.name(t.cause()));
    return node;
  }
}
