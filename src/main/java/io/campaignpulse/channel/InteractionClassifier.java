package io.campaignpulse.channel;

import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.ingest.ChannelCode;
import io.campaignpulse.ingest.CrawlerList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives an interaction its channel (the one it names, else that of the default grouping), its
 * campaign (campaignId, else the first of {@code utm_id}, {@code utm_campaign}, {@code
 * gad_campaignid}, {@code hsa_cam} and {@code campaignid} in its page's address, else campaignName,
 * else {@code (none)}) and its mark as invalid traffic. Where the event names channel and campaign
 * itself, no address is read.
 */
public final class InteractionClassifier {
  private static final List<String> CAMPAIGN_PARAMETERS =
      List.of("utm_id", "utm_campaign", "gad_campaignid", "hsa_cam", "campaignid");

  private final TrafficSourceReader sources;
  private final ChannelGrouping grouping;
  private final CrawlerList crawlers;

  /**
   * A classifier by these lists and the crawlers that ship with the product.
   *
   * @throws IllegalStateException if the build left the crawlers out
   */
  public InteractionClassifier(ChannelOptions options) {
    sources = new TrafficSourceReader(options.clickIds(), options.ignoredReferrers());
    grouping = new ChannelGrouping(options.sources());
    crawlers = CrawlerList.shipped();
  }

  /** Classifies one interaction; total. */
  public ClassifiedInteraction classify(Interaction in) {
    String channel = in.channel() == null ? "" : ChannelCode.canonical(in.channel());
    String campaign = textOrNull(in.campaignId());
    boolean declared = campaign != null;
    boolean ignored = false;
    if (campaign == null || channel.isEmpty()) {
      WebAddress page = WebAddress.of(in.pageUrl());
      String text = campaignText(in, page);
      if (channel.isEmpty()) {
        TrafficSource source = sources.read(in, page, text);
        channel = grouping.channelOf(source);
        ignored = source.ignored();
      }
      if (campaign == null) {
        campaign = text;
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
        ignored,
        in.origin());
  }

  private static @Nullable String campaignText(Interaction in, WebAddress page) {
    for (String parameter : CAMPAIGN_PARAMETERS) {
      String text = page.parameter(parameter);
      if (text != null) {
        return text;
      }
    }
    String name = textOrNull(in.campaignName());
    return name == null ? null : WebAddress.nfc(name);
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
