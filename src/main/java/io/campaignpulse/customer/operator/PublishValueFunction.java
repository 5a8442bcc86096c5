package io.campaignpulse.customer.operator;

import io.campaignpulse.customer.AcquisitionCost;
import io.campaignpulse.customer.CustomerOptions;
import io.campaignpulse.customer.Days;
import io.campaignpulse.customer.MarginAtAge;
import io.campaignpulse.customer.ValueChange;
import io.campaignpulse.customer.ValueCurve;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.TimeGrid;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums what is known of the customers a campaign and channel (the key) acquired and publishes what
 * they are worth by age: live what changed, at most once in an interval and after each midnight
 * (UTC), when all are a day older; in a replay once at the end.
 */
public final class PublishValueFunction
    extends KeyedCoProcessFunction<
        Tuple2<String, String>, ValueChange, AcquisitionCost, CustomerValue> {

  /** Name and uid of the operator. */
  public static final String UID = "publish-customer-value";

  private static final long serialVersionUID = 1L;
  private static final long END = Long.MAX_VALUE - 1;

  private final CustomerOptions options;
  private transient MapState<Long, Long> customers;
  private transient MapState<Integer, MarginAtAge> margins;
  private transient ValueState<Double> cost;
  private transient ValueState<Long> today;
  private transient ValueState<PublishedRows> published;

  /** Publishes as the options say. */
  public PublishValueFunction(CustomerOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    customers =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>(UID + ".customers", Types.LONG, Types.LONG));
    margins =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".margins", Types.INT, TypeInformation.of(MarginAtAge.class)));
    cost = getRuntimeContext().getState(new ValueStateDescriptor<>(UID + ".cost", Types.DOUBLE));
    today = getRuntimeContext().getState(new ValueStateDescriptor<>(UID + ".today", Types.LONG));
    published =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    UID + ".published", TypeInformation.of(PublishedRows.class)));
  }

  @Override
  public void processElement1(ValueChange change, Context context, Collector<CustomerValue> out)
      throws Exception {
    if (change.customersNanos() != 0) {
      Long known = customers.get(change.day());
      long sum = Math.addExact(known == null ? 0 : known, change.customersNanos());
      if (sum == 0) {
        customers.remove(change.day());
      } else {
        customers.put(change.day(), sum);
      }
    }
    if (change.marginMicros() != 0 || change.unitsWithoutCost() != 0) {
      MarginAtAge known = margins.get(change.age());
      MarginAtAge sum = (known == null ? MarginAtAge.NOTHING : known).plus(change);
      if (sum.equals(MarginAtAge.NOTHING)) {
        margins.remove(change.age());
      } else {
        margins.put(change.age(), sum);
      }
    }
    changed(context);
  }

  @Override
  public void processElement2(AcquisitionCost paid, Context context, Collector<CustomerValue> out)
      throws Exception {
    Double cac = paid.cac();
    if (Objects.equals(cac, cost.value())) {
      return;
    }
    if (cac == null) {
      cost.clear();
    } else {
      cost.update(cac);
    }
    if (!customers.isEmpty()) {
      changed(context);
    }
  }

  /** Has the key published: at the end of a replay; live within the interval and each midnight. */
  private void changed(Context context) throws Exception {
    if (options.emission() == Emission.AT_END) {
      context.timerService().registerEventTimeTimer(END);
      return;
    }
    publishSoon(context);
    if (today.value() == null && !customers.isEmpty()) {
      awaitMidnight(context);
    }
  }

  private void publishSoon(Context context) {
    long now = context.timerService().currentProcessingTime();
    context
        .timerService()
        .registerProcessingTimeTimer(new TimeGrid(options.publishEveryMillis()).after(now));
  }

  /** Event time is not known before the first watermark: the newest customer tells the day then. */
  private void awaitMidnight(Context context) throws Exception {
    long mark = context.timerService().currentWatermark();
    long day = mark == Long.MIN_VALUE ? newestDay(Long.MIN_VALUE) : Days.of(mark + 1);
    today.update(day);
    context.timerService().registerEventTimeTimer(Days.start(day + 1) - 1);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<CustomerValue> out)
      throws Exception {
    if (options.emission() == Emission.AT_END) {
      long asOf = Objects.requireNonNull(options.asOf());
      publish(context.getCurrentKey(), Days.of(asOf), asOf, out);
    } else if (context.timeDomain() == TimeDomain.EVENT_TIME
        && context.timerService().currentWatermark() < END) {
      today.clear();
      if (!customers.isEmpty()) {
        awaitMidnight(context);
        publishSoon(context);
      }
    } else {
      // The interval is over, or all input, after which no interval ends.
      publish(
          context.getCurrentKey(),
          currentDay(),
          context.timerService().currentProcessingTime(),
          out);
    }
  }

  private long currentDay() throws Exception {
    Long known = today.value();
    return newestDay(known == null ? Long.MIN_VALUE : known);
  }

  /** The newest day of acquisition, or a later one. */
  private long newestDay(long atLeast) throws Exception {
    long newest = atLeast;
    for (Long day : customers.keys()) {
      newest = Math.max(newest, day);
    }
    return newest;
  }

  private void publish(Tuple2<String, String> key, long day, long now, Collector<CustomerValue> out)
      throws Exception {
    ValueCurve curve =
        ValueCurve.of(customersByDay(), marginsByAge(), day, options.oldestAge(), cost.value());
    PublishedRows known = published.value();
    PublishedRows before = known == null ? PublishedRows.NONE : known;
    long revision =
        options.emission() == Emission.AT_END ? 1 : Math.max(before.revision() + 1, now);
    long[] prints = new long[curve.ages()];
    for (int age = 0; age < Math.max(prints.length, before.prints().length); age++) {
      CustomerValue row = curve.row(key.f0, key.f1, age, revision, now);
      long print = PublishedRows.print(row);
      if (print != before.print(age)) {
        out.collect(row);
      }
      if (age < prints.length) {
        prints[age] = print;
      }
    }
    if (prints.length == 0) {
      published.clear();
    } else {
      published.update(new PublishedRows(revision, prints));
    }
  }

  private NavigableMap<Long, Long> customersByDay() throws Exception {
    NavigableMap<Long, Long> byDay = new TreeMap<>();
    for (Map.Entry<Long, Long> entry : customers.entries()) {
      byDay.put(entry.getKey(), entry.getValue());
    }
    return byDay;
  }

  private Map<Integer, MarginAtAge> marginsByAge() throws Exception {
    Map<Integer, MarginAtAge> byAge = new HashMap<>();
    for (Map.Entry<Integer, MarginAtAge> entry : margins.entries()) {
      byAge.put(entry.getKey(), entry.getValue());
    }
    return byAge;
  }
}
