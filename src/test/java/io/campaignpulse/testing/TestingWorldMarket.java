package io.campaignpulse.testing;

import io.campaignpulse.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a generated world advertises: campaigns, and what they cost. */
final class TestingWorldMarket {

  static final List<String> CAMPAIGNS = List.of("spring", "brand", "clear|ance%", "loyalty");
  static final List<String> CHANNELS = List.of("PAID_SEARCH", "PAID_SOCIAL", "EMAIL", "DIRECT");

  private final TestingWorldLines world;
  private final List<String> currencies;
  private final Duration longestReport;

  TestingWorldMarket(TestingWorldLines world, List<String> currencies, Duration longestReport) {
    this.world = world;
    this.currencies = currencies;
    this.longestReport = longestReport;
  }

  /** Rates that change in the middle of the world, one of them restated. */
  static void rates(TestingWorldLines world, String reportingCurrency) {
    for (String currency : List.of("EUR", "USD")) {
      if (!currency.equals(reportingCurrency)) {
        rate(world, currency, world.start().minus(Duration.ofDays(60)), "1.10", 0);
        rate(world, currency, world.start().plus(Duration.ofHours(36)), "1.5", 0);
        rate(world, currency, world.start().plus(Duration.ofHours(36)), "1.2345", 1);
      }
    }
    rate(world, "GBP", world.start().plus(Duration.ofHours(24)), "1.301", 0);
  }

  private static void rate(
      TestingWorldLines world, String currency, Instant from, String rate, int revision) {
    world.add(
        Topic.FX_RATES,
        "currency",
        currency,
        "validFrom",
        from,
        "rate",
        rate,
        "revision",
        revision == 0 ? null : revision);
  }

  /** Campaigns of which the last is in no catalogue, and some of which were renamed. */
  void campaigns() {
    for (String campaign : CAMPAIGNS.subList(0, 3)) {
      for (int revision = 0; revision <= world.random().nextInt(2); revision++) {
        campaign(campaign, revision);
      }
    }
  }

  private void campaign(String campaign, int revision) {
    Instant from = world.time(3);
    world.add(
        Topic.CAMPAIGNS,
        "campaignId",
        world.own(campaign),
        "name",
        name(campaign),
        "department",
        world.once(3) ? null : world.own(world.oneOf("online", "stores")),
        "currency",
        world.once(4) ? null : world.oneOf(currencies.toArray(String[]::new)),
        "totalBudget",
        world.once(4) ? null : 5000 + revision,
        "dailyBudget",
        world.once(2) ? null : world.upTo(60) + ".000001",
        "startTime",
        world.once(2) ? from : null,
        "endTime",
        world.once(2) ? world.after(from, 40).plusMillis(1) : null,
        "couponCodes",
        world.once(2) ? List.of(world.own("SALE"), world.own("X" + campaign)) : null,
        "dealerIds",
        world.once(2) ? List.of(world.own("north")) : null,
        "revision",
        revision == 0 ? null : revision);
  }

  /** What people call a campaign. */
  String name(String campaign) {
    return world.own("The " + campaign + " campaign");
  }

  /** Reports, many of them restated, and some again at other levels. */
  void spend(int reports) {
    for (int report = 0; report < reports; report++) {
      String name = world.oneOf(CAMPAIGNS.toArray(String[]::new));
      String campaign = world.once(8) ? null : world.own(name);
      String channel = world.oneOf(CHANNELS.toArray(String[]::new));
      Instant from = world.time(4);
      for (int level = world.random().nextInt(3); level >= 0; level--) {
        report(campaign, channel, world.once(2) ? from : world.time(4));
      }
    }
  }

  private void report(@Nullable String campaign, String channel, Instant from) {
    Instant until = from.plusMillis(1 + world.random().nextLong(longestReport.toMillis()));
    if (world.once(2)) {
      until = from.plus(longestReport);
    }
    String currency = world.oneOf(currencies.toArray(String[]::new));
    String group = world.once(3) ? "group" + world.upTo(2) : null;
    String level = world.once(3) ? world.oneOf("CAMPAIGN", "AD_GROUP", "AD") : null;
    String breakdown = world.once(4) ? world.oneOf("mobile", "desktop") : null;
    String sign = world.once(6) ? "-" : "";
    int restatements = world.random().nextInt(3);
    for (int revision = 0; revision <= restatements; revision++) {
      world.add(
          Topic.SPEND,
          "eventTime",
          until.plus(Duration.ofHours(revision)),
          "campaignId",
          campaign,
          "channel",
          written(channel),
          "periodStart",
          from,
          "periodEnd",
          until,
          "currency",
          currency,
          "cost",
          sign + world.upTo(80) + "." + (100 + world.random().nextInt(900)),
          "revision",
          world.once(3) ? null : 7 + revision,
          "level",
          world.once(8) ? null : level,
          "adGroupId",
          group,
          "breakdown",
          breakdown,
          "impressions",
          world.random().nextInt(500),
          "clicks",
          world.once(3) ? null : world.random().nextInt(40));
    }
  }

  /** A channel as somebody might write it. */
  String written(String channel) {
    return switch (world.random().nextInt(8)) {
      case 0 -> channel.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      case 1 -> " " + channel.replace('_', ' ') + " ";
      default -> channel;
    };
  }
}
