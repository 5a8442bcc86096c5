package io.campaignpulse.config;

import io.campaignpulse.channel.ClickIds;
import io.campaignpulse.channel.IgnoredReferrers;
import io.campaignpulse.channel.SourceCategories;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every setting there is, with its meaning and default: what docs/configuration.md shows. */
final class SettingTable {

  static final Setting<ZoneId> TIME_ZONE =
      new Setting<>(
          "reporting.timeZone",
          "IANA time zone of the reporting days and hours.",
          "UTC",
          ZoneId::of);
  static final Setting<String> CURRENCY =
      new Setting<>(
          "reporting.currency",
          "ISO 4217 code of the currency all money is reported in.",
          "USD",
          SettingText::currency);
  static final Setting<AttributionModel> MODEL =
      new Setting<>(
          "reporting.model",
          "Attribution model of alerts, plans and tiles where nothing else is said: one of"
              + " `attribution.models`, unset the first of them if the default isn't.",
          "LAST_TOUCH",
          text -> SettingText.choice(AttributionModel.class, text));
  static final Setting<TimeBasis> BASIS =
      new Setting<>(
          "reporting.basis",
          "Time basis of alerts, plans and tiles where nothing else is said.",
          "CONVERSION_TIME",
          text -> SettingText.choice(TimeBasis.class, text));
  static final Setting<Optional<Instant>> AS_OF =
      new Setting<>(
          "asOf",
          "Replay only: the instant the results are as of; unset, the latest event time that isn't"
              + " after the start of the replay.",
          "",
          text ->
              text.isEmpty()
                  ? Optional.empty()
                  : Optional.of(OffsetDateTime.parse(text).toInstant()));
  static final Setting<List<AttributionModel>> MODELS =
      new Setting<>(
          "attribution.models",
          "Attribution models to compute, in this order.",
          SettingText.names(AttributionModel.class),
          text -> SettingText.choices(AttributionModel.class, text));
  static final Setting<Duration> CLICK_LOOKBACK =
      positive(
          "attribution.lookback.click",
          "How long before a conversion a click may lie, inclusive.",
          "P30D");
  static final Setting<Duration> IMPRESSION_LOOKBACK =
      positive(
          "attribution.lookback.impression",
          "How long before a conversion an impression may lie, inclusive.",
          "P1D");
  static final Setting<Duration> VISIT_LOOKBACK =
      positive(
          "attribution.lookback.visit",
          "How long before a conversion a visit may lie, inclusive.",
          "P30D");
  static final Setting<List<InteractionType>> TOUCHES =
      new Setting<>(
          "attribution.touches",
          "Interaction types that are touches.",
          "CLICK",
          text -> SettingText.choices(InteractionType.class, text));
  static final Setting<Boolean> COLLAPSE =
      new Setting<>(
          "attribution.collapse",
          "NONE, or CONSECUTIVE: sequential repeats of one channel and campaign are one touch.",
          "NONE",
          text -> SettingText.oneOf(text, "NONE", "CONSECUTIVE").equals("CONSECUTIVE"));
  static final Setting<Duration> HALF_LIFE =
      positive(
          "attribution.halfLife", "Time after which a touch weighs half in TIME_DECAY.", "P7D");
  static final Setting<List<WindowSize>> WINDOWS =
      new Setting<>(
          "windows",
          "Windows to publish; alerts and the page's last hour are made of PT1M, traffic of plans and"
              + " their estimated spend of PT1H.",
          SettingText.names(WindowSize.class),
          text -> SettingText.choices(WindowSize.class, text));
  static final Setting<Duration> OUT_OF_ORDERNESS =
      duration(
          "watermark.outOfOrderness",
          "How far events of a partition may be out of order before time passes them.",
          "PT5S");
  static final Setting<Duration> MAX_FUTURE =
      duration(
          "ingest.maxFuture",
          "How far after its arrival (replay: after asOf) an event may say it happened.",
          "PT5M");
  static final Setting<Duration> DEDUPE_HORIZON =
      positive(
          "dedupe.horizon",
          "Live only: event time within which a repeated eventId is recognised; a replay knows all.",
          "P1D");
  static final Setting<Boolean> DECIMAL_COMMA =
      new Setting<>(
          "files.decimal",
          "Decimal mark of the numbers in CSV files: POINT or COMMA; with a comma, points, spaces"
              + " and apostrophes before three digits group thousands.",
          "POINT",
          text -> SettingText.oneOf(text, "POINT", "COMMA").equals("COMMA"));
  static final Setting<List<String>> OWN_HOSTS =
      new Setting<>(
          "channel.ownHosts",
          "Hosts of own sites, each with its subdomains and AMP copies: a visit that only such a"
              + " referrer explains is DIRECT and no touch.",
          "",
          text -> SettingText.usable(text, hosts -> new IgnoredReferrers(hosts, List.of())));
  static final Setting<List<String>> IGNORED_REFERRERS =
      new Setting<>(
          "channel.ignoredReferrers",
          "Other referrers treated so: hosts, each with its subdomains, `file:PATH` of a list with"
              + " the column host, or `payment-providers`, the payment pages that ship with the"
              + " product.",
          IgnoredReferrers.PAYMENT_PROVIDERS,
          text -> SettingText.usable(text, hosts -> new IgnoredReferrers(List.of(), hosts)));
  static final Setting<SourceCategories> SOURCES =
      new Setting<>(
          "channel.sources",
          "File that replaces the list of search engines, social networks, shops, video sites and"
              + " AI assistants; unset, the one that ships with the product.",
          "",
          text ->
              text.isEmpty() ? SourceCategories.shipped() : SourceCategories.read(Path.of(text)));
  static final Setting<ClickIds> CLICK_IDS =
      new Setting<>(
          "channel.clickIds",
          "File that replaces the list of click ids; unset, the one that ships with the product.",
          "",
          text -> text.isEmpty() ? ClickIds.shipped() : ClickIds.read(Path.of(text)));
  static final Setting<Boolean> REPORTED_IMPRESSIONS =
      delivery("delivery.impressions", "Which source fills impressions: EVENTS or REPORTS.");
  static final Setting<Boolean> REPORTED_CLICKS =
      delivery("delivery.clicks", "Which source fills clicks: EVENTS or REPORTS.");
  static final Setting<Duration> REDECISION_HORIZON =
      positive(
          "attribution.redecisionHorizon",
          "Live only: how long after a conversion late facts re-decide its credit.",
          "P90D");
  static final Setting<Duration> ORDERS_RETENTION =
      positive(
          "orders.retention",
          "Live only: how long an order may still be returned; at least attribution.redecisionHorizon.",
          "P400D");
  static final Setting<Duration> LEADS_RETENTION =
      positive(
          "leads.retention",
          "Live only: how long a lead may still change stage; at least attribution.redecisionHorizon.",
          "P400D");
  static final Setting<Duration> PLANS_RETENTION =
      positive(
          "plans.retention",
          "Live only: how long after its end a plan is corrected (a daily budget for 35 days), and"
              + " what happened is kept for plans to come.",
          "P400D");
  static final Setting<Map<WindowSize, Duration>> WINDOWS_RETENTION =
      new Setting<>(
          "windows.retention",
          "Live only: how long windows are kept and corrected; LIFE never expires.",
          "PT1M:PT48H,PT1H:P35D,P1D:P400D",
          SettingText::retentions);
  static final Setting<Integer> MAX_TOUCHES =
      new Setting<>(
          "persons.maxTouches",
          "Live only: touches kept of one person, and of one visitor; the oldest go and are"
              + " counted.",
          "1000",
          text -> SettingText.positiveInt(text));
  static final Setting<Double> DAILY_VARIATION =
      new Setting<>(
          "alerts.dailyVariation",
          "How much conversion rates are taken to differ from day to day (0.15 = 15 %) until that"
              + " is learned, in [0, 1].",
          "0.15",
          SettingText::share);
  static final Setting<Duration> LIVE_BOUND =
      positive(
          "alerts.liveBound",
          "Live only: how far behind the clock the evaluation of rules may be and still be live; an"
              + " installation without an event of any source for so long counts as catching up.",
          "PT5M");
  static final Setting<Duration> PUBLISH_INTERVAL =
      positive(
          "publish.interval",
          "Live only: how often changed results are published at most.",
          "PT1S");
  static final Setting<Duration> CUSTOMER_INTERVAL =
      positive(
          "publish.customerInterval",
          "Live only: how often `customer-value` is published at most; one new customer changes"
              + " every age of its campaign.",
          "PT1M");
  static final Setting<String> BOOTSTRAP_SERVERS =
      new Setting<>(
          "kafka.bootstrapServers",
          "Live only: the Kafka brokers.",
          "127.0.0.1:9092",
          text -> text);
  static final Setting<Boolean> ARRIVAL_HEADER =
      new Setting<>(
          "kafka.arrivalHeader",
          "Live only: whether the record header `arrival-time`, which `jobs/load` writes, is used"
              + " as arrival time; enable it only if no other client can write it.",
          "false",
          text -> SettingText.oneOf(text, "TRUE", "FALSE").equals("TRUE"));
  static final Setting<Duration> TRANSACTION_TIMEOUT =
      positive(
          "kafka.transactionTimeout",
          "Live only: how long a transaction of an exactly-once sink may stay open; at most the"
              + " broker's transaction.max.timeout.ms.",
          "PT10M");

  /** Every setting there is, in the order of the documentation. */
  static final List<Setting<?>> ALL =
      List.of(
          TIME_ZONE,
          CURRENCY,
          MODEL,
          BASIS,
          AS_OF,
          MODELS,
          CLICK_LOOKBACK,
          IMPRESSION_LOOKBACK,
          VISIT_LOOKBACK,
          TOUCHES,
          COLLAPSE,
          HALF_LIFE,
          WINDOWS,
          OUT_OF_ORDERNESS,
          MAX_FUTURE,
          DEDUPE_HORIZON,
          DECIMAL_COMMA,
          OWN_HOSTS,
          IGNORED_REFERRERS,
          SOURCES,
          CLICK_IDS,
          REPORTED_IMPRESSIONS,
          REPORTED_CLICKS,
          REDECISION_HORIZON,
          ORDERS_RETENTION,
          LEADS_RETENTION,
          PLANS_RETENTION,
          WINDOWS_RETENTION,
          MAX_TOUCHES,
          DAILY_VARIATION,
          LIVE_BOUND,
          PUBLISH_INTERVAL,
          CUSTOMER_INTERVAL,
          BOOTSTRAP_SERVERS,
          ARRIVAL_HEADER,
          TRANSACTION_TIMEOUT);

  private SettingTable() {}

  private static Setting<Duration> positive(String key, String meaning, String defaultText) {
    return new Setting<>(key, meaning, defaultText, SettingText::positive);
  }

  private static Setting<Duration> duration(String key, String meaning, String defaultText) {
    return new Setting<>(key, meaning, defaultText, SettingText::atLeastZero);
  }

  private static Setting<Boolean> delivery(String key, String meaning) {
    return new Setting<>(
        key,
        meaning,
        "EVENTS",
        text -> SettingText.oneOf(text, "EVENTS", "REPORTS").equals("REPORTS"));
  }
}
