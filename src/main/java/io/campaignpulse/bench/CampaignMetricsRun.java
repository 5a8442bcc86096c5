package io.campaignpulse.bench;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.ingest.IngestOptions;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.MetricOptions.DeliverySource;
import io.campaignpulse.pipeline.CampaignMetricsPipeline;
import io.campaignpulse.pipeline.IngestPipeline;
import io.campaignpulse.sink.KafkaSinks;
import io.campaignpulse.source.EventStreams;
import io.campaignpulse.source.EventWatermarks;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.KafkaRecords;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.ResultDecoders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The campaign-metrics job as it runs live, but for its sources, which stop at the end of what
 * their topics hold.
 */
final class CampaignMetricsRun {

  static final Duration DEDUPE_HORIZON = Duration.ofDays(1);

  private final Configuration flink;
  private final KafkaConnection connection;
  private final RecordDecoders decoders =
      new RecordDecoders(new TimeBounds(null, Duration.ofMinutes(5).toMillis()));

  CampaignMetricsRun(Configuration flink, KafkaConnection connection) {
    this.flink = flink;
    this.connection = connection;
  }

  void execute() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(flink);
    KafkaRecords records = new KafkaRecords(connection, "benchmark", false, true);
    IngestPipeline ingest =
        new IngestPipeline(
            new IngestOptions(Emission.ON_CHANGE, "USD", DEDUPE_HORIZON),
            new CatalogueSnapshot(List.of(), List.of(), List.of()),
            catalogue(environment, records, Topic.CAMPAIGNS, decoders.campaigns(), Campaign.class),
            catalogue(environment, records, Topic.FX_RATES, decoders.fxRates(), FxRate.class));
    IngestPipeline.Interactions interactions =
        ingest.interactionBranches(
            EventStreams.decode(
                    records.read(environment, Topic.INTERACTIONS),
                    Topic.INTERACTIONS,
                    decoders.interactions(),
                    Interaction.class,
                    CampaignMetricsRun.<Interaction>time())
                .events());
    DataStream<SpendReport> spend =
        ingest
            .spend(
                EventStreams.decode(
                        records.read(environment, Topic.SPEND),
                        Topic.SPEND,
                        decoders.spend(),
                        SpendReport.class,
                        CampaignMetricsRun.<SpendReport>time())
                    .events())
            .counted();
    MetricOptions options = options();
    CampaignMetricsPipeline.Outputs out =
        CampaignMetricsPipeline.build(
            new CampaignMetricsPipeline.Inputs(
                List.of(interactions.declared(), interactions.matched()),
                spend,
                records.results(environment, ResultDecoders.credits(), EventWatermarks.timeless())),
            options);
    KafkaSinks sinks =
        new KafkaSinks(
            connection, "benchmark", KafkaSinks.TRANSACTION_TIMEOUT, System::currentTimeMillis);
    out.campaignMetrics()
        .sinkTo(sinks.campaignMetrics(options.models()))
        .uid("write-campaign-metrics")
        .name("write-campaign-metrics");
    out.businessMetrics()
        .sinkTo(sinks.businessMetrics())
        .uid("write-business-metrics")
        .name("write-business-metrics");
    interactions
        .ledger()
        .sinkTo(new DiscardingSink<>())
        .uid("discard-ledger")
        .name("discard-ledger");
    environment.execute("benchmark-campaign-metrics");
  }

  private static <E extends io.campaignpulse.event.Event> WatermarkStrategy<E> time() {
    return EventWatermarks.of(Duration.ofSeconds(5), Duration.ofMinutes(1));
  }

  private static <R> DataStream<R> catalogue(
      StreamExecutionEnvironment environment,
      KafkaRecords records,
      Topic topic,
      RecordDecoder<R> decoder,
      Class<R> type) {
    return EventStreams.decode(
            records.read(environment, topic), topic, decoder, type, EventWatermarks.<R>timeless())
        .events();
  }

  private static MetricOptions options() {
    return new MetricOptions(
        Emission.ON_CHANGE,
        "UTC",
        List.of(WindowSize.values()),
        List.of(AttributionModel.values()),
        DeliverySource.EVENTS,
        DeliverySource.EVENTS,
        Map.of(
            WindowSize.PT1M, Duration.ofHours(48).toMillis(),
            WindowSize.PT1H, Duration.ofDays(35).toMillis(),
            WindowSize.P1D, Duration.ofDays(400).toMillis()),
        1000,
        null,
        AttributionModel.LAST_TOUCH);
  }
}
