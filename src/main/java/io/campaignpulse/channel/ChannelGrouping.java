package io.campaignpulse.channel;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The default channel grouping of Google Analytics 4: an ordered list of rules over source, medium
 * and campaign name, of which the first that holds names the channel.
 *
 * <p>Source of the rules: support.google.com/analytics/answer/9756891, the part on manual traffic,
 * in the order of the contract; AI assistants and their medium since 13 May 2026 by
 * support.google.com/analytics/answer/9164320.
 */
final class ChannelGrouping {
  /** The channel of an interaction that nothing explains. */
  static final String DIRECT = "DIRECT";

  /** The channel where no rule holds. */
  static final String UNASSIGNED = "UNASSIGNED";

  private static final Pattern PAID = Pattern.compile("(.*cp.*|ppc|retargeting|paid.*)");
  private static final Pattern SHOPPING_CAMPAIGN =
      Pattern.compile("(.*(([^a-df-z]|^)shop|shopping).*)");
  private static final Set<String> NO_MEDIUM = Set.of("(none)", "(not set)");
  private static final Set<String> DISPLAY =
      Set.of("display", "banner", "expandable", "interstitial", "cpm");
  private static final Set<String> SOCIAL =
      Set.of("social", "social-network", "social-media", "sm", "social network", "social media");
  private static final Set<String> REFERRAL = Set.of("referral", "app", "link");
  private static final Set<String> EMAIL = Set.of("email", "e-mail", "e_mail", "e mail");

  private record Facts(
      String source, String medium, String campaign, @Nullable SourceCategory category) {
    boolean paid() {
      return PAID.matcher(medium).matches();
    }

    boolean shopping() {
      return category == SourceCategory.SHOPPING || SHOPPING_CAMPAIGN.matcher(campaign).matches();
    }

    boolean from(SourceCategory wanted) {
      return category == wanted;
    }
  }

  private record Rule(String channel, Predicate<Facts> holds) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(DIRECT, f -> f.source.equals("(direct)") && NO_MEDIUM.contains(f.medium)),
          new Rule("CROSS_NETWORK", f -> f.campaign.contains("cross-network")),
          new Rule("PAID_SHOPPING", f -> f.shopping() && f.paid()),
          new Rule("PAID_SEARCH", f -> f.from(SourceCategory.SEARCH) && f.paid()),
          new Rule("PAID_SOCIAL", f -> f.from(SourceCategory.SOCIAL) && f.paid()),
          new Rule("PAID_VIDEO", f -> f.from(SourceCategory.VIDEO) && f.paid()),
          new Rule("DISPLAY", f -> DISPLAY.contains(f.medium)),
          new Rule("PAID_OTHER", Facts::paid),
          new Rule("ORGANIC_SHOPPING", Facts::shopping),
          new Rule(
              "ORGANIC_SOCIAL", f -> f.from(SourceCategory.SOCIAL) || SOCIAL.contains(f.medium)),
          new Rule(
              "ORGANIC_VIDEO", f -> f.from(SourceCategory.VIDEO) || f.medium.contains("video")),
          new Rule(
              "ORGANIC_SEARCH", f -> f.from(SourceCategory.SEARCH) || f.medium.equals("organic")),
          new Rule(
              "AI_ASSISTANT",
              f -> f.from(SourceCategory.AI_ASSISTANT) || f.medium.equals("ai-assistant")),
          new Rule("REFERRAL", f -> REFERRAL.contains(f.medium)),
          new Rule("EMAIL", f -> EMAIL.contains(f.source) || EMAIL.contains(f.medium)),
          new Rule("AFFILIATE", f -> f.medium.equals("affiliate")),
          new Rule("AUDIO", f -> f.medium.equals("audio")),
          new Rule("SMS", f -> f.source.equals("sms") || f.medium.equals("sms")),
          new Rule(
              "MOBILE_PUSH",
              f ->
                  f.medium.endsWith("push")
                      || f.medium.contains("mobile")
                      || f.medium.contains("notification")
                      || f.source.equals("firebase")));

  private final SourceCategories categories;

  ChannelGrouping(SourceCategories categories) {
    this.categories = categories;
  }

  /** The canonical channel of a source. */
  String channelOf(TrafficSource from) {
    Facts facts =
        new Facts(
            orEmpty(from.source()),
            orEmpty(from.medium()),
            orEmpty(from.campaign()),
            from.source() == null ? null : categories.of(from.source(), from.path()));
    for (Rule rule : RULES) {
      if (rule.holds.test(facts)) {
        return rule.channel;
      }
    }
    return UNASSIGNED;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
