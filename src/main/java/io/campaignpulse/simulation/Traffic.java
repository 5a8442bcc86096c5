package io.campaignpulse.simulation;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Topic;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Impressions, clicks and visits of one second. Intensity follows the day: highest in the
 * afternoon, UTC, with a swing of about ten minutes on top.
 */
final class Traffic {

  private static final double CRAWLER_SHARE = 0.012;
  private static final double ORGANIC_SHARE = 0.05;

  /** Small, so that a pace is told by the first hours of a plan whose days nobody knows yet. */
  private static final double DAY_SWING = 0.06;

  /** When traffic is average and growing, in days since midnight. */
  private static final double MORNING = 0.375;

  private static final double MILLIS_PER_DAY = 86_400_000.0;
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/126.0.0.0 Safari/537.36",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
              + " like Gecko) Version/17.5 Mobile/15E148 Safari/604.1");
  private static final List<String> CRAWLERS =
      List.of(
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)");
  private static final List<String> REGIONS = List.of("US", "SE", "DE", "FR");

  private static final long COUNT_SALT = 1_000;

  private static final long HAPPENING_SALT = 2_000;

  /** What comes from no campaign, numbered as no campaign is. */
  private static final int ORGANIC = 900;

  private static final int CRAWLER = 901;
  private static final int BURST = 902;

  private final long seed;
  private final double eventsPerSecond;
  private final IncidentEffects effects;

  Traffic(MarketOptions options, IncidentEffects effects) {
    this.seed = options.seed();
    this.eventsPerSecond = options.eventsPerSecond();
    this.effects = effects;
  }

  /**
   * Draws the second that begins at {@code second} (epoch milliseconds). All that happens has a
   * chance of its own, so that an incident of one campaign changes nothing of another.
   */
  void draw(long second, Consumer<Delivery> deliveries, Visitors visitors) {
    double intensity = eventsPerSecond * rhythm(second);
    List<CampaignProfile> profiles = MarketCampaigns.profiles();
    for (int i = 0; i < profiles.size(); i++) {
      CampaignProfile profile = profiles.get(i);
      double shown = intensity * profile.share() * effects.traffic(profile, second);
      draw(second, i, shown, deliveries, moment -> show(moment, profile, visitors));
      double crawlers = eventsPerSecond * effects.crawlers(profile, second);
      draw(
          second,
          BURST,
          crawlers,
          deliveries,
          moment -> crawl(moment, InteractionType.CLICK, profile));
    }
    draw(second, ORGANIC, intensity * ORGANIC_SHARE, deliveries, Traffic::comeAlone);
    draw(second, CRAWLER, intensity * CRAWLER_SHARE, deliveries, this::crawlAnywhere);
  }

  private void draw(
      long second,
      int source,
      double expected,
      Consumer<Delivery> deliveries,
      Consumer<Moment> happening) {
    if (expected > 0) {
      int count = Chance.of(seed, COUNT_SALT + source, second).poisson(expected);
      for (int number = 0; number < count; number++) {
        happening.accept(Moment.of(seed, second, source, number, deliveries));
      }
    }
  }

  /** Hears of what costs or converts. */
  interface Visitors {
    void saw(CampaignProfile profile, long time);

    void clicked(Click click, Chance chance);
  }

  /** Traffic at an instant as a multiple of the day's average. */
  static double rhythm(long time) {
    double day = time / MILLIS_PER_DAY;
    return 1
        + DAY_SWING * StrictMath.sin(2 * Math.PI * (day - MORNING))
        + 0.08 * StrictMath.sin(2 * Math.PI * day * 144);
  }

  /** Mean of the rhythm over some time of whole ten minutes. */
  static double meanRhythm(long from, long until) {
    double length = 2 * Math.PI * (until - from) / MILLIS_PER_DAY;
    double first = 2 * Math.PI * (from / MILLIS_PER_DAY - MORNING);
    return 1 + DAY_SWING * (StrictMath.cos(first) - StrictMath.cos(first + length)) / length;
  }

  private static void show(Moment moment, CampaignProfile profile, Visitors visitors) {
    int visitor = Population.anyone(profile.audience(), moment.chance());
    long shown = moment.time();
    visitors.saw(profile, shown);
    moment.send(InteractionType.IMPRESSION, "i", shown, visitor, profile, null, null);
    if (!moment.chance().happens(profile.ctr())) {
      return;
    }
    long clicked = shown + 500 + (long) moment.chance().exponential(4_000);
    String page = landingPage(profile, moment.serial());
    moment.send(InteractionType.CLICK, "k", clicked, visitor, profile, page, null);
    if (moment.chance().happens(0.9)) {
      moment.send(InteractionType.VISIT, "v", clicked + 400, visitor, profile, page, null);
    }
    // Last, because how much chance it takes depends on incidents.
    visitors.clicked(new Click(moment.serial(), clicked, visitor, profile), moment.chance());
  }

  private static void comeAlone(Moment moment) {
    String referrer = moment.chance().happens(0.6) ? "https://www.google.com/" : null;
    int visitor = Population.anyone(0, moment.chance());
    moment.send(
        InteractionType.VISIT,
        "v",
        moment.time(),
        visitor,
        null,
        "https://shop.example/",
        referrer);
  }

  private void crawlAnywhere(Moment moment) {
    CampaignProfile profile = moment.chance().oneOf(MarketCampaigns.profiles());
    boolean clicks = moment.chance().happens(0.5);
    if (effects.traffic(profile, moment.time()) > 0) {
      crawl(moment, clicks ? InteractionType.CLICK : InteractionType.VISIT, profile);
    }
  }

  private static void crawl(Moment moment, InteractionType type, CampaignProfile profile) {
    moment.deliver(
        moment.interaction(
            type,
            "b",
            moment.time(),
            Population.anyone(profile.audience(), moment.chance()),
            profile,
            landingPage(profile, moment.serial()),
            null,
            moment.chance().oneOf(CRAWLERS)));
  }

  private static String landingPage(CampaignProfile profile, String serial) {
    String page =
        "https://shop.example/c/"
            + profile.campaignId()
            + "?utm_source="
            + profile.source()
            + "&utm_medium="
            + profile.medium()
            + "&utm_campaign="
            + profile.campaignId();
    return profile.clickId() == null ? page : page + "&" + profile.clickId() + "=" + serial;
  }

  /** One thing that happens within a second, and how it is told. */
  private record Moment(String serial, long time, Chance chance, Consumer<Delivery> deliveries) {

    static Moment of(
        long seed, long second, int source, int number, Consumer<Delivery> deliveries) {
      Chance chance = Chance.of(seed, HAPPENING_SALT + source, second * 1_000 + number);
      return new Moment(
          Long.toString(second / 1000, Character.MAX_RADIX)
              + "-"
              + Integer.toString(source, Character.MAX_RADIX)
              + "-"
              + number,
          second + chance.below(1000),
          chance,
          deliveries);
    }

    void send(
        InteractionType type,
        String prefix,
        long at,
        int visitor,
        @Nullable CampaignProfile profile,
        @Nullable String page,
        @Nullable String referrer) {
      String agent = chance.happens(0.1) ? chance.oneOf(AGENTS) : null;
      deliver(interaction(type, prefix, at, visitor, profile, page, referrer, agent));
    }

    void deliver(Interaction interaction) {
      deliveries.accept(
          Delivery.of(
              interaction.origin().arrivalTime(),
              Topic.INTERACTIONS,
              String.valueOf(interaction.visitorId()),
              interaction));
    }

    Interaction interaction(
        InteractionType type,
        String prefix,
        long at,
        int visitor,
        @Nullable CampaignProfile profile,
        @Nullable String page,
        @Nullable String referrer,
        @Nullable String agent) {
      // Ad servers name campaign and channel themselves; of clicks and visits only the link tells.
      CampaignProfile told = type == InteractionType.IMPRESSION ? profile : null;
      return new Interaction(
          prefix + "-" + serial,
          at,
          type,
          Population.visitorId(visitor),
          null,
          told == null ? null : told.campaignId(),
          told == null ? null : told.channel(),
          page,
          referrer,
          null,
          null,
          null,
          null,
          null,
          profile == null ? null : profile.promotionId(),
          REGIONS.get(visitor % REGIONS.size()),
          visitor % 3 == 0 ? "desktop" : "mobile",
          agent,
          true,
          new Origin(0, 0, null, arrival(at)));
    }

    /** Most arrive within a second; a few phones were in a tunnel. */
    private long arrival(long at) {
      double delay = chance.happens(0.005) ? chance.exponential(30_000) : chance.exponential(250);
      return at + (long) delay;
    }
  }
}
