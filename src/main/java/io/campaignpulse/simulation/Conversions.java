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

/** What clicks lead to: orders and leads, after a {@link DecisionTime} divided by the lag speed. */
final class Conversions {

  /** Leads that qualify. */
  static final double QUALIFIED = 0.45;

  /** What is added to each lag, however fast buyers decide, milliseconds. */
  static final long ORDER_DELAY = 5_000;

  static final long LEAD_DELAY = 20_000;

  /** From one stage of a lead to the next. */
  static final long STAGE_DELAY = 1_000;

  private final double lagSpeed;
  private final IncidentEffects effects;

  Conversions(double lagSpeed, IncidentEffects effects) {
    this.lagSpeed = lagSpeed;
    this.effects = effects;
  }

  /** Decides whether the click converts and delivers what follows. */
  void follow(Click click, Chance chance, Consumer<Delivery> deliveries) {
    CampaignProfile profile = click.profile();
    if (chance.happens(profile.cvr() * effects.demand(profile, click.time()))) {
      order(click, chance, deliveries);
    }
    if (chance.happens(profile.leadRate())) {
      lead(click, chance, deliveries);
    }
  }

  private void order(Click click, Chance chance, Consumer<Delivery> deliveries) {
    CampaignProfile profile = click.profile();
    long time = click.time() + ORDER_DELAY + lag(profile, chance);
    List<OrderLine> lines = lines(profile, chance);
    if (effects.isUntold(profile, time)
        || lines.stream().anyMatch(line -> effects.isSoldOut(line.sku(), time))) {
      return;
    }
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
    boolean atDealer = profile.leadRate() > 0;
    String orderId = "o-" + click.serial();
    long arrival =
        effects.orderArrival(profile, chance, time, time + (long) chance.exponential(800));
    send(
        new OrderEvent(
            "e" + orderId,
            time,
            orderId,
            OrderStatus.PLACED,
            customerId,
            shopKnowsCookie ? visitorId : null,
            null,
            profile.currency(),
            lines,
            atDealer ? SalesChannel.DEALER : SalesChannel.ONLINE,
            atDealer ? dealer(click) : null,
            MarketCampaigns.coupon(profile.campaignId()),
            origin(arrival)),
        Topic.ORDERS,
        orderId,
        deliveries);
  }

  private static List<OrderLine> lines(CampaignProfile profile, Chance chance) {
    List<OrderLine> lines = new ArrayList<>();
    int count = 1 + (chance.happens(CampaignProfile.SECOND_LINE) ? 1 : 0);
    for (int i = 0; i < count; i++) {
      boolean promoted = i == 0 && profile.promotionId() != null;
      long price = cents(chance.logNormal(profile.orderValue(), CampaignProfile.SPREAD));
      long quantity = chance.happens(CampaignProfile.SECOND_UNIT) ? 2 : 1;
      lines.add(
          new OrderLine(
              chance.oneOf(promoted ? profile.articles() : MarketCampaigns.ASSORTMENT),
              quantity * 1_000_000,
              price,
              chance.happens(CampaignProfile.DISCOUNTED) ? discount(price) : 0,
              price / 10_000 * 6 / 10 * 10_000,
              promoted ? profile.promotionId() : null));
    }
    return List.copyOf(lines);
  }

  private void lead(Click click, Chance chance, Consumer<Delivery> deliveries) {
    long time = click.time() + LEAD_DELAY + lag(click.profile(), chance);
    enter(LeadStage.CREATED, time, click, chance, deliveries);
    if (!chance.happens(QUALIFIED)) {
      return;
    }
    time += lag(click.profile(), chance) + STAGE_DELAY;
    enter(LeadStage.QUALIFIED, time, click, chance, deliveries);
    if (!chance.happens(0.7)) {
      return;
    }
    time += lag(click.profile(), chance) + STAGE_DELAY;
    enter(LeadStage.ACCEPTED, time, click, chance, deliveries);
    if (chance.happens(0.6)) {
      time += lag(click.profile(), chance) + STAGE_DELAY;
      enter(LeadStage.OPPORTUNITY, time, click, chance, deliveries);
      time += lag(click.profile(), chance) + STAGE_DELAY;
      enter(chance.happens(0.4) ? LeadStage.WON : LeadStage.LOST, time, click, chance, deliveries);
    }
  }

  private static void enter(
      LeadStage stage, long time, Click click, Chance chance, Consumer<Delivery> deliveries) {
    String leadId = "l-" + click.serial();
    // Whoever qualifies a lead has spoken to it.
    boolean contacted = stage.compareTo(LeadStage.QUALIFIED) >= 0;
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

  private long lag(CampaignProfile profile, Chance chance) {
    return (long) (DecisionTime.of(profile).draw(chance) / lagSpeed);
  }

  /** Whole cents, rounded down. */
  private static long discount(long price) {
    return price / 10_000 / CampaignProfile.DISCOUNT_DIVISOR * 10_000;
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
