package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.feed.DirectTraffic;
import io.campaignpulse.alert.feed.TaggedSeries;
import io.campaignpulse.alert.feed.TaggingRule;
import io.campaignpulse.alert.feed.TrafficHour;
import io.campaignpulse.alert.finding.EvaluatedSeries;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lifecycle.FindingEvent;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.evidence.WeekHours;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * Evaluates hour by hour, ten minutes after its end, whether the traffic of series still carries
 * their campaigns. All records have one key, as traffic without a campaign is compared with that of
 * each.
 */
public final class EvaluateTaggingFunction
    extends EvaluateLabelledFunction<TrafficHour, FindingEvent, TaggingRule> {

  /** Name and uid of the operator. */
  public static final String UID = "evaluate-tagging";

  /** Broadcast state of the active rules, by rule id. */
  public static final MapStateDescriptor<String, RuleVersion> RULES = rulesOf(UID);

  /** Broadcast state of the campaigns, by id. */
  public static final MapStateDescriptor<String, Campaign> CAMPAIGNS = campaignsOf(UID);

  private static final long serialVersionUID = 1L;

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long COMPLETE_AFTER = 10 * MINUTE;

  private transient WeekHours zone;
  private transient ValueState<DirectTraffic> direct;
  private transient MapState<String, TaggedSeries> series;

  /** Statuses as last published, by rule and series; likewise the findings that hold. */
  private transient MapState<String, EvaluatedSeries> statuses;

  private transient MapState<String, Finding> open;

  /** Creates the operator. */
  public EvaluateTaggingFunction(AlertOptions options) {
    super(options, RULES, CAMPAIGNS, Set.of(RuleKind.DATA_SILENCE), TaggingRule::of);
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    zone = new WeekHours(ZoneId.of(options.timeZone()));
    direct =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    UID + ".direct", TypeInformation.of(DirectTraffic.class)));
    series = map("series", TaggedSeries.class);
    statuses = map("statuses", EvaluatedSeries.class);
    open = map("open", Finding.class);
  }

  private <T> MapState<String, T> map(String noun, Class<T> type) {
    return getRuntimeContext()
        .getMapState(
            new MapStateDescriptor<>(UID + "." + noun, Types.STRING, TypeInformation.of(type)));
  }

  @Override
  public void processElement(TrafficHour hour, ReadOnlyContext context, Collector<FindingEvent> out)
      throws Exception {
    if (hour.isDirect()) {
      direct.update(direct().with(hour));
    } else {
      series.put(hour.series(), TaggedSeries.after(series.get(hour.series()), hour));
    }
    TimerService timers = context.timerService();
    wake(Math.max(timers.currentWatermark(), hour.start()), timers);
  }

  private DirectTraffic direct() throws Exception {
    DirectTraffic known = direct.value();
    return known == null ? DirectTraffic.UNKNOWN : known;
  }

  private static void wake(long after, TimerService timers) {
    timers.registerEventTimeTimer(completeAt(after) + HOUR + COMPLETE_AFTER);
  }

  /** Until when hours are complete at an instant. */
  private static long completeAt(long instant) {
    return Math.floorDiv(instant - COMPLETE_AFTER, HOUR) * HOUR;
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<FindingEvent> out)
      throws Exception {
    List<TaggingRule> active = rules(context);
    CampaignLabels known = labels(context);
    if (!isPresent(timer, context.timerService())) {
      return;
    }
    long end = completeAt(timer);
    DirectTraffic traffic = direct().until(end, zone);
    direct.update(traffic);
    List<TaggedSeries> all = new ArrayList<>();
    for (Map.Entry<String, TaggedSeries> entry : entries(series).entrySet()) {
      TaggedSeries after = entry.getValue().until(end, traffic, zone);
      if (after.isOverAt(timer)) {
        series.remove(entry.getKey());
      } else {
        series.put(entry.getKey(), after);
        all.add(after);
      }
    }
    publish(all, active, known, timer, out);
    if (!series.isEmpty()) {
      wake(timer, context.timerService());
    }
  }

  /** Publishes what rules say of the series; what none says anything of any more ends. */
  private void publish(
      List<TaggedSeries> all,
      List<TaggingRule> rules,
      CampaignLabels known,
      long tick,
      Collector<FindingEvent> out)
      throws Exception {
    Map<String, EvaluatedSeries> statusesBefore = entries(statuses);
    Map<String, Finding> openBefore = entries(open);
    for (TaggedSeries each : all) {
      for (TaggingRule rule : rules) {
        if (!rule.isAbout(each, known)) {
          continue;
        }
        String key = ResultKey.of(rule.ruleId(), each.campaignId(), each.channel());
        EvaluatedSeries status = rule.status(each, known);
        if (!status.equals(statusesBefore.remove(key))) {
          statuses.put(key, status);
          out.collect(FindingEvent.status(status, tick));
        }
        Finding before = openBefore.remove(key);
        if (before != null && before.targetVersion() != rule.targetVersion()) {
          out.collect(FindingEvent.of(before.lifted(tick, true, AlertReason.RULE_CHANGED)));
          before = null;
          open.remove(key);
        }
        Finding finding = rule.finding(each, known, tick);
        if (finding.holds()) {
          open.put(key, finding);
          out.collect(FindingEvent.of(finding));
        } else if (before != null) {
          open.remove(key);
          out.collect(FindingEvent.of(finding));
        }
      }
    }
    for (Map.Entry<String, EvaluatedSeries> gone : statusesBefore.entrySet()) {
      statuses.remove(gone.getKey());
      out.collect(
          FindingEvent.status(gone.getValue().with(EvaluatedSeries.Status.NOT_EVALUATED), tick));
    }
    for (Map.Entry<String, Finding> gone : openBefore.entrySet()) {
      open.remove(gone.getKey());
      out.collect(FindingEvent.of(gone.getValue().lifted(tick, true, AlertReason.RULE_CHANGED)));
    }
  }

  private static <V> Map<String, V> entries(MapState<String, V> state) throws Exception {
    Map<String, V> all = new TreeMap<>();
    for (Map.Entry<String, V> entry : state.entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    return all;
  }
}
