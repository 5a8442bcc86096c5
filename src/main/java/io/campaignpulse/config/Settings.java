package io.campaignpulse.config;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one run: defaults, overlaid by a YAML file, overlaid by {@code key=value} pairs.
 * An unknown key or an unusable value is a {@link SettingsException}.
 */
public final class Settings {

  /** A thousand years: no time that is believed overflows with it. */
  private static final Duration LONGEST = Duration.ofDays(365_000);

  static final Setting<ZoneId> TIME_ZONE =
      new Setting<>(
          "reporting.timeZone",
          "IANA time zone of the reporting days and hours.",
          "UTC",
          Settings::zone);
  static final Setting<String> CURRENCY =
      new Setting<>(
          "reporting.currency",
          "ISO 4217 code of the currency all money is reported in.",
          "USD",
          Settings::currency);
  static final Setting<AttributionModel> MODEL =
      new Setting<>(
          "reporting.model",
          "Attribution model of alerts, plans and tiles where nothing else is said: one of"
              + " `attribution.models`, unset the first of them if the default isn't.",
          "LAST_TOUCH",
          text -> choice(AttributionModel.class, text));
  static final Setting<TimeBasis> BASIS =
      new Setting<>(
          "reporting.basis",
          "Time basis of alerts, plans and tiles where nothing else is said.",
          "CONVERSION_TIME",
          text -> choice(TimeBasis.class, text));
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
          names(AttributionModel.class),
          text -> choices(AttributionModel.class, text));
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
          text -> choices(InteractionType.class, text));
  static final Setting<Boolean> COLLAPSE =
      new Setting<>(
          "attribution.collapse",
          "NONE, or CONSECUTIVE: sequential repeats of one channel and campaign are one touch.",
          "NONE",
          text -> oneOf(text, "NONE", "CONSECUTIVE").equals("CONSECUTIVE"));
  static final Setting<Duration> HALF_LIFE =
      positive(
          "attribution.halfLife", "Time after which a touch weighs half in TIME_DECAY.", "P7D");
  static final Setting<List<WindowSize>> WINDOWS =
      new Setting<>(
          "windows",
          "Windows to publish; alerts and the page's last hour are made of PT1M.",
          names(WindowSize.class),
          text -> choices(WindowSize.class, text));
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
  static final Setting<Map<WindowSize, Duration>> WINDOWS_RETENTION =
      new Setting<>(
          "windows.retention",
          "Live only: how long windows are kept and corrected; LIFE never expires.",
          "PT1M:PT48H,PT1H:P35D,P1D:P400D",
          Settings::retentions);
  static final Setting<Integer> MAX_TOUCHES =
      new Setting<>(
          "persons.maxTouches",
          "Live only: touches kept of one person, and of one visitor; the oldest go and are"
              + " counted.",
          "1000",
          text -> positiveInt(text));
  static final Setting<Duration> PUBLISH_INTERVAL =
      positive(
          "publish.interval",
          "Live only: how often changed results are published at most.",
          "PT1S");
  static final Setting<String> BOOTSTRAP_SERVERS =
      new Setting<>(
          "kafka.bootstrapServers",
          "Live only: the Kafka brokers.",
          "127.0.0.1:9092",
          text -> text);
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
          REPORTED_IMPRESSIONS,
          REPORTED_CLICKS,
          REDECISION_HORIZON,
          ORDERS_RETENTION,
          LEADS_RETENTION,
          WINDOWS_RETENTION,
          MAX_TOUCHES,
          PUBLISH_INTERVAL,
          BOOTSTRAP_SERVERS,
          TRANSACTION_TIMEOUT);

  private static final Map<String, Setting<?>> BY_KEY =
      ALL.stream().collect(toMap(Setting::key, Function.identity()));

  private final Map<String, Object> values = new TreeMap<>();

  private Settings(Map<String, String> texts) {
    for (Setting<?> setting : ALL) {
      values.put(
          setting.key(), setting.parse(texts.getOrDefault(setting.key(), setting.defaultText())));
    }
    if (!models().contains(reportingModel())) {
      if (texts.containsKey(MODEL.key())) {
        throw new SettingsException(
            "setting " + MODEL.key() + ": " + reportingModel() + " is none of " + MODELS.key());
      }
      values.put(MODEL.key(), models().get(0));
    }
  }

  /** The settings given as key and text, defaults elsewhere. */
  public static Settings of(Map<String, String> texts) {
    TreeSet<String> unknown = new TreeSet<>(texts.keySet());
    unknown.removeAll(BY_KEY.keySet());
    if (!unknown.isEmpty()) {
      throw new SettingsException(
          "unknown setting "
              + String.join(", ", unknown)
              + "; known are "
              + ALL.stream().map(Setting::key).sorted().toList());
    }
    return new Settings(texts);
  }

  /**
   * The settings of a YAML file (dotted or nested keys) overlaid by {@code key=value} pairs.
   *
   * @param file may be null: no file
   */
  public static Settings read(@Nullable Path file, List<String> pairs) {
    Map<String, String> texts = new TreeMap<>();
    if (file != null) {
      flatten("", parse(file), texts);
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new SettingsException("'" + pair + "' is not of the form key=value");
      }
      texts.put(pair.substring(0, equals).strip(), pair.substring(equals + 1));
    }
    return of(texts);
  }

  private static JsonNode parse(Path file) {
    try {
      return new YAMLMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new SettingsException(file + " is not YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new SettingsException(file + " cannot be read: " + e.getMessage());
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> texts) {
    if (node.isArray()) {
      texts.put(prefix, String.join(",", node.valueStream().map(JsonNode::asText).toList()));
    } else if (node.isObject() && prefix.equals(WINDOWS_RETENTION.key())) {
      texts.put(
          prefix,
          String.join(
              ",",
              node.propertyStream().map(e -> e.getKey() + ":" + e.getValue().asText()).toList()));
    } else if (node.isObject()) {
      node.propertyStream()
          .forEach(
              e ->
                  flatten(
                      prefix.isEmpty() ? e.getKey() : prefix + "." + e.getKey(),
                      e.getValue(),
                      texts));
    } else if (!node.isMissingNode() && !node.isNull()) {
      texts.put(prefix, node.asText());
    }
  }

  private <T> T get(Setting<T> setting) {
    @SuppressWarnings("unchecked") // put there by the parser of this very setting
    T value = (T) Objects.requireNonNull(values.get(setting.key()));
    return value;
  }

  /** IANA zone of the reporting days. */
  public ZoneId timeZone() {
    return get(TIME_ZONE);
  }

  /** Currency all money is reported in. */
  public String currency() {
    return get(CURRENCY);
  }

  /** The model of alerts, plans and tiles. */
  public AttributionModel reportingModel() {
    return get(MODEL);
  }

  /** The time basis of alerts, plans and tiles. */
  public TimeBasis reportingBasis() {
    return get(BASIS);
  }

  /** What a replay is as of; null where the events decide. */
  public @Nullable Instant asOf() {
    return get(AS_OF).orElse(null);
  }

  /** The models to compute. */
  public List<AttributionModel> models() {
    return get(MODELS);
  }

  /** Look-back of an interaction type, boundary inclusive. */
  public Duration lookback(InteractionType type) {
    return switch (type) {
      case CLICK -> get(CLICK_LOOKBACK);
      case IMPRESSION -> get(IMPRESSION_LOOKBACK);
      case VISIT -> get(VISIT_LOOKBACK);
    };
  }

  /** The interaction types that are touches. */
  public List<InteractionType> touches() {
    return get(TOUCHES);
  }

  /** Whether consecutive repeats of one channel and campaign are one touch. */
  public boolean collapseConsecutive() {
    return get(COLLAPSE);
  }

  /** Half-life of TIME_DECAY. */
  public Duration halfLife() {
    return get(HALF_LIFE);
  }

  /** The windows to publish. */
  public List<WindowSize> windows() {
    return get(WINDOWS);
  }

  /** How far events may be out of order. */
  public Duration outOfOrderness() {
    return get(OUT_OF_ORDERNESS);
  }

  /** How far in the future an event may lie. */
  public Duration maxFuture() {
    return get(MAX_FUTURE);
  }

  /** Event time within which duplicates are recognised live. */
  public Duration dedupeHorizon() {
    return get(DEDUPE_HORIZON);
  }

  /** Whether impressions come from reports instead of events. */
  public boolean reportedImpressions() {
    return get(REPORTED_IMPRESSIONS);
  }

  /** Whether clicks come from reports instead of events. */
  public boolean reportedClicks() {
    return get(REPORTED_CLICKS);
  }

  /** How long late facts re-decide a conversion. */
  public Duration redecisionHorizon() {
    return get(REDECISION_HORIZON);
  }

  /** How long orders are kept for returns. */
  public Duration ordersRetention() {
    return get(ORDERS_RETENTION);
  }

  /** How long leads are kept. */
  public Duration leadsRetention() {
    return get(LEADS_RETENTION);
  }

  /** How long each window size is kept; LIFE isn't in it. */
  public Map<WindowSize, Duration> windowsRetention() {
    return get(WINDOWS_RETENTION);
  }

  /** Touches kept of one person. */
  public int maxTouches() {
    return get(MAX_TOUCHES);
  }

  /** How often changed results are published at most. */
  public Duration publishInterval() {
    return get(PUBLISH_INTERVAL);
  }

  /** The Kafka brokers. */
  public String bootstrapServers() {
    return get(BOOTSTRAP_SERVERS);
  }

  /** How long a transaction may stay open. */
  public Duration transactionTimeout() {
    return get(TRANSACTION_TIMEOUT);
  }

  private static ZoneId zone(String text) {
    return ZoneId.of(text);
  }

  private static String currency(String text) {
    if (!text.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("expected an ISO 4217 code of three capital letters");
    }
    return text;
  }

  private static Setting<Duration> positive(String key, String meaning, String defaultText) {
    return new Setting<>(key, meaning, defaultText, Settings::positive);
  }

  private static Duration positive(String text) {
    return between(Duration.ofMillis(1), text, "above 0");
  }

  private static Setting<Duration> duration(String key, String meaning, String defaultText) {
    return new Setting<>(
        key, meaning, defaultText, text -> between(Duration.ZERO, text, "of at least 0"));
  }

  private static Duration between(Duration least, String text, String said) {
    Duration duration = Duration.parse(text);
    if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "expected an ISO-8601 duration " + said + " and at most " + LONGEST.toDays() + " days");
    }
    return duration;
  }

  private static Setting<Boolean> delivery(String key, String meaning) {
    return new Setting<>(
        key, meaning, "EVENTS", text -> oneOf(text, "EVENTS", "REPORTS").equals("REPORTS"));
  }

  private static int positiveInt(String text) {
    int value = Integer.parseInt(text);
    if (value < 1) {
      throw new IllegalArgumentException("expected a whole number of at least 1");
    }
    return value;
  }

  private static String oneOf(String text, String... allowed) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (!Arrays.asList(allowed).contains(upper)) {
      throw new IllegalArgumentException("expected one of " + String.join(", ", allowed));
    }
    return upper;
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String text) {
    return Enum.valueOf(type, oneOf(text, names(type).split(",")));
  }

  private static <E extends Enum<E>> List<E> choices(Class<E> type, String text) {
    List<E> chosen =
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(name -> choice(type, name))
            .distinct()
            .collect(toCollection(java.util.ArrayList::new));
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("expected at least one of " + names(type));
    }
    Collections.sort(chosen);
    return List.copyOf(chosen);
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return String.join(",", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
  }

  private static Map<WindowSize, Duration> retentions(String text) {
    Map<WindowSize, Duration> retentions = new EnumMap<>(WindowSize.class);
    retentions.put(WindowSize.PT1M, Duration.ofDays(2));
    retentions.put(WindowSize.PT1H, Duration.ofDays(35));
    retentions.put(WindowSize.P1D, Duration.ofDays(400));
    for (String part : text.split(",")) {
      String[] pair = part.split(":", 2);
      WindowSize window = choice(WindowSize.class, pair[0].strip());
      if (pair.length < 2 || window == WindowSize.LIFE) {
        throw new IllegalArgumentException("expected PT1M:PT48H,PT1H:P35D,P1D:P400D");
      }
      retentions.put(window, positive(pair[1].strip()));
    }
    return retentions;
  }
}
