package io.campaignpulse.plan.operator;

import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.TimeGrid;
import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanChanges;
import io.campaignpulse.plan.PlanIndex;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.plan.PlanPart;
import io.campaignpulse.plan.ProfileFact;
import io.campaignpulse.plan.ProfileFamily;
import io.campaignpulse.plan.SaleFact;
import io.campaignpulse.plan.StockBook;
import io.campaignpulse.plan.StockFact;
import io.campaignpulse.plan.StockPart;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sales, counts and receipts of an article (key: sku) and tells each clearance that sells it
 * what was sold and how its stock stands: live soon after a change and at each minute a clearance
 * runs, and all that is kept when a plan is new or has changed; in a replay once at the end.
 */
public final class KeepStockFunction
    extends KeyedBroadcastProcessFunction<String, StockFact, PlanChanges, PlanPart> {

  /** Name and uid of the operator. */
  public static final String UID = "keep-stock";

  /** The plans that stand, by plan id. */
  public static final MapStateDescriptor<String, Plan> PLANS = PlanIndexState.descriptor(UID);

  /** What sales teach of the hours of the week and of promotions. */
  public static final OutputTag<ProfileFact> PROFILE =
      new OutputTag<>("stock-profile", TypeInformation.of(ProfileFact.class));

  private static final long serialVersionUID = 1L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final PlanOptions options;
  private transient PlanIndexState index;
  private transient ValueState<StockBook> books;
  private transient ValueState<Long> changedSince;
  private transient MapState<String, StockPart> told;

  /** Keeps facts for the retention of plans. */
  public KeepStockFunction(PlanOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    index = new PlanIndexState();
    books = getRuntimeContext().getState(bookDescriptor());
    changedSince =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(UID + ".changed-since", Types.LONG));
    told =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".told", Types.STRING, TypeInformation.of(StockPart.class)));
  }

  private static ValueStateDescriptor<StockBook> bookDescriptor() {
    return new ValueStateDescriptor<>(UID + ".book", TypeInformation.of(StockBook.class));
  }

  @Override
  public void processElement(StockFact fact, ReadOnlyContext context, Collector<PlanPart> out)
      throws Exception {
    StockBook known = books.value();
    StockBook book = known == null ? StockBook.empty() : known;
    long time;
    SaleFact sale = fact.sale();
    if (sale != null) {
      book.add(sale);
      teach(sale, context);
      time = sale.time();
    } else {
      InventoryEvent event = Objects.requireNonNull(fact.inventory());
      book.add(event);
      time = event.eventTime();
    }
    books.update(book);
    if (!options.isLive()) {
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      return;
    }
    Long changed = changedSince.value();
    changedSince.update(changed == null ? time : Math.min(changed, time));
    long clock = context.timerService().currentProcessingTime();
    context
        .timerService()
        .registerProcessingTimeTimer(PlanClock.beforeSoon(clock, options.publishEveryMillis()));
    if (known == null) {
      awaitHour(context.timerService());
    }
  }

  /** Only the sale itself says when people buy; what comes back says when they don't. */
  private static void teach(SaleFact sale, ReadOnlyContext context) {
    if (sale.time() == sale.soldAt() && sale.unitsMicros() != 0) {
      context.output(
          PROFILE, ProfileFact.amount(ProfileFamily.SALES, sale.soldAt(), sale.unitsMicros()));
    }
  }

  @Override
  public void processBroadcastElement(PlanChanges changes, Context context, Collector<PlanPart> out)
      throws Exception {
    PlanIndex changed = index.put(context.getBroadcastState(PLANS), changes);
    if (options.isLive()) {
      long now = PlanClock.now(context.currentWatermark(), context.currentProcessingTime());
      context.applyToKeyedState(
          bookDescriptor(),
          (sku, state) -> {
            for (Plan plan : changed.ofSku(sku)) {
              tell(plan, sku, state.value(), now, out, fact -> context.output(PROFILE, fact));
            }
          });
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PlanPart> out)
      throws Exception {
    StockBook book = books.value();
    if (book == null) {
      return;
    }
    String sku = context.getCurrentKey();
    List<Plan> plans = index.of(context.getBroadcastState(PLANS)).ofSku(sku);
    TimerService timers = context.timerService();
    long now =
        options.asOf() != null
            ? options.asOf()
            : PlanClock.now(timers.currentWatermark(), timers.currentProcessingTime());
    Long changed = changedSince.value();
    long next = Long.MAX_VALUE;
    for (Plan plan : plans) {
      if (!options.isLive() || isConcerned(plan, changed, now)) {
        tell(plan, sku, book, now, out, fact -> context.output(PROFILE, fact));
      }
      if (now < plan.endTime()) {
        next = Math.min(next, PlanClock.nextMinute(now, plan.startTime()));
      }
    }
    changedSince.clear();
    if (options.isLive()) {
      if (next != Long.MAX_VALUE) {
        timers.registerEventTimeTimer(next);
      }
      if (context.timeDomain() == TimeDomain.EVENT_TIME && timestamp % HOUR == 0) {
        rest(book, plans, now, timers);
      }
    }
  }

  private boolean isConcerned(Plan plan, @Nullable Long changed, long now) throws Exception {
    StockPart before = told.get(plan.planId());
    boolean running = plan.startTime() <= now && now < plan.endTime();
    // One that has just ended is told once more, as of its end.
    return running
        || before == null
        || before.version() != plan.version()
        || (changed != null && changed < plan.endTime())
        || (now >= plan.endTime() && now < plan.endTime() + 2 * MINUTE);
  }

  private void tell(
      Plan plan,
      String sku,
      StockBook book,
      long now,
      Collector<PlanPart> out,
      Consumer<ProfileFact> profile)
      throws Exception {
    StockPart before = told.get(plan.planId());
    StockPart after = StockPart.of(plan, sku, book, now);
    PlanPart part = after.after(before, plan, sku);
    if (part == null) {
      return;
    }
    told.put(plan.planId(), after);
    out.collect(part);
    if (plan.sku() != null) {
      if (now >= plan.endTime()) {
        profile.accept(ProfileFact.promotion(plan.planId(), after.ended(plan)));
      } else if (before != null && before.version() != plan.version()) {
        profile.accept(ProfileFact.promotion(plan.planId(), null));
      }
    }
  }

  private void awaitHour(TimerService timers) {
    long reached = Math.max(0, timers.currentWatermark());
    timers.registerEventTimeTimer(new TimeGrid(HOUR).after(reached));
  }

  /** Forgets what is old. New plans come without a timer: each hour their minutes are taken up. */
  private void rest(StockBook book, List<Plan> plans, long now, TimerService timers)
      throws Exception {
    book.forget(now - options.retentionMillis());
    Set<String> standing = plans.stream().map(Plan::planId).collect(Collectors.toSet());
    for (Iterator<String> ids = told.keys().iterator(); ids.hasNext(); ) {
      if (!standing.contains(ids.next())) {
        ids.remove();
      }
    }
    if (book.isEmpty()) {
      books.clear();
    } else {
      books.update(book);
      awaitHour(timers);
    }
  }
}
