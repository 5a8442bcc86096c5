package io.campaignpulse.plan;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static io.campaignpulse.testing.TestingSales.counted;
import static io.campaignpulse.testing.TestingSales.received;
import static io.campaignpulse.testing.TestingSales.sold;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.PromotionItem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** What holds for every stock and every order of arrival. */
class StockLawsTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** A midnight. */
  private static final long START = Duration.ofDays(20_000).toMillis();

  private static final long END = START + 100 * HOUR;
  private static final PromotionItem ITEM =
      new PromotionItem("S", null, null, 60 * MICROS, null, null, 3 * MICROS);

  /** Sales and stock of some days around the period: few instants, so that many coincide. */
  private static List<Object> history(Random random) {
    List<Object> history = new ArrayList<>();
    for (int i = 0; i < 5 + random.nextInt(60); i++) {
      long time = START + (random.nextInt(300) - 100) * HOUR;
      String place = List.of("a", "b", "dealer", "none").get(random.nextInt(4));
      switch (random.nextInt(8)) {
        case 0 -> history.add(counted("e" + i, place, time, random.nextInt(9)));
        case 1 -> history.add(received(place, time, random.nextInt(9)));
        case 2 ->
            history.add(sold(dealer(random), time - random.nextInt(99) * HOUR, time, -1, -50));
        default -> history.add(sold(dealer(random), time, time, 1 + random.nextInt(3), 50));
      }
    }
    return history;
  }

  private static @Nullable String dealer(Random random) {
    return random.nextBoolean() ? null : random.nextBoolean() ? "dealer" : "b";
  }

  private static StockBook book(List<Object> history) {
    StockBook book = StockBook.empty();
    history.forEach(happened -> add(book, happened));
    return book;
  }

  private static void add(StockBook book, Object happened) {
    if (happened instanceof SaleFact fact) {
      book.add(fact);
    } else {
      book.add((InventoryEvent) happened);
    }
  }

  private static StockFigures at(StockBook book, long now) {
    return book.figures(ITEM, START, END, now);
  }

  @Property
  void order_of_arrival_and_what_was_taken_back_do_not_matter(@ForAll long seed) {
    Random random = new Random(seed);
    List<Object> history = history(random);
    StockBook known = book(history);
    List<Object> shuffled = new ArrayList<>(history);
    shuffled.add(sold(null, START, START + HOUR, 7, 9));
    shuffled.add(sold(null, START, START + HOUR, -7, -9));
    Collections.shuffle(shuffled, random);
    StockBook shuffledBook = book(shuffled);
    for (long now = START - 10 * HOUR; now < END + 10 * HOUR; now += 7 * HOUR) {
      assertThat(at(shuffledBook, now)).isEqualTo(at(known, now));
    }
  }

  @Property
  void figures_tell_nothing_of_what_happens_later(@ForAll long seed) {
    Random random = new Random(seed);
    List<Object> history = history(random);
    long now = START + random.nextInt(120) * HOUR;
    List<Object> past = history.stream().filter(h -> time(h) <= now && time(h) < END).toList();
    assertThat(at(book(history), now)).isEqualTo(at(book(past), now));
  }

  @Property
  void on_hand_is_the_latest_counts_and_receipts_less_what_was_sold_since(@ForAll long seed) {
    Random random = new Random(seed);
    List<Object> history = history(random);
    long now = START + random.nextInt(100) * HOUR;
    assertThat(at(book(history), now).onHandMicros()).isEqualTo(onHand(history, now));
  }

  /** The definition of docs/metrics.md, word by word. */
  private static @Nullable Long onHand(List<Object> history, long now) {
    List<InventoryEvent> stock =
        history.stream()
            .filter(h -> time(h) <= now && h instanceof InventoryEvent)
            .map(InventoryEvent.class::cast)
            .toList();
    List<SaleFact> sales =
        history.stream()
            .filter(h -> time(h) <= now && h instanceof SaleFact)
            .map(SaleFact.class::cast)
            .toList();
    if (stock.isEmpty()) {
      return null;
    }
    List<String> locations =
        stock.stream()
            .map(InventoryEvent::location)
            .distinct()
            .map(Objects::requireNonNull)
            .toList();
    List<String> dealers =
        locations.stream()
            .filter(l -> sales.stream().anyMatch(sale -> l.equals(sale.dealerId())))
            .toList();
    long onHand = 0;
    long latestOfPool = Long.MIN_VALUE;
    for (String location : locations) {
      InventoryEvent count = latestCount(stock, location);
      long since = count == null ? Long.MIN_VALUE : count.eventTime();
      onHand += count == null ? 0 : Objects.requireNonNull(count.onHandMicros());
      for (InventoryEvent receipt : stock) {
        Long units = receipt.receivedMicros();
        if (location.equals(receipt.location()) && units != null && receipt.eventTime() >= since) {
          onHand += units;
        }
      }
      if (dealers.contains(location)) {
        onHand -=
            unitsSince(sales.stream().filter(s -> location.equals(s.dealerId())).toList(), since);
      }
      if (!dealers.contains(location) || dealers.size() == locations.size()) {
        latestOfPool = Math.max(latestOfPool, since);
      }
    }
    return onHand
        - unitsSince(
            sales.stream()
                .filter(s -> s.dealerId() == null || !dealers.contains(s.dealerId()))
                .toList(),
            latestOfPool);
  }

  private static @Nullable InventoryEvent latestCount(List<InventoryEvent> stock, String location) {
    InventoryEvent latest = null;
    for (InventoryEvent count : stock) {
      if (location.equals(count.location())
          && count.onHandMicros() != null
          && (latest == null
              || count.eventTime() > latest.eventTime()
              || (count.eventTime() == latest.eventTime()
                  && count.eventId().compareTo(latest.eventId()) > 0))) {
        latest = count;
      }
    }
    return latest;
  }

  private static long unitsSince(List<SaleFact> sales, long since) {
    return sales.stream().filter(s -> s.time() >= since).mapToLong(SaleFact::unitsMicros).sum();
  }

  @Property
  void it_is_sold_out_exactly_while_nothing_is_on_hand(@ForAll long seed) {
    List<Object> history =
        history(new Random(seed)).stream().filter(StockLawsTest::isOfTheShop).toList();
    StockBook book = book(history);
    List<OutOfStock> out = at(book, END).outOfStock();
    for (long hour = START; hour < END; hour += HOUR) {
      long time = hour;
      StockFigures figures = at(book, time);
      Long onHand = figures.onHandMicros();
      boolean soldOut = onHand != null && onHand <= 0;
      assertThat(figures.soldOutAt() != null).isEqualTo(soldOut);
      assertThat(out.stream().anyMatch(o -> o.from() <= time && time < o.to())).isEqualTo(soldOut);
    }
  }

  /** With one location and no dealers, later events tell nothing new of whose stock it was. */
  private static boolean isOfTheShop(Object happened) {
    return happened instanceof SaleFact fact
        ? fact.dealerId() == null
        : "a".equals(((InventoryEvent) happened).location());
  }

  @Property
  void what_is_forgotten_changes_nothing_that_comes_after_it(@ForAll long seed) {
    Random random = new Random(seed);
    List<Object> history = history(random);
    // Which locations are dealers' is known from the beginning: it may not change afterwards.
    for (String place : List.of("a", "b", "dealer", "none")) {
      history.add(counted(place, START - 200 * HOUR, 5));
    }
    history.add(sold("dealer", START - 150 * HOUR, START - 150 * HOUR, 1, 50));
    history.add(sold("b", START - 150 * HOUR, START - 150 * HOUR, 1, 50));
    StockBook kept = book(history);
    StockBook forgetful = book(history);
    forgetful.forget(START);
    List<Object> later = history(random).stream().filter(h -> time(h) >= START).toList();
    for (Object happened : later) {
      add(kept, happened);
      add(forgetful, happened);
    }
    forgetful.forget(START);
    for (long now = START; now < END; now += 9 * HOUR) {
      StockFigures figures = at(forgetful, now);
      StockFigures expected = at(kept, now);
      assertThat(figures.onHandMicros()).isEqualTo(expected.onHandMicros());
      assertThat(figures.soldMicros()).isEqualTo(expected.soldMicros());
      assertThat(figures.openingMicros()).isEqualTo(expected.openingMicros());
      assertThat(figures.receivedMicros()).isEqualTo(expected.receivedMicros());
      assertThat(figures.outOfStock()).isEqualTo(expected.outOfStock());
    }
  }

  @Property(tries = 100)
  void it_is_the_same_after_it_was_stored(@ForAll long seed) throws IOException {
    SerializerConfigImpl noGenericTypes = new SerializerConfigImpl();
    noGenericTypes.setGenericTypes(false);
    TypeSerializer<StockBook> serializer =
        TypeInformation.of(StockBook.class).createSerializer(noGenericTypes);
    StockBook book = book(history(new Random(seed)));
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(book, out);
    StockBook again = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    again.add(sold(START, 1, 50));
    StockBook copy = serializer.copy(book);
    copy.add(sold(START, 1, 50));
    assertThat(at(again, END)).isEqualTo(at(copy, END)).isNotEqualTo(at(book, END));
  }

  private static long time(Object happened) {
    return happened instanceof SaleFact fact
        ? fact.time()
        : ((InventoryEvent) happened).eventTime();
  }
}
