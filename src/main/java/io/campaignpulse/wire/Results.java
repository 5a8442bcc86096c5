package io.campaignpulse.wire;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.WireSchema;

/**
 * Records of the topics of results; every one also carries its key as a field. Campaign-metrics,
 * which are written by hand for speed, are in {@link CampaignMetricsEncoder} and {@link
 * CampaignMetricsForm}.
 */
public final class Results {

  /** Credits. */
  public static final WireRecord<Credit> CREDITS =
      new WireRecord<>(WireSchema.CREDITS, Credit::key, CreditShapes.CREDIT);

  /** Explanations of conversions. */
  public static final WireRecord<Explanation> EXPLANATIONS =
      new WireRecord<>(WireSchema.EXPLANATIONS, Explanation::key, CreditShapes.EXPLANATION);

  /** The ledger of conversions. */
  public static final WireRecord<ConversionBooking> CONVERSION_LEDGER =
      new WireRecord<>(
          WireSchema.CONVERSION_LEDGER,
          ConversionBooking::conversionId,
          CreditShapes.CONVERSION_BOOKING);

  /** Totals of the whole business. */
  public static final WireRecord<BusinessMetrics> BUSINESS_METRICS =
      new WireRecord<>(
          WireSchema.BUSINESS_METRICS, BusinessMetrics::key, MetricShapes.BUSINESS_METRICS);

  /** Value of customers at an age. */
  public static final WireRecord<CustomerValue> CUSTOMER_VALUE =
      new WireRecord<>(WireSchema.CUSTOMER_VALUE, CustomerValue::key, MetricShapes.CUSTOMER_VALUE);

  /** Shares by a model. */
  public static final WireRecord<ModelShare> MODEL_SHARES =
      new WireRecord<>(WireSchema.MODEL_SHARES, ModelShare::key, MetricShapes.MODEL_SHARE);

  /** Progress of plans. */
  public static final WireRecord<PlanProgress> PLAN_PROGRESS =
      new WireRecord<>(WireSchema.PLAN_PROGRESS, PlanProgress::key, PlanShapes.PLAN_PROGRESS);

  /** Scores of projections. */
  public static final WireRecord<ProjectionScore> PROJECTION_SCORES =
      new WireRecord<>(
          WireSchema.PROJECTION_SCORES, ProjectionScore::key, MetricShapes.PROJECTION_SCORE);

  /** Outlook of campaigns. */
  public static final WireRecord<CampaignOutlook> CAMPAIGN_OUTLOOK =
      new WireRecord<>(
          WireSchema.CAMPAIGN_OUTLOOK, CampaignOutlook::key, AlertShapes.CAMPAIGN_OUTLOOK);

  /** Alerts. */
  public static final WireRecord<Alert> ALERTS =
      new WireRecord<>(WireSchema.ALERTS, Alert::alertId, AlertShapes.ALERT);

  /** Heartbeats of the evaluation of alerts. */
  public static final WireRecord<AlertHeartbeat> ALERT_HEARTBEATS =
      new WireRecord<>(
          WireSchema.ALERT_HEARTBEATS, AlertHeartbeat::source, AlertShapes.ALERT_HEARTBEAT);

  /** Acknowledgements and snoozes of alerts. */
  public static final WireRecord<AlertAction> ALERT_ACTIONS =
      new WireRecord<>(WireSchema.ALERT_ACTIONS, AlertAction::alertId, AlertShapes.ALERT_ACTION);

  /** Changes of budgets. */
  public static final WireRecord<BudgetAction> BUDGET_ACTIONS =
      new WireRecord<>(
          WireSchema.BUDGET_ACTIONS, BudgetAction::actionId, AlertShapes.BUDGET_ACTION);

  /** Changes that somebody made. */
  public static final WireRecord<AuditEntry> AUDIT =
      new WireRecord<>(WireSchema.AUDIT, AuditEntry::key, LedgerShapes.AUDIT_ENTRY);

  private Results() {}

  /** Returns a new decoder of campaign-metrics; entries that are all zero are left out. */
  public static ResultDecoder<CampaignMetrics> campaignMetricsDecoder() {
    return ResultDecoder.of(
        WireSchema.CAMPAIGN_METRICS, CampaignMetrics.class, CampaignMetricsDecoder::read);
  }

  /** Returns the record of rejections, which says when they were refused. */
  public static WireRecord<Rejection> rejected(WallClock clock) {
    return new WireRecord<>(WireSchema.REJECTED, LedgerShapes::key, LedgerShapes.rejection(clock));
  }

  /** Returns a new decoder of rejections. */
  public static ResultDecoder<Rejection> rejectedDecoder() {
    return rejected(() -> 0).decoder();
  }

  /** Returns the record of the ledger of topics that a job keeps. */
  public static WireRecord<LedgerBook> ledger(String job) {
    return new WireRecord<>(
        WireSchema.LEDGER, book -> LedgerShapes.key(job, book), LedgerShapes.ledger(job));
  }

  /** Returns a new decoder of the ledger of topics, of any job. */
  public static ResultDecoder<LedgerBook> ledgerDecoder() {
    return ledger("").decoder();
  }
}
