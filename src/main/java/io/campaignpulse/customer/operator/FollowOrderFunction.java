package io.campaignpulse.customer.operator;

import io.campaignpulse.customer.CustomerOptions;
import io.campaignpulse.customer.CustomerOrder;
import io.campaignpulse.customer.Days;
import io.campaignpulse.customer.OrderCredits;
import io.campaignpulse.event.Credit;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;

/**
 * Puts the credits of an order (the key) together and tells its person what it is worth, anew with
 * each change. An order is forgotten when nothing was heard of it for as long as orders are kept;
 * its person is told so.
 */
public final class FollowOrderFunction extends KeyedProcessFunction<String, Credit, CustomerOrder> {

  /** Name and uid of the operator. */
  public static final String UID = "follow-orders";

  private static final long serialVersionUID = 1L;
  private static final long NO_TIME_YET = Long.MIN_VALUE;

  private final CustomerOptions options;
  private transient ValueState<OrderCredits> credits;
  private transient ValueState<Long> heard;

  /** Follows orders as long as the options keep them. */
  public FollowOrderFunction(CustomerOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    credits =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    UID + ".credits", TypeInformation.of(OrderCredits.class)));
    heard = getRuntimeContext().getState(new ValueStateDescriptor<>(UID + ".heard", Types.LONG));
  }

  @Override
  public void processElement(Credit credit, Context context, Collector<CustomerOrder> out)
      throws Exception {
    OrderCredits known = credits.value();
    OrderCredits standing = known == null ? OrderCredits.none() : known;
    standing.apply(credit);
    List<CustomerOrder> words = standing.untold(credit.conversionId());
    words.forEach(out::collect);
    credits.update(standing.told(words));
    long now = context.timerService().currentWatermark();
    heard.update(now == NO_TIME_YET ? now : Math.max(now, credit.conversionTime()));
    if (known == null) {
      context.timerService().registerEventTimeTimer(clearedAt(credit.conversionTime()));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<CustomerOrder> out)
      throws Exception {
    long now = context.timerService().currentWatermark();
    Long last = heard.value();
    OrderCredits known = credits.value();
    if (last == null || known == null || now == Watermark.MAX_WATERMARK.getTimestamp()) {
      // At the end of input others may still be telling; nobody needs to forget any more.
      clear();
      return;
    }
    // What was heard before the first watermark may be old: it is kept from that on.
    long since = last == NO_TIME_YET ? now : last;
    if (clearedAt(since) > timestamp) {
      heard.update(since);
      context.timerService().registerEventTimeTimer(clearedAt(since));
      return;
    }
    CustomerOrder settled = known.settled();
    if (settled != null) {
      out.collect(settled);
    }
    clear();
  }

  private void clear() {
    credits.clear();
    heard.clear();
  }

  /** At midnights, so that there are few instants at which anything is cleared. */
  private long clearedAt(long since) {
    return Days.endOf(since + options.ordersRetention());
  }
}
