package io.campaignpulse.plan.operator;

import io.campaignpulse.attribution.OrderBook;
import io.campaignpulse.customer.Days;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.plan.SaleFact;
import io.campaignpulse.plan.Sales;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells what was sold in an order (key: orderId) and what came back of it; live, each change as the
 * difference, at the end, all of it once. Returns wait for their order; those that wait in vain are
 * dropped, for attribution has told that they are rejected.
 */
public final class AccountSalesFunction
    extends KeyedProcessFunction<String, PricedOrder, SaleFact> {

  /** Name and uid of the operator. */
  public static final String UID = "account-sales";

  private static final long serialVersionUID = 1L;

  private final Emission emission;
  private final long ordersRetention;
  private final long patience;
  private transient ValueState<OrderBook> books;

  /**
   * Keeps orders for their retention, and what waits for them as long as attribution does.
   *
   * @param ordersRetention live: how long an order is kept after it was placed, milliseconds
   * @param patience live: how long returns and cancellations wait for their order, milliseconds
   */
  public AccountSalesFunction(Emission emission, long ordersRetention, long patience) {
    this.emission = emission;
    this.ordersRetention = ordersRetention;
    this.patience = patience;
  }

  @Override
  public void open(OpenContext context) {
    books =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(UID + ".book", TypeInformation.of(OrderBook.class)));
  }

  @Override
  public void processElement(PricedOrder event, Context context, Collector<SaleFact> out)
      throws Exception {
    OrderBook known = books.value();
    OrderBook before = known == null ? OrderBook.empty() : known;
    OrderBook after = before.apply(event).book();
    if (emission == Emission.ON_CHANGE) {
      Sales.difference(before, after).forEach(out::collect);
    }
    keep(after, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<SaleFact> out)
      throws Exception {
    OrderBook book = books.value();
    if (book == null) {
      return;
    }
    if (emission == Emission.AT_END) {
      Sales.of(book).forEach(out::collect);
      books.clear();
    } else {
      keep(book.forget(timestamp, ordersRetention, patience).book(), context);
    }
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
            emission == Emission.AT_END
                ? Long.MAX_VALUE
                : Days.endOf(book.expiresAt(ordersRetention, patience)));
  }
}
