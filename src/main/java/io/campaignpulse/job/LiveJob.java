package io.campaignpulse.job;

import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.config.Settings;
import io.campaignpulse.event.Tick;
import io.campaignpulse.sink.KafkaSinks;
import io.campaignpulse.source.CatalogueReader;
import io.campaignpulse.source.EventWatermarks;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.KafkaRecords;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.TickSource;
import io.campaignpulse.wire.Results;
import java.time.Clock;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job between the topics of a Kafka cluster; each method draws one into an environment. */
public final class LiveJob {
  /** The name of the job that is everything in one graph. */
  public static final String ALL_IN_ONE = "all-in-one";

  static final String ATTRIBUTION = "attribution";
  static final String CAMPAIGN_METRICS = "campaign-metrics";
  static final String PLANS = "plans";
  static final String ALERTS = "alerts";

  private final Settings settings;
  private final Clock clock;
  private final StreamExecutionEnvironment env;
  private final boolean bounded;

  /**
   * A job to be drawn.
   *
   * @param clock the wall clock of ticks and rejections; serializable
   */
  public LiveJob(Settings settings, Clock clock, StreamExecutionEnvironment env) {
    this(settings, clock, env, false);
  }

  private LiveJob(Settings settings, Clock clock, StreamExecutionEnvironment env, boolean bounded) {
    this.settings = settings;
    this.clock = clock;
    this.env = env;
    this.bounded = bounded;
  }

  /** The same job, ending at the end of what its topics hold when it starts: for benchmarks. */
  public LiveJob bounded() {
    return new LiveJob(settings, clock, env, true);
  }

  /** Interactions, identities, leads and orders become credits and the ledger of conversions. */
  public void attribution() {
    KafkaOutputs outputs = outputs(ATTRIBUTION);
    outputs.conversionLedger(graph(ATTRIBUTION, outputs).attribution());
  }

  /**
   * Interactions, spend, credits and the ledger of conversions become campaign-metrics and
   * business-metrics.
   */
  public void campaignMetrics() {
    graph(CAMPAIGN_METRICS)
        .campaignMetrics(
            results(CAMPAIGN_METRICS, Results.CREDITS.decoder()),
            results(CAMPAIGN_METRICS, Results.CONVERSION_LEDGER.decoder()));
  }

  /** Orders, stock, spend, credits and campaign-metrics become the progress of plans. */
  public void plans() {
    graph(PLANS)
        .plans(
            results(PLANS, Results.CREDITS.decoder()),
            results(PLANS, Results.campaignMetricsDecoder()),
            ticks());
  }

  /** Credits, campaign-metrics, business-metrics, plan-progress and rejections become alerts. */
  public void alerts() {
    graph(ALERTS)
        .alerts(
            results(ALERTS, Results.CREDITS.decoder()),
            results(ALERTS, Results.campaignMetricsDecoder()),
            results(ALERTS, Results.BUSINESS_METRICS.decoder()),
            results(ALERTS, Results.PLAN_PROGRESS.decoder()),
            results(ALERTS, Results.rejectedDecoder()),
            ticks());
  }

  /** Everything in one graph. */
  public void allInOne() {
    graph(ALL_IN_ONE).allInOne(ticks());
  }

  private PulseGraph graph(String name) {
    return graph(name, outputs(name));
  }

  private PulseGraph graph(String name, KafkaOutputs outputs) {
    PipelineOptions options = PipelineOptions.live(settings);
    return new PulseGraph(
        new KafkaInputs(env, records(name), settings.outOfOrderness()),
        outputs,
        options,
        new CatalogueReader(connection(), new RecordDecoders(options.timeBounds())).read());
  }

  private KafkaOutputs outputs(String name) {
    Clock now = clock;
    return new KafkaOutputs(
        new KafkaSinks(connection(), name, settings.transactionTimeout(), now::millis),
        settings.models());
  }

  private <R> DataStream<R> results(String name, ResultDecoder<R> decoder) {
    return records(name).results(env, decoder, EventWatermarks.timeless());
  }

  private DataStream<Tick> ticks() {
    return TickSource.of(env, clock, settings.outOfOrderness());
  }

  private KafkaRecords records(String name) {
    return new KafkaRecords(connection(), name, true, bounded, settings.arrivalHeader());
  }

  private KafkaConnection connection() {
    return KafkaConnection.to(settings.bootstrapServers());
  }
}
