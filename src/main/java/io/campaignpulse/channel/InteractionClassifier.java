package io.campaignpulse.channel;

import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.ingest.ChannelCode;
import io.campaignpulse.ingest.CrawlerList;
import org.jspecify.annotations.Nullable;

/**
 * Gives an interaction its channel (the one it names, else that of the default grouping), its
 * campaign (campaignId, else utm_id, utm_campaign, campaignName, else {@code (none)}) and its
 * verdict on invalid traffic. Where the event names channel and campaign itself, no address is
 * read.
 */
public final class InteractionClassifier {
  private final ChannelGrouping grouping;
  private final CrawlerList crawlers;

  InteractionClassifier(ChannelGrouping grouping, CrawlerList crawlers) {
    this.grouping = grouping;
    this.crawlers = crawlers;
  }

  /**
   * The classifier over the lists that ship with the product.
   *
   * @throws IllegalStateException if the build left a list out
   */
  public static InteractionClassifier shipped() {
    return new InteractionClassifier(ChannelGrouping.shipped(), CrawlerList.shipped());
  }

  /** Classifies one interaction; total. */
  public ClassifiedInteraction classify(Interaction in) {
    String channel = in.channel() == null ? "" : ChannelCode.canonical(in.channel());
    String campaign = textOrNull(in.campaignId());
    boolean declared = campaign != null;
    if (campaign == null || channel.isEmpty()) {
      WebAddress page = WebAddress.of(in.pageUrl());
      if (channel.isEmpty()) {
        channel = grouping.channelOf(TrafficSource.of(in, page));
      }
      if (campaign == null) {
        campaign = campaignText(in, page);
      }
    }
    return new ClassifiedInteraction(
        in.eventId(),
        in.eventTime(),
        in.type(),
        in.visitorId(),
        in.customerId(),
        campaign == null ? ClassifiedInteraction.NO_CAMPAIGN : campaign,
        // With no text there is nothing to look up either.
        declared || campaign == null,
        channel,
        in.viewable(),
        crawlers.matches(in.userAgent()),
        in.origin());
  }

  private static @Nullable String campaignText(Interaction in, WebAddress page) {
    String id = page.parameter("utm_id");
    String name = id == null ? page.parameter("utm_campaign") : id;
    return name == null ? textOrNull(in.campaignName()) : name;
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
