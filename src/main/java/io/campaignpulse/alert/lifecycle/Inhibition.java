package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.AlertCause;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What graver findings do to others: a feed that stands still explains everything judged by it,
 * broken tracking what conversions say, a sold-out article its clearance, and a low conversion rate
 * the cost it makes (docs/alerting.md, "Cause first").
 */
final class Inhibition {

  /** What happens to a finding. */
  enum Effect {
    NONE,
    /** A graver finding explains it: it has no alert of its own. */
    HOLD,
    /** It cannot be judged now; an alert that is firing waits. */
    PAUSE
  }

  /** Kinds that ask what conversions say of a campaign. */
  private static final Set<String> BY_CONVERSIONS =
      Set.of("CONVERSION_RATE", "COST_PER", "ROAS", "BASELINE", "THRESHOLD");

  /** Kinds that a low conversion rate explains. */
  private static final Set<String> BY_CONVERSION_RATE = Set.of("COST_PER", "ROAS", "BASELINE");

  /** Kinds that ask whether a promotion or a plan gets on. */
  private static final Set<String> BY_PROGRESS = Set.of("CLEARANCE", "PLAN_BEHIND", "STOCK_RISK");

  /** Feeds without which no conversion can be told. */
  private static final Set<String> CONVERTING = Set.of("clicks", "orders", "leads");

  private static final String EVERYTHING = "";

  /** Those that can explain others, by the campaign they are about. */
  private final Map<String, List<Finding>> gravers = new HashMap<>();

  /** Among the findings that stand at a tick. */
  Inhibition(List<Finding> standing) {
    for (Finding finding : standing) {
      if (canExplain(finding)) {
        gravers.computeIfAbsent(campaign(finding), c -> new ArrayList<>()).add(finding);
      }
    }
  }

  /** What the others do to a finding. */
  Effect of(Finding finding) {
    Effect strongest = strongest(EVERYTHING, finding);
    String campaign = campaign(finding);
    return campaign.equals(EVERYTHING) ? strongest : max(strongest, strongest(campaign, finding));
  }

  private Effect strongest(String campaign, Finding finding) {
    Effect strongest = Effect.NONE;
    for (Finding graver : gravers.getOrDefault(campaign, List.of())) {
      if (!graver.equals(finding)) {
        strongest = max(strongest, effect(graver, finding));
      }
    }
    return strongest;
  }

  private static Effect max(Effect a, Effect b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static String campaign(Finding finding) {
    String campaign = finding.subject().campaignId();
    return campaign == null ? EVERYTHING : campaign;
  }

  private static boolean canExplain(Finding finding) {
    AlertCause cause = finding.cause();
    return cause == AlertCause.FEED_STALLED
        || cause == AlertCause.TRACKING_BROKEN
        || finding.kind().equals("STOCK_OUT")
        || finding.kind().equals("CONVERSION_RATE")
        || finding.kind().equals("CLEARANCE")
        || finding.kind().equals("BUDGET_PACE");
  }

  private static Effect effect(Finding graver, Finding finding) {
    if (graver.kind().equals(finding.kind())) {
      return wider(graver, finding);
    }
    if (graver.kind().equals("STOCK_OUT")) {
      return outOfStock(graver, finding);
    }
    boolean byFeeds = isJudgedByFeeds(finding);
    if (graver.cause() == AlertCause.FEED_STALLED) {
      String source = graver.subject().subject();
      return byFeeds && source != null && CONVERTING.contains(source) ? Effect.PAUSE : Effect.NONE;
    }
    boolean about =
        graver.subject().campaignId() == null || sameSeries(graver.subject(), finding.subject());
    if (graver.cause() == AlertCause.TRACKING_BROKEN) {
      return byFeeds && about && !isAboutInvalidTraffic(finding) ? Effect.PAUSE : Effect.NONE;
    }
    return graver.kind().equals("CONVERSION_RATE")
            && BY_CONVERSION_RATE.contains(finding.kind())
            && about
        ? Effect.HOLD
        : Effect.NONE;
  }

  private static Effect outOfStock(Finding graver, Finding finding) {
    AlertSubject wide = graver.subject();
    AlertSubject narrow = finding.subject();
    boolean samePromotion =
        wide.promotionId() != null && wide.promotionId().equals(narrow.promotionId());
    boolean sameCampaign =
        wide.campaignId() != null && wide.campaignId().equals(narrow.campaignId());
    boolean explains =
        (BY_PROGRESS.contains(finding.kind()) && samePromotion)
            || (BY_CONVERSIONS.contains(finding.kind())
                && sameCampaign
                && !isAboutInvalidTraffic(finding));
    return explains ? Effect.HOLD : Effect.NONE;
  }

  /** The whole of a promotion before its articles, the budget of a flight before those of days. */
  private static Effect wider(Finding graver, Finding finding) {
    AlertSubject wide = graver.subject();
    AlertSubject narrow = finding.subject();
    boolean wholePromotion =
        graver.kind().equals("CLEARANCE")
            && wide.subject() == null
            && narrow.subject() != null
            && Objects.equals(wide.promotionId(), narrow.promotionId());
    boolean wholeFlight =
        graver.kind().equals("BUDGET_PACE")
            && wide.planId() != null
            && narrow.planId() != null
            && narrow.planId().startsWith(wide.planId() + ":");
    return wholePromotion || wholeFlight ? Effect.HOLD : Effect.NONE;
  }

  private static boolean isJudgedByFeeds(Finding finding) {
    return BY_CONVERSIONS.contains(finding.kind())
        || BY_PROGRESS.contains(finding.kind())
        || finding.kind().equals("REFUND_RATE")
        || (finding.kind().equals("DATA_SILENCE") && finding.subject().campaignId() != null);
  }

  private static boolean isAboutInvalidTraffic(Finding finding) {
    return finding.cause() == AlertCause.INVALID_TRAFFIC;
  }

  private static boolean sameSeries(AlertSubject wide, AlertSubject narrow) {
    return Objects.equals(wide.campaignId(), narrow.campaignId())
        && (wide.channel() == null
            || narrow.channel() == null
            || wide.channel().equals(narrow.channel()));
  }
}
