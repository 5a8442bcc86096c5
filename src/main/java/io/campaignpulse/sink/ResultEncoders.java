package io.campaignpulse.sink;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.ConversionOutlook;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.Guidance;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.JourneyTouch;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.event.TargetOutlook;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.metric.Ratios;
import io.campaignpulse.source.WireSchema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How results are written to their topics; every record also carries its key as a field. */
public final class ResultEncoders {

  private static final double NANOS = 1e9;

  /** Credits. */
  public static final ValueEncoder<Credit> CREDITS =
      new ValueEncoder<>(WireSchema.CREDITS, Credit::key, ResultEncoders::credit);

  /** Explanations of conversions. */
  public static final ValueEncoder<Explanation> EXPLANATIONS =
      new ValueEncoder<>(WireSchema.EXPLANATIONS, Explanation::key, ResultEncoders::explanation);

  /** The ledger of conversions. */
  public static final ValueEncoder<ConversionBooking> CONVERSION_LEDGER =
      new ValueEncoder<>(
          WireSchema.CONVERSION_LEDGER,
          ConversionBooking::conversionId,
          ResultEncoders::conversionBooking);

  /** Totals of the whole business. */
  public static final ValueEncoder<BusinessMetrics> BUSINESS_METRICS =
      new ValueEncoder<>(
          WireSchema.BUSINESS_METRICS, BusinessMetrics::key, ResultEncoders::businessMetrics);

  /** What customers are worth. */
  public static final ValueEncoder<CustomerValue> CUSTOMER_VALUE =
      new ValueEncoder<>(
          WireSchema.CUSTOMER_VALUE, CustomerValue::key, ResultEncoders::customerValue);

  /** Shares by a model. */
  public static final ValueEncoder<ModelShare> MODEL_SHARES =
      new ValueEncoder<>(WireSchema.MODEL_SHARES, ModelShare::key, ResultEncoders::modelShare);

  /** The progress of plans. */
  public static final ValueEncoder<PlanProgress> PLAN_PROGRESS = PlanProgressEncoder.PLAN_PROGRESS;

  /** The scores of projections. */
  public static final ValueEncoder<ProjectionScore> PROJECTION_SCORES =
      new ValueEncoder<>(
          WireSchema.PROJECTION_SCORES, ProjectionScore::key, ResultEncoders::projectionScore);

  /** The outlook of campaigns. */
  public static final ValueEncoder<CampaignOutlook> CAMPAIGN_OUTLOOK =
      new ValueEncoder<>(
          WireSchema.CAMPAIGN_OUTLOOK, CampaignOutlook::key, ResultEncoders::campaignOutlook);

  /** Alerts. */
  public static final ValueEncoder<Alert> ALERTS =
      new ValueEncoder<>(WireSchema.ALERTS, Alert::alertId, ResultEncoders::alert);

  /** Heartbeats of the evaluation of alerts. */
  public static final ValueEncoder<AlertHeartbeat> ALERT_HEARTBEATS =
      new ValueEncoder<>(
          WireSchema.ALERT_HEARTBEATS, AlertHeartbeat::source, ResultEncoders::alertHeartbeat);

  /** What people have done about alerts. */
  public static final ValueEncoder<AlertAction> ALERT_ACTIONS =
      new ValueEncoder<>(
          WireSchema.ALERT_ACTIONS, AlertAction::alertId, ResultEncoders::alertAction);

  /** Changes of budgets. */
  public static final ValueEncoder<BudgetAction> BUDGET_ACTIONS =
      new ValueEncoder<>(
          WireSchema.BUDGET_ACTIONS, BudgetAction::actionId, ResultEncoders::budgetAction);

  /** Changes that somebody made. */
  public static final ValueEncoder<AuditEntry> AUDIT =
      new ValueEncoder<>(WireSchema.AUDIT, AuditEntry::key, ResultEncoders::auditEntry);

  private ResultEncoders() {}

  /** Rejected records, which say when they were refused. */
  public static ValueEncoder<Rejection> rejected(WallClock clock) {
    return new ValueEncoder<>(
        WireSchema.REJECTED,
        ResultEncoders::keyOf,
        (rejection, out) -> rejection(rejection, clock.millis(), out));
  }

  /** The books of the topics a job keeps the ledger of. */
  public static ValueEncoder<LedgerBook> ledger(String job) {
    ValueEncoder.KeyOf<LedgerBook> keyOf = book -> ResultKey.of(job, book.topic().label());
    return new ValueEncoder<>(
        WireSchema.LEDGER, keyOf, (book, out) -> ledger(book, job, keyOf.apply(book), out));
  }

  private static void credit(Credit c, WireWriter out) {
    out.text(c.key())
        .symbol(c.model())
        .text(c.conversionId())
        .symbol(c.conversionType())
        .number(c.conversionTime())
        .optionalText(c.personId())
        .text(c.campaignId())
        .text(c.channel())
        .text(c.touchEventId())
        .optionalNumber(c.touchTime())
        .decimal(c.weightNanos())
        .decimal(c.valueMicros())
        .list(c.bookings(), booking -> booking(booking, out))
        .optionalText(c.dealerId())
        .optionalDecimal(c.previousWeightNanos())
        .optionalDecimal(c.previousValueMicros())
        .flag(c.newCustomer())
        .flag(c.voided())
        .number(c.revision());
  }

  private static void explanation(Explanation e, WireWriter out) {
    out.text(e.key())
        .text(e.conversionId())
        .symbol(e.conversionType())
        .number(e.conversionTime())
        .number(e.eligibleUntil())
        .optionalText(e.personId())
        .optionalText(e.leadId())
        .decimal(e.valueMicros())
        .flag(e.newCustomer())
        .flag(e.voided())
        .symbol(e.source())
        .optionalText(e.campaignId())
        .optionalText(e.channel())
        .list(e.touches(), touch -> journeyTouch(touch, out))
        .list(
            e.corrections(), c -> out.symbol(c.cause()).number(c.causedAt()).number(c.decidedAt()))
        .number(e.correctionCount())
        .number(e.revision());
  }

  private static void journeyTouch(JourneyTouch touch, WireWriter out) {
    List<AttributionModel> sharing =
        Arrays.stream(AttributionModel.values())
            .filter(model -> touch.weights()[model.ordinal()] != 0)
            .toList();
    out.text(touch.eventId())
        .number(touch.time())
        .symbol(touch.type())
        .text(touch.campaignId())
        .text(touch.channel())
        .symbol(touch.standing())
        .list(sharing, model -> out.symbol(model).decimal(touch.weights()[model.ordinal()]));
  }

  private static void conversionBooking(ConversionBooking c, WireWriter out) {
    out.text(c.conversionId())
        .text(c.conversionId())
        .symbol(c.conversionType())
        .list(c.bookings(), booking -> booking(booking, out));
  }

  private static void booking(Booking booking, WireWriter out) {
    amounts(booking.amounts(), out.number(booking.time()));
  }

  private static void businessMetrics(BusinessMetrics m, WireWriter out) {
    out.text(m.key())
        .symbol(m.window())
        .number(m.windowStart())
        .optionalNumber(m.windowEnd())
        .decimal(m.spendMicros());
    amounts(m.credited(), out);
    out.optionalDecimal(Ratios.marginMicros(m.credited()))
        .optionalReal(Ratios.of(Metric.MER, m))
        .optionalReal(Ratios.of(Metric.CAC, m));
    conservation(m.conservation(), out);
    out.flag(m.complete()).number(m.revision()).number(m.updatedAt());
  }

  private static void conservation(@Nullable Conservation c, WireWriter out) {
    if (c == null) {
      out.absent();
      return;
    }
    out.present()
        .decimal(c.ledgerMicros())
        .decimal(c.creditedMicros())
        .decimal(c.differenceMicros())
        .flag(c.balanced())
        .list(c.unbalanced(), imbalance -> imbalance(imbalance, out));
  }

  private static void imbalance(Imbalance i, WireWriter out) {
    out.symbol(i.model())
        .symbol(i.basis())
        .text(i.measure().label())
        .decimal(i.measure().exact(i.ledger()).setScale(9).unscaledValue())
        .decimal(i.measure().exact(i.credited()).setScale(9).unscaledValue());
  }

  private static void customerValue(CustomerValue v, WireWriter out) {
    Integer payback = v.paybackDay();
    out.text(v.key())
        .text(v.campaignId())
        .text(v.channel())
        .number(v.ageDays())
        .real(v.customersNanos() / NANOS)
        .optionalDecimal(v.marginMicros())
        .optionalReal(v.ltv())
        .optionalReal(v.cac())
        .optionalReal(v.ltvToCac())
        .optionalNumber(payback == null ? null : (Long) (long) payback)
        .number(v.revision())
        .number(v.updatedAt());
  }

  private static void modelShare(ModelShare s, WireWriter out) {
    out.text(s.key())
        .text(s.method().name())
        .symbol(s.conversionType())
        .text(s.campaignId())
        .text(s.channel())
        .real(s.share())
        .number(s.conversionsWithTouch())
        .number(s.conversionsWithoutTouch())
        .number(s.asOf())
        .text(s.method().version())
        .number(s.revision())
        .number(s.updatedAt());
  }

  private static void projectionScore(ProjectionScore s, WireWriter out) {
    out.text(s.key())
        .text(s.kind())
        .text(s.id())
        .text(s.horizon())
        .real(s.projected())
        .optionalReal(s.low())
        .optionalReal(s.high())
        .optionalReal(s.realised())
        .optionalFlag(s.covered())
        .number(s.revision())
        .number(s.updatedAt());
  }

  private static void campaignOutlook(CampaignOutlook o, WireWriter out) {
    out.text(o.key())
        .text(o.campaignId())
        .text(o.channel())
        .number(o.asOf())
        .list(o.conversions(), conversions -> conversionOutlook(conversions, out))
        .list(o.targets(), target -> targetOutlook(target, out));
    guidance(o.guidance(), out);
    out.number(o.revision()).number(o.updatedAt());
  }

  private static void conversionOutlook(ConversionOutlook c, WireWriter out) {
    out.symbol(c.type())
        .real(c.clicks())
        .real(c.conversions())
        .real(c.maturity())
        .real(c.projected())
        .real(c.low())
        .real(c.high());
  }

  private static void targetOutlook(TargetOutlook t, WireWriter out) {
    out.text(t.ruleId())
        .text(t.metric())
        .real(t.target())
        .symbol(t.standing())
        .optionalSymbol(t.reason())
        .optionalNumber(t.knownFrom())
        .optionalReal(t.observed())
        .optionalReal(t.projected())
        .optionalReal(t.projectedLow())
        .optionalReal(t.projectedHigh())
        .real(t.maturity())
        .optionalReal(t.evidence())
        .optionalReal(t.ratio())
        .optionalReal(t.ratioLow())
        .optionalReal(t.ratioHigh())
        .real(t.expectedPerDay())
        .optionalReal(t.daysToKnow())
        .optionalSymbol(t.severity())
        .optionalSymbol(t.better());
  }

  private static void alert(Alert a, WireWriter out) {
    out.text(a.alertId())
        .text(a.alertId())
        .text(a.ruleId())
        .symbol(a.kind())
        .symbol(a.severity())
        .symbol(a.state())
        .optionalSymbol(a.cause())
        .optionalSymbol(a.reason())
        .optionalText(a.campaignId())
        .optionalText(a.channel())
        .optionalText(a.promotionId())
        .optionalText(a.planId())
        .optionalText(a.department())
        .optionalText(a.subject())
        .list(
            a.members(),
            member ->
                out.text(member.campaignId()).text(member.channel()).optionalText(member.alertId()))
        .number(a.targetVersion())
        .optionalText(a.metric())
        .optionalReal(a.observed())
        .optionalReal(a.expected())
        .optionalReal(a.target())
        .optionalReal(a.ratio())
        .optionalReal(a.ratioLow())
        .optionalReal(a.ratioHigh())
        .optionalReal(a.evidence())
        .optionalReal(a.eValue())
        .optionalReal(a.maturity())
        .optionalDecimal(a.moneyAtRiskMicros())
        .optionalText(a.currency());
    decomposition(a.decomposition(), out);
    out.optionalText(a.recommendedAction())
        .optionalText(a.recommendedActionZh())
        .number(a.startsAt())
        .number(a.updatedAt())
        .optionalNumber(a.endsAt())
        .optionalText(a.headline())
        .optionalText(a.headlineZh())
        .text(a.summary())
        .text(a.summaryZh());
    message(a.message(), out);
    message(a.actionMessage(), out);
    guidance(a.guidance(), out);
    out.number(a.watermark()).number(a.revision());
  }

  private static void guidance(Guidance g, WireWriter out) {
    out.symbol(g.advice()).symbol(g.grade()).optionalNumber(g.validUntil());
  }

  private static void message(@Nullable AlertMessage m, WireWriter out) {
    if (m == null) {
      out.absent();
      return;
    }
    out.present()
        .text(m.key())
        .list(
            m.parts(),
            part ->
                out.text(part.name())
                    .symbol(part.kind())
                    .text(part.value())
                    .optionalText(part.unit()));
  }

  private static void decomposition(@Nullable Decomposition d, WireWriter out) {
    if (d == null) {
      out.absent();
      return;
    }
    out.present()
        .real(d.traffic())
        .real(d.conversion())
        .real(d.orderValue())
        .real(d.availability());
  }

  private static void alertAction(AlertAction a, WireWriter out) {
    out.text(a.alertId())
        .text(a.alertId())
        .optionalText(a.acknowledgedBy())
        .optionalNumber(a.acknowledgedAt())
        .optionalText(a.snoozedBy())
        .optionalNumber(a.snoozedAt())
        .optionalNumber(a.snoozedUntil())
        .optionalText(a.note())
        .number(a.revision());
  }

  private static void alertHeartbeat(AlertHeartbeat h, WireWriter out) {
    out.text(h.source())
        .text(h.source())
        .symbol(h.state())
        .number(h.evaluatedUntil())
        .number(h.asOf())
        .number(h.revision())
        .number(h.updatedAt());
  }

  private static void budgetAction(BudgetAction a, WireWriter out) {
    out.text(a.actionId())
        .text(a.actionId())
        .symbol(a.step())
        .text(a.episode())
        .text(a.campaignId())
        .optionalText(a.channel())
        .optionalText(a.currency())
        .decimal(a.fromMicros())
        .decimal(a.toMicros())
        .decimal(a.baseMicros())
        .optionalText(a.undoOf())
        .text(a.changedBy())
        .text(a.advice().name())
        .optionalText(a.evidenceGrade() == null ? null : a.evidenceGrade().name())
        .text(a.ruleId())
        .optionalText(a.ruleVersion())
        .number(a.targetVersion())
        .optionalDecimal(a.moneyAtRiskMicros())
        .number(a.at())
        .flag(a.dryRun());
  }

  private static void auditEntry(AuditEntry e, WireWriter out) {
    out.text(e.key())
        .text(e.topic())
        .text(e.id())
        .text(e.action().name())
        .optionalText(e.changedBy())
        .number(e.changedAt())
        .optionalText(e.before())
        .optionalText(e.after())
        .number(e.revision());
  }

  private static String keyOf(Rejection r) {
    return ResultKey.of(
        r.topic().label(),
        r.file() != null ? r.file() : Integer.toString(r.partition()),
        Long.toString(r.position()));
  }

  private static void rejection(Rejection r, long now, WireWriter out) {
    boolean ofFile = r.file() != null;
    out.text(keyOf(r))
        .text(r.topic().label())
        .optionalNumber(ofFile ? null : (Long) (long) r.partition())
        .optionalNumber(ofFile ? null : (Long) r.position())
        .optionalText(r.file())
        .optionalNumber(ofFile ? (Long) r.position() : null)
        .number(r.arrivalTime())
        .symbol(r.reason())
        .text(r.detail())
        .optionalBytes(r.payload())
        .number(now);
  }

  private static void ledger(LedgerBook book, String job, String key, WireWriter out) {
    long[] counts = book.counts();
    out.text(key)
        .text(job)
        .text(book.topic().label())
        .number(counts[Outcome.RECEIVED.ordinal()])
        .number(counts[Outcome.COUNTED.ordinal()])
        .number(counts[Outcome.DUPLICATE.ordinal()])
        .number(counts[Outcome.REJECTED.ordinal()])
        .number(counts[Outcome.FILTERED.ordinal()])
        .number(counts[Outcome.LATE.ordinal()])
        .number(counts[Outcome.UNKNOWN_FIELDS.ordinal()])
        .number(counts[Outcome.CONFLICT.ordinal()])
        .number(book.revision())
        .number(book.updatedAt());
  }

  /** The measures, in the order of {@link io.campaignpulse.event.AttributedMeasure}. */
  static void amounts(long[] amounts, WireWriter out) {
    for (long amount : amounts) {
      out.decimal(amount);
    }
  }
}
