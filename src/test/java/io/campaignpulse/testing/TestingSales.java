package io.campaignpulse.testing;

import static io.campaignpulse.testing.TestingJourneys.MICROS;

import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.plan.SaleFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Short ways to write down what was sold and counted. Units and money are whole ones. */
public final class TestingSales {

  private TestingSales() {}

  /** What facts add up to: units, gross, discount, net, cost. Sums of nothing are left out. */
  public static Map<String, List<Long>> summed(List<SaleFact> facts) {
    Map<String, List<Long>> sums = new TreeMap<>();
    for (SaleFact fact : facts) {
      Long cogs = fact.cogsMicros();
      String key =
          String.join(
              "|",
              fact.sku(),
              fact.promotionId(),
              fact.dealerId(),
              "" + fact.soldAt(),
              "" + fact.time(),
              cogs == null ? "cost unknown" : "cost known");
      List<Long> amounts =
          List.of(
              fact.unitsMicros(),
              fact.grossMicros(),
              fact.discountMicros(),
              fact.netMicros(),
              Objects.requireNonNullElse(cogs, 0L));
      sums.merge(key, amounts, TestingSales::plus);
    }
    sums.values().removeIf(amounts -> amounts.stream().allMatch(amount -> amount == 0));
    return sums;
  }

  private static List<Long> plus(List<Long> a, List<Long> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) + b.get(i)).toList();
  }

  /** An order placed with a dealer. */
  public static PricedOrder placedWith(
      @Nullable String dealer, String orderId, long time, PricedLine... lines) {
    return new PricedOrder(
        orderId + "-placed",
        time,
        orderId,
        OrderStatus.PLACED,
        null,
        null,
        null,
        List.of(lines),
        null,
        dealer,
        null,
        null,
        null,
        null,
        TestingJourneys.original(OrderStatus.PLACED, null),
        TestingJourneys.origin());
  }

  /** An order with returns of what it has, a cancellation now and then; in order of time. */
  public static List<PricedOrder> someOrder(Random random) {
    List<PricedLine> lines = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      lines.add(
          new PricedLine(
              random.nextBoolean() ? "S" : "T",
              1 + random.nextInt(5_000_000),
              random.nextInt(100_000_000),
              random.nextInt(1_000_000),
              random.nextInt(3) == 0 ? null : (long) random.nextInt(50_000_000),
              random.nextBoolean() ? "promotion" : null));
    }
    List<PricedOrder> events = new ArrayList<>();
    events.add(placedWith("dealer", "O", 1_000, lines.toArray(PricedLine[]::new)));
    for (int i = 0; i < random.nextInt(6); i++) {
      PricedLine back = lines.get(random.nextInt(lines.size()));
      long time = 900L + random.nextInt(300);
      if (random.nextInt(4) == 0) {
        events.add(
            TestingJourneys.updated(
                "u" + i,
                "O",
                time,
                random.nextBoolean() ? null : (Long) random.nextLong(4),
                TestingJourneys.unpriced("S", 1 + random.nextInt(3), random.nextInt(20)),
                TestingJourneys.unpriced("U", 1 + random.nextInt(3), random.nextInt(20))));
        continue;
      }
      if (random.nextInt(4) == 0) {
        events.add(TestingJourneys.refunded("m" + i, "O", time, random.nextInt(120_000_000)));
        continue;
      }
      events.add(
          random.nextInt(8) == 0
              ? TestingJourneys.cancelled("x" + i, "O", time)
              : TestingJourneys.returned(
                  "r" + i,
                  "O",
                  time,
                  new PricedLine(back.sku(), 1 + random.nextInt(3_000_000), 0, 0, null, null)));
    }
    return events;
  }

  /** So many units sold (or, below 0, come back) at a time in orders of that time. */
  public static SaleFact sold(long time, long units, long net) {
    return sold(null, time, time, units, net);
  }

  /** The same by a dealer, of an order placed before. */
  public static SaleFact sold(
      @Nullable String dealer, long soldAt, long time, long units, long net) {
    return new SaleFact(
        "S", null, dealer, soldAt, time, units * MICROS, net * MICROS, 0, net * MICROS, null);
  }

  /** A count. */
  public static InventoryEvent counted(@Nullable String location, long time, long units) {
    return counted("count-" + location + "-" + time, location, time, units);
  }

  /** A count of that id. */
  public static InventoryEvent counted(
      String eventId, @Nullable String location, long time, long units) {
    return new InventoryEvent(
        eventId, time, "S", location, units * MICROS, null, TestingJourneys.origin());
  }

  /** A receipt. */
  public static InventoryEvent received(@Nullable String location, long time, long units) {
    return new InventoryEvent(
        "receipt-" + location + "-" + time,
        time,
        "S",
        location,
        null,
        units * MICROS,
        TestingJourneys.origin());
  }
}
