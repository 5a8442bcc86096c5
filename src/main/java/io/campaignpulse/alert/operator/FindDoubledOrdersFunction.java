package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.feed.OrderFlaw;
import io.campaignpulse.alert.feed.SourceMinute;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.ResultKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts orders that repeat another one: of the same person, worth and second, but under another
 * id. Twins have the same touches, so one is recognised by its credit; the first of each is kept
 * for a day. Key: a bucket of persons.
 */
public final class FindDoubledOrdersFunction
    extends KeyedProcessFunction<Integer, Credit, SourceMinute> {

  /** Name and uid of the operator. */
  public static final String UID = "find-doubled-orders";

  private static final long serialVersionUID = 1L;

  private static final long RETENTION = Duration.ofDays(1).toMillis();
  private static final int BUCKETS = 1024;
  private static final long SECOND = 1_000;

  /** Orders by what twins share, by the minute they were placed in. */
  private transient MapState<Long, Map<String, String>> orders;

  /** The bucket of a person. */
  public static int bucketOf(String personId) {
    return Math.floorMod(personId.hashCode(), BUCKETS);
  }

  @Override
  public void open(OpenContext context) {
    orders =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".orders", Types.LONG, Types.MAP(Types.STRING, Types.STRING)));
  }

  @Override
  public void processElement(Credit credit, Context context, Collector<SourceMinute> out)
      throws Exception {
    long minute = Minutes.floor(credit.conversionTime());
    long reached = context.timerService().currentWatermark();
    if (reached >= minute + RETENTION) {
      return;
    }
    Map<String, String> known = orders.get(minute);
    Map<String, String> all = known == null ? new HashMap<>() : known;
    String first = all.putIfAbsent(markOf(credit), credit.conversionId());
    orders.put(minute, all);
    context.timerService().registerEventTimeTimer(Minutes.nextQuarter(minute + RETENTION));
    if (first != null && !first.equals(credit.conversionId())) {
      long[] nanos = new long[SourceMinute.SIZE];
      nanos[OrderFlaw.DOUBLED.index()] = credit.weightNanos();
      // Those of a copy that comes later count when it comes.
      out.collect(new SourceMinute(Math.max(minute, Minutes.floor(Math.max(0, reached))), nanos));
    }
  }

  private static String markOf(Credit credit) {
    return ResultKey.of(
        String.valueOf(credit.personId()),
        Long.toString(credit.conversionTime() / SECOND),
        credit.touchEventId(),
        Long.toString(credit.valueMicros()));
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<SourceMinute> out)
      throws Exception {
    for (long minute = timer - RETENTION - Minutes.QUARTER;
        minute + RETENTION < timer;
        minute += MINUTE) {
      orders.remove(minute);
    }
  }
}
