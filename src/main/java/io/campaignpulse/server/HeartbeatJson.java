package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.AlertHeartbeat;

/** Heartbeats as the API and the stream show them. */
final class HeartbeatJson {

  private HeartbeatJson() {}

  /** All of them, with what they allow at an instant, epoch milliseconds. */
  static ObjectNode of(HeartbeatsView heartbeats, long now) {
    ObjectNode node = Json.object();
    node.put("guardrail", heartbeats.decision(now).name());
    AlertHeartbeat all = heartbeats.ofAll();
    node.put("state", all == null ? null : all.state().name());
    node.put("evaluatedUntil", Json.time(all == null ? null : (Long) all.evaluatedUntil()));
    node.put("updatedAt", Json.time(all == null ? null : (Long) all.updatedAt()));
    ArrayNode sources = node.putArray("sources");
    heartbeats.ofSources().forEach(heartbeat -> sources.add(of(heartbeat)));
    return node;
  }

  private static ObjectNode of(AlertHeartbeat heartbeat) {
    ObjectNode node = Json.object();
    node.put("source", heartbeat.source());
    node.put("state", heartbeat.state().name());
    node.put("evaluatedUntil", Json.time(heartbeat.evaluatedUntil()));
    node.put("updatedAt", Json.time(heartbeat.updatedAt()));
    return node;
  }
}
