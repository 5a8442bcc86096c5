package io.campaignpulse.alert.lead;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.AlertCause;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.finding.SubjectLabels;
import io.campaignpulse.alert.rule.RuleCheck;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.rule.StandingRule;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.text.MetricWords;
import io.campaignpulse.alert.text.VisibleName;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rule that qualified leads are contacted in time, LEAD_SLA (docs/plan-alerts.md). It is about
 * all leads of one owner together.
 *
 * @param limit how long a lead may wait, milliseconds
 */
public record LeadRule(
    String ruleId, int targetVersion, long limit, List<LabelMatch> match, Severity severity)
    implements StandingRule {

  /** The rule kind this is. */
  public static final String KIND = "LEAD_SLA";

  /** The same as a set. */
  public static final Set<String> KINDS = Set.of(KIND);

  private static final long MINUTES_OF_HOUR = 60;
  private static final long MINUTES_OF_DAY = 1440;

  /** The rule to judge; null where it is of another kind, switched off or not sound. */
  public static @Nullable LeadRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    return !rule.kind().equals(KIND) || !rule.enabled() || RuleCheck.problem(rule) != null
        ? null
        : new LeadRule(
            rule.ruleId(),
            version.targetVersion(),
            rule.forMillis(),
            rule.match(),
            rule.severity());
  }

  /**
   * Judges the leads of an owner at a tick.
   *
   * @param waits of leads of this owner
   * @param before what this rule found before and still holds; null if there is nothing
   * @param currency the reporting currency: values in another one are left out
   * @return null where there is nothing to tell
   */
  public @Nullable OpenFinding judge(
      String owner,
      Collection<LeadWait> waits,
      @Nullable OpenFinding before,
      CampaignLabels labels,
      long tick,
      String currency) {
    int count = 0;
    long oldest = Long.MAX_VALUE;
    Long value = null;
    for (LeadWait wait : waits) {
      if (wait.hasLasted(limit, tick) && isAbout(wait, labels)) {
        count++;
        oldest = Math.min(oldest, wait.since());
        if (wait.valueMicros() != null && isIn(currency, wait.currency())) {
          value = (value == null ? 0 : value) + wait.valueMicros();
        }
      }
    }
    return count == 0 && before == null
        ? null
        : new OpenFinding(finding(owner, count, oldest, value, tick, currency), null);
  }

  private static boolean isIn(String reporting, @Nullable String currency) {
    return currency == null || currency.equals(reporting);
  }

  private boolean isAbout(LeadWait wait, CampaignLabels labels) {
    String campaign = wait.campaignId();
    String department = campaign == null ? null : labels.department(campaign);
    return new SubjectLabels(campaign, wait.channel(), department, null).carry(match);
  }

  private Finding finding(
      String owner, int count, long oldest, @Nullable Long value, long tick, String currency) {
    boolean holds = count > 0;
    return new Finding(
        ruleId,
        targetVersion,
        KIND,
        new AlertSubject(null, null, null, null, owner),
        tick,
        holds ? severity : null,
        true,
        0,
        holds ? AlertCause.RESPONSE_SLOW : null,
        null,
        false,
        Finding.Figures.plain("waitingLeads", (double) count, null, value, tick),
        holds ? english(owner, count, oldest, value, currency) : sound(owner),
        holds ? chinese(owner, count, oldest, value, currency) : soundZh(owner),
        holds ? "Contact these leads now, the oldest first, or give them to somebody else." : null);
  }

  private String english(
      String owner, int count, long oldest, @Nullable Long value, String currency) {
    return "%d qualified %s %s waited for a first contact for more than %s, the oldest since %s%s."
        .formatted(
            count,
            count == 1 ? "lead " + of(owner) : "leads " + of(owner),
            count == 1 ? "has" : "have",
            written(limit),
            Instant.ofEpochMilli(oldest),
            value == null ? "" : ", which puts %s at risk".formatted(money(value, currency)));
  }

  private String chinese(
      String owner, int count, long oldest, @Nullable Long value, String currency) {
    return "%s有 %d 条合格线索等待首次联系超过 %s，最早自 %s 起%s。"
        .formatted(
            ofZh(owner),
            count,
            written(limit),
            Instant.ofEpochMilli(oldest),
            value == null ? "" : "，涉及金额 %s".formatted(money(value, currency)));
  }

  private String sound(String owner) {
    return "No qualified lead %s waits for a first contact for more than %s any more."
        .formatted(of(owner), written(limit));
  }

  private String soundZh(String owner) {
    return "%s不再有合格线索等待首次联系超过 %s。".formatted(ofZh(owner), written(limit));
  }

  private static String of(String owner) {
    return owner.equals(LeadWait.NOBODY)
        ? "without an owner"
        : "of \"%s\"".formatted(VisibleName.of(owner));
  }

  private static String ofZh(String owner) {
    return owner.equals(LeadWait.NOBODY) ? "无负责人的线索中" : "“%s”".formatted(VisibleName.of(owner));
  }

  private static String money(long micros, String currency) {
    return MetricWords.money(BigDecimal.valueOf(micros, 6), currency);
  }

  /** As people say it, to the minute. */
  private static String written(long millis) {
    long minutes = Math.max(1, millis / Minutes.MINUTE);
    if (minutes % MINUTES_OF_DAY == 0) {
      return minutes / MINUTES_OF_DAY + " d";
    }
    return minutes % MINUTES_OF_HOUR == 0 ? minutes / MINUTES_OF_HOUR + " h" : minutes + " min";
  }
}
