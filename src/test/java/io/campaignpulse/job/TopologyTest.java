package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.config.Settings;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.sink.KafkaSinks;
import io.campaignpulse.source.EventWatermarks;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.KafkaRecords;
import io.campaignpulse.source.TickSource;
import io.campaignpulse.wire.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operators of each job and the edges between them, against a golden text. State is found again
 * by uid: a uid that changes or goes away loses state, so such a change must be meant. To accept
 * one, copy the file the failure names.
 */
class TopologyTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/topology");

  @ParameterizedTest
  @ValueSource(strings = {"attribution", "campaign-metrics", "plans", "alerts", "all-in-one"})
  void uidsAndEdgesAreThoseReleased(String job) throws IOException {
    String topology = topology(job);

    Path golden = GOLDEN.resolve(job + ".txt");
    Path actual = Path.of("target/topology", job + ".txt");
    Files.createDirectories(actual.getParent());
    Files.writeString(actual, topology);
    assertThat(topology)
        .as("topology of %s; if the change is meant: cp %s %s", job, actual, golden)
        .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
  }

  private static String topology(String job) {
    Configuration flink = new Configuration();
    flink.setString("pipeline.auto-generate-uids", "false");
    flink.setString("pipeline.generic-types", "false");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    draw(job, env);
    StreamGraph graph = env.getStreamGraph();
    // Only a cluster would notice, when it is handed the job.
    assertThat(graph.getStreamNodes().stream().map(TopologyTest::uid))
        .as("uids of %s", job)
        .doesNotHaveDuplicates();
    return graph.getStreamNodes().stream()
        .sorted(Comparator.comparing(TopologyTest::uid))
        .map(node -> describe(node, graph))
        .collect(Collectors.joining());
  }

  private static void draw(String job, StreamExecutionEnvironment env) {
    Settings settings = Settings.of(Map.of());
    KafkaConnection connection = KafkaConnection.to("127.0.0.1:1");
    KafkaRecords records = new KafkaRecords(connection, job, true, false);
    KafkaSinks sinks = new KafkaSinks(connection, job, settings.transactionTimeout(), () -> 0);
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    KafkaOutputs outputs = new KafkaOutputs(sinks, settings.models());
    PulseGraph graph =
        new PulseGraph(
            new KafkaInputs(env, records, settings.outOfOrderness()),
            outputs,
            PipelineOptions.live(settings),
            CatalogueSnapshot.empty());
    switch (job) {
      case "attribution" -> outputs.conversionLedger(graph.attribution());
      case "campaign-metrics" ->
          graph.campaignMetrics(
              records.results(env, Results.CREDITS.decoder(), EventWatermarks.timeless()),
              records.results(
                  env, Results.CONVERSION_LEDGER.decoder(), EventWatermarks.timeless()));
      case "plans" ->
          graph.plans(
              records.results(env, Results.CREDITS.decoder(), EventWatermarks.timeless()),
              records.results(env, Results.campaignMetricsDecoder(), EventWatermarks.timeless()),
              TickSource.of(env, clock, settings.outOfOrderness()));
      case "alerts" ->
          graph.alerts(
              records.results(env, Results.CREDITS.decoder(), EventWatermarks.timeless()),
              records.results(env, Results.campaignMetricsDecoder(), EventWatermarks.timeless()),
              records.results(env, Results.BUSINESS_METRICS.decoder(), EventWatermarks.timeless()),
              records.results(env, Results.PLAN_PROGRESS.decoder(), EventWatermarks.timeless()),
              records.results(env, Results.rejectedDecoder(), EventWatermarks.timeless()),
              TickSource.of(env, clock, settings.outOfOrderness()));
      default -> graph.allInOne(TickSource.of(env, clock, settings.outOfOrderness()));
    }
  }

  private static String describe(StreamNode node, StreamGraph graph) {
    return uid(node)
        + "\n"
        + node.getInEdges().stream()
            .map(edge -> "    <- " + describe(edge, graph) + "\n")
            .sorted()
            .collect(Collectors.joining());
  }

  private static String describe(StreamEdge edge, StreamGraph graph) {
    String tag = edge.getOutputTag() == null ? "" : " [" + edge.getOutputTag().getId() + "]";
    return uid(graph.getStreamNode(edge.getSourceId()))
        + tag
        + " "
        + edge.getPartitioner().toString().toLowerCase(java.util.Locale.ROOT);
  }

  private static String uid(StreamNode node) {
    String uid = node.getTransformationUID();
    return uid == null ? "(no uid) " + node.getOperatorName() : uid;
  }
}
