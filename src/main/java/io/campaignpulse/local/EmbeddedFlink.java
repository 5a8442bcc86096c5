package io.campaignpulse.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A real Flink (JobManager and two TaskManagers) inside this process with its web UI on loopback. A
 * job submitted to it continues from the last complete checkpoint of the same name in the cluster's
 * directory, also after a kill.
 */
public final class EmbeddedFlink implements AutoCloseable {

  private static final int TASK_MANAGERS = 2;
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final MiniCluster cluster;
  private final Configuration configuration;
  private final Path directory;
  private final Set<JobID> running = ConcurrentHashMap.newKeySet();

  private EmbeddedFlink(MiniCluster cluster, Configuration configuration, Path directory) {
    this.cluster = cluster;
    this.configuration = configuration;
    this.directory = directory;
  }

  /** Draws a job into an environment: sources, pipelines, sinks; never executes it. */
  @FunctionalInterface
  public interface Wiring {
    /** Adds the job's graph to {@code environment}. */
    void wire(StreamExecutionEnvironment environment) throws Exception;
  }

  /**
   * A started cluster.
   *
   * @param confFolder the folder with {@code config.yaml} and its {@code local} overlay
   * @param directory where checkpoints are kept; created when needed
   * @param wantedPort port of the web UI on 127.0.0.1; 0 = any free one
   */
  public static EmbeddedFlink start(Path confFolder, Path directory, int wantedPort)
      throws Exception {
    Configuration configuration = FlinkConfiguration.read(confFolder, List.of("local"));
    // They size processes of their own; here the threads share this one.
    configuration.removeConfig(TaskManagerOptions.TOTAL_PROCESS_MEMORY);
    configuration.removeConfig(TaskManagerOptions.JVM_METASPACE);
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    int port = FreePort.orWanted(wantedPort);
    configuration.set(RestOptions.PORT, port);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(port));
    configuration.set(BlobServerOptions.PORT, "0");
    configuration.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
    Files.createDirectories(directory.resolve("tmp"));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(TASK_MANAGERS)
                .setNumSlotsPerTaskManager(configuration.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .setCommonBindAddress(LOOPBACK)
                .build());
    cluster.start();
    return new EmbeddedFlink(cluster, configuration, directory);
  }

  /** The address of the web UI. */
  public String webUrl() {
    return "http://" + LOOPBACK + ":" + configuration.get(RestOptions.PORT);
  }

  /**
   * Submits a job and returns once it is accepted.
   *
   * @param name names the job and, as its checkpoints' folder, finds its state again
   * @return the job, with the checkpoint it continues from
   */
  public Job submit(String name, Wiring wiring) throws Exception {
    Path checkpoints = directory.resolve("checkpoints").resolve(name);
    Configuration jobConfiguration = new Configuration(configuration);
    jobConfiguration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(jobConfiguration);
    wiring.wire(environment);
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(name);
    Optional<Path> restored = new RetainedCheckpoints(checkpoints).latest();
    restored.ifPresent(
        path ->
            graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(
                    path.toUri().toString(), false, RecoveryClaimMode.CLAIM)));
    JobID id = cluster.submitJob(graph.getJobGraph()).get().getJobID();
    running.add(id);
    return new Job(id, restored);
  }

  /** A submitted job. Closing it cancels it; its checkpoints stay. */
  public final class Job implements AutoCloseable {
    private final JobID id;
    private final Optional<Path> restoredFrom;

    private Job(JobID id, Optional<Path> restoredFrom) {
      this.id = id;
      this.restoredFrom = restoredFrom;
    }

    /** Flink's id of this run. */
    public String id() {
      return id.toString();
    }

    /** The checkpoint it continues from; empty for a fresh start. */
    public Optional<Path> restoredFrom() {
      return restoredFrom;
    }

    /** Where the job stands. */
    public JobStatus status() throws IOException {
      return await(cluster.getJobStatus(id));
    }

    /** Completes when the job ends, by itself, by failure or cancelled. */
    public CompletableFuture<JobResult> result() {
      return cluster.requestJobResult(id);
    }

    @Override
    public void close() throws IOException {
      cancel(id);
    }
  }

  /** Kills one of the two TaskManagers, as a crash would. */
  public void terminateTaskManager(int index) throws Exception {
    cluster.terminateTaskManager(index).get();
  }

  /** Cancels the jobs, whose checkpoints stay, and stops the cluster. */
  @Override
  public void close() throws IOException {
    for (JobID job : running) {
      cancel(job);
    }
    await(cluster.closeAsync());
  }

  private void cancel(JobID job) throws IOException {
    if (!await(cluster.getJobStatus(job)).isGloballyTerminalState()) {
      await(cluster.cancelJob(job));
      await(cluster.requestJobResult(job));
    }
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for Flink", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Flink did not answer: " + e, e);
    }
  }
}
