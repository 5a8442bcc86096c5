package io.campaignpulse.oracle;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An interaction with its campaign and channel. Of the derivation of channels it knows the few that
 * generated worlds use.
 */
record Contact(Line line, String campaign, String channel) {

  private static final Pattern UTM_CAMPAIGN = Pattern.compile("[?&]utm_campaign=([^&]*)");

  static Contact of(Line line, Catalogue catalogue) {
    return new Contact(line, campaign(line, catalogue), channel(line));
  }

  private static String campaign(Line line, Catalogue catalogue) {
    String explicit = line.optional("campaignId");
    if (explicit != null) {
      return explicit;
    }
    String named = utmCampaign(line);
    if (named == null) {
      named = line.optional("campaignName");
    }
    return named == null ? "(none)" : catalogue.campaignNamed(named);
  }

  private static @Nullable String utmCampaign(Line line) {
    String url = line.optional("pageUrl");
    Matcher matcher = UTM_CAMPAIGN.matcher(url == null ? "" : url);
    return matcher.find() ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : null;
  }

  private static String channel(Line line) {
    String explicit = line.optional("channel");
    if (explicit != null) {
      return code(explicit);
    }
    String medium = line.optional("medium");
    return switch (medium == null ? "" : medium) {
      case "" -> "DIRECT";
      case "email" -> "EMAIL";
      case "affiliate" -> "AFFILIATE";
      case "referral" -> "REFERRAL";
      default -> throw new IllegalArgumentException("not a medium of generated worlds: " + medium);
    };
  }

  /** The code of a channel that somebody wrote. */
  static String code(String channel) {
    return channel.trim().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  String type() {
    return line.text("type");
  }

  /** Whether a crawler says that it is one; of the public list those of generated worlds. */
  static boolean isCrawler(Line line) {
    String agent = line.optional("userAgent");
    return agent != null && (agent.contains("Googlebot/") || agent.contains("bingbot/"));
  }

  Touch touch() {
    return new Touch(line.text("eventId"), line.eventTime(), type(), campaign, channel);
  }
}
