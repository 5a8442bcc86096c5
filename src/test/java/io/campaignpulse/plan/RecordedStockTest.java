package io.campaignpulse.plan;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.attribution.OrderBook;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.PromotionItem;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.ArrivalTimes;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.FxRates;
import io.campaignpulse.ingest.Pricing;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TopicReaders;
import io.campaignpulse.source.file.FileRecords;
import io.campaignpulse.source.file.ReplayFolder;
import io.campaignpulse.source.file.ReplayPrescan;
import io.campaignpulse.source.json.JsonRecords;
import io.campaignpulse.testing.TestingRecordedData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The stock of recorded folders, straight from their files, against what they expect. */
class RecordedStockTest {

  /** Sales, stock and promotions of a folder. */
  private static final class Recorded {

    final JsonNode expected;
    final List<Promotion> promotions;
    final List<InventoryEvent> inventory;
    final List<SaleFact> sales = new ArrayList<>();
    final Map<String, StockBook> books = new HashMap<>();

    Recorded(Path path) throws IOException {
      expected = new ObjectMapper().readTree(path.resolve("expected.json").toFile());
      ReplayFolder folder = ReplayFolder.open(path);
      FxRates rates = new FxRates("USD", ReplayPrescan.catalogues(folder).fxRates());
      Map<String, OrderBook> orders = new LinkedHashMap<>();
      for (OrderEvent event :
          firsts(read(folder, Topic.ORDERS, OrderEvent.class), OrderEvent::eventId)) {
        PricedOrder priced = priced(event, rates);
        if (priced != null) {
          OrderBook book = orders.getOrDefault(event.orderId(), OrderBook.empty());
          orders.put(event.orderId(), book.apply(priced).book());
        }
      }
      orders.values().forEach(order -> sales.addAll(Sales.of(order)));
      inventory =
          firsts(read(folder, Topic.INVENTORY, InventoryEvent.class), InventoryEvent::eventId);
      promotions = read(folder, Topic.PROMOTIONS, Promotion.class);
      sales.forEach(fact -> book(fact.sku()).add(fact));
      inventory.forEach(event -> book(event.sku()).add(event));
    }

    StockBook book(String sku) {
      return books.computeIfAbsent(sku, s -> StockBook.empty());
    }

    StockFigures figures(Promotion promotion, PromotionItem item, long now) {
      return book(item.sku()).figures(item, promotion.startTime(), promotion.endTime(), now);
    }

    Promotion promotion(String id) {
      return promotions.stream().filter(p -> p.promotionId().equals(id)).findAny().orElseThrow();
    }
  }

  private static <R> List<R> read(ReplayFolder folder, Topic topic, Class<R> type)
      throws IOException {
    List<R> good = new ArrayList<>();
    FieldsReader<?> reader = TopicReaders.of(topic);
    try (FileRecords records = FileRecords.open(folder.file(topic).orElseThrow())) {
      for (RawRecord raw = records.next(); raw != null; raw = records.next()) {
        Origin origin = new Origin(0, raw.position(), null, ArrivalTimes.UNKNOWN);
        try {
          good.add(type.cast(reader.read(JsonRecords.parse(requireNonNull(raw.value())), origin)));
        } catch (RejectedException refused) {
          assertThat(refused.reason()).isNotNull();
        }
      }
    }
    return good;
  }

  private static <E> List<E> firsts(List<E> events, Function<E, String> id) {
    Map<String, E> firsts = new LinkedHashMap<>();
    events.forEach(event -> firsts.putIfAbsent(id.apply(event), event));
    return List.copyOf(firsts.values());
  }

  private static @Nullable PricedOrder priced(OrderEvent event, FxRates rates) {
    try {
      return Pricing.order(event, rates);
    } catch (Pricing.MissingRateException refused) {
      return null;
    }
  }

  private static void check(StockFigures figures, JsonNode row) {
    assertThat(figures.soldMicros()).isEqualTo(row.get("unitsSold").longValue() * MICROS);
    assertThat(figures.openingMicros()).isEqualTo(row.get("openingStock").longValue() * MICROS);
    assertThat(figures.receivedMicros()).isEqualTo(row.get("receipts").longValue() * MICROS);
    assertThat(figures.sellThrough())
        .isCloseTo(row.get("sellThrough").doubleValue(), within(0.000001));
  }

  @Test
  void smoke_clears_what_its_arithmetic_says() throws IOException {
    Recorded smoke = new Recorded(TestingRecordedData.folder("smoke"));
    long asOf = Instant.parse("2026-03-15T00:00:00Z").toEpochMilli();
    Promotion promotion = smoke.promotion("clear-spring");
    StockFigures both = null;
    for (PromotionItem item : promotion.items()) {
      JsonNode row = row(smoke.expected.get("promotions"), "sku", item.sku());
      StockFigures figures = smoke.figures(promotion, item, asOf);
      check(figures, row);
      assertThat(figures.onHandMicros()).isEqualTo(row.get("onHand").longValue() * MICROS);
      assertThat(figures.soldOutAt()).isNull();
      both = both == null ? figures : both.plus(figures);
    }
    assertThat(requireNonNull(both).soldMicros()).isEqualTo(13 * MICROS);
    assertThat(both.onHandMicros()).isEqualTo(14 * MICROS);
    assertThat(both.discountCostMicros()).as("6 x 60 - 270 + 7 x 30 - 195").isEqualTo(105 * MICROS);
  }

  @Test
  void complete_journey_sells_through_and_out_as_expected() throws IOException {
    Recorded journey = new Recorded(TestingRecordedData.folder("complete-journey"));
    int soldOut = 0;
    int restocked = 0;
    for (Promotion promotion : journey.promotions) {
      JsonNode row =
          row(
              journey.expected.get("promotions").get("rows"),
              "promotionId",
              promotion.promotionId());
      StockFigures all = null;
      for (PromotionItem item : promotion.items()) {
        StockFigures figures = journey.figures(promotion, item, Long.MAX_VALUE - 1);
        JsonNode expected =
            StreamSupport.stream(row.get("perItem").spliterator(), false)
                .filter(columns -> columns.get(0).textValue().equals(item.sku()))
                .findAny()
                .orElseThrow();
        assertThat(figures.soldMicros()).isEqualTo(expected.get(3).longValue() * MICROS);
        assertThat(figures.receivedMicros()).isEqualTo(expected.get(2).longValue() * MICROS);
        assertThat(figures.onHandMicros()).isEqualTo(expected.get(5).longValue() * MICROS);
        assertThat(figures.soldOutAt())
            .as("%s %s", promotion.promotionId(), item.sku())
            .isEqualTo(soldOutAt(journey, item.sku(), promotion.endTime()));
        soldOut += figures.soldOutAt() == null ? 0 : 1;
        restocked += figures.soldOutAt() == null && !figures.outOfStock().isEmpty() ? 1 : 0;
        all = all == null ? figures : all.plus(figures);
      }
      check(requireNonNull(all), row);
      assertThat(all.onHandMicros()).isEqualTo(row.get("onHandAtEnd").longValue() * MICROS);
    }
    assertThat(soldOut).isGreaterThan(100);
    assertThat(restocked).isPositive();
  }

  private static JsonNode row(JsonNode rows, String field, String value) {
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.get(field).textValue().equals(value))
        .findAny()
        .orElseThrow();
  }

  /** A change of the stock of the folder's only location. */
  private record Change(long time, int rank, boolean resets, long units) {}

  /** The sale that ended the stock, by a plain loop. */
  private static @Nullable Long soldOutAt(Recorded recorded, String sku, long end) {
    Stream<Change> stock =
        recorded.inventory.stream()
            .filter(event -> event.sku().equals(sku))
            .map(
                event -> {
                  Long counted = event.onHandMicros();
                  return counted == null
                      ? new Change(
                          event.eventTime(), 1, false, requireNonNull(event.receivedMicros()))
                      : new Change(event.eventTime(), 0, true, counted);
                });
    Stream<Change> sold =
        recorded.sales.stream()
            .filter(fact -> fact.sku().equals(sku))
            .map(fact -> new Change(fact.time(), 2, false, -fact.unitsMicros()));
    List<Change> changes =
        Stream.concat(stock, sold)
            .filter(change -> change.time() < end)
            .sorted(Comparator.comparingLong(Change::time).thenComparingInt(Change::rank))
            .toList();
    long units = 0;
    Long soldOutAt = null;
    for (Change change : changes) {
      units = change.resets() ? change.units() : units + change.units();
      if (units > 0) {
        soldOutAt = null;
      } else if (soldOutAt == null) {
        soldOutAt = change.time();
      }
    }
    return soldOutAt;
  }
}
