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
 * Brings together what was reported on one order (key: orderId) and tells its person of it; returns
 * wait for their order and are refused if it never comes.
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
    for (PricedOrder accepted : step.accepted()) {
      PersonRouter.teach(
          accepted.visitorId(),
          accepted.customerId(),
          accepted.eventTime(),
          link -> context.output(AttributionTags.VISITOR_EVENTS, link));
    }
    for (PricedOrder refused : step.refused()) {
      refuse(refused, RejectionReason.INVALID_VALUE, step.whyRefused(refused), context);
    }
    if (options.emission() == Emission.ON_CHANGE && !step.accepted().isEmpty()) {
      tell(before, step.book(), context, out);
    }
    keep(step.book(), context);
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
      if (book.isPlaced()) {
        tell(OrderBook.empty(), book, context, out);
      } else {
        refuseAll(book.changes(), context);
      }
      books.clear();
      return;
    }
    OrderBook.Step step =
        book.forget(timestamp, options.ordersRetention(), options.redecisionHorizon());
    refuseAll(step.refused(), context);
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

  private void tell(OrderBook before, OrderBook book, Context context, Collector<PersonEvent> out) {
    Conversion conversion = book.conversion();
    if (conversion != null) {
      ConversionLedger.changes(before.conversions(), List.of(conversion))
          .forEach(change -> context.output(AttributionTags.BOOKINGS, change));
      PersonRouter.send(
          Change.GAINED,
          conversion,
          out::collect,
          asked -> context.output(AttributionTags.VISITOR_EVENTS, asked));
    }
  }

  private void refuseAll(List<PricedOrder> changes, Context context) {
    for (PricedOrder change : changes) {
      refuse(change, RejectionReason.ORDER_UNKNOWN, "orderId: no such order was placed", context);
    }
  }

  /** Ingest has already counted it: the ledger takes that back. */
  private void refuse(PricedOrder event, RejectionReason reason, String detail, Context context) {
    context.output(
        AttributionTags.REJECTED,
        new Rejection(
            Topic.ORDERS,
            event.origin().partition(),
            event.origin().position(),
            event.origin().file(),
            event.origin().arrivalTime(),
            reason,
            detail,
            CanonicalJson.of(event).getBytes(StandardCharsets.UTF_8)));
    context.output(AttributionTags.LEDGER, new LedgerChange(Topic.ORDERS, Outcome.COUNTED, -1));
    context.output(AttributionTags.LEDGER, new LedgerChange(Topic.ORDERS, Outcome.REJECTED, 1));
  }
}
