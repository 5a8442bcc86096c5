package io.campaignpulse.source;

import io.campaignpulse.avro.AlertActionValue;
import io.campaignpulse.avro.AlertHeartbeatValue;
import io.campaignpulse.avro.AlertValue;
import io.campaignpulse.avro.AttributedValue;
import io.campaignpulse.avro.AuditValue;
import io.campaignpulse.avro.BookingValue;
import io.campaignpulse.avro.BudgetActionValue;
import io.campaignpulse.avro.BusinessMetricsValue;
import io.campaignpulse.avro.CampaignMetricsValue;
import io.campaignpulse.avro.CampaignOutlookValue;
import io.campaignpulse.avro.ConservationValue;
import io.campaignpulse.avro.ConversionBookingValue;
import io.campaignpulse.avro.ConversionOutlookValue;
import io.campaignpulse.avro.CreditValue;
import io.campaignpulse.avro.CustomerValueValue;
import io.campaignpulse.avro.DecompositionValue;
import io.campaignpulse.avro.ExplanationValue;
import io.campaignpulse.avro.ImbalanceValue;
import io.campaignpulse.avro.JourneyTouchValue;
import io.campaignpulse.avro.LedgerValue;
import io.campaignpulse.avro.MessageValue;
import io.campaignpulse.avro.ModelShareValue;
import io.campaignpulse.avro.ModelWeightValue;
import io.campaignpulse.avro.PlanProgressValue;
import io.campaignpulse.avro.ProjectionScoreValue;
import io.campaignpulse.avro.RejectedValue;
import io.campaignpulse.avro.TargetOutlookValue;
import io.campaignpulse.event.Advice;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.AuditAction;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.ConversionOutlook;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Correction;
import io.campaignpulse.event.CorrectionCause;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CreditSource;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.JourneyTouch;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.ShareMethod;
import io.campaignpulse.event.TargetOutlook;
import io.campaignpulse.event.TargetStanding;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.TouchStanding;
import io.campaignpulse.event.WindowSize;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** The decoder of each result that is read back: by the next job, or by the server. */
public final class ResultDecoders {

  private static final double NANOS = 1e9;

  private ResultDecoders() {}

  /** The decoder of credits. */
  public static ResultDecoder<Credit> credits() {
    return ResultDecoder.of(
        WireSchema.CREDITS, CreditValue.class, Credit.class, ResultDecoders::credit);
  }

  /** The decoder of explanations. */
  public static ResultDecoder<Explanation> explanations() {
    return ResultDecoder.of(
        WireSchema.EXPLANATIONS,
        ExplanationValue.class,
        Explanation.class,
        ResultDecoders::explanation);
  }

  /** The decoder of the ledger of conversions. */
  public static ResultDecoder<ConversionBooking> conversionLedger() {
    return ResultDecoder.of(
        WireSchema.CONVERSION_LEDGER,
        ConversionBookingValue.class,
        ConversionBooking.class,
        ResultDecoders::conversionBooking);
  }

  /** The decoder of campaign-metrics; entries that are all zero are left out. */
  public static ResultDecoder<CampaignMetrics> campaignMetrics() {
    return ResultDecoder.of(
        WireSchema.CAMPAIGN_METRICS,
        CampaignMetricsValue.class,
        CampaignMetrics.class,
        ResultDecoders::campaignMetrics);
  }

  /** The decoder of business-metrics. */
  public static ResultDecoder<BusinessMetrics> businessMetrics() {
    return ResultDecoder.of(
        WireSchema.BUSINESS_METRICS,
        BusinessMetricsValue.class,
        BusinessMetrics.class,
        ResultDecoders::businessMetrics);
  }

  /** The decoder of customer value. */
  public static ResultDecoder<CustomerValue> customerValue() {
    return ResultDecoder.of(
        WireSchema.CUSTOMER_VALUE,
        CustomerValueValue.class,
        CustomerValue.class,
        ResultDecoders::customerValue);
  }

  /** The decoder of shares by a model. */
  public static ResultDecoder<ModelShare> modelShares() {
    return ResultDecoder.of(
        WireSchema.MODEL_SHARES,
        ModelShareValue.class,
        ModelShare.class,
        ResultDecoders::modelShare);
  }

  /** The decoder of the progress of plans. */
  public static ResultDecoder<PlanProgress> planProgress() {
    return ResultDecoder.of(
        WireSchema.PLAN_PROGRESS,
        PlanProgressValue.class,
        PlanProgress.class,
        PlanProgressMeaning::planProgress);
  }

  /** The decoder of the scores of projections. */
  public static ResultDecoder<ProjectionScore> projectionScores() {
    return ResultDecoder.of(
        WireSchema.PROJECTION_SCORES,
        ProjectionScoreValue.class,
        ProjectionScore.class,
        ResultDecoders::projectionScore);
  }

  /** The decoder of the outlook of campaigns. */
  public static ResultDecoder<CampaignOutlook> campaignOutlook() {
    return ResultDecoder.of(
        WireSchema.CAMPAIGN_OUTLOOK,
        CampaignOutlookValue.class,
        CampaignOutlook.class,
        ResultDecoders::campaignOutlook);
  }

  /** The decoder of alerts. */
  public static ResultDecoder<Alert> alerts() {
    return ResultDecoder.of(
        WireSchema.ALERTS, AlertValue.class, Alert.class, ResultDecoders::alert);
  }

  /** The decoder of what people have done about alerts. */
  public static ResultDecoder<AlertAction> alertActions() {
    return ResultDecoder.of(
        WireSchema.ALERT_ACTIONS,
        AlertActionValue.class,
        AlertAction.class,
        ResultDecoders::alertAction);
  }

  /** The decoder of heartbeats of the evaluation of alerts. */
  public static ResultDecoder<AlertHeartbeat> alertHeartbeats() {
    return ResultDecoder.of(
        WireSchema.ALERT_HEARTBEATS,
        AlertHeartbeatValue.class,
        AlertHeartbeat.class,
        ResultDecoders::alertHeartbeat);
  }

  /** The decoder of changes of budgets. */
  public static ResultDecoder<BudgetAction> budgetActions() {
    return ResultDecoder.of(
        WireSchema.BUDGET_ACTIONS,
        BudgetActionValue.class,
        BudgetAction.class,
        ResultDecoders::budgetAction);
  }

  /** The decoder of changes that somebody made. */
  public static ResultDecoder<AuditEntry> audit() {
    return ResultDecoder.of(
        WireSchema.AUDIT, AuditValue.class, AuditEntry.class, ResultDecoders::auditEntry);
  }

  /** The decoder of rejected records. */
  public static ResultDecoder<Rejection> rejected() {
    return ResultDecoder.of(
        WireSchema.REJECTED, RejectedValue.class, Rejection.class, ResultDecoders::rejection);
  }

  /** The decoder of the ledger's books. */
  public static ResultDecoder<LedgerBook> ledger() {
    return ResultDecoder.of(
        WireSchema.LEDGER, LedgerValue.class, LedgerBook.class, ResultDecoders::ledgerBook);
  }

  private static Credit credit(CreditValue v) {
    return new Credit(
        AttributionModel.valueOf(v.getModel().name()),
        v.getConversionId(),
        ConversionType.valueOf(v.getConversionType().name()),
        v.getConversionTime().toEpochMilli(),
        v.getPersonId(),
        v.getCampaignId(),
        v.getChannel(),
        v.getTouchEventId(),
        millis(v.getTouchTime()),
        unscaled(v.getWeight()),
        unscaled(v.getValue()),
        bookings(v.getBookings()),
        v.getDealerId(),
        optional(v.getPreviousWeight()),
        optional(v.getPreviousValue()),
        v.getNewCustomer(),
        v.getVoided(),
        v.getRevision());
  }

  private static Explanation explanation(ExplanationValue v) {
    return new Explanation(
        v.getConversionId(),
        ConversionType.valueOf(v.getConversionType().name()),
        v.getConversionTime().toEpochMilli(),
        v.getEligibleUntil().toEpochMilli(),
        v.getPersonId(),
        v.getLeadId(),
        unscaled(v.getValue()),
        v.getNewCustomer(),
        v.getVoided(),
        CreditSource.valueOf(v.getSource().name()),
        v.getCampaignId(),
        v.getChannel(),
        v.getTouches().stream().map(ResultDecoders::journeyTouch).toList(),
        v.getCorrections().stream()
            .map(
                c ->
                    new Correction(
                        CorrectionCause.valueOf(c.getCause().name()),
                        c.getCausedAt().toEpochMilli(),
                        c.getDecidedAt().toEpochMilli()))
            .toList(),
        v.getCorrectionCount(),
        v.getRevision());
  }

  private static JourneyTouch journeyTouch(JourneyTouchValue v) {
    long[] weights = new long[AttributionModel.values().length];
    for (ModelWeightValue share : v.getWeights()) {
      weights[AttributionModel.valueOf(share.getModel().name()).ordinal()] =
          unscaled(share.getWeight());
    }
    return new JourneyTouch(
        v.getEventId(),
        v.getTime().toEpochMilli(),
        InteractionType.valueOf(v.getType().name()),
        v.getCampaignId(),
        v.getChannel(),
        TouchStanding.valueOf(v.getStanding().name()),
        weights);
  }

  private static ConversionBooking conversionBooking(ConversionBookingValue v) {
    return new ConversionBooking(
        v.getConversionId(),
        ConversionType.valueOf(v.getConversionType().name()),
        bookings(v.getBookings()));
  }

  private static List<Booking> bookings(List<BookingValue> values) {
    List<Booking> bookings = new ArrayList<>(values.size());
    for (BookingValue booking : values) {
      bookings.add(new Booking(booking.getTime().toEpochMilli(), amounts(booking)));
    }
    return bookings;
  }

  private static CampaignMetrics campaignMetrics(CampaignMetricsValue v) {
    long[] base = new long[BaseMeasure.COUNT];
    base[BaseMeasure.IMPRESSIONS.ordinal()] = v.getImpressions();
    base[BaseMeasure.CLICKS.ordinal()] = v.getClicks();
    base[BaseMeasure.VISITS.ordinal()] = v.getVisits();
    base[BaseMeasure.INVALID_IMPRESSIONS.ordinal()] = v.getInvalidImpressions();
    base[BaseMeasure.INVALID_CLICKS.ordinal()] = v.getInvalidClicks();
    base[BaseMeasure.INVALID_VISITS.ordinal()] = v.getInvalidVisits();
    base[BaseMeasure.SPEND.ordinal()] = unscaled(v.getSpend());
    base[BaseMeasure.PROVISIONAL_SPEND.ordinal()] = unscaled(v.getProvisionalSpend());
    List<AttributedTotals> attributed = new ArrayList<>();
    for (AttributedValue entry : v.getAttributed()) {
      long[] amounts = amounts(entry);
      if (Arrays.stream(amounts).anyMatch(amount -> amount != 0)) {
        attributed.add(
            new AttributedTotals(
                AttributionModel.valueOf(entry.getModel().name()),
                TimeBasis.valueOf(entry.getBasis().name()),
                amounts));
      }
    }
    return new CampaignMetrics(
        WindowSize.valueOf(v.getWindow().name()),
        v.getWindowStart().toEpochMilli(),
        millis(v.getWindowEnd()),
        v.getCampaignId(),
        v.getChannel(),
        base,
        v.getReach(),
        attributed,
        millis(v.getSpendReportedUntil()),
        v.getComplete(),
        v.getRevision(),
        v.getUpdatedAt().toEpochMilli());
  }

  private static BusinessMetrics businessMetrics(BusinessMetricsValue v) {
    return new BusinessMetrics(
        WindowSize.valueOf(v.getWindow().name()),
        v.getWindowStart().toEpochMilli(),
        millis(v.getWindowEnd()),
        unscaled(v.getSpend()),
        amounts(v),
        conservation(v.getConservation()),
        v.getComplete(),
        v.getRevision(),
        v.getUpdatedAt().toEpochMilli());
  }

  private static @Nullable Conservation conservation(@Nullable ConservationValue v) {
    if (v == null) {
      return null;
    }
    List<Imbalance> unbalanced = new ArrayList<>(v.getUnbalanced().size());
    for (ImbalanceValue imbalance : v.getUnbalanced()) {
      AttributedMeasure measure = AttributedMeasure.named(imbalance.getMeasure());
      unbalanced.add(
          new Imbalance(
              AttributionModel.valueOf(imbalance.getModel().name()),
              TimeBasis.valueOf(imbalance.getBasis().name()),
              measure,
              measure.amount(imbalance.getLedger()),
              measure.amount(imbalance.getCredited())));
    }
    return new Conservation(unscaled(v.getLedger()), unscaled(v.getCredited()), unbalanced);
  }

  private static CustomerValue customerValue(CustomerValueValue v) {
    return new CustomerValue(
        v.getCampaignId(),
        v.getChannel(),
        v.getAgeDays(),
        Math.round(v.getCustomers() * NANOS),
        optional(v.getMargin()),
        v.getLtv(),
        v.getCac(),
        v.getLtvToCac(),
        v.getPaybackDay(),
        v.getRevision(),
        v.getUpdatedAt().toEpochMilli());
  }

  private static ModelShare modelShare(ModelShareValue v) {
    return new ModelShare(
        ShareMethod.valueOf(v.getMethod()),
        ConversionType.valueOf(v.getConversionType().name()),
        v.getCampaignId(),
        v.getChannel(),
        v.getShare(),
        v.getConversionsWithTouch(),
        v.getConversionsWithoutTouch(),
        v.getAsOf().toEpochMilli(),
        v.getRevision(),
        v.getUpdatedAt().toEpochMilli());
  }

  private static ProjectionScore projectionScore(ProjectionScoreValue v) {
    return new ProjectionScore(
        v.getKind(),
        v.getId(),
        Duration.parse(v.getHorizon()).toMillis(),
        v.getProjected(),
        v.getLow(),
        v.getHigh(),
        v.getRealised(),
        v.getCovered(),
        v.getRevision(),
        v.getUpdatedAt().toEpochMilli());
  }

  private static CampaignOutlook campaignOutlook(CampaignOutlookValue v) {
    return new CampaignOutlook(
        v.getCampaignId(),
        v.getChannel(),
        v.getAsOf().toEpochMilli(),
        v.getByConversionType().stream().map(ResultDecoders::conversionOutlook).toList(),
        v.getTargets().stream().map(ResultDecoders::targetOutlook).toList(),
        v.getRevision(),
        v.getUpdatedAt().toEpochMilli());
  }

  private static ConversionOutlook conversionOutlook(ConversionOutlookValue v) {
    return new ConversionOutlook(
        ConversionType.valueOf(v.getConversionType().name()),
        v.getClicks(),
        v.getConversions(),
        v.getMaturity(),
        v.getProjected(),
        v.getLow(),
        v.getHigh());
  }

  private static TargetOutlook targetOutlook(TargetOutlookValue v) {
    return new TargetOutlook(
        v.getRuleId(),
        v.getMetric(),
        v.getTarget(),
        TargetStanding.valueOf(v.getStanding().name()),
        known(AlertReason.class, v.getReason()),
        millis(v.getKnownFrom()),
        v.getObserved(),
        v.getProjected(),
        v.getProjectedLow(),
        v.getProjectedHigh(),
        v.getMaturity(),
        v.getEvidence(),
        v.getRatio(),
        v.getRatioLow(),
        v.getRatioHigh(),
        v.getExpectedPerDay(),
        v.getDaysToKnow(),
        known(Severity.class, v.getSeverity()),
        known(Severity.class, v.getBetter()));
  }

  private static Alert alert(AlertValue v) {
    return new Alert(
        v.getAlertId(),
        v.getRuleId(),
        RuleKind.valueOf(v.getKind().name()),
        Severity.valueOf(v.getSeverity().name()),
        AlertState.valueOf(v.getState().name()),
        known(AlertCause.class, v.getCause()),
        known(AlertReason.class, v.getReason()),
        v.getCampaignId(),
        v.getChannel(),
        v.getPromotionId(),
        v.getPlanId(),
        v.getDepartment(),
        v.getSubject(),
        v.getMembers().stream()
            .map(m -> new AlertMember(m.getCampaignId(), m.getChannel(), m.getAlertId()))
            .toList(),
        v.getTargetVersion(),
        v.getMetric(),
        v.getObserved(),
        v.getExpected(),
        v.getTarget(),
        v.getRatio(),
        v.getRatioLow(),
        v.getRatioHigh(),
        v.getEvidence(),
        v.getEValue(),
        v.getMaturity(),
        optional(v.getMoneyAtRisk()),
        v.getCurrency(),
        decomposition(v.getDecomposition()),
        v.getRecommendedAction(),
        v.getRecommendedActionZh(),
        v.getStartsAt().toEpochMilli(),
        v.getUpdatedAt().toEpochMilli(),
        millis(v.getEndsAt()),
        orElse(v.getHeadline(), v.getSummary()),
        orElse(v.getHeadlineZh(), v.getSummaryZh()),
        v.getSummary(),
        v.getSummaryZh(),
        message(v.getMessage()),
        message(v.getActionMessage()),
        v.getWatermark().toEpochMilli(),
        v.getRevision());
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }

  /** Returns the constant of a symbol; null for none and for UNKNOWN, which is no constant here. */
  private static <E extends Enum<E>> @Nullable E known(Class<E> type, @Nullable Enum<?> symbol) {
    return symbol == null || symbol.name().equals("UNKNOWN")
        ? null
        : Enum.valueOf(type, symbol.name());
  }

  private static @Nullable AlertMessage message(@Nullable MessageValue v) {
    return v == null
        ? null
        : new AlertMessage(
            v.getKey(),
            v.getParts().stream()
                .map(
                    part ->
                        new MessagePart(
                            part.getName(),
                            MessagePart.Kind.valueOf(part.getKind().name()),
                            part.getValue(),
                            part.getUnit()))
                .toList());
  }

  private static @Nullable Decomposition decomposition(@Nullable DecompositionValue v) {
    return v == null
        ? null
        : new Decomposition(
            v.getTraffic(), v.getConversion(), v.getOrderValue(), v.getAvailability());
  }

  private static AlertAction alertAction(AlertActionValue v) {
    return new AlertAction(
        v.getAlertId(),
        v.getAcknowledgedBy(),
        millis(v.getAcknowledgedAt()),
        v.getSnoozedBy(),
        millis(v.getSnoozedAt()),
        millis(v.getSnoozedUntil()),
        v.getNote(),
        v.getRevision());
  }

  private static AlertHeartbeat alertHeartbeat(AlertHeartbeatValue v) {
    return new AlertHeartbeat(
        v.getSource(),
        HeartbeatState.valueOf(v.getState().name()),
        v.getEvaluatedUntil().toEpochMilli(),
        v.getAsOf().toEpochMilli(),
        v.getRevision(),
        v.getUpdatedAt().toEpochMilli());
  }

  private static BudgetAction budgetAction(BudgetActionValue v) {
    String grade = v.getEvidenceGrade();
    return new BudgetAction(
        v.getActionId(),
        BudgetStep.valueOf(v.getStep().name()),
        v.getAlertId(),
        v.getCampaignId(),
        v.getChannel(),
        v.getCurrency(),
        unscaled(v.getFrom()),
        unscaled(v.getTo()),
        unscaled(v.getBase()),
        v.getUndoOf(),
        v.getChangedBy(),
        Advice.valueOf(v.getAdvice()),
        grade == null ? null : EvidenceGrade.valueOf(grade),
        v.getRuleId(),
        v.getRuleVersion(),
        v.getTargetVersion(),
        optional(v.getMoneyAtRisk()),
        v.getAt().toEpochMilli(),
        v.getDryRun());
  }

  private static AuditEntry auditEntry(AuditValue v) {
    return new AuditEntry(
        v.getTopic(),
        v.getId(),
        AuditAction.valueOf(v.getAction()),
        v.getChangedBy(),
        v.getChangedAt().toEpochMilli(),
        v.getBefore(),
        v.getAfter(),
        v.getRevision());
  }

  private static Rejection rejection(RejectedValue v) {
    Long line = v.getLine();
    Long offset = v.getOffset();
    Integer partition = v.getPartition();
    return new Rejection(
        topic(v.getTopic()),
        partition == null ? 0 : partition,
        line != null ? line : offset == null ? 0 : offset,
        v.getFile(),
        v.getArrivalTime().toEpochMilli(),
        RejectionReason.valueOf(v.getReason().name()),
        v.getDetail(),
        bytes(v.getPayload()));
  }

  private static LedgerBook ledgerBook(LedgerValue v) {
    long[] counts = new long[Outcome.values().length];
    counts[Outcome.RECEIVED.ordinal()] = v.getReceived();
    counts[Outcome.COUNTED.ordinal()] = v.getCounted();
    counts[Outcome.DUPLICATE.ordinal()] = v.getDuplicate();
    counts[Outcome.REJECTED.ordinal()] = v.getRejected();
    counts[Outcome.FILTERED.ordinal()] = v.getFiltered();
    counts[Outcome.LATE.ordinal()] = v.getLate();
    counts[Outcome.UNKNOWN_FIELDS.ordinal()] = v.getUnknownFields();
    counts[Outcome.CONFLICT.ordinal()] = v.getConflict();
    return new LedgerBook(
        topic(v.getTopic()), counts, v.getRevision(), v.getUpdatedAt().toEpochMilli());
  }

  /** The measures stand in the order of {@link AttributedMeasure} in every schema. */
  private static long[] amounts(IndexedRecord v) {
    int first = v.getSchema().getField("leads").pos();
    long[] amounts = new long[AttributedMeasure.COUNT];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = unscaled((BigDecimal) v.get(first + i));
    }
    return amounts;
  }

  /** A decimal in its schema's own unit: millionths or billionths. */
  static long unscaled(BigDecimal value) {
    return value.unscaledValue().longValueExact();
  }

  static @Nullable Long optional(@Nullable BigDecimal value) {
    return value == null ? null : (Long) unscaled(value);
  }

  static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : (Long) time.toEpochMilli();
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer payload) {
    if (payload == null) {
      return null;
    }
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }

  private static Topic topic(String label) {
    for (Topic topic : Topic.values()) {
      if (topic.label().equals(label)) {
        return topic;
      }
    }
    throw new IllegalArgumentException("no topic " + label);
  }
}
