package io.campaignpulse.alert.operator;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.feed.SourceSilence;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.alert.target.AlertNews;
import io.campaignpulse.alert.target.SeriesJudge;
import io.campaignpulse.alert.target.SeriesRules;
import io.campaignpulse.alert.target.SeriesTargets;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Emission;
import io.campaignpulse.evidence.WeekHours;
import io.campaignpulse.ingest.FxRates;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** What stands in the broadcast state of judge-alerts, read once until it changes. */
final class StandingNews {

  /** The rules that stand, by rule id. */
  static final MapStateDescriptor<String, RuleVersion> RULES =
      new MapStateDescriptor<>(
          "judge-alerts.rules", Types.STRING, TypeInformation.of(RuleVersion.class));

  /** The campaigns that stand, by id. */
  static final MapStateDescriptor<String, Campaign> CAMPAIGNS =
      new MapStateDescriptor<>(
          "judge-alerts.campaigns", Types.STRING, TypeInformation.of(Campaign.class));

  /** What was learned of all series, by the tick it was learned at. */
  static final MapStateDescriptor<Long, Portfolio> PORTFOLIOS =
      new MapStateDescriptor<>(
          "judge-alerts.portfolios", Types.LONG, TypeInformation.of(Portfolio.class));

  /** Which sources stood still, by source and tick. */
  static final MapStateDescriptor<String, SourceSilence> SILENCES =
      new MapStateDescriptor<>(
          "judge-alerts.silences", Types.STRING, TypeInformation.of(SourceSilence.class));

  /** All of it. */
  static final List<MapStateDescriptor<?, ?>> ALL = List.of(RULES, CAMPAIGNS, PORTFOLIOS, SILENCES);

  private final AlertOptions options;
  private final SeriesTargets targets;
  private @Nullable SeriesRules rules;
  private @Nullable CampaignLabels labels;
  private @Nullable List<Portfolio> portfolios;
  private @Nullable SeriesJudge judge;

  StandingNews(AlertOptions options) {
    this.options = options;
    targets =
        new SeriesTargets(new FxRates(options.reportingCurrency(), options.known().fxRates()));
  }

  /** Where broadcast state is found. */
  interface Reading {
    /** See Flink's context. */
    <K, V> ReadOnlyBroadcastState<K, V> of(MapStateDescriptor<K, V> descriptor) throws Exception;
  }

  /** Where it may be written. */
  interface Writing {
    /** See Flink's context. */
    <K, V> BroadcastState<K, V> of(MapStateDescriptor<K, V> descriptor) throws Exception;
  }

  /** Takes up news. */
  void take(AlertNews news, Writing state) throws Exception {
    AlertRule rule = news.rule();
    if (rule != null) {
      BroadcastState<String, RuleVersion> known = state.of(RULES);
      known.put(
          rule.ruleId(), RuleVersion.after(known.get(rule.ruleId()), rule, options.emission()));
      rules = null;
    }
    Campaign campaign = news.campaign();
    if (campaign != null) {
      BroadcastState<String, Campaign> known = state.of(CAMPAIGNS);
      known.put(campaign.campaignId(), later(known.get(campaign.campaignId()), campaign));
      labels = null;
    }
    if (news.portfolio() != null) {
      takeUp(news.portfolio(), state.of(PORTFOLIOS));
    }
    SourceSilence silence = news.silence();
    if (silence != null) {
      takeUp(silence, state.of(SILENCES));
    }
  }

  /** Told at every tick, kept where it is news; live nothing asks for what was before. */
  private void takeUp(SourceSilence silence, BroadcastState<String, SourceSilence> known)
      throws Exception {
    SourceSilence latest = null;
    for (Map.Entry<String, SourceSilence> entry : known.immutableEntries()) {
      SourceSilence each = entry.getValue();
      boolean later = latest == null || each.tick() > latest.tick();
      latest = each.source().equals(silence.source()) && later ? each : latest;
    }
    if (latest == null ? silence.silent() : latest.silent() != silence.silent()) {
      boolean live = options.emission() == Emission.ON_CHANGE;
      known.put(live ? silence.source() : silence.source() + '|' + silence.tick(), silence);
    }
  }

  private void takeUp(Portfolio portfolio, BroadcastState<Long, Portfolio> known) throws Exception {
    if (options.emission() == Emission.ON_CHANGE) {
      known.clear();
    }
    known.put(portfolio.asOf(), portfolio);
    portfolios = null;
    judge = null;
  }

  /** Of two rows of a campaign the one that stands. */
  static Campaign later(@Nullable Campaign before, Campaign row) {
    if (before == null || row.revision() > before.revision()) {
      return row;
    }
    boolean stands =
        row.revision() < before.revision()
            || row.canonicalJson().compareTo(before.canonicalJson()) <= 0;
    return stands ? before : row;
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
    if (labels == null) {
      Map<String, Campaign> byId = new HashMap<>();
      for (Map.Entry<String, Campaign> entry : state.of(CAMPAIGNS).immutableEntries()) {
        byId.put(entry.getKey(), entry.getValue());
      }
      labels = new CampaignLabels(byId);
    }
    return labels;
  }

  /** The judge of a tick: he knows what was learned last before it, or else what was first. */
  SeriesJudge judge(long tick, Reading state) throws Exception {
    if (portfolios == null) {
      List<Portfolio> sorted = new ArrayList<>();
      for (Map.Entry<Long, Portfolio> entry : state.of(PORTFOLIOS).immutableEntries()) {
        sorted.add(entry.getValue());
      }
      sorted.sort(java.util.Comparator.comparingLong(Portfolio::asOf));
      portfolios = sorted;
    }
    Portfolio known = portfolios.isEmpty() ? Portfolio.UNKNOWN : portfolios.get(0);
    for (Portfolio each : portfolios) {
      known = each.asOf() <= tick ? each : known;
    }
    if (judge == null || judge.portfolio().asOf() != known.asOf()) {
      judge = new SeriesJudge(known, new WeekHours(ZoneId.of(options.timeZone())));
    }
    return judge;
  }

  /** A series as its judge has to know it at a tick. */
  SeriesJudge.Case caseOf(Series series, SeriesRules about, long tick, Reading state)
      throws Exception {
    Campaign campaign = labels(state).campaign(series.campaignId());
    return new SeriesJudge.Case(
        series.channel(),
        campaign,
        about.targeted(targets, campaign, tick),
        series.spendReportedUntil(),
        silent(tick, state));
  }

  /** The conversions that stand still in the whole business at a tick. */
  Set<ConversionType> silent(long tick, Reading state) throws Exception {
    Map<String, SourceSilence> latest = new HashMap<>();
    for (Map.Entry<String, SourceSilence> entry : state.of(SILENCES).immutableEntries()) {
      SourceSilence each = entry.getValue();
      if (each.tick() <= tick) {
        latest.merge(each.source(), each, (a, b) -> a.tick() >= b.tick() ? a : b);
      }
    }
    Set<ConversionType> silent = EnumSet.noneOf(ConversionType.class);
    for (SourceSilence each : latest.values()) {
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
