package io.campaignpulse.plan.operator;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.MeasureSums;
import io.campaignpulse.event.TimeGrid;
import io.campaignpulse.plan.HourTraffic;
import io.campaignpulse.plan.PartSums;
import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanChanges;
import io.campaignpulse.plan.PlanIndex;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.plan.PlanPart;
import io.campaignpulse.plan.PlanSeries;
import io.campaignpulse.plan.ProfileFact;
import io.campaignpulse.plan.ProfileFamily;
import io.campaignpulse.plan.SeriesFact;
import io.campaignpulse.spend.CountedSpend;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps what happened in a series (key: {@link PlanSeries#book()}) and tells each plan that covers
 * it: live each fact as it comes, and all that is kept when a plan is new or has changed; in a
 * replay all of it once at the end.
 */
public final class KeepSeriesFunction
    extends KeyedBroadcastProcessFunction<String, SeriesFact, PlanChanges, PlanPart> {

  /** Name and uid of the operator. */
  public static final String UID = "keep-series";

  /** The plans that stand, by plan id. */
  public static final MapStateDescriptor<String, Plan> PLANS = PlanIndexState.descriptor(UID);

  /** What the facts teach of the hours of the week. */
  public static final OutputTag<ProfileFact> PROFILE =
      new OutputTag<>("series-profile", TypeInformation.of(ProfileFact.class));

  private static final long serialVersionUID = 1L;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MICROS_PER_COUNT = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private final PlanOptions options;
  private transient PlanIndexState index;
  private transient ValueState<PlanSeries> name;
  private transient MapState<BookedAt, long[]> booked;
  private transient MapState<String, CountedSpend> reports;
  private transient MapState<Long, HourTraffic> hours;

  /** Keeps facts for the retention of plans. */
  public KeepSeriesFunction(PlanOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    index = new PlanIndexState();
    name = getRuntimeContext().getState(nameDescriptor());
    booked =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".booked",
                    TypeInformation.of(BookedAt.class),
                    PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    reports =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".reports", Types.STRING, TypeInformation.of(CountedSpend.class)));
    hours =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".hours", Types.LONG, TypeInformation.of(HourTraffic.class)));
  }

  private static ValueStateDescriptor<PlanSeries> nameDescriptor() {
    return new ValueStateDescriptor<>(UID + ".name", TypeInformation.of(PlanSeries.class));
  }

  @Override
  public void processElement(SeriesFact fact, ReadOnlyContext context, Collector<PlanPart> out)
      throws Exception {
    if (name.value() == null) {
      name.update(fact.series());
      awaitClearing(context);
    }
    Consumer<PartSums> change = keep(fact, context);
    if (options.isLive()) {
      for (Plan plan : index.of(context.getBroadcastState(PLANS)).of(fact.series())) {
        PartSums sums = new PartSums(plan, fact.series().book());
        change.accept(sums);
        sums.part().ifPresent(out::collect);
      }
    }
  }

  /** Keeps a fact; returns how it changes the sums of a plan. */
  private Consumer<PartSums> keep(SeriesFact fact, ReadOnlyContext context) throws Exception {
    if (fact.spend() != null) {
      return keepReport(fact.spend());
    }
    return fact.traffic() != null
        ? keepTraffic(fact.traffic(), context)
        : keepBooked(fact, Objects.requireNonNull(fact.booked()), context);
  }

  private Consumer<PartSums> keepReport(CountedSpend report) throws Exception {
    String key = report.report().reportKey();
    CountedSpend known = reports.get(key);
    if (!report.replaces(known)) {
      return sums -> {};
    }
    reports.put(key, report);
    return sums -> sums.report(known, report);
  }

  private Consumer<PartSums> keepTraffic(HourTraffic row, ReadOnlyContext context)
      throws Exception {
    HourTraffic kept = hours.get(row.hour());
    HourTraffic known = kept == null ? HourTraffic.none(row.hour()) : kept;
    if (row.revision() <= known.revision()) {
      return sums -> {};
    }
    hours.put(row.hour(), row);
    teach(
        ProfileFamily.TRAFFIC,
        row.hour(),
        (row.clicks() - known.clicks()) * MICROS_PER_COUNT,
        context);
    return sums -> sums.traffic(known, row);
  }

  private Consumer<PartSums> keepBooked(SeriesFact fact, long[] amounts, ReadOnlyContext context)
      throws Exception {
    BookedAt at = new BookedAt(fact.time(), fact.dealerId() == null ? "" : fact.dealerId());
    long[] known = booked.get(at);
    long[] all = known == null ? new long[amounts.length] : known.clone();
    new MeasureSums(all).add(amounts);
    booked.put(at, all);
    long leads = amounts[AttributedMeasure.LEADS.ordinal()];
    teach(ProfileFamily.LEADS, fact.time(), leads / NANOS_PER_MICRO, context);
    return sums -> sums.book(fact.dealerId(), fact.time(), amounts);
  }

  private static void teach(
      ProfileFamily family, long time, long amountMicros, ReadOnlyContext context) {
    if (amountMicros != 0) {
      context.output(PROFILE, ProfileFact.amount(family, time, amountMicros));
    }
  }

  @Override
  public void processBroadcastElement(PlanChanges changes, Context context, Collector<PlanPart> out)
      throws Exception {
    PlanIndex changed = index.put(context.getBroadcastState(PLANS), changes);
    if (options.isLive()) {
      context.applyToKeyedState(
          nameDescriptor(), (key, named) -> tellAll(named.value(), changed, out));
    }
  }

  private void tellAll(PlanSeries series, PlanIndex plans, Collector<PlanPart> out)
      throws Exception {
    for (Plan plan : plans.of(series)) {
      PartSums sums = new PartSums(plan, series.book());
      if (sums.countsBooked()) {
        for (Map.Entry<BookedAt, long[]> entry : booked.entries()) {
          String dealer = entry.getKey().dealerId();
          sums.book(dealer.isEmpty() ? null : dealer, entry.getKey().time(), entry.getValue());
        }
      } else {
        for (HourTraffic row : hours.values()) {
          sums.traffic(HourTraffic.none(row.hour()), row);
        }
      }
      if (sums.countsSpend()) {
        for (CountedSpend report : reports.values()) {
          sums.report(null, report);
        }
      }
      sums.part().ifPresent(out::collect);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PlanPart> out)
      throws Exception {
    if (!options.isLive()) {
      tellAll(name.value(), index.of(context.getBroadcastState(PLANS)), out);
      forget(Long.MAX_VALUE);
      return;
    }
    // Event time may leap over many midnights, as when a job starts.
    long now = PlanClock.now(context.timerService().currentWatermark(), timestamp);
    forget(now - options.retentionMillis());
    if (booked.isEmpty() && reports.isEmpty() && hours.isEmpty()) {
      name.clear();
    } else {
      awaitClearing(context);
    }
  }

  private void awaitClearing(ReadOnlyContext context) {
    long reached = Math.max(0, context.timerService().currentWatermark());
    context
        .timerService()
        .registerEventTimeTimer(
            options.isLive() ? new TimeGrid(DAY).after(reached) : Long.MAX_VALUE);
  }

  private void forget(long before) throws Exception {
    removeIf(booked.iterator(), entry -> entry.getKey().time() < before);
    removeIf(reports.iterator(), entry -> entry.getValue().report().periodEnd() < before);
    removeIf(hours.iterator(), entry -> entry.getKey() < before);
  }

  private static <E> void removeIf(Iterator<E> entries, Predicate<E> old) {
    while (entries.hasNext()) {
      if (old.test(entries.next())) {
        entries.remove();
      }
    }
  }
}
