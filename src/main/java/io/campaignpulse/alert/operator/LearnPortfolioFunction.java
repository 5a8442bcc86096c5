package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.calendar.Calendar;
import io.campaignpulse.alert.portfolio.CostReports;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.alert.portfolio.PortfolioFact;
import io.campaignpulse.alert.portfolio.PortfolioState;
import io.campaignpulse.alert.portfolio.PortfolioTotals;
import io.campaignpulse.alert.portfolio.SegmentState;
import io.campaignpulse.alert.portfolio.SeriesScatter;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.evidence.WeekHours;
import io.campaignpulse.lag.AgedPanes;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Learns what all series share, tick by tick, and emits it when it has changed: with a tenth more
 * conversions, and once a day. One key. The calendar of known events is broadcast to it, its
 * bootstrap snapshot in force before the first record.
 */
public final class LearnPortfolioFunction
    extends KeyedBroadcastProcessFunction<Boolean, PortfolioFact, CalendarEvent, Portfolio>
    implements CheckpointedFunction {

  /** The operator's uid and name. */
  public static final String UID = "learn-portfolio";

  /** Known events, by id. */
  public static final MapStateDescriptor<String, CalendarEvent> CALENDAR =
      CatalogueState.descriptor(UID + ".calendar", CalendarEvent.class);

  private final AlertOptions options;

  private transient MapState<Long, List<PortfolioFact>> arrived;
  private transient MapState<String, SegmentState> segments;
  private transient MapState<String, AgedPanes> clicks;
  private transient MapState<String, SeriesScatter> scatter;
  private transient MapState<String, CostReports> reports;
  private transient ValueState<PortfolioTotals> totals;
  private transient WeekHours hours;
  private transient CatalogueState<CalendarEvent, Calendar> calendar;

  /** Learns as the options say. */
  public LearnPortfolioFunction(AlertOptions options) {
    this.options = options;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    CatalogueState.putAll(
        context.getOperatorStateStore().getBroadcastState(CALENDAR), options.known().calendar());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // All state is Flink's.
  }

  @Override
  public void open(OpenContext context) {
    calendar = new CatalogueState<>(Calendar::of);
    arrived =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".arrived",
                    Types.LONG,
                    Types.LIST(TypeInformation.of(PortfolioFact.class))));
    segments = map("segments", TypeInformation.of(SegmentState.class));
    clicks =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".clicks", StringSerializer.INSTANCE, AgedPanesSerializer.INSTANCE));
    scatter = map("scatter", TypeInformation.of(SeriesScatter.class));
    reports = map("reports", TypeInformation.of(CostReports.class));
    totals =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    UID + ".totals", TypeInformation.of(PortfolioTotals.class)));
    hours = new WeekHours(ZoneId.of(options.timeZone()));
  }

  private <T> MapState<String, T> map(String noun, TypeInformation<T> type) {
    return getRuntimeContext()
        .getMapState(new MapStateDescriptor<>(UID + "." + noun, Types.STRING, type));
  }

  @Override
  public void processBroadcastElement(
      CalendarEvent event, Context context, Collector<Portfolio> out) throws Exception {
    calendar.accept(context.getBroadcastState(CALENDAR), event);
  }

  @Override
  public void processElement(PortfolioFact fact, ReadOnlyContext context, Collector<Portfolio> out)
      throws Exception {
    long reached = context.timerService().currentWatermark();
    // Before the first tick nothing is late.
    boolean started = reached != Long.MIN_VALUE;
    long tick = Minutes.floor(started ? reached : fact.time()) + MINUTE;
    List<PortfolioFact> sofar = arrived.get(tick);
    List<PortfolioFact> all = sofar == null ? new ArrayList<>() : sofar;
    all.add(started ? fact : fact.withoutReports());
    arrived.put(tick, all);
    context.timerService().registerEventTimeTimer(tick);
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Portfolio> out)
      throws Exception {
    List<PortfolioFact> facts = arrived.get(tick);
    if (facts == null) {
      return;
    }
    arrived.remove(tick);
    Calendar known = calendar.value(context.getBroadcastState(CALENDAR));
    PortfolioState state =
        new PortfolioState(
            new PortfolioState.Shelves(
                new PortfolioState.Shelf<>(segments::get, segments::put, segments::entries),
                new PortfolioState.Shelf<>(clicks::get, clicks::put, clicks::entries),
                new PortfolioState.Shelf<>(scatter::get, scatter::put, scatter::entries),
                new PortfolioState.Shelf<>(reports::get, reports::put, reports::entries)),
            totals.value(),
            hours,
            known::isSpecial,
            options.dailyVariation());
    state.learn(facts, tick);
    Portfolio published = state.published(tick);
    totals.update(state.totals());
    if (published != null) {
      out.collect(published);
    }
  }
}
