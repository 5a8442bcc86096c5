package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.feed.FlawFinding;
import io.campaignpulse.alert.feed.FlawWatch;
import io.campaignpulse.alert.feed.OrderFlaw;
import io.campaignpulse.alert.feed.SourceMinute;
import io.campaignpulse.alert.feed.SourceRule;
import io.campaignpulse.alert.feed.SourceWatch;
import io.campaignpulse.alert.feed.SourceWatch.Silence;
import io.campaignpulse.alert.feed.WatchedSource;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.MeasureSums;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.evidence.WeekHours;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates whether a source of the whole business loses events: when something arrives, at the
 * minute at which a loss would be proven, and every quarter of an hour. All records have one key.
 */
public final class EvaluateSourcesFunction
    extends EvaluateByMinuteFunction<SourceMinute, Finding, SourceRule> {

  /** Name and uid of the operator. */
  public static final String UID = "evaluate-sources";

  /** The key of all records. */
  public static final String WHOLE_BUSINESS = "business";

  /** Broadcast state of the active rules, by rule id. */
  public static final MapStateDescriptor<String, RuleVersion> RULES = rulesOf(UID);

  private static final long serialVersionUID = 1L;

  /** A clock that is wrong by more than that says nothing of the present. */
  private static final long FURTHEST_AHEAD = 1440 * MINUTE;

  /** Minutes that were not learned yet. */
  private transient MapState<Long, long[]> minutes;

  private transient WeekHours zone;
  private transient MapState<String, SourceWatch> watches;
  private transient Map<WatchedSource, OpenFindings> open;
  private transient MapState<String, FlawWatch> flaws;

  /** Until when orders were looked at for flaws, epoch milliseconds. */
  private transient ValueState<Long> flawsUntil;

  private transient Map<OrderFlaw, OpenFindings> openFlaws;

  /** Creates the operator. */
  public EvaluateSourcesFunction(AlertOptions options) {
    super(options, RULES, Set.of(RuleKind.DATA_SILENCE), SourceRule::of);
  }

  @Override
  public void open(OpenContext context) {
    zone = new WeekHours(ZoneId.of(options.timeZone()));
    minutes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".minutes",
                    Types.LONG,
                    PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    watches =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".watches", Types.STRING, TypeInformation.of(SourceWatch.class)));
    open = new EnumMap<>(WatchedSource.class);
    for (WatchedSource source : WatchedSource.values()) {
      open.put(source, new OpenFindings(getRuntimeContext(), UID + "." + source.label()));
    }
    flaws =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".flaws", Types.STRING, TypeInformation.of(FlawWatch.class)));
    flawsUntil =
        getRuntimeContext().getState(new ValueStateDescriptor<>(UID + ".flaws-until", Types.LONG));
    openFlaws = new EnumMap<>(OrderFlaw.class);
    for (OrderFlaw flaw : OrderFlaw.values()) {
      openFlaws.put(flaw, new OpenFindings(getRuntimeContext(), UID + "." + flaw.subject()));
    }
  }

  @Override
  public void processElement(SourceMinute change, ReadOnlyContext context, Collector<Finding> out)
      throws Exception {
    long reached = context.timerService().currentWatermark();
    long minute = change.minute();
    if (reached != Long.MIN_VALUE && minute > reached + FURTHEST_AHEAD) {
      return;
    }
    long[] known = minutes.get(minute);
    long[] sums = new long[SourceMinute.SIZE];
    if (known != null) {
      new MeasureSums(sums).add(Arrays.copyOf(known, SourceMinute.SIZE));
    }
    new MeasureSums(sums).add(Arrays.copyOf(change.nanos(), SourceMinute.SIZE));
    minutes.put(minute, sums);
    context
        .timerService()
        .registerEventTimeTimer(Minutes.floor(Math.max(reached, minute)) + MINUTE);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
    List<SourceRule> active = rules(context);
    if (!isPresent(timer, context.timerService())) {
      return;
    }
    SortedMap<Long, long[]> counts = new TreeMap<>();
    for (Map.Entry<Long, long[]> minute : minutes.entries()) {
      counts.put(minute.getKey(), minute.getValue());
    }
    Map<WatchedSource, Silence> silences = new EnumMap<>(WatchedSource.class);
    long next = Minutes.nextQuarter(timer);
    for (WatchedSource source : WatchedSource.values()) {
      SourceWatch known = watches.get(source.label());
      SourceWatch watch = known == null ? SourceWatch.unknown() : known;
      watch = watch.at(timer, counts, source, zone);
      watches.put(source.label(), watch);
      put(silences, source, watch.silence(timer, counts, source, zone));
      for (SourceRule rule : active) {
        if (rule.isAbout(source)) {
          next = watch.provenAt(timer, counts, source, zone, rule.alpha(), next);
        }
      }
    }
    boolean trafficIsSilent =
        silences.entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getKey().isTraffic()
                        && entry.getValue().isProven(SourceRule.DEFAULT_ALPHA));
    watchFlaws(counts, timer - SourceWatch.LEARNED_AFTER, trafficIsSilent);
    for (Long learned : counts.headMap(timer - SourceWatch.LEARNED_AFTER).keySet()) {
      minutes.remove(learned);
    }
    evaluate(active, silences, timer, out);
    evaluateFlaws(active, timer, out);
    context.timerService().registerEventTimeTimer(next);
  }

  private static void put(
      Map<WatchedSource, Silence> silences, WatchedSource source, @Nullable Silence silence) {
    if (silence != null) {
      silences.put(source, silence);
    }
  }

  private void evaluate(
      List<SourceRule> rules,
      Map<WatchedSource, Silence> silences,
      long tick,
      Collector<Finding> out)
      throws Exception {
    for (Map.Entry<WatchedSource, OpenFindings> entry : open.entrySet()) {
      WatchedSource source = entry.getKey();
      entry
          .getValue()
          .evaluate(
              rules.stream().filter(rule -> rule.isAbout(source)).toList(),
              tick,
              (rule, before) -> rule.evaluate(source, silences, before, tick),
              out);
    }
  }

  /** Orders lack their touches where clicks don't come: that is the silence of clicks. */
  private void watchFlaws(SortedMap<Long, long[]> counts, long end, boolean trafficIsSilent)
      throws Exception {
    Long known = flawsUntil.value();
    if (known == null && counts.isEmpty()) {
      return;
    }
    long from = known == null ? counts.firstKey() : known;
    if (end <= from) {
      return;
    }
    for (OrderFlaw flaw : OrderFlaw.values()) {
      if (!trafficIsSilent) {
        FlawWatch before = flaws.get(flaw.subject());
        flaws.put(
            flaw.subject(),
            (before == null ? FlawWatch.UNKNOWN : before).after(from, end, counts, flaw));
      }
    }
    flawsUntil.update(end);
  }

  private void evaluateFlaws(List<SourceRule> rules, long tick, Collector<Finding> out)
      throws Exception {
    for (Map.Entry<OrderFlaw, OpenFindings> entry : openFlaws.entrySet()) {
      OrderFlaw flaw = entry.getKey();
      FlawWatch watch = flaws.get(flaw.subject());
      FlawFinding finding = new FlawFinding(flaw, watch == null ? FlawWatch.UNKNOWN : watch);
      entry
          .getValue()
          .evaluate(
              rules.stream().filter(rule -> rule.isAbout(WatchedSource.ORDERS)).toList(),
              tick,
              (rule, before) -> finding.evaluate(rule, before, tick),
              out);
    }
  }
}
