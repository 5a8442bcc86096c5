package io.campaignpulse.bench;

import io.campaignpulse.config.Settings;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.source.KafkaConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The Flink side of a benchmark: a job as it is deployed, run to the end of what its topics hold.
 */
final class BenchmarkFlink {

  private final Configuration configuration;
  private final int parallelism;

  /**
   * A cluster to be started in this process.
   *
   * @param conf folder of the jobs' config.yaml
   * @param overrides settings of Flink that replace those of the folder
   * @param directory for checkpoints and local state
   * @param checkpointSeconds 0 = no checkpoints
   */
  BenchmarkFlink(
      Path conf,
      Map<String, String> overrides,
      Path directory,
      long checkpointSeconds,
      int parallelism) {
    this.parallelism = parallelism;
    configuration = GlobalConfiguration.loadConfiguration(conf.toString());
    configuration.removeKey("jobmanager.memory.process.size");
    configuration.removeKey("taskmanager.memory.process.size");
    configuration.removeKey("taskmanager.memory.jvm-metaspace.size");
    // A restarted run would measure nothing.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    if (checkpointSeconds > 0) {
      configuration.set(
          CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(checkpointSeconds));
    } else {
      configuration.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    }
    overrides.forEach(configuration::setString);
  }

  /**
   * What a job takes to drain its topics. The cluster is started before: what counts is deploying
   * the job and draining.
   *
   * @param settings of the job, beside the broker
   * @param draw which job it is
   */
  Effort drain(KafkaConnection connection, Map<String, String> settings, Consumer<LiveJob> draw)
      throws Exception {
    JobGraph graph = graph(connection, settings, job -> draw.accept(job.bounded()));
    MiniCluster cluster = cluster();
    try {
      cluster.start();
      return Effort.of(() -> cluster.executeJobBlocking(graph));
    } finally {
      cluster.closeAsync().get();
    }
  }

  /** Starts a job that goes on until it is closed; parameters as {@link #drain}. */
  BenchmarkJob start(
      KafkaConnection connection, Map<String, String> settings, Consumer<LiveJob> draw)
      throws Exception {
    return BenchmarkJob.start(cluster(), graph(connection, settings, draw));
  }

  /** Starts a graph that goes on until it is closed. */
  BenchmarkJob start(Consumer<StreamExecutionEnvironment> draw) throws Exception {
    return BenchmarkJob.start(cluster(), graph(draw));
  }

  private JobGraph graph(
      KafkaConnection connection, Map<String, String> settings, Consumer<LiveJob> draw) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("kafka.bootstrapServers", connection.bootstrapServers());
    return graph(env -> draw.accept(new LiveJob(Settings.of(all), Clock.systemUTC(), env)));
  }

  private JobGraph graph(Consumer<StreamExecutionEnvironment> draw) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    draw.accept(environment);
    return environment.getStreamGraph().getJobGraph();
  }

  private MiniCluster cluster() {
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(parallelism)
            .withRandomPorts()
            .build());
  }
}
