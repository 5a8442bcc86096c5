package io.campaignpulse.alert.finding;

import io.campaignpulse.event.ResultKey;
import org.jspecify.annotations.Nullable;

/**
 * Status of a series under a rule, published when it changes: how many series a rule evaluates, and
 * how many of them lean towards a finding, decides whether findings are one alert.
 *
 * @param subject what of the series is evaluated, as {@link AlertSubject#subject}; null = a target
 * @param department that owns the campaign; null where it is unknown
 */
public record EvaluatedSeries(
    String ruleId,
    @Nullable String subject,
    String campaignId,
    String channel,
    @Nullable String department,
    Status status) {

  /** Status under a rule. */
  public enum Status {
    NOT_EVALUATED,
    SOUND,
    /** The condition holds, or evidence leans towards it. */
    SUSPECT
  }

  /** Returns the key of its state. */
  public String key() {
    return ResultKey.of(ruleId, subject == null ? "" : subject, campaignId, channel);
  }

  /** Returns the same with another status. */
  public EvaluatedSeries with(Status next) {
    return new EvaluatedSeries(ruleId, subject, campaignId, channel, department, next);
  }
}
