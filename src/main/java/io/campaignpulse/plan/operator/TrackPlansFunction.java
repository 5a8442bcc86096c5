package io.campaignpulse.plan.operator;

import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.plan.KeptProjection;
import io.campaignpulse.plan.KeptProjections;
import io.campaignpulse.plan.LearnedShape;
import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanActuals;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.plan.PlanPart;
import io.campaignpulse.plan.PlanReport;
import io.campaignpulse.plan.PortfolioShape;
import io.campaignpulse.plan.ProfileFamily;
import io.campaignpulse.plan.Steps;
import io.campaignpulse.plan.StockFigures;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Follows a plan (key: planId) and publishes how far it has come: live soon after a change and at
 * each minute of its period, in a replay once at the end. Projections are kept and graded when it
 * has ended.
 */
public final class TrackPlansFunction
    extends KeyedBroadcastProcessFunction<String, PlanPart, LearnedShape, PlanProgress> {

  /** Name and uid of the operator. */
  public static final String UID = "track-plans";

  /** What the portfolio has taught, by name of the family. */
  public static final MapStateDescriptor<String, LearnedShape> SHAPES =
      new MapStateDescriptor<>(
          UID + ".shapes", Types.STRING, TypeInformation.of(LearnedShape.class));

  /** Projections and how well they did. */
  public static final OutputTag<ProjectionScore> SCORES =
      new OutputTag<>("plan-scores", TypeInformation.of(ProjectionScore.class));

  private static final long serialVersionUID = 1L;

  private final PlanOptions options;
  private transient ZoneId zone;
  private transient ValueState<Plan> plan;
  private transient ValueState<Long> version;
  private transient MapState<Long, Long> actual;
  private transient MapState<Long, Long> provisional;
  private transient MapState<String, Long> reportedUntil;
  private transient MapState<String, StockFigures> stocks;
  private transient ValueState<KeptProjections> projections;
  private transient ValueState<PlanProgress> published;

  /** Follows plans as the options say. */
  public TrackPlansFunction(PlanOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    zone = ZoneId.of(options.timeZone());
    plan = value("plan", Plan.class);
    version = value("version", Long.class);
    actual = amounts("actual");
    provisional = amounts("provisional");
    reportedUntil =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(UID + ".reported-until", Types.STRING, Types.LONG));
    stocks =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".stocks", Types.STRING, TypeInformation.of(StockFigures.class)));
    projections = value("projections", KeptProjections.class);
    published = value("published", PlanProgress.class);
  }

  private <T> ValueState<T> value(String noun, Class<T> type) {
    return getRuntimeContext()
        .getState(new ValueStateDescriptor<>(UID + "." + noun, TypeInformation.of(type)));
  }

  private MapState<Long, Long> amounts(String noun) {
    return getRuntimeContext()
        .getMapState(new MapStateDescriptor<>(UID + "." + noun, Types.LONG, Types.LONG));
  }

  @Override
  public void processBroadcastElement(
      LearnedShape shape, Context context, Collector<PlanProgress> out) throws Exception {
    context.getBroadcastState(SHAPES).put(shape.family().name(), shape);
  }

  @Override
  public void processElement(PlanPart part, ReadOnlyContext context, Collector<PlanProgress> out)
      throws Exception {
    Long known = version.value();
    if (known != null && part.version() < known) {
      return;
    }
    if (known == null || part.version() > known) {
      begin(part.version());
    }
    Plan told = part.plan();
    if (told != null && !told.standing()) {
      end(told, context, out);
      return;
    }
    if (told != null) {
      keepProjectionsOf(told);
      plan.update(told);
    }
    add(part.actual(), actual);
    add(part.provisional(), provisional);
    if (part.reportedUntil() != null) {
      reportedUntil.put(part.book(), part.reportedUntil());
    }
    if (part.stock() != null) {
      stocks.put(part.book(), part.stock());
    }
    if (!options.isLive()) {
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    } else if (told != null || !part.isEstimate()) {
      publishSoon(context);
      evaluateAfterEnd(context);
    }
  }

  /** Spend that is reported after the end of a budget is evaluated at the next tick. */
  private void evaluateAfterEnd(ReadOnlyContext context) throws Exception {
    Plan followed = plan.value();
    long mark = context.timerService().currentWatermark();
    if (followed != null
        && followed.isBudget()
        && mark >= followed.endTime()
        && mark < followed.endTime() + PlanProgress.SETTLING) {
      context
          .timerService()
          .registerEventTimeTimer(PlanClock.nextMinute(mark, followed.startTime()));
    }
  }

  /** What was counted for an older version is void; what was published is not. */
  private void begin(long newVersion) throws Exception {
    version.update(newVersion);
    actual.clear();
    provisional.clear();
    reportedUntil.clear();
    stocks.clear();
  }

  /** A projection of another total is no projection of this one. */
  private void keepProjectionsOf(Plan next) throws Exception {
    Plan before = plan.value();
    if (before != null
        && (before.startTime() != next.startTime()
            || before.endTime() != next.endTime()
            || (next.isBudget() && before.goalMicros() != next.goalMicros()))) {
      projections.clear();
    }
  }

  private static void add(Steps change, MapState<Long, Long> sums) throws Exception {
    for (int i = 0; i < change.times().length; i++) {
      long time = change.times()[i];
      Long known = sums.get(time);
      sums.put(time, Math.addExact(known == null ? 0 : known, change.amounts()[i]));
    }
  }

  /** A plan the catalogue has taken back is published once more, one that is only old is not. */
  private void end(Plan told, ReadOnlyContext context, Collector<PlanProgress> out)
      throws Exception {
    PlanProgress last = published.value();
    if (told.withdrawn() && last != null) {
      long now = context.timerService().currentProcessingTime();
      out.collect(
          new PlanReport(told, known(), shape(told, context.getBroadcastState(SHAPES)), zone)
              .at(now, Math.max(last.revision() + 1, now), now, null));
    }
    plan.clear();
    projections.clear();
    published.clear();
  }

  private void publishSoon(ReadOnlyContext context) {
    long now = context.timerService().currentProcessingTime();
    context
        .timerService()
        .registerProcessingTimeTimer(PlanClock.soon(now, options.publishEveryMillis()));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PlanProgress> out)
      throws Exception {
    Plan followed = plan.value();
    if (followed == null) {
      return;
    }
    PortfolioShape shape = shape(followed, context.getBroadcastState(SHAPES));
    PlanReport report = new PlanReport(followed, known(), shape, zone);
    if (!options.isLive()) {
      long asOf = Objects.requireNonNull(options.asOf());
      PlanProgress progress = report.at(asOf, 1, asOf, asOf);
      out.collect(progress);
      tellScores(
          followed, KeptProjections.asIf(report, followed, asOf), 0, progress, asOf, context);
      return;
    }
    long clock = context.timerService().currentProcessingTime();
    long mark = context.timerService().currentWatermark();
    long now = PlanClock.now(mark, clock);
    Long tick = context.timeDomain() == TimeDomain.EVENT_TIME ? (Long) now : null;
    publish(followed, report.at(now, 0, 0, tick), now, clock, context, out);
    if (now < followed.endTime()) {
      context
          .timerService()
          .registerEventTimeTimer(PlanClock.nextMinute(now, followed.startTime()));
    }
  }

  private void publish(
      Plan followed,
      PlanProgress progress,
      long now,
      long clock,
      OnTimerContext context,
      Collector<PlanProgress> out)
      throws Exception {
    PlanProgress last = published.value();
    Long tick = progress.evaluatedAt();
    // Who judges at ticks reads nothing else: what a tick finds is told as that of a tick.
    boolean told = last != null && (tick == null || last.evaluatedAt() != null);
    if (told && Objects.requireNonNull(last).published(0, 0, tick).equals(progress)) {
      return;
    }
    long revision = last == null ? clock : Math.max(last.revision() + 1, clock);
    PlanProgress next = progress.published(revision, clock, tick);
    published.update(next);
    out.collect(next);
    KeptProjections known = projections.value();
    KeptProjections before = known == null ? KeptProjections.none() : known;
    KeptProjections after = before.after(next, now);
    boolean graded =
        now >= followed.endTime() && !Objects.equals(before.realisedMicros(), next.actualMicros());
    if (graded || after.quarter() > before.quarter()) {
      tellScores(followed, after, graded ? 0 : before.made().size(), next, now, context);
      projections.update(graded ? after.graded(next.actualMicros()) : after);
    }
  }

  /** Publishes the scores of projections from one on; graded where the plan has ended. */
  private void tellScores(
      Plan followed,
      KeptProjections kept,
      int from,
      PlanProgress progress,
      long now,
      OnTimerContext context) {
    Long realised = now >= followed.endTime() ? (Long) progress.actualMicros() : null;
    for (KeptProjection projection : kept.made().subList(from, kept.made().size())) {
      context.output(
          SCORES, projection.score(followed, realised, progress.revision(), progress.updatedAt()));
    }
  }

  private PlanActuals known() throws Exception {
    Map<String, Long> until = new TreeMap<>();
    reportedUntil.entries().forEach(entry -> until.put(entry.getKey(), entry.getValue()));
    Map<String, StockFigures> figures = new TreeMap<>();
    stocks.entries().forEach(entry -> figures.put(entry.getKey(), entry.getValue()));
    return new PlanActuals(sorted(actual), sorted(provisional), until, figures);
  }

  private static NavigableMap<Long, Long> sorted(MapState<Long, Long> sums) throws Exception {
    NavigableMap<Long, Long> sorted = new TreeMap<>();
    sums.entries().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private static PortfolioShape shape(
      Plan followed, ReadOnlyBroadcastState<String, LearnedShape> shapes) throws Exception {
    @Nullable LearnedShape learned = shapes.get(ProfileFamily.of(followed.measure()).name());
    return learned == null ? PortfolioShape.unlearned() : learned.shape();
  }
}
