package io.campaignpulse.channel;

import io.campaignpulse.channel.ClickIds.ClickId;
import io.campaignpulse.event.Interaction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Derives where an interaction came from. Source and medium are, each for itself and in this order:
 * what the event says, the UTM parameter of the page's address, what the click id in it identifies;
 * a source that is still missing is the referring host. The page's own host is no referrer.
 */
final class TrafficSourceReader {
  private static final String REFERRAL = "referral";

  private final ClickIds clickIds;
  private final IgnoredReferrers ignoredReferrers;

  TrafficSourceReader(ClickIds clickIds, IgnoredReferrers ignoredReferrers) {
    this.clickIds = clickIds;
    this.ignoredReferrers = ignoredReferrers;
  }

  /**
   * Reads the source of an interaction.
   *
   * @param page its page's address
   * @param campaignText what names its campaign beside campaignId; null if nothing does
   */
  TrafficSource read(Interaction interaction, WebAddress page, @Nullable String campaignText) {
    String source = lower(first(interaction.source(), page.parameter("utm_source")));
    String medium = lower(first(interaction.medium(), page.parameter("utm_medium")));
    String campaign = lower(first(interaction.campaignName(), page.parameter("utm_campaign")));
    if (source != null && medium != null) {
      return new TrafficSource(source, medium, campaign, "", false);
    }
    ClickId click = clickIds.in(page, source, interaction.referrer());
    if (click != null && click.medium() != null) {
      return new TrafficSource(
          source == null ? click.source() : source,
          medium == null ? click.medium() : medium,
          campaign,
          "",
          false);
    }
    if (source != null) {
      return new TrafficSource(source, null, campaign, "", false);
    }
    if (click != null) {
      return new TrafficSource(
          click.source(), medium == null ? REFERRAL : medium, campaign, "", false);
    }
    WebAddress referrer = WebAddress.of(interaction.referrer());
    String site = AmpCopy.siteOf(referrer);
    boolean own =
        site != null && page.host() != null && site.equals(WebAddress.withoutWww(page.host()));
    boolean bare = medium == null && campaignText == null;
    if (bare
        && site != null
        && isBlank(interaction.campaignId())
        && (own || ignoredReferrers.contains(site))) {
      return TrafficSource.IGNORED;
    }
    if (referrer.host() != null && !own) {
      return new TrafficSource(
          WebAddress.withoutWww(referrer.host()),
          medium == null ? REFERRAL : medium,
          campaign,
          referrer.path(),
          false);
    }
    return bare ? TrafficSource.DIRECT : new TrafficSource(null, medium, campaign, "", false);
  }

  private static @Nullable String first(@Nullable String given, @Nullable String inAddress) {
    return given == null || given.isBlank() ? inAddress : WebAddress.nfc(given.strip());
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
