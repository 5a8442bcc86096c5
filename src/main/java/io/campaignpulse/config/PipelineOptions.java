package io.campaignpulse.config;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.Collapse;
import io.campaignpulse.channel.ChannelOptions;
import io.campaignpulse.channel.IgnoredReferrers;
import io.campaignpulse.customer.CustomerOptions;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.ingest.IngestOptions;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.journey.JourneyOptions;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.MetricOptions.DeliverySource;
import io.campaignpulse.plan.PlanOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the settings mean for each capability, live or in a replay.
 *
 * @param asOf the instant a replay's results hold for; null live
 */
public record PipelineOptions(Settings settings, @Nullable Instant asOf) {

  /** Live: results follow each change. */
  public static PipelineOptions live(Settings settings) {
    return new PipelineOptions(settings, null);
  }

  /** A replay: results once, at the end, as of an instant. */
  public static PipelineOptions replay(Settings settings, Instant asOf) {
    return new PipelineOptions(settings, asOf);
  }

  /** When operators publish. */
  public Emission emission() {
    return asOf == null ? Emission.ON_CHANGE : Emission.AT_END;
  }

  /** Which event times are believed. */
  public TimeBounds timeBounds() {
    return new TimeBounds(asOfMillis(), settings.maxFuture().toMillis());
  }

  /** How events are judged. */
  public IngestOptions ingest() {
    return new IngestOptions(
        emission(), settings.currency(), settings.dedupeHorizon(), settings.ordersRetention());
  }

  /** The lists channels are derived by. */
  public ChannelOptions channel() {
    return new ChannelOptions(
        settings.sources(),
        settings.clickIds(),
        new IgnoredReferrers(settings.ownHosts(), settings.ignoredReferrers()));
  }

  /** How credit is given. */
  public AttributionOptions attribution() {
    return new AttributionOptions(
        emission(),
        settings.models(),
        settings.lookback(InteractionType.CLICK).toMillis(),
        settings.lookback(InteractionType.IMPRESSION).toMillis(),
        settings.lookback(InteractionType.VISIT).toMillis(),
        settings.touches(),
        settings.collapseConsecutive() ? Collapse.CONSECUTIVE : Collapse.NONE,
        settings.halfLife().toMillis(),
        settings.redecisionHorizon().toMillis(),
        settings.ordersRetention().toMillis(),
        settings.leadsRetention().toMillis(),
        settings.maxTouches());
  }

  /** How conversions are shared by models. */
  public JourneyOptions journey() {
    return new JourneyOptions(emission(), asOfMillis(), JourneyOptions.MAX_NODES);
  }

  /** How sums are kept and published. */
  public MetricOptions metric() {
    Map<WindowSize, Long> retention =
        asOf != null
            ? Map.of()
            : settings.windowsRetention().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toMillis()));
    return new MetricOptions(
        emission(),
        settings.timeZone().getId(),
        settings.windows(),
        settings.models(),
        delivery(settings.reportedImpressions()),
        delivery(settings.reportedClicks()),
        retention,
        settings.publishInterval().toMillis(),
        asOfMillis(),
        settings.reportingModel());
  }

  /** Live: how long after its period a spend report can be restated, milliseconds. */
  public long spendRetentionMillis() {
    return Stream.concat(
            settings.windowsRetention().values().stream(), Stream.of(settings.plansRetention()))
        .mapToLong(Duration::toMillis)
        .max()
        .orElseThrow();
  }

  /** How customer value is computed and published. */
  public CustomerOptions customer() {
    return new CustomerOptions(
        emission(),
        settings.reportingModel(),
        attribution().ordersRetention(),
        settings.customerInterval().toMillis(),
        CustomerOptions.OLDEST_AGE,
        asOfMillis());
  }

  /** How plans are followed. */
  public PlanOptions plan() {
    return new PlanOptions(
        emission(),
        settings.timeZone().getId(),
        settings.currency(),
        settings.reportingModel(),
        settings.reportingBasis(),
        settings.plansRetention().toMillis(),
        settings.ordersRetention().toMillis(),
        settings.redecisionHorizon().toMillis(),
        settings.publishInterval().toMillis(),
        asOfMillis());
  }

  /** How rules are judged. */
  public AlertOptions alert(CatalogueSnapshot known) {
    return new AlertOptions(
        emission(),
        settings.reportingModel(),
        settings.reportingBasis(),
        settings.currency(),
        settings.timeZone().getId(),
        settings.dailyVariation(),
        settings.liveBound().toMillis(),
        asOfMillis(),
        known);
  }

  private @Nullable Long asOfMillis() {
    return asOf == null ? null : asOf.toEpochMilli();
  }

  private static DeliverySource delivery(boolean reported) {
    return reported ? DeliverySource.REPORTS : DeliverySource.EVENTS;
  }
}
