package io.campaignpulse.event;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Guidance of an alert or an outlook for budgets: advice, how well it is founded, and until when it
 * may be followed (docs/guardrail.md). A function of the record it belongs to.
 *
 * @param validUntil epoch milliseconds; null where it advises nothing
 */
public record Guidance(Advice advice, EvidenceGrade grade, @Nullable Long validUntil) {

  /** An alert says once what it found; what holds on is in the outlook. */
  private static final long ALERT = Duration.ofHours(1).toMillis();

  /** An outlook is published each quarter of an hour. */
  private static final long OUTLOOK = Duration.ofMinutes(30).toMillis();

  /** More may only be spent where nothing speaks against it. */
  private static final List<Advice> URGENCY =
      List.of(
          Advice.FIX_DATA,
          Advice.RESTOCK,
          Advice.PAUSE_CANDIDATE,
          Advice.REDUCE,
          Advice.HOLD,
          Advice.INCREASE_CANDIDATE,
          Advice.NONE);

  /** Share of a target below which a campaign may be stopped. */
  private static final double HALF = 0.5;

  private static final Set<RuleKind> TARGETS =
      EnumSet.of(RuleKind.CONVERSION_RATE, RuleKind.COST_PER, RuleKind.ROAS);

  /** Returns the guidance of an alert. */
  public static Guidance of(Alert alert) {
    EvidenceGrade grade = grade(alert);
    Advice advice =
        switch (alert.state()) {
          case PENDING, PAUSED -> Advice.HOLD;
          case FIRING -> firing(alert, grade);
          case RESOLVED, RETRACTED -> Advice.NONE;
        };
    return new Guidance(
        advice, grade, advice == Advice.NONE ? null : (Long) (alert.updatedAt() + ALERT));
  }

  private static EvidenceGrade grade(Alert alert) {
    return switch (alert.state()) {
      case PENDING, RESOLVED, RETRACTED -> EvidenceGrade.WEAK;
      case PAUSED ->
          alert.reason() == AlertReason.LEARNING || alert.reason() == AlertReason.LAGS_CHANGED
              ? EvidenceGrade.LEARNING
              : EvidenceGrade.WEAK;
      case FIRING ->
          alert.severity() == Severity.CRITICAL ? EvidenceGrade.STRONG : EvidenceGrade.SOUND;
    };
  }

  private static Advice firing(Alert alert, EvidenceGrade grade) {
    AlertCause cause = alert.cause();
    if (cause == null) {
      return byKind(alert.kind());
    }
    return switch (cause) {
      case FEED_STALLED,
          TRACKING_BROKEN,
          COST_LATE,
          FX_RATE_MISSING,
          TRACKING_PARTIAL,
          TAGGING_LOST,
          TRACKING_DOUBLE,
          INVALID_TRAFFIC ->
          Advice.FIX_DATA;
      case LAGS_CHANGED, COST_RESTATED, BUDGET_UNDERSPENT, RETURNS_HIGH -> Advice.HOLD;
      case OUT_OF_STOCK -> Advice.RESTOCK;
      case BUDGET_OVERSPENT -> Advice.REDUCE;
      case RESPONSE_SLOW -> Advice.NONE;
      case DEMAND_WEAK, EFFICIENCY_LOW ->
          TARGETS.contains(alert.kind())
              ? missed(grade, alert.ratioLow(), alert.ratioHigh())
              : Advice.HOLD;
    };
  }

  private static Advice byKind(RuleKind kind) {
    return switch (kind) {
      case DATA_SILENCE, CONSERVATION -> Advice.FIX_DATA;
      case STOCK_OUT, STOCK_RISK -> Advice.RESTOCK;
      case LEAD_SLA, THRESHOLD -> Advice.NONE;
      default -> Advice.HOLD;
    };
  }

  /** Returns the guidance of what a rule sees of a target at a tick. */
  public static Guidance of(TargetOutlook target, long tick) {
    EvidenceGrade grade = grade(target);
    Advice advice =
        switch (target.standing()) {
          case LEARNING -> Advice.HOLD;
          case PAUSED ->
              target.reason() == AlertReason.SOURCE_SILENT ? Advice.FIX_DATA : Advice.HOLD;
          case MISSED -> missed(grade, target.ratioLow(), target.ratioHigh());
          case OK -> isBetter(target) ? Advice.INCREASE_CANDIDATE : Advice.NONE;
        };
    return new Guidance(advice, grade, advice == Advice.NONE ? null : (Long) (tick + OUTLOOK));
  }

  /** Returns the guidance of a campaign and channel: that of its targets that comes first. */
  public static Guidance of(CampaignOutlook outlook) {
    return outlook.targets().stream()
        .map(target -> of(target, outlook.asOf()))
        .min(
            Comparator.<Guidance>comparingInt(each -> URGENCY.indexOf(each.advice()))
                .thenComparing(Guidance::grade, Comparator.reverseOrder()))
        .orElse(new Guidance(Advice.NONE, EvidenceGrade.LEARNING, null));
  }

  private static EvidenceGrade grade(TargetOutlook target) {
    if (target.standing() == TargetStanding.LEARNING) {
      return EvidenceGrade.LEARNING;
    }
    if (target.standing() == TargetStanding.PAUSED) {
      return target.reason() == AlertReason.LAGS_CHANGED
          ? EvidenceGrade.LEARNING
          : EvidenceGrade.WEAK;
    }
    boolean missed = target.standing() == TargetStanding.MISSED;
    if (!missed && !isBetter(target)) {
      return EvidenceGrade.WEAK;
    }
    return (missed ? target.severity() : target.better()) == Severity.CRITICAL
        ? EvidenceGrade.STRONG
        : EvidenceGrade.SOUND;
  }

  private static boolean isBetter(TargetOutlook target) {
    return target.better() != null;
  }

  private static Advice missed(
      EvidenceGrade grade, @Nullable Double ratioLow, @Nullable Double ratioHigh) {
    boolean far =
        (ratioHigh != null && ratioHigh < HALF) || (ratioLow != null && ratioLow > 1 / HALF);
    return far && grade == EvidenceGrade.STRONG ? Advice.PAUSE_CANDIDATE : Advice.REDUCE;
  }
}
