package io.campaignpulse.alert.operator;

import io.campaignpulse.alert.calendar.Calendar;
import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.feed.SourceSilence;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.alert.target.SeriesRules;
import io.campaignpulse.alert.target.SeriesTargets;
import io.campaignpulse.alert.target.TargetEvaluator;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.evidence.WeekHours;
import io.campaignpulse.ingest.FxRates;
import io.campaignpulse.lag.PriorLags;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** Broadcast state of evaluate-series, with the values that are made of it until it changes. */
final class BroadcastRuleState {

  /** Rules, by rule id. */
  static final MapStateDescriptor<String, RuleVersion> RULES =
      new MapStateDescriptor<>(
          "evaluate-series.rules", Types.STRING, TypeInformation.of(RuleVersion.class));

  /** Campaigns, by id. */
  static final MapStateDescriptor<String, Campaign> CAMPAIGNS =
      CatalogueState.descriptor("evaluate-series.campaigns", Campaign.class);

  /** Exchange rates, by currency and the instant from which they hold. */
  static final MapStateDescriptor<String, FxRate> FX_RATES =
      CatalogueState.descriptor("evaluate-series.fx-rates", FxRate.class);

  /** What was learned of all series: one entry, by the tick it was learned at. */
  static final MapStateDescriptor<Long, Portfolio> PORTFOLIOS =
      new MapStateDescriptor<>(
          "evaluate-series.portfolios", Types.LONG, TypeInformation.of(Portfolio.class));

  /** Silences of sources, by source. */
  static final MapStateDescriptor<String, SourceSilence> SILENCES =
      new MapStateDescriptor<>(
          "evaluate-series.silences", Types.STRING, TypeInformation.of(SourceSilence.class));

  /** Known events, by id. */
  static final MapStateDescriptor<String, CalendarEvent> CALENDAR =
      CatalogueState.descriptor("evaluate-series.calendar", CalendarEvent.class);

  /** Known lags, by channel and conversion type. */
  static final MapStateDescriptor<String, ChannelLags> CHANNEL_LAGS =
      CatalogueState.descriptor("evaluate-series.channel-lags", ChannelLags.class);

  /** All of it. */
  static final List<MapStateDescriptor<?, ?>> ALL =
      List.of(RULES, CAMPAIGNS, PORTFOLIOS, SILENCES, CALENDAR, CHANNEL_LAGS, FX_RATES);

  private final AlertOptions options;
  private final WeekHours hours;
  private final CatalogueState<CalendarEvent, Calendar> calendar =
      new CatalogueState<>(Calendar::of);
  private final CatalogueState<ChannelLags, PriorLags> priorLags =
      new CatalogueState<>(PriorLags::of);
  private final CatalogueState<Campaign, CampaignLabels> labels =
      new CatalogueState<>(CampaignLabels::of);
  private final CatalogueState<FxRate, SeriesTargets> targets;
  private @Nullable SeriesRules rules;
  private @Nullable TargetEvaluator evaluator;

  BroadcastRuleState(AlertOptions options) {
    this.options = options;
    hours = new WeekHours(ZoneId.of(options.timeZone()));
    targets =
        new CatalogueState<>(
            rates -> new SeriesTargets(new FxRates(options.reportingCurrency(), rates)));
  }

  /** Access to broadcast state for reading. */
  interface Reading {
    /** Returns the state of a descriptor. */
    <K, V> ReadOnlyBroadcastState<K, V> of(MapStateDescriptor<K, V> descriptor) throws Exception;
  }

  /** Access to broadcast state for writing. */
  interface Writing {
    /** Returns the state of a descriptor. */
    <K, V> BroadcastState<K, V> of(MapStateDescriptor<K, V> descriptor) throws Exception;
  }

  /** Applies an update. */
  void accept(RuleUpdate update, Writing state) throws Exception {
    AlertRule rule = update.rule();
    if (rule != null) {
      BroadcastState<String, RuleVersion> known = state.of(RULES);
      known.put(rule.ruleId(), RuleVersion.after(known.get(rule.ruleId()), rule));
      rules = null;
    }
    if (update.campaign() != null) {
      labels.accept(state.of(CAMPAIGNS), update.campaign());
    }
    if (update.rate() != null) {
      targets.accept(state.of(FX_RATES), update.rate());
    }
    if (update.portfolio() != null) {
      put(update.portfolio(), state.of(PORTFOLIOS));
    }
    SourceSilence silence = update.silence();
    if (silence != null) {
      state.of(SILENCES).put(silence.source(), silence);
    }
    if (update.calendarEvent() != null) {
      calendar.accept(state.of(CALENDAR), update.calendarEvent());
    }
    if (update.channelLags() != null) {
      priorLags.accept(state.of(CHANNEL_LAGS), update.channelLags());
      evaluator = null;
    }
  }

  private void put(Portfolio portfolio, BroadcastState<Long, Portfolio> known) throws Exception {
    known.clear();
    known.put(portfolio.asOf(), portfolio);
    evaluator = null;
  }

  SeriesRules rules(Reading state) throws Exception {
    if (rules == null) {
      List<RuleVersion> versions = new ArrayList<>();
      for (Map.Entry<String, RuleVersion> entry : state.of(RULES).immutableEntries()) {
        versions.add(entry.getValue());
      }
      rules = SeriesRules.of(versions, options);
    }
    return rules;
  }

  CampaignLabels labels(Reading state) throws Exception {
    return labels.value(state.of(CAMPAIGNS));
  }

  /** The evaluator, by what was learned last. */
  TargetEvaluator evaluator(Reading state) throws Exception {
    if (evaluator == null) {
      Portfolio portfolio = Portfolio.unknown(options.dailyVariation());
      for (Map.Entry<Long, Portfolio> entry : state.of(PORTFOLIOS).immutableEntries()) {
        portfolio = entry.getValue();
      }
      evaluator = new TargetEvaluator(portfolio, hours, priorLags(state));
    }
    return evaluator;
  }

  /** The context of a series at a tick. */
  TargetEvaluator.Context context(Series series, SeriesRules about, long tick, Reading state)
      throws Exception {
    CampaignLabels known = labels(state);
    Campaign campaign = known.campaign(series.campaignId());
    return new TargetEvaluator.Context(
        series.channel(),
        campaign,
        about.targeted(targets.value(state.of(FX_RATES)), campaign, tick),
        series.spendReportedUntil(),
        silent(state),
        special(series, known.department(series.campaignId()), tick, state));
  }

  private TargetEvaluator.Special special(
      Series series, @Nullable String department, long tick, Reading state) throws Exception {
    Calendar known = calendar(state);
    long now = tick - 1;
    if (!known.isSpecial(series.campaignId(), series.channel(), department, now)) {
      return TargetEvaluator.Special.NONE;
    }
    return new TargetEvaluator.Special(
        known.conversionFactor(series.campaignId(), series.channel(), department, now),
        known.paused(series.campaignId(), series.channel(), department, now) != null);
  }

  /** The calendar of known events. */
  Calendar calendar(Reading state) throws Exception {
    return calendar.value(state.of(CALENDAR));
  }

  /** The lags given in the catalogue. */
  PriorLags priorLags(Reading state) throws Exception {
    return priorLags.value(state.of(CHANNEL_LAGS));
  }

  /** Returns the conversions whose sources are silent in the whole business. */
  private static Set<ConversionType> silent(Reading state) throws Exception {
    Set<ConversionType> silent = EnumSet.noneOf(ConversionType.class);
    for (Map.Entry<String, SourceSilence> entry : state.of(SILENCES).immutableEntries()) {
      SourceSilence each = entry.getValue();
      if (each.silent() && each.source().equals("orders")) {
        silent.add(ConversionType.ORDER);
      } else if (each.silent() && each.source().equals("leads")) {
        silent.add(ConversionType.LEAD);
        silent.add(ConversionType.QUALIFIED_LEAD);
      }
    }
    return silent;
  }
}
