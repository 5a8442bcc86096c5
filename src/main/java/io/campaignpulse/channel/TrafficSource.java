package io.campaignpulse.channel;

import io.campaignpulse.event.Interaction;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an interaction came from, in lower case.
 *
 * <p>Source and medium are, in this order: what the event says (each for itself before the UTM
 * parameter of the page's address), cpc of the engine whose paid click id the address carries, the
 * referring host. The page's own host is no referrer. Nothing at all is {@link #DIRECT}.
 *
 * @param source the site or sender; null if unknown
 * @param medium the kind of link; null if unknown
 * @param campaign the campaign's name; null if unknown
 */
record TrafficSource(@Nullable String source, @Nullable String medium, @Nullable String campaign) {
  /** The source of a visit that nothing explains: an address typed or kept. */
  static final TrafficSource DIRECT = new TrafficSource("(direct)", "(none)", null);

  private static final String PAID_CLICK = "cpc";
  private static final String REFERRAL = "referral";

  private record ClickId(String parameter, String source, String medium) {}

  /**
   * Click ids by parameter. Facebook puts its own on every outgoing link, paid or not, so it says
   * no more than where the click came from.
   */
  private static final List<ClickId> CLICK_IDS =
      List.of(
          new ClickId("gclid", "google", PAID_CLICK),
          new ClickId("gbraid", "google", PAID_CLICK),
          new ClickId("wbraid", "google", PAID_CLICK),
          new ClickId("dclid", "google", PAID_CLICK),
          new ClickId("msclkid", "bing", PAID_CLICK),
          new ClickId("yclid", "yandex", PAID_CLICK),
          new ClickId("bd_vid", "baidu", PAID_CLICK),
          new ClickId("qhclickid", "360.cn", PAID_CLICK),
          new ClickId("gdt_vid", "tencent", PAID_CLICK),
          new ClickId("ttclid", "tiktok", PAID_CLICK),
          new ClickId("twclid", "twitter", PAID_CLICK),
          new ClickId("li_fat_id", "linkedin", PAID_CLICK),
          new ClickId("rdt_cid", "reddit", PAID_CLICK),
          new ClickId("sccid", "snapchat", PAID_CLICK),
          new ClickId("fbclid", "facebook", REFERRAL));

  /** Reads the source of an interaction whose page address is already read. */
  static TrafficSource of(Interaction interaction, WebAddress page) {
    String source = lower(first(interaction.source(), page.parameter("utm_source")));
    String medium = lower(first(interaction.medium(), page.parameter("utm_medium")));
    String campaign = lower(first(interaction.campaignName(), page.parameter("utm_campaign")));
    if (source != null || medium != null) {
      return new TrafficSource(source, medium, campaign);
    }
    for (ClickId id : CLICK_IDS) {
      if (page.parameter(id.parameter) != null) {
        return new TrafficSource(id.source, id.medium, campaign);
      }
    }
    String referrer = WebAddress.of(interaction.referrer()).host();
    if (referrer != null && !withoutWww(referrer).equals(withoutWww(page.host()))) {
      return new TrafficSource(withoutWww(referrer), REFERRAL, campaign);
    }
    return campaign == null ? DIRECT : new TrafficSource(null, null, campaign);
  }

  private static @Nullable String first(@Nullable String said, @Nullable String inAddress) {
    return said == null || said.isBlank() ? inAddress : said.strip();
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static String withoutWww(@Nullable String host) {
    if (host == null) {
      return "";
    }
    return host.startsWith("www.") ? host.substring(4) : host;
  }
}
