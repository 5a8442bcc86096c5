package io.campaignpulse.channel;

import java.io.Serializable;
import java.util.List;

/**
 * The lists channels are derived by.
 *
 * @param sources which site is a search engine, a social network and so on
 * @param clickIds the parameters that ad platforms add to addresses
 * @param ignoredReferrers the referrers that say nothing of where a visit came from
 */
public record ChannelOptions(
    SourceCategories sources, ClickIds clickIds, IgnoredReferrers ignoredReferrers)
    implements Serializable {

  /** The lists that ship with the product, and no own hosts. */
  public static ChannelOptions shipped() {
    return new ChannelOptions(
        SourceCategories.shipped(),
        ClickIds.shipped(),
        new IgnoredReferrers(List.of(), List.of(IgnoredReferrers.PAYMENT_PROVIDERS)));
  }
}
