package io.campaignpulse.alert.lead;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.finding.SubjectLabels;
import io.campaignpulse.alert.rule.ActiveRule;
import io.campaignpulse.alert.rule.RuleCheck;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule that qualified leads are contacted in time, LEAD_SLA (docs/plan-alerts.md). It is about
 * all leads of one owner together.
 *
 * @param limit how long a lead may wait, milliseconds
 */
public record LeadRule(
    String ruleId, int targetVersion, long limit, List<LabelMatch> match, Severity severity)
    implements ActiveRule {

  /** Returns the rule to evaluate; null where it is of another kind, switched off or not sound. */
  public static @Nullable LeadRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    return rule.kind() != RuleKind.LEAD_SLA || !rule.enabled() || RuleCheck.problem(rule) != null
        ? null
        : new LeadRule(
            rule.ruleId(),
            version.targetVersion(),
            rule.forMillis(),
            rule.match(),
            rule.severity());
  }

  /**
   * Evaluates the leads of an owner at a tick.
   *
   * @param waits of leads of this owner
   * @param before what this rule found before and still holds; null if there is nothing
   * @param currency the reporting currency: values in another one are left out
   * @return null where nothing holds and nothing did
   */
  public @Nullable OpenFinding evaluate(
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
        RuleKind.LEAD_SLA,
        new AlertSubject(null, null, null, null, owner),
        tick,
        holds ? severity : null,
        true,
        0,
        holds ? AlertCause.RESPONSE_SLOW : null,
        null,
        false,
        null,
        false,
        Finding.Figures.plain("waitingLeads", (double) count, null, value, tick),
        message(owner, count, oldest, value, currency),
        holds ? AlertMessage.of("action.contactLeads") : null);
  }

  private AlertMessage message(
      String owner, int count, long oldest, @Nullable Long value, String currency) {
    boolean unassigned = owner.equals(LeadWait.NOBODY);
    String leads = unassigned ? "leads.unassigned." : "leads.";
    return AlertMessage.of(
        leads + (count > 0 ? "waiting" : "contacted"),
        unassigned ? null : MessagePart.text("owner", owner),
        MessagePart.count("count", count),
        MessagePart.duration("limit", limit),
        count > 0 ? MessagePart.instant("oldest", oldest) : null,
        MessagePart.atRisk(value, currency));
  }
}
