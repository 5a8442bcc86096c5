package io.campaignpulse.testing;

import io.campaignpulse.customer.CustomerBook;
import io.campaignpulse.customer.CustomerOptions;
import io.campaignpulse.customer.CustomerOrder;
import io.campaignpulse.customer.OrderCredits;
import io.campaignpulse.customer.ValueChange;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.ResultKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What customers are worth without Flink: the same decisions, state in maps. */
public final class TestingCustomers {

  private final AttributionModel model;
  private final int oldestAge;
  private final Map<String, OrderCredits> orders = new HashMap<>();
  private final Map<String, CustomerBook> books = new HashMap<>();
  private final Map<String, Long> sums = new TreeMap<>();

  /** Nobody is a customer yet. */
  public TestingCustomers(AttributionModel model, int oldestAge) {
    this.model = model;
    this.oldestAge = oldestAge;
  }

  public static CustomerOptions options(
      Emission emission, AttributionModel model, long ordersRetention, @Nullable Long asOf) {
    return new CustomerOptions(
        emission, model, ordersRetention, 1000, CustomerOptions.OLDEST_AGE, asOf);
  }

  /** All sums that aren't 0 after these credits: customers by day, margin and units by age. */
  public static Map<String, Long> sums(
      AttributionModel model, int oldestAge, List<Credit> credits) {
    TestingCustomers customers = new TestingCustomers(model, oldestAge);
    credits.forEach(customers::accept);
    return customers.sums();
  }

  public Map<String, Long> sums() {
    Map<String, Long> left = new TreeMap<>(sums);
    left.values().removeIf(sum -> sum == 0);
    return left;
  }

  public void accept(Credit credit) {
    if (credit.model() != model || credit.conversionType() != ConversionType.ORDER) {
      return;
    }
    OrderCredits order = orders.getOrDefault(credit.conversionId(), OrderCredits.none());
    order.apply(credit);
    List<CustomerOrder> words = order.untold(credit.conversionId());
    orders.put(credit.conversionId(), order.told(words));
    words.forEach(this::accept);
  }

  public void accept(CustomerOrder word) {
    CustomerBook book = books.getOrDefault(word.person(), CustomerBook.empty());
    CustomerBook.Step step = book.apply(word, oldestAge);
    books.put(word.person(), step.book());
    step.changes().forEach(this::add);
  }

  /** Has everything told of an order be its last word. */
  public void settle(CustomerOrder word) {
    books.computeIfPresent(word.person(), (person, book) -> book.settle(word));
  }

  private void add(ValueChange change) {
    String series = ResultKey.of(change.campaignId(), change.channel());
    add(series + " day " + change.day() + " customers", change.customersNanos());
    add(series + " age " + change.age() + " margin", change.marginMicros());
    add(series + " age " + change.age() + " units", change.unitsWithoutCost());
  }

  private void add(String name, long change) {
    if (change != 0) {
      sums.merge(name, change, Long::sum);
    }
  }

  /** The last row of each key that has customers, without revision and publishing time. */
  public static Map<String, String> folded(Iterable<CustomerValue> rows) {
    Map<String, Long> revisions = new HashMap<>();
    Map<String, String> folded = new TreeMap<>();
    for (CustomerValue row : rows) {
      if (revisions.getOrDefault(row.key(), 0L) <= row.revision()) {
        revisions.put(row.key(), row.revision());
        folded.put(row.key(), described(row));
      }
    }
    folded.values().removeIf(text -> text.startsWith("0 "));
    return folded;
  }

  /** The figures of a row as text. */
  public static String described(CustomerValue row) {
    return row.customersNanos()
        + " "
        + row.marginMicros()
        + " ltv "
        + row.ltv()
        + " cac "
        + row.cac()
        + " "
        + row.ltvToCac()
        + " payback "
        + row.paybackDay();
  }

  /** Few people and days, so that everything meets: shared devices, merges, voided orders. */
  public static List<Event> history(Random random, long start, int days) {
    return history(random, start, days, 3);
  }

  /** The same of more people. */
  public static List<Event> history(Random random, long start, int days, int people) {
    List<Event> events = new ArrayList<>();
    for (int i = random.nextInt(5 * people); i > 0; i--) {
      events.add(
          TestingJourneys.click(
              "i" + i,
              start + time(random, days),
              "v" + random.nextInt(people),
              random.nextInt(4) == 0 ? "c" + random.nextInt(people) : null,
              "campaign" + random.nextInt(3),
              random.nextBoolean() ? "EMAIL" : "DISPLAY"));
    }
    for (int i = random.nextInt(2 * people); i > 0; i--) {
      String visitor = "v" + random.nextInt(people);
      String customer = "c" + random.nextInt(people);
      long time = start + time(random, days);
      events.add(
          random.nextInt(3) == 0
              ? TestingJourneys.unlink(visitor, customer, time)
              : TestingJourneys.link(visitor, customer, time));
    }
    for (int i = 1 + random.nextInt(2 * people); i > 0; i--) {
      addOrder("o" + i, random, start + time(random, days), people, events);
    }
    return events;
  }

  private static void addOrder(
      String id, Random random, long time, int people, List<Event> events) {
    int who = random.nextInt(6);
    String visitor = who < 3 ? "v" + random.nextInt(people) : null;
    String customer = who > 1 && who < 5 ? "c" + random.nextInt(people) : null;
    long gross = 1L + random.nextInt(100);
    Long cogs = random.nextInt(8) == 0 ? null : (Long) (long) random.nextInt(60);
    events.add(
        TestingJourneys.placed(
            id, time, visitor, customer, TestingJourneys.line("A", 3, gross, 0, cogs)));
    long later = time + random.nextInt(1 + (int) Math.min(Integer.MAX_VALUE - 1, 5 * DAY));
    switch (random.nextInt(5)) {
      case 0 -> events.add(TestingJourneys.cancelled(id + "-no", id, later));
      case 1 ->
          events.add(
              TestingJourneys.returned(id + "-back", id, later, TestingJourneys.back("A", 1)));
      case 2 -> events.add(TestingJourneys.returned(id + "-all", id, time - DAY));
      default -> {}
    }
  }

  private static final long DAY = 86_400_000;

  private static long time(Random random, int days) {
    return (long) (random.nextDouble() * days * DAY);
  }
}
