package io.campaignpulse.wire;

import io.campaignpulse.event.Advice;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionOutlook;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.Guidance;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TargetOutlook;
import io.campaignpulse.event.TargetStanding;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Columns of alerts, of the outlook of campaigns and of what is done about them. */
final class AlertShapes {

  private static final RecordShape<Guidance> GUIDANCE =
      new RecordShape<>(
          Guidance.class,
          columns ->
              columns
                  .symbol("advice", Advice.class, Guidance::advice)
                  .symbol("evidenceGrade", EvidenceGrade.class, Guidance::grade)
                  .time("validUntil", Guidance::validUntil));

  private static final RecordShape<AlertMember> MEMBER =
      new RecordShape<>(
          AlertMember.class,
          columns ->
              columns
                  .text("campaignId", AlertMember::campaignId)
                  .text("channel", AlertMember::channel)
                  .text("alertId", AlertMember::alertId));

  private static final RecordShape<MessagePart> MESSAGE_PART =
      new RecordShape<>(
          MessagePart.class,
          columns ->
              columns
                  .text("name", MessagePart::name)
                  .symbol("kind", MessagePart.Kind.class, MessagePart::kind)
                  .text("value", MessagePart::value)
                  .text("unit", MessagePart::unit));

  private static final RecordShape<AlertMessage> MESSAGE =
      new RecordShape<>(
          AlertMessage.class,
          columns ->
              columns
                  .text("key", AlertMessage::key)
                  .list("parts", MESSAGE_PART, AlertMessage::parts));

  private static final RecordShape<Decomposition> DECOMPOSITION =
      new RecordShape<>(
          Decomposition.class,
          columns ->
              columns
                  .real("traffic", Decomposition::traffic)
                  .real("conversion", Decomposition::conversion)
                  .real("orderValue", Decomposition::orderValue)
                  .real("availability", Decomposition::availability));

  static final RecordShape<Alert> ALERT =
      new RecordShape<>(
          Alert.class,
          columns ->
              columns
                  .key(Alert::alertId)
                  .text("alertId", Alert::alertId)
                  .text("ruleId", Alert::ruleId)
                  .symbol("kind", RuleKind.class, Alert::kind)
                  .symbol("severity", Severity.class, Alert::severity)
                  .symbol("state", AlertState.class, Alert::state)
                  .symbol("cause", AlertCause.class, Alert::cause)
                  .symbol("reason", AlertReason.class, Alert::reason)
                  .text("campaignId", Alert::campaignId)
                  .text("channel", Alert::channel)
                  .text("promotionId", Alert::promotionId)
                  .text("planId", Alert::planId)
                  .text("department", Alert::department)
                  .text("subject", Alert::subject)
                  .list("members", MEMBER, Alert::members)
                  .count("ruleVersion", Alert::ruleVersion)
                  .count("targetVersion", Alert::targetVersion)
                  .text("metric", Alert::metric)
                  .real("observed", Alert::observed)
                  .real("expected", Alert::expected)
                  .real("target", Alert::target)
                  .real("ratio", Alert::ratio)
                  .real("ratioLow", Alert::ratioLow)
                  .real("ratioHigh", Alert::ratioHigh)
                  .real("evidence", Alert::evidence)
                  .real("eValue", Alert::eValue)
                  .real("maturity", Alert::maturity)
                  .micros("moneyAtRisk", Alert::moneyAtRiskMicros)
                  .text("currency", Alert::currency)
                  .column("decomposition", DECOMPOSITION, Alert::decomposition)
                  .text("recommendedAction", Alert::recommendedAction)
                  .text("recommendedActionZh", Alert::recommendedActionZh)
                  .time("startsAt", Alert::startsAt)
                  .time("updatedAt", Alert::updatedAt)
                  .time("endsAt", Alert::endsAt)
                  .text("headline", Alert::headline)
                  .text("headlineZh", Alert::headlineZh)
                  .text("summary", Alert::summary)
                  .text("summaryZh", Alert::summaryZh)
                  .column("message", MESSAGE, Alert::message)
                  .column("actionMessage", MESSAGE, Alert::actionMessage)
                  .part(GUIDANCE, Alert::guidance)
                  .time("watermark", Alert::watermark)
                  .count("revision", Alert::revision)
                  // Alerts of earlier versions have none.
                  .reads(Alert::headline, row -> textOr(row, "headline", "summary"))
                  .reads(Alert::headlineZh, row -> textOr(row, "headlineZh", "summaryZh")));

  static final RecordShape<AlertAction> ALERT_ACTION =
      new RecordShape<>(
          AlertAction.class,
          columns ->
              columns
                  .key(AlertAction::alertId)
                  .text("alertId", AlertAction::alertId)
                  .text("acknowledgedBy", AlertAction::acknowledgedBy)
                  .time("acknowledgedAt", AlertAction::acknowledgedAt)
                  .text("snoozedBy", AlertAction::snoozedBy)
                  .time("snoozedAt", AlertAction::snoozedAt)
                  .time("snoozedUntil", AlertAction::snoozedUntil)
                  .text("note", AlertAction::note)
                  .count("revision", AlertAction::revision));

  static final RecordShape<AlertHeartbeat> ALERT_HEARTBEAT =
      new RecordShape<>(
          AlertHeartbeat.class,
          columns ->
              columns
                  .key(AlertHeartbeat::source)
                  .text("source", AlertHeartbeat::source)
                  .symbol("state", HeartbeatState.class, AlertHeartbeat::state)
                  .time("evaluatedUntil", AlertHeartbeat::evaluatedUntil)
                  .time("asOf", AlertHeartbeat::asOf)
                  .count("revision", AlertHeartbeat::revision)
                  .time("updatedAt", AlertHeartbeat::updatedAt));

  static final RecordShape<BudgetAction> BUDGET_ACTION =
      new RecordShape<>(
          BudgetAction.class,
          columns ->
              columns
                  .key(BudgetAction::actionId)
                  .text("actionId", BudgetAction::actionId)
                  .symbol("step", BudgetStep.class, BudgetAction::step)
                  .text("alertId", BudgetAction::episode)
                  .text("campaignId", BudgetAction::campaignId)
                  .text("channel", BudgetAction::channel)
                  .text("currency", BudgetAction::currency)
                  .micros("from", BudgetAction::fromMicros)
                  .micros("to", BudgetAction::toMicros)
                  .micros("base", BudgetAction::baseMicros)
                  .text("undoOf", BudgetAction::undoOf)
                  .text("changedBy", BudgetAction::changedBy)
                  .symbol("advice", Advice.class, BudgetAction::advice)
                  .symbol("evidenceGrade", EvidenceGrade.class, BudgetAction::evidenceGrade)
                  .text("ruleId", BudgetAction::ruleId)
                  .text("ruleVersion", BudgetAction::ruleVersion)
                  .count("targetVersion", BudgetAction::targetVersion)
                  .micros("moneyAtRisk", BudgetAction::moneyAtRiskMicros)
                  .time("at", BudgetAction::at)
                  .flag("dryRun", BudgetAction::dryRun));

  private static final RecordShape<ConversionOutlook> CONVERSION_OUTLOOK =
      new RecordShape<>(
          ConversionOutlook.class,
          columns ->
              columns
                  .symbol("conversionType", ConversionType.class, ConversionOutlook::type)
                  .real("clicks", ConversionOutlook::clicks)
                  .real("conversions", ConversionOutlook::conversions)
                  .real("maturity", ConversionOutlook::maturity)
                  .real("projected", ConversionOutlook::projected)
                  .real("low", ConversionOutlook::low)
                  .real("high", ConversionOutlook::high));

  private static final RecordShape<TargetOutlook> TARGET_OUTLOOK =
      new RecordShape<>(
          TargetOutlook.class,
          columns ->
              columns
                  .text("ruleId", TargetOutlook::ruleId)
                  .symbol("kind", RuleKind.class, TargetOutlook::kind)
                  .count("ruleVersion", TargetOutlook::ruleVersion)
                  .count("targetVersion", TargetOutlook::targetVersion)
                  .text("metric", TargetOutlook::metric)
                  .real("target", TargetOutlook::target)
                  .symbol("standing", TargetStanding.class, TargetOutlook::standing)
                  .symbol("reason", AlertReason.class, TargetOutlook::reason)
                  .time("knownFrom", TargetOutlook::knownFrom)
                  .real("observed", TargetOutlook::observed)
                  .real("projected", TargetOutlook::projected)
                  .real("projectedLow", TargetOutlook::projectedLow)
                  .real("projectedHigh", TargetOutlook::projectedHigh)
                  .real("maturity", TargetOutlook::maturity)
                  .real("evidence", TargetOutlook::evidence)
                  .real("ratio", TargetOutlook::ratio)
                  .real("ratioLow", TargetOutlook::ratioLow)
                  .real("ratioHigh", TargetOutlook::ratioHigh)
                  .real("expectedPerDay", TargetOutlook::expectedPerDay)
                  .real("daysToKnow", TargetOutlook::daysToKnow)
                  .symbol("severity", Severity.class, TargetOutlook::severity)
                  .symbol("better", Severity.class, TargetOutlook::better)
                  .symbol("cause", AlertCause.class, TargetOutlook::cause));

  static final RecordShape<CampaignOutlook> CAMPAIGN_OUTLOOK =
      new RecordShape<>(
          CampaignOutlook.class,
          columns ->
              columns
                  .key(CampaignOutlook::key)
                  .text("campaignId", CampaignOutlook::campaignId)
                  .text("channel", CampaignOutlook::channel)
                  .time("asOf", CampaignOutlook::asOf)
                  .list("byConversionType", CONVERSION_OUTLOOK, CampaignOutlook::conversions)
                  .list("targets", TARGET_OUTLOOK, CampaignOutlook::targets)
                  .part(GUIDANCE, CampaignOutlook::guidance)
                  .count("revision", CampaignOutlook::revision)
                  .time("updatedAt", CampaignOutlook::updatedAt));

  private AlertShapes() {}

  private static @Nullable String textOr(GenericRecord row, String field, String other) {
    Object text = row.get(field) == null ? row.get(other) : row.get(field);
    return text == null ? null : text.toString();
  }
}
