package io.campaignpulse.alert.finding;

import org.jspecify.annotations.Nullable;

/**
 * Subject of a finding: the labels that identify an alert besides its rule.
 *
 * @param subject what else it is about: an article, a source, an owner of leads
 */
public record AlertSubject(
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable String promotionId,
    @Nullable String planId,
    @Nullable String subject) {

  /** The whole business. */
  public static final AlertSubject EVERYTHING = new AlertSubject(null, null, null, null, null);

  /** A campaign on a channel. */
  public static AlertSubject ofSeries(String campaignId, String channel) {
    return new AlertSubject(campaignId, channel, null, null, null);
  }
}
