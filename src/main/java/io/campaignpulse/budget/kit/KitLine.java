package io.campaignpulse.budget.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.budget.BudgetSignal;
import io.campaignpulse.budget.DailyBudget;
import io.campaignpulse.event.Advice;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.HeartbeatState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of the recording: a record of a topic at the time it is received, or a restart of the
 * consumer. Values have the names and forms of the JSON of alerts.
 *
 * @param receivedAt the consumer's clock, epoch milliseconds
 * @param content a {@link BudgetSignal}, an {@link AlertHeartbeat}, a {@link DailyBudget}, or null:
 *     the consumer is restarted and has nothing but its ledger
 */
public record KitLine(long receivedAt, @Nullable Object content) {

  private static final int MICROS = 6;

  /** The line as JSON. */
  public String json() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("receivedAt", time(receivedAt));
    if (content instanceof BudgetSignal signal) {
      line.put("topic", "alerts").put("key", signal.episode()).set("value", alert(signal));
    } else if (content instanceof AlertHeartbeat heartbeat) {
      line.put("topic", "alert-heartbeats")
          .put("key", heartbeat.source())
          .set("value", heartbeat(heartbeat));
    } else if (content instanceof DailyBudget budget) {
      line.put("topic", "campaigns").put("key", budget.campaignId()).set("value", campaign(budget));
    } else {
      line.put("restart", true);
    }
    return line.toString();
  }

  private static ObjectNode alert(BudgetSignal signal) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("alertId", signal.episode());
    value.put("ruleId", signal.ruleId());
    value.put("ruleVersion", signal.ruleVersion());
    value.put("targetVersion", signal.targetVersion());
    value.put("state", signal.state().name());
    value.put("campaignId", signal.campaignId());
    value.put("channel", signal.channel());
    value.put("advice", signal.advice().name());
    EvidenceGrade grade = signal.grade();
    value.put("evidenceGrade", grade == null ? null : grade.name());
    Long validUntil = signal.validUntil();
    value.put("validUntil", validUntil == null ? null : time(validUntil));
    Long moneyAtRisk = signal.moneyAtRiskMicros();
    value.put("moneyAtRisk", moneyAtRisk == null ? null : money(moneyAtRisk));
    value.put("revision", signal.revision());
    return value;
  }

  private static ObjectNode heartbeat(AlertHeartbeat heartbeat) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("source", heartbeat.source());
    value.put("state", heartbeat.state().name());
    value.put("evaluatedUntil", time(heartbeat.evaluatedUntil()));
    value.put("asOf", time(heartbeat.asOf()));
    value.put("revision", heartbeat.revision());
    value.put("updatedAt", time(heartbeat.updatedAt()));
    return value;
  }

  private static ObjectNode campaign(DailyBudget budget) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("campaignId", budget.campaignId());
    value.put("currency", budget.currency());
    Long amount = budget.amountMicros();
    value.put("dailyBudget", amount == null ? null : money(amount));
    value.put("revision", budget.revision());
    return value;
  }

  /** Returns the line of a JSON object. */
  static KitLine of(JsonNode line) {
    long receivedAt = instant(line.path("receivedAt"));
    JsonNode value = line.path("value");
    return new KitLine(
        receivedAt,
        switch (line.path("topic").asText()) {
          case "alerts" -> alert(value);
          case "alert-heartbeats" ->
              new AlertHeartbeat(
                  value.path("source").asText(),
                  HeartbeatState.valueOf(value.path("state").asText()),
                  instant(value.path("evaluatedUntil")),
                  instant(value.path("asOf")),
                  value.path("revision").asLong(),
                  instant(value.path("updatedAt")));
          case "campaigns" ->
              new DailyBudget(
                  value.path("campaignId").asText(),
                  text(value.path("currency")),
                  micros(value.path("dailyBudget")),
                  value.path("revision").asLong());
          default -> null;
        });
  }

  private static BudgetSignal alert(JsonNode value) {
    String grade = text(value.path("evidenceGrade"));
    return new BudgetSignal(
        value.path("alertId").asText(),
        text(value.path("campaignId")),
        text(value.path("channel")),
        AlertState.valueOf(value.path("state").asText()),
        Advice.valueOf(value.path("advice").asText()),
        grade == null ? null : EvidenceGrade.valueOf(grade),
        value.path("validUntil").isTextual() ? (Long) instant(value.path("validUntil")) : null,
        value.path("ruleId").asText(),
        text(value.path("ruleVersion")),
        value.path("targetVersion").asInt(),
        micros(value.path("moneyAtRisk")),
        value.path("revision").asLong());
  }

  static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  static long instant(JsonNode node) {
    return Instant.parse(node.asText()).toEpochMilli();
  }

  static @Nullable Long micros(JsonNode node) {
    return node.isTextual() || node.isNumber()
        ? (Long) new BigDecimal(node.asText()).movePointRight(MICROS).longValueExact()
        : null;
  }

  static String time(long instant) {
    return Instant.ofEpochMilli(instant).toString();
  }

  static String money(long micros) {
    return Objects.requireNonNull(
        BigDecimal.valueOf(micros, MICROS).stripTrailingZeros().toPlainString());
  }
}
