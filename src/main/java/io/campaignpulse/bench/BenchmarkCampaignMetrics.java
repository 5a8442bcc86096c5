package io.campaignpulse.bench;

import io.campaignpulse.config.Settings;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.ResultDecoders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Drains clicks from an embedded broker through the campaign-metrics job, with deduplication, all
 * four windows, checkpoints and results written back to Kafka, and compares that with a plain
 * consumer's drain of the same topic in the same run.
 *
 * <p>A smaller round goes before, with a broker and a cluster of its own: a job runs for weeks, so
 * what counts is the rate of compiled code, and the plain consumer is measured warm too.
 *
 * <p>The broker runs in the same process, so processor time includes its work on both sides of the
 * comparison.
 */
@Command(
    name = "benchmark-campaign-metrics",
    description = "Measures the campaign-metrics job against a plain consumer.",
    mixinStandardHelpOptions = true)
public final class BenchmarkCampaignMetrics implements Callable<Integer> {

  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;
  private static final long REPEAT_EVERY = 1000;

  @Spec private CommandSpec spec;

  @Option(names = "--events", defaultValue = "30000000", description = "Clicks to drain.")
  private long events;

  @Option(
      names = "--warm-up",
      defaultValue = "5000000",
      description = "Clicks of the round before, in which code is compiled; 0 = none.")
  private long warmUp;

  @Option(
      names = "--per-key",
      defaultValue = "100",
      description = "Clicks of one campaign and channel within a minute.")
  private int perKey;

  @Option(
      names = "--flink-conf",
      defaultValue = "flink-conf",
      description = "Folder of the jobs' config.yaml.")
  private Path flinkConf;

  @Option(names = "--checkpoint-seconds", defaultValue = "10", description = "0 = none.")
  private long checkpointSeconds;

  /** Runs the benchmark; ends with 1 if a total isn't exact. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkCampaignMetrics()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (warmUp > 0) {
      say("Warm-up:");
      int failed = round(warmUp);
      if (failed != 0) {
        return failed;
      }
      say("%nMeasurement:");
    }
    return round(events);
  }

  private int round(long clicks) throws Exception {
    Path directory = Files.createTempDirectory("campaign-pulse-benchmark-");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"))) {
      return measure(clicks, directory, KafkaConnection.to(kafka.bootstrapServers()));
    } finally {
      delete(directory);
    }
  }

  private int measure(long clicks, Path directory, KafkaConnection connection) throws Exception {
    BenchmarkTopics topics = new BenchmarkTopics(connection);
    Map<String, Integer> partitions = new HashMap<>();
    for (Topic topic : Topic.values()) {
      partitions.put(topic.label(), topic == Topic.INTERACTIONS ? PARTITIONS : 1);
    }
    for (String result :
        new String[] {
          "credits",
          "conversion-ledger",
          "campaign-metrics",
          "business-metrics",
          "rejected",
          "ledger"
        }) {
      partitions.put(result, 1);
    }
    topics.create(partitions);

    long bytes = topics.fill(new SyntheticClicks(perKey), clicks, REPEAT_EVERY);
    long records = clicks + (clicks + REPEAT_EVERY - 1) / REPEAT_EVERY;
    say(
        "%,d records of %.0f bytes on average, %d partitions",
        records, (double) bytes / records, PARTITIONS);

    topics.drain("interactions", PARALLELISM, record -> {});
    Effort raw = Effort.of(() -> topics.drain("interactions", PARALLELISM, record -> {}));
    say("plain consumers, warm: %s", described(raw, records));

    Effort job = drainThroughJob(flink(directory), connection);
    say("campaign-metrics job:  %s", described(job, records));
    say("ratio of rates: %.2f", job.perSecond(records) / raw.perSecond(records));
    say("heap in use after the job: %,d MB", heapMegabytes());
    return check(topics, clicks);
  }

  /** The cluster is started before: what counts is deploying the job and draining. */
  private static Effort drainThroughJob(Configuration flink, KafkaConnection connection)
      throws Exception {
    MiniCluster cluster = cluster(flink);
    try {
      cluster.start();
      JobGraph graph = jobGraph(flink, connection);
      return Effort.of(() -> cluster.executeJobBlocking(graph));
    } finally {
      cluster.closeAsync().get();
    }
  }

  private static MiniCluster cluster(Configuration flink) {
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(flink)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(PARALLELISM)
            .withRandomPorts()
            .build());
  }

  /** The job as it is, but for its sources, which stop at the end of what their topics hold. */
  private static JobGraph jobGraph(Configuration flink, KafkaConnection connection) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(flink);
    Settings settings =
        Settings.of(Map.of("kafka.bootstrapServers", connection.bootstrapServers()));
    new LiveJob(settings, Clock.systemUTC(), environment).bounded().campaignMetrics();
    return environment.getStreamGraph().getJobGraph();
  }

  private int check(BenchmarkTopics topics, long clicks) throws Exception {
    ResultDecoder<CampaignMetrics> decoder = ResultDecoders.campaignMetrics();
    PublishedClicks published = new PublishedClicks();
    topics.drain("campaign-metrics", 1, record -> published.add(decoder.decode(record.value())));
    boolean exact = true;
    for (WindowSize size : WindowSize.values()) {
      exact &= published.clicks(size) == clicks;
      say("clicks in %s rows: %,d", size, published.clicks(size));
    }
    say("%,d rows published; totals %s", published.rows(), exact ? "exact" : "WRONG");
    return exact ? 0 : 1;
  }

  private Configuration flink(Path directory) {
    Configuration flink = GlobalConfiguration.loadConfiguration(flinkConf.toString());
    flink.removeKey("jobmanager.memory.process.size");
    flink.removeKey("taskmanager.memory.process.size");
    flink.removeKey("taskmanager.memory.jvm-metaspace.size");
    // A restarted run would measure nothing.
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    flink.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    if (checkpointSeconds > 0) {
      flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(checkpointSeconds));
    } else {
      flink.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    }
    return flink;
  }

  private static String described(Effort effort, long records) {
    return String.format(
        Locale.ROOT,
        "%,.0f events/s, %.2f core-µs/event, %.1f s",
        effort.perSecond(records),
        effort.coreMicrosPerEvent(records),
        effort.wallNanos() / 1e9);
  }

  private static long heapMegabytes() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000;
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
