package io.campaignpulse.job;

import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.config.Settings;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Tick;
import io.campaignpulse.sink.KafkaSinks;
import io.campaignpulse.source.CatalogueReader;
import io.campaignpulse.source.EventWatermarks;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.KafkaRecords;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.ResultDecoders;
import io.campaignpulse.source.TickSource;
import java.time.Clock;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job between the topics of a Kafka cluster; each method draws one into an environment. */
public final class LiveJob {
  /** The name of the job that is everything in one graph. */
  public static final String ALL_IN_ONE = "all-in-one";

  static final String ATTRIBUTION = "attribution";
  static final String CAMPAIGN_METRICS = "campaign-metrics";
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

  /** Interactions, identities, leads and orders become credits. */
  public void attribution() {
    graph(ATTRIBUTION).attribution();
  }

  /** Interactions, spend and credits become campaign-metrics and business-metrics. */
  public void campaignMetrics() {
    DataStream<Credit> credits =
        records(CAMPAIGN_METRICS)
            .results(env, ResultDecoders.credits(), EventWatermarks.timeless());
    graph(CAMPAIGN_METRICS).campaignMetrics(credits);
  }

  /** Campaign-metrics become alerts. */
  public void alerts() {
    DataStream<CampaignMetrics> rows =
        records(ALERTS).results(env, ResultDecoders.campaignMetrics(), EventWatermarks.timeless());
    graph(ALERTS).alerts(rows, ticks());
  }

  /** Everything in one graph. */
  public void allInOne() {
    graph(ALL_IN_ONE).allInOne(ticks());
  }

  private PulseGraph graph(String name) {
    PipelineOptions options = PipelineOptions.live(settings);
    Clock now = clock;
    KafkaSinks sinks =
        new KafkaSinks(connection(), name, settings.transactionTimeout(), now::millis);
    return new PulseGraph(
        new KafkaInputs(env, records(name), settings.outOfOrderness()),
        new KafkaOutputs(sinks, settings.models()),
        options,
        new CatalogueReader(connection(), new RecordDecoders(options.timeBounds())).read());
  }

  private DataStream<Tick> ticks() {
    return TickSource.of(env, clock, settings.outOfOrderness());
  }

  private KafkaRecords records(String name) {
    return new KafkaRecords(connection(), name, true, bounded);
  }

  private KafkaConnection connection() {
    return KafkaConnection.to(settings.bootstrapServers());
  }
}
