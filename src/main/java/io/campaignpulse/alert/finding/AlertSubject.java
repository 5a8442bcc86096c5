package io.campaignpulse.alert.finding;

import org.jspecify.annotations.Nullable;

/**
 * Subject of a finding: the labels that identify an alert besides its rule.
 *
 * @param department that owns the campaign, or all of whose series it is about; the latter only is
 *     part of the identity
 * @param subject what else it is about: an article, a source, an owner of leads
 */
public record AlertSubject(
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable String promotionId,
    @Nullable String planId,
    @Nullable String department,
    @Nullable String subject) {

  /** The whole business. */
  public static final AlertSubject EVERYTHING =
      new AlertSubject(null, null, null, null, null, null);

  /** A subject without department. */
  public AlertSubject(
      @Nullable String campaignId,
      @Nullable String channel,
      @Nullable String promotionId,
      @Nullable String planId,
      @Nullable String subject) {
    this(campaignId, channel, promotionId, planId, null, subject);
  }

  /** A campaign on a channel. */
  public static AlertSubject ofSeries(
      String campaignId, String channel, @Nullable String department, @Nullable String subject) {
    return new AlertSubject(campaignId, channel, null, null, department, subject);
  }
}
