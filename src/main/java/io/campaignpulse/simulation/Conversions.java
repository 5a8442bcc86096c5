package io.campaignpulse.simulation;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.SalesChannel;
import io.campaignpulse.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What clicks lead to: orders and leads. Lag from click to conversion is a mixture of exponentials:
 * 60 % of mean 15 min, 25 % of 6 h, 15 % of 2 d, divided by the lag speed.
 */
final class Conversions {

  /** What is left of a failing campaign's conversion. */
  static final double AFTER_FAILURE = 0.01;

  private static final double MINUTE = 60_000;

  private final MarketOptions options;

  Conversions(MarketOptions options) {
    this.options = options;
  }

  /** Decides whether the click converts and delivers what follows. */
  void follow(Click click, Chance chance, Consumer<Delivery> deliveries) {
    CampaignProfile profile = click.profile();
    boolean failed = profile.failing() && click.time() >= options.failureAt();
    if (chance.happens(profile.cvr() * (failed ? AFTER_FAILURE : 1))) {
      order(click, chance, deliveries);
    }
    if (chance.happens(profile.leadRate())) {
      lead(click, chance, deliveries);
    }
  }

  private void order(Click click, Chance chance, Consumer<Delivery> deliveries) {
    long time = click.time() + 5_000 + lag(chance);
    String visitorId = Population.visitorId(click.visitor());
    String customerId = Population.customerId(click.visitor());
    boolean shopKnowsCookie = chance.happens(0.8);
    if (!shopKnowsCookie) {
      send(
          new IdentityEvent(time - 2_000, visitorId, customerId, true, origin(time - 1_800)),
          Topic.IDENTITIES,
          visitorId,
          deliveries);
    }
    // Who came for a test drive buys where he drove.
    boolean atDealer = click.profile().leadRate() > 0;
    String orderId = "o-" + click.serial();
    send(
        new OrderEvent(
            "e" + orderId,
            time,
            orderId,
            OrderStatus.PLACED,
            customerId,
            shopKnowsCookie ? visitorId : null,
            null,
            click.profile().currency(),
            lines(click.profile(), chance),
            atDealer ? SalesChannel.DEALER : SalesChannel.ONLINE,
            atDealer ? dealer(click) : null,
            "newsletter".equals(click.profile().campaignId()) ? "HELLO10" : null,
            origin(time + (long) chance.exponential(800))),
        Topic.ORDERS,
        orderId,
        deliveries);
  }

  private static List<OrderLine> lines(CampaignProfile profile, Chance chance) {
    List<OrderLine> lines = new ArrayList<>();
    int count = 1 + (chance.happens(0.25) ? 1 : 0);
    for (int i = 0; i < count; i++) {
      boolean promoted = i == 0 && profile.promotionId() != null;
      long price = cents(chance.logNormal(profile.orderValue(), 0.5));
      long quantity = chance.happens(0.15) ? 2 : 1;
      lines.add(
          new OrderLine(
              promoted ? MarketCatalogue.SKUS.get(0) : chance.oneOf(MarketCatalogue.SKUS),
              quantity * 1_000_000,
              price,
              chance.happens(0.3) ? price / 10_000 / 10 * 10_000 : 0,
              price / 10_000 * 6 / 10 * 10_000,
              promoted ? profile.promotionId() : null));
    }
    return List.copyOf(lines);
  }

  private void lead(Click click, Chance chance, Consumer<Delivery> deliveries) {
    long time = click.time() + 20_000 + lag(chance);
    enter(LeadStage.CREATED, time, click, chance, deliveries);
    if (!chance.happens(0.45)) {
      return;
    }
    time += lag(chance) + 1_000;
    enter(LeadStage.QUALIFIED, time, click, chance, deliveries);
    if (!chance.happens(0.7)) {
      return;
    }
    time += lag(chance) + 1_000;
    enter(LeadStage.ACCEPTED, time, click, chance, deliveries);
    if (chance.happens(0.6)) {
      time += lag(chance) + 1_000;
      enter(LeadStage.OPPORTUNITY, time, click, chance, deliveries);
      time += lag(chance) + 1_000;
      enter(chance.happens(0.4) ? LeadStage.WON : LeadStage.LOST, time, click, chance, deliveries);
    }
  }

  private static void enter(
      LeadStage stage, long time, Click click, Chance chance, Consumer<Delivery> deliveries) {
    String leadId = "l-" + click.serial();
    boolean contacted = stage.compareTo(LeadStage.ACCEPTED) >= 0;
    send(
        new LeadEvent(
            "e" + leadId + "-" + stage.name().charAt(0) + stage.ordinal(),
            time,
            leadId,
            stage,
            Population.visitorId(click.visitor()),
            null,
            null,
            null,
            cents(click.profile().leadValue()),
            click.profile().currency(),
            contacted ? "sales-" + click.visitor() % 4 : null,
            dealer(click),
            contacted ? time - 500 : null,
            null,
            origin(time + (long) chance.exponential(800))),
        Topic.LEADS,
        leadId,
        deliveries);
  }

  private static String dealer(Click click) {
    return click.visitor() % 2 == 0 ? MarketPlans.DEALER : MarketPlans.OTHER_DEALER;
  }

  private long lag(Chance chance) {
    double which = chance.unit();
    double mean = which < 0.60 ? 15 * MINUTE : which < 0.85 ? 360 * MINUTE : 2_880 * MINUTE;
    return (long) (chance.exponential(mean) / options.lagSpeed());
  }

  private static void send(Event event, Topic topic, String key, Consumer<Delivery> deliveries) {
    deliveries.accept(Delivery.of(event.origin().arrivalTime(), topic, key, event));
  }

  private static Origin origin(long arrivalTime) {
    return new Origin(0, 0, null, arrivalTime);
  }

  /** An amount in micros, whole cents. */
  private static long cents(double amount) {
    return Math.round(amount * 100) * 10_000;
  }
}
