package io.campaignpulse.plan.operator;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.ingest.FxRates;
import io.campaignpulse.ingest.LatestRows;
import io.campaignpulse.metric.Windows;
import io.campaignpulse.plan.DailyRevisions;
import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanCatalogue;
import io.campaignpulse.plan.PlanChanges;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.plan.PlanRevision;
import io.campaignpulse.plan.PlanRow;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Derives all plans from the rows of all catalogues together (one key: a plan may depend on any
 * row) and tells which are new, have changed or are over: live soon after a row and at each
 * midnight of the reporting zone, in a replay once at the end.
 */
public final class DerivePlansFunction extends KeyedProcessFunction<Boolean, PlanRow, PlanChanges> {

  /** Name and uid of the operator. */
  public static final String UID = "derive-plans";

  private static final long serialVersionUID = 1L;

  /** Rows come in crowds; each crowd is read once. */
  private static final long SOON_MILLIS = 100;

  private final PlanOptions options;
  private transient Windows windows;
  private transient MapState<String, Campaign> campaigns;
  private transient MapState<String, Promotion> promotions;
  private transient MapState<String, PlanDefinition> given;
  private transient MapState<String, FxRate> rates;
  private transient MapState<String, Plan> told;

  /** Derives as the options say. */
  public DerivePlansFunction(PlanOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    windows = new Windows(ZoneId.of(options.timeZone()));
    campaigns = state("campaigns", Campaign.class);
    promotions = state("promotions", Promotion.class);
    given = state("given", PlanDefinition.class);
    rates = state("rates", FxRate.class);
    told = state("told", Plan.class);
  }

  private <T> MapState<String, T> state(String noun, Class<T> type) {
    return getRuntimeContext()
        .getMapState(
            new MapStateDescriptor<>(UID + "." + noun, Types.STRING, TypeInformation.of(type)));
  }

  @Override
  public void processElement(PlanRow row, Context context, Collector<PlanChanges> out)
      throws Exception {
    keep(campaigns, row.campaign());
    keep(promotions, row.promotion());
    keep(given, row.plan());
    keep(rates, row.rate());
    if (options.isLive()) {
      long now = context.timerService().currentProcessingTime();
      context.timerService().registerProcessingTimeTimer(PlanClock.soon(now, SOON_MILLIS));
    } else {
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
  }

  private static <R extends CatalogueRow> void keep(MapState<String, R> rows, @Nullable R row)
      throws Exception {
    if (row != null) {
      R next = LatestRows.after(rows.get(row.id()), row);
      if (next == null) {
        rows.remove(row.id());
      } else {
        rows.put(row.id(), next);
      }
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PlanChanges> out)
      throws Exception {
    if (!options.isLive()) {
      tell(Objects.requireNonNull(options.asOf()), 1, out);
      return;
    }
    long mark = context.timerService().currentWatermark();
    if (mark == Long.MAX_VALUE && context.timeDomain() == TimeDomain.EVENT_TIME) {
      // The end of all input is no midnight.
      return;
    }
    long clock = context.timerService().currentProcessingTime();
    long now = PlanClock.now(mark, clock);
    tell(now, clock, out);
    context.timerService().registerEventTimeTimer(windows.end(WindowSize.P1D, now));
  }

  private void tell(long now, long version, Collector<PlanChanges> out) throws Exception {
    PlanCatalogue catalogue =
        new PlanCatalogue(
            list(campaigns),
            list(promotions),
            list(given),
            new FxRates(options.currency(), list(rates)),
            options);
    List<Plan> changes = new ArrayList<>();
    Set<String> standing = new HashSet<>();
    DailyRevisions daily = new DailyRevisions(list(told));
    for (Plan plan : catalogue.plansAt(now)) {
      standing.add(plan.planId());
      Plan before = told.get(plan.planId());
      if (before == null || !before.versioned(0).revised(null).equals(plan)) {
        Plan next =
            (before == null ? daily.inherited(plan) : revised(before, plan, now))
                .versioned(before == null ? version : Math.max(before.version() + 1, version));
        told.put(plan.planId(), next);
        changes.add(next);
      }
    }
    for (Plan plan : list(told)) {
      if (!standing.contains(plan.planId())) {
        told.remove(plan.planId());
        changes.add(
            plan.ended(!catalogue.isOver(plan, now), Math.max(plan.version() + 1, version)));
      }
    }
    for (int i = 0; i < changes.size(); i += PlanChanges.MOST) {
      out.collect(
          new PlanChanges(
              List.copyOf(changes.subList(i, Math.min(i + PlanChanges.MOST, changes.size())))));
    }
  }

  private static Plan revised(Plan before, Plan next, long now) {
    PlanRevision change = before.changedBy(next, now);
    return next.revised(change == null ? before.revision() : change);
  }

  private static <T> List<T> list(MapState<String, T> state) throws Exception {
    List<T> values = new ArrayList<>();
    state.values().forEach(values::add);
    return values;
  }
}
