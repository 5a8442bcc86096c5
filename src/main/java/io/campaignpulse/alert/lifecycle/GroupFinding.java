package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.text.MetricUnit;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finding of a group: as severe as its most severe member, with the money at risk of all.
 *
 * @param findings those of the members, at least one
 * @param evaluated number of series of the scope that the rule evaluates
 */
record GroupFinding(
    AlertSubject subject, List<Finding> findings, List<AlertMember> members, int evaluated) {

  /** A group has no target of its own. */
  private static final int NO_TARGET = 0;

  /**
   * Returns the finding of a tick.
   *
   * @param paused why it cannot be evaluated for a time; null where it can
   */
  Finding at(long tick, AlertGrouping.GroupSeverity severities, @Nullable AlertReason paused) {
    Finding any = findings.get(0);
    return new Finding(
        any.ruleId(),
        any.ruleVersion(),
        NO_TARGET,
        any.kind(),
        subject,
        tick,
        severity(severities),
        true,
        any.forMillis(),
        cause(),
        null,
        false,
        paused,
        false,
        figures(),
        message(),
        AlertMessage.of("action.together"),
        members);
  }

  private Severity severity(AlertGrouping.GroupSeverity severities) {
    Severity highest = Severity.INFO;
    for (Finding finding : findings) {
      Severity severity = severities.of(finding);
      highest = severity != null && severity.compareTo(highest) > 0 ? severity : highest;
    }
    return highest;
  }

  /** Returns the cause of most members, of equally many the one that is ruled out first. */
  private @Nullable AlertCause cause() {
    Map<AlertCause, Integer> counts = new EnumMap<>(AlertCause.class);
    AlertCause most = null;
    for (Finding finding : findings) {
      if (finding.cause() != null) {
        counts.merge(finding.cause(), 1, Integer::sum);
      }
    }
    for (Map.Entry<AlertCause, Integer> count : counts.entrySet()) {
      most =
          most == null || count.getValue() > counts.getOrDefault(most, 0) ? count.getKey() : most;
    }
    return most;
  }

  private Finding.Figures figures() {
    Long atRisk = null;
    long until = Long.MAX_VALUE;
    for (Finding finding : findings) {
      Long more = finding.figures().moneyAtRiskMicros();
      if (more != null) {
        atRisk = atRisk == null ? more : (Long) (atRisk + more);
      }
      until = Math.min(until, finding.figures().evaluatedUntil());
    }
    return Finding.Figures.plain(findings.get(0).figures().metric(), null, null, atRisk, until);
  }

  private AlertMessage message() {
    String metric = findings.get(0).figures().metric();
    String about = subject.subject();
    return AlertMessage.of(
        about == null ? "together.targets" : "together." + about,
        about == null && metric != null
            ? MessagePart.term("metric", MetricUnit.termOf(metric))
            : null,
        MessagePart.count("members", findings.size()),
        MessagePart.count("evaluated", evaluated),
        scope());
  }

  private MessagePart scope() {
    return switch (GroupScope.of(subject)) {
      case COMPANY -> MessagePart.term("scope", "scope.COMPANY");
      case DEPARTMENT -> MessagePart.text("scope", String.valueOf(subject.department()));
      case CHANNEL -> MessagePart.term("scope", "channel." + subject.channel());
      case CAMPAIGN -> MessagePart.text("scope", campaign());
    };
  }

  private String campaign() {
    for (MessagePart part : findings.get(0).message().parts()) {
      if (part.name().equals("campaign")) {
        return part.value();
      }
    }
    return String.valueOf(subject.campaignId());
  }
}
