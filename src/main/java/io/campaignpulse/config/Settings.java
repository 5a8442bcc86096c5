package io.campaignpulse.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.campaignpulse.channel.ClickIds;
import io.campaignpulse.channel.SourceCategories;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one run: defaults, overlaid by a YAML file, overlaid by {@code key=value} pairs.
 * An unknown key or an unusable value is a {@link SettingsException}.
 */
public final class Settings {

  private final Map<String, Object> values = new TreeMap<>();

  private Settings(Map<String, String> texts) {
    for (Setting<?> setting : SettingTable.ALL) {
      values.put(
          setting.key(), setting.parse(texts.getOrDefault(setting.key(), setting.defaultText())));
    }
    if (!models().contains(reportingModel())) {
      if (texts.containsKey(SettingTable.MODEL.key())) {
        throw new SettingsException(
            "setting "
                + SettingTable.MODEL.key()
                + ": "
                + reportingModel()
                + " is none of "
                + SettingTable.MODELS.key());
      }
      values.put(SettingTable.MODEL.key(), models().get(0));
    }
  }

  /** The settings given as key and text, defaults elsewhere. */
  public static Settings of(Map<String, String> texts) {
    TreeSet<String> known = new TreeSet<>();
    SettingTable.ALL.forEach(setting -> known.add(setting.key()));
    TreeSet<String> unknown = new TreeSet<>(texts.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new SettingsException(
          "unknown setting " + String.join(", ", unknown) + "; known are " + known);
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
    } else if (node.isObject() && prefix.equals(SettingTable.WINDOWS_RETENTION.key())) {
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
    return get(SettingTable.TIME_ZONE);
  }

  /** Currency all money is reported in. */
  public String currency() {
    return get(SettingTable.CURRENCY);
  }

  /** The model of alerts, plans and tiles. */
  public AttributionModel reportingModel() {
    return get(SettingTable.MODEL);
  }

  /** The time basis of alerts, plans and tiles. */
  public TimeBasis reportingBasis() {
    return get(SettingTable.BASIS);
  }

  /** What a replay is as of; null where the events decide. */
  public @Nullable Instant asOf() {
    return get(SettingTable.AS_OF).orElse(null);
  }

  /** The models to compute. */
  public List<AttributionModel> models() {
    return get(SettingTable.MODELS);
  }

  /** Look-back of an interaction type, boundary inclusive. */
  public Duration lookback(InteractionType type) {
    return switch (type) {
      case CLICK -> get(SettingTable.CLICK_LOOKBACK);
      case IMPRESSION -> get(SettingTable.IMPRESSION_LOOKBACK);
      case VISIT -> get(SettingTable.VISIT_LOOKBACK);
    };
  }

  /** The interaction types that are touches. */
  public List<InteractionType> touches() {
    return get(SettingTable.TOUCHES);
  }

  /** Whether consecutive repeats of one channel and campaign are one touch. */
  public boolean collapseConsecutive() {
    return get(SettingTable.COLLAPSE);
  }

  /** Half-life of TIME_DECAY. */
  public Duration halfLife() {
    return get(SettingTable.HALF_LIFE);
  }

  /** The windows to publish. */
  public List<WindowSize> windows() {
    return get(SettingTable.WINDOWS);
  }

  /** How far events may be out of order. */
  public Duration outOfOrderness() {
    return get(SettingTable.OUT_OF_ORDERNESS);
  }

  /** How far in the future an event may lie. */
  public Duration maxFuture() {
    return get(SettingTable.MAX_FUTURE);
  }

  /** Whether numbers in CSV files have a decimal comma. */
  public boolean decimalComma() {
    return get(SettingTable.DECIMAL_COMMA);
  }

  /** Event time within which duplicates are recognised live. */
  public Duration dedupeHorizon() {
    return get(SettingTable.DEDUPE_HORIZON);
  }

  /** Hosts of own sites. */
  public List<String> ownHosts() {
    return get(SettingTable.OWN_HOSTS);
  }

  /** Other referrers that say nothing of where a visit came from. */
  public List<String> ignoredReferrers() {
    return get(SettingTable.IGNORED_REFERRERS);
  }

  /** The categories of traffic sources. */
  public SourceCategories sources() {
    return get(SettingTable.SOURCES);
  }

  /** The click ids that ad platforms add to addresses. */
  public ClickIds clickIds() {
    return get(SettingTable.CLICK_IDS);
  }

  /** Whether impressions come from reports instead of events. */
  public boolean reportedImpressions() {
    return get(SettingTable.REPORTED_IMPRESSIONS);
  }

  /** Whether clicks come from reports instead of events. */
  public boolean reportedClicks() {
    return get(SettingTable.REPORTED_CLICKS);
  }

  /** How long late facts re-decide a conversion. */
  public Duration redecisionHorizon() {
    return get(SettingTable.REDECISION_HORIZON);
  }

  /** How long orders are kept for returns. */
  public Duration ordersRetention() {
    return get(SettingTable.ORDERS_RETENTION);
  }

  /** How long leads are kept. */
  public Duration leadsRetention() {
    return get(SettingTable.LEADS_RETENTION);
  }

  /** How long after its end a plan is corrected, and facts are kept for plans to come. */
  public Duration plansRetention() {
    return get(SettingTable.PLANS_RETENTION);
  }

  /** How long each window size is kept; LIFE isn't in it. */
  public Map<WindowSize, Duration> windowsRetention() {
    return get(SettingTable.WINDOWS_RETENTION);
  }

  /** Touches kept of one person. */
  public int maxTouches() {
    return get(SettingTable.MAX_TOUCHES);
  }

  /** How much levels of conversion differ from day to day until that is learned, relatively. */
  public double dailyVariation() {
    return get(SettingTable.DAILY_VARIATION);
  }

  /** How far behind the clock the evaluation of rules may be and still be live. */
  public Duration liveBound() {
    return get(SettingTable.LIVE_BOUND);
  }

  /** How often changed results are published at most. */
  public Duration publishInterval() {
    return get(SettingTable.PUBLISH_INTERVAL);
  }

  /** How often changed customer values are published at most. */
  public Duration customerInterval() {
    return get(SettingTable.CUSTOMER_INTERVAL);
  }

  /** The Kafka brokers. */
  public String bootstrapServers() {
    return get(SettingTable.BOOTSTRAP_SERVERS);
  }

  /** Returns whether the record header {@code arrival-time} is used as arrival time. */
  public boolean arrivalHeader() {
    return get(SettingTable.ARRIVAL_HEADER);
  }

  /** How long a transaction may stay open. */
  public Duration transactionTimeout() {
    return get(SettingTable.TRANSACTION_TIMEOUT);
  }
}
