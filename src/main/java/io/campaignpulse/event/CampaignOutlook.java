package io.campaignpulse.event;

import java.util.List;

/**
 * How far the conversions of a campaign and channel have come in, where they are heading, and what
 * its targets' rules can know of it (docs/alerting.md, "Outlook").
 *
 * @param asOf the minute tick it holds for, epoch milliseconds
 * @param conversions one per conversion type that the clicks of the last 30 days brought or are
 *     expected to bring
 * @param targets one per target that a rule evaluates
 * @param revision a higher one replaces a lower one of the same key
 * @param updatedAt when it was published, epoch milliseconds
 */
public record CampaignOutlook(
    String campaignId,
    String channel,
    long asOf,
    List<ConversionOutlook> conversions,
    List<TargetOutlook> targets,
    long revision,
    long updatedAt) {

  /** The guidance it gives: of its targets the most urgent. */
  public Guidance guidance() {
    return Guidance.of(this);
  }

  /** The key of the record in its topic. */
  public String key() {
    return ResultKey.of(campaignId, channel);
  }
}
