package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.RuleKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of inhibitions (docs/alerting.md, "Cause first"): what a source finding does
 * to target findings.
 *
 * @param sourceKinds kinds of the source
 * @param sourceCause cause of the source; null = any
 * @param targetKinds kinds of the targets
 * @param unaffected cause of targets that it does nothing to; null if none
 * @param relation what the subjects must have to do with each other
 */
record InhibitionRule(
    Set<RuleKind> sourceKinds,
    @Nullable AlertCause sourceCause,
    Set<RuleKind> targetKinds,
    @Nullable AlertCause unaffected,
    Relation relation,
    Inhibition.Effect effect) {

  /** Relation of the subject of a source to that of a target. */
  enum Relation {
    /** The source is a feed without which no conversion arrives. */
    CONVERTING_FEED((source, target) -> isConverting(source)),
    /** The source is such a feed and the target the conversions of a series. */
    CONVERSIONS_OF_FEED(
        (source, target) ->
            isConverting(source)
                && target.campaignId() != null
                && "conversions".equals(target.subject())),
    /** The source is such a feed, or the series of the target. */
    SERIES((source, target) -> isConverting(source) || sameSeries(source, target)),
    /** The source is about the series of the target or many around it. */
    SCOPE(InhibitionRule::isAround),
    /** The source is a group of the same rule, the target a member or a narrower group of them. */
    MEMBERS((source, target) -> true) {
      @Override
      boolean holds(Finding source, Finding target) {
        return isGroupOf(source, target);
      }
    },
    CAMPAIGN((source, target) -> same(source.campaignId(), target.campaignId())),
    PROMOTION((source, target) -> same(source.promotionId(), target.promotionId())),
    /** The source is the whole promotion of the target's article. */
    PROMOTION_OF_ARTICLE(
        (source, target) ->
            source.subject() == null
                && target.subject() != null
                && Objects.equals(source.promotionId(), target.promotionId())),
    /** The source is the budget of the flight, the target that of one of its days. */
    FLIGHT_OF_DAY(
        (source, target) ->
            source.planId() != null
                && target.planId() != null
                && target.planId().startsWith(source.planId() + ":"));

    private static final Set<String> CONVERTING = Set.of("clicks", "orders", "leads");

    private final BiPredicate<AlertSubject, AlertSubject> holds;

    Relation(BiPredicate<AlertSubject, AlertSubject> holds) {
      this.holds = holds;
    }

    boolean holds(Finding source, Finding target) {
      return holds.test(source.subject(), target.subject());
    }

    private static boolean isConverting(AlertSubject source) {
      return source.campaignId() == null
          && source.subject() != null
          && CONVERTING.contains(source.subject());
    }

    private static boolean same(@Nullable String source, @Nullable String target) {
      return source != null && source.equals(target);
    }

    private static boolean sameSeries(AlertSubject source, AlertSubject target) {
      return same(source.campaignId(), target.campaignId())
          && (target.channel() == null || same(source.channel(), target.channel()));
    }
  }

  private static boolean isAround(AlertSubject source, AlertSubject target) {
    return isUnlessNull(source.campaignId(), target.campaignId())
        && isUnlessNull(source.channel(), target.channel())
        && isUnlessNull(source.department(), target.department());
  }

  private static boolean isUnlessNull(@Nullable String source, @Nullable String target) {
    return source == null || source.equals(target);
  }

  private static boolean isGroupOf(Finding source, Finding target) {
    if (source.members().isEmpty() || !source.ruleId().equals(target.ruleId())) {
      return false;
    }
    if (!target.members().isEmpty()) {
      return GroupScope.of(source.subject()).compareTo(GroupScope.of(target.subject())) < 0
          && target.members().stream().allMatch(member -> hasMember(source, member));
    }
    AlertSubject subject = target.subject();
    return AlertGrouping.isGroupable(target)
        && Objects.equals(source.subject().subject(), subject.subject())
        && hasMember(
            source,
            new AlertMember(
                Objects.requireNonNull(subject.campaignId()),
                Objects.requireNonNull(subject.channel()),
                null));
  }

  private static boolean hasMember(Finding group, AlertMember series) {
    return group.members().stream().anyMatch(series::isSeries);
  }

  /** Kinds that are evaluated by the conversions of a campaign. */
  private static final Set<RuleKind> BY_CONVERSIONS =
      EnumSet.of(
          RuleKind.CONVERSION_RATE,
          RuleKind.COST_PER,
          RuleKind.ROAS,
          RuleKind.BASELINE,
          RuleKind.THRESHOLD);

  /** Kinds that a low conversion rate explains. */
  private static final Set<RuleKind> BY_CONVERSION_RATE =
      EnumSet.of(RuleKind.COST_PER, RuleKind.ROAS, RuleKind.BASELINE);

  /** Kinds that are about the progress of a promotion or a plan. */
  private static final Set<RuleKind> BY_PROGRESS =
      EnumSet.of(RuleKind.CLEARANCE, RuleKind.PLAN_BEHIND, RuleKind.STOCK_RISK);

  private static final Set<RuleKind> BY_FEEDS =
      union(BY_CONVERSIONS, BY_PROGRESS, EnumSet.of(RuleKind.REFUND_RATE));

  /** All inhibitions. */
  static final List<InhibitionRule> TABLE =
      List.of(
          new InhibitionRule(
              AlertGrouping.KINDS,
              null,
              AlertGrouping.KINDS,
              null,
              Relation.MEMBERS,
              Inhibition.Effect.GROUP),
          new InhibitionRule(
              EnumSet.of(RuleKind.DATA_SILENCE),
              AlertCause.FEED_STALLED,
              BY_FEEDS,
              null,
              Relation.CONVERTING_FEED,
              Inhibition.Effect.PAUSE),
          new InhibitionRule(
              EnumSet.of(RuleKind.DATA_SILENCE),
              AlertCause.TRACKING_BROKEN,
              BY_FEEDS,
              AlertCause.INVALID_TRAFFIC,
              Relation.SERIES,
              Inhibition.Effect.PAUSE),
          new InhibitionRule(
              EnumSet.of(RuleKind.DATA_SILENCE),
              AlertCause.TAGGING_LOST,
              BY_CONVERSIONS,
              AlertCause.INVALID_TRAFFIC,
              Relation.SCOPE,
              Inhibition.Effect.PAUSE),
          new InhibitionRule(
              EnumSet.of(RuleKind.DATA_SILENCE),
              AlertCause.TRACKING_PARTIAL,
              BY_CONVERSIONS,
              AlertCause.INVALID_TRAFFIC,
              Relation.SCOPE,
              Inhibition.Effect.PAUSE),
          new InhibitionRule(
              EnumSet.of(RuleKind.DATA_SILENCE),
              null,
              EnumSet.of(RuleKind.DATA_SILENCE),
              null,
              Relation.CONVERSIONS_OF_FEED,
              Inhibition.Effect.HOLD),
          new InhibitionRule(
              EnumSet.of(RuleKind.STOCK_OUT),
              null,
              BY_PROGRESS,
              null,
              Relation.PROMOTION,
              Inhibition.Effect.HOLD),
          new InhibitionRule(
              EnumSet.of(RuleKind.STOCK_OUT),
              null,
              BY_CONVERSIONS,
              AlertCause.INVALID_TRAFFIC,
              Relation.CAMPAIGN,
              Inhibition.Effect.HOLD),
          new InhibitionRule(
              EnumSet.of(RuleKind.CONVERSION_RATE),
              null,
              BY_CONVERSION_RATE,
              null,
              Relation.SCOPE,
              Inhibition.Effect.HOLD),
          new InhibitionRule(
              EnumSet.of(RuleKind.CLEARANCE),
              null,
              EnumSet.of(RuleKind.CLEARANCE),
              null,
              Relation.PROMOTION_OF_ARTICLE,
              Inhibition.Effect.HOLD),
          new InhibitionRule(
              EnumSet.of(RuleKind.BUDGET_PACE),
              null,
              EnumSet.of(RuleKind.BUDGET_PACE),
              null,
              Relation.FLIGHT_OF_DAY,
              Inhibition.Effect.HOLD));

  /** Whether a finding can inhibit others by this row. */
  boolean hasSource(Finding finding) {
    return sourceKinds.contains(finding.kind())
        && (sourceCause == null || finding.cause() == sourceCause);
  }

  /** Whether a source inhibits a target by this row. */
  boolean applies(Finding source, Finding target) {
    return hasSource(source)
        && targetKinds.contains(target.kind())
        && (unaffected == null || target.cause() != unaffected)
        && relation.holds(source, target);
  }

  @SafeVarargs
  private static Set<RuleKind> union(Set<RuleKind>... sets) {
    Set<RuleKind> all = EnumSet.noneOf(RuleKind.class);
    for (Set<RuleKind> set : sets) {
      all.addAll(set);
    }
    return all;
  }
}
