package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.Conversion;
import io.campaignpulse.attribution.ConversionLedger;
import io.campaignpulse.attribution.OrderBook;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.attribution.PersonRouter;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Collects the events of one order (key: orderId) and emits the order to its person; changes wait
 * for their order and are refused if it never comes. Events come in as counted; the ledger receives
 * which of them turn out to be duplicates.
 */
public final class CollectOrderFunction
    extends KeyedProcessFunction<String, PricedOrder, PersonEvent> {

  /** Name and uid of the operator. */
  public static final String UID = "collect-orders";

  private static final long serialVersionUID = 1L;

  private final AttributionOptions options;
  private transient ValueState<OrderBook> books;
  private transient EventsAhead<PricedOrder> ahead;

  /** Keeps orders for their retention, and what waits for them for the re-decision horizon. */
  public CollectOrderFunction(AttributionOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    books =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(UID + ".book", TypeInformation.of(OrderBook.class)));
    ahead = new EventsAhead<>(getRuntimeContext(), UID, TypeInformation.of(PricedOrder.class));
  }

  @Override
  public void processElement(PricedOrder event, Context context, Collector<PersonEvent> out)
      throws Exception {
    if (options.emission() == Emission.AT_END || !ahead.hold(event, context.timerService())) {
      take(event, context, out);
    }
  }

  private void take(PricedOrder event, Context context, Collector<PersonEvent> out)
      throws Exception {
    OrderBook known = books.value();
    OrderBook before = known == null ? OrderBook.empty() : known;
    OrderBook.Step step = before.apply(event);
    OrderBook after = step.book();
    repeat(step.duplicates(), context);
    boolean isRefusedForGood = after.equals(before);
    if (options.emission() == Emission.ON_CHANGE || isRefusedForGood) {
      refuseAll(step.refused(), after, RejectionReason.INVALID_VALUE, context);
    }
    if (options.emission() == Emission.ON_CHANGE) {
      step.restored().forEach(restored -> move(Outcome.REJECTED, Outcome.COUNTED, 1, context));
      teach(step.accepted(), context);
      if (!step.accepted().isEmpty()) {
        emit(before, after, context, out);
      }
    }
    keep(after, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PersonEvent> out)
      throws Exception {
    for (PricedOrder event : ahead.release(context.timerService())) {
      take(event, context, out);
    }
    OrderBook book = books.value();
    if (book == null || context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      return;
    }
    if (options.emission() == Emission.AT_END) {
      refuseAll(book.refused(), book, reasonOf(book), context);
      teach(book.counted(), context);
      emit(OrderBook.empty(), book, context, out);
      books.clear();
      return;
    }
    OrderBook.Step step =
        book.forget(timestamp, options.ordersRetention(), options.redecisionHorizon());
    refuseAll(step.refused(), step.book(), reasonOf(step.book()), context);
    keep(step.book(), context);
  }

  private void keep(OrderBook book, Context context) throws Exception {
    if (book.isEmpty()) {
      books.clear();
      return;
    }
    books.update(book);
    context
        .timerService()
        .registerEventTimeTimer(
            options.emission() == Emission.AT_END
                ? Long.MAX_VALUE
                : Clearing.after(
                    book.expiresAt(options.ordersRetention(), options.redecisionHorizon())));
  }

  private void emit(
      OrderBook before, OrderBook after, Context context, Collector<PersonEvent> out) {
    List<Conversion> conversions = after.conversions();
    ConversionLedger.changes(before.conversions(), conversions)
        .forEach(change -> context.output(AttributionTags.BOOKINGS, change));
    for (Conversion gone : before.conversionsNotIn(conversions)) {
      send(Change.LOST, gone, context, out);
    }
    for (Conversion conversion : conversions) {
      send(Change.GAINED, conversion, context, out);
    }
  }

  private static void send(
      Change change, Conversion conversion, Context context, Collector<PersonEvent> out) {
    PersonRouter.send(
        change,
        conversion,
        out::collect,
        event -> context.output(AttributionTags.VISITOR_EVENTS, event));
  }

  /** Emits the links that events stand for. */
  private static void teach(List<PricedOrder> events, Context context) {
    for (PricedOrder event : events) {
      PersonRouter.teach(
          event.visitorId(),
          event.customerId(),
          event.eventTime(),
          link -> context.output(AttributionTags.VISITOR_EVENTS, link));
    }
  }

  private static RejectionReason reasonOf(OrderBook book) {
    return book.isPlaced() ? RejectionReason.INVALID_VALUE : RejectionReason.ORDER_UNKNOWN;
  }

  private static void refuseAll(
      List<PricedOrder> events, OrderBook book, RejectionReason reason, Context context) {
    for (PricedOrder event : events) {
      context.output(
          AttributionTags.REJECTED,
          new Rejection(
              Topic.ORDERS,
              event.origin().partition(),
              event.origin().position(),
              event.origin().file(),
              event.origin().arrivalTime(),
              reason,
              book.whyRefused(event),
              CanonicalJson.of(event).getBytes(StandardCharsets.UTF_8)));
      move(Outcome.COUNTED, Outcome.REJECTED, 1, context);
    }
  }

  private static void repeat(int duplicates, Context context) {
    if (duplicates != 0) {
      move(Outcome.COUNTED, Outcome.DUPLICATE, duplicates, context);
    }
  }

  /** Corrects the ledger, in which ingest has counted all events. */
  private static void move(Outcome from, Outcome to, int events, Context context) {
    context.output(AttributionTags.LEDGER, new LedgerChange(Topic.ORDERS, from, -events));
    context.output(AttributionTags.LEDGER, new LedgerChange(Topic.ORDERS, to, events));
  }
}
