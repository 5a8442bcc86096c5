package io.campaignpulse.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * A market that passes second by second and delivers what reaches us, in order of arrival.
 *
 * <p>Every second is a pure function of the options and its own time; what is under way from
 * earlier seconds (orders, late reports) is remembered. So a market that begins {@link #MEMORY}
 * earlier and is listened to only later delivers, from then on, the very same events as one that
 * ran all along.
 */
public final class Market {

  /** How far back a market has to begin to know nearly everything that is under way. */
  public static final long MEMORY = 2 * 3_600_000L;

  private static final long SECOND = 1_000;
  private static final long USELESS_SALT = 1;
  private static final long AGAIN_SALT = 2;

  private final long seed;
  private final Traffic traffic;
  private final Conversions conversions;
  private final SpendDesk spend;
  private final StockDesk stock;
  private final Faults faults;
  private final PriorityQueue<UnderWay> underWay =
      new PriorityQueue<>(
          Comparator.<UnderWay>comparingLong(u -> u.delivery().arrivalTime())
              .thenComparingLong(UnderWay::number));

  private long now;
  private long sent;

  /**
   * A market that has not begun.
   *
   * @param begin the first second, epoch milliseconds; rounded down to a whole second
   */
  public Market(MarketOptions options, long begin) {
    this.seed = options.seed();
    IncidentEffects effects = new IncidentEffects(options.incidents());
    this.traffic = new Traffic(options, effects);
    this.conversions = new Conversions(options.lagSpeed(), effects);
    this.spend = new SpendDesk(options.seed(), effects);
    this.stock = new StockDesk(options.eventsPerSecond(), effects);
    this.faults = new Faults(options.eventsPerSecond());
    this.now = Math.floorDiv(begin, SECOND) * SECOND;
  }

  private record UnderWay(Delivery delivery, long number) {}

  /** The instant up to which everything has been delivered, epoch milliseconds. */
  public long now() {
    return now;
  }

  /** Lets whole seconds pass until {@code time} and hands on what arrived before it. */
  public void advanceTo(long time, Consumer<Delivery> arrived) {
    while (now + SECOND <= time) {
      drawSecond();
      now += SECOND;
      spend.report(now, this::send);
      stock.receive(now, this::send);
      stock.count(now, this::send);
      deliver(arrived);
    }
  }

  private void drawSecond() {
    Consumer<Delivery> channel =
        delivery -> {
          send(delivery);
          faults.maybeAgain(delivery, fate(delivery), this::send);
        };
    traffic.draw(
        now,
        channel,
        new Traffic.Visitors() {
          @Override
          public void saw(CampaignProfile profile, long time) {
            spend.saw(profile, time);
          }

          @Override
          public void clicked(Click click, Chance chance) {
            spend.clicked(click, chance);
            conversions.follow(click, chance, channel);
          }
        });
    faults.useless(now, Chance.of(seed, USELESS_SALT, now), this::send);
  }

  /** A chance of the delivery's own. */
  private Chance fate(Delivery delivery) {
    return Chance.of(seed, AGAIN_SALT, 31 * delivery.arrivalTime() + delivery.key().hashCode());
  }

  private void send(Delivery delivery) {
    underWay.add(new UnderWay(delivery, sent++));
  }

  private void deliver(Consumer<Delivery> arrived) {
    for (UnderWay first = underWay.peek();
        first != null && first.delivery().arrivalTime() < now;
        first = underWay.peek()) {
      underWay.remove();
      arrived.accept(first.delivery());
    }
  }
}
