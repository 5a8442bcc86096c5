package io.campaignpulse.bench;

import java.io.DataInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** A job that runs on a cluster of its own and can be asked how large its state is. */
final class BenchmarkJob implements AutoCloseable {

  private static final long POLL_MILLIS = 200;

  private final MiniCluster cluster;
  private final JobID id;

  private BenchmarkJob(MiniCluster cluster, JobID id) {
    this.cluster = cluster;
    this.id = id;
  }

  static BenchmarkJob start(MiniCluster cluster, JobGraph graph) throws Exception {
    cluster.start();
    JobID id = cluster.submitJob(graph).get().getJobID();
    BenchmarkJob job = new BenchmarkJob(cluster, id);
    while (!job.isRunning()) {
      Thread.sleep(POLL_MILLIS);
    }
    return job;
  }

  /** Whether all of it is; throws where any of it has ended. */
  boolean isRunning() throws Exception {
    boolean isRunning = false;
    for (AccessExecutionVertex subtask :
        cluster.getExecutionGraph(id).get().getAllExecutionVertices()) {
      ExecutionState state = subtask.getExecutionState();
      if (state.isTerminal()) {
        throw new IllegalStateException(subtask.getTaskNameWithSubtaskIndex() + " is " + state);
      }
      if (state != ExecutionState.RUNNING) {
        return false;
      }
      isRunning = true;
    }
    // While a job is initialized it has no subtasks yet.
    return isRunning;
  }

  /** Takes a checkpoint; the bytes of each operator in it, by uid. */
  Map<String, Long> checkpoint() throws Exception {
    String pointer = cluster.triggerCheckpoint(id).get();
    Path metadata = new Path(pointer, AbstractFsCheckpointStorageAccess.METADATA_FILE_NAME);
    Map<String, Long> bytes = new TreeMap<>();
    try (FSDataInputStream in = FileSystem.get(metadata.toUri()).open(metadata);
        DataInputStream data = new DataInputStream(in)) {
      for (OperatorState state :
          Checkpoints.loadCheckpointMetadata(data, BenchmarkJob.class.getClassLoader(), pointer)
              .getOperatorStates()) {
        bytes.merge(
            state.getOperatorUid().orElseGet(() -> state.getOperatorID().toString()),
            state.getStateSize(),
            Long::sum);
      }
    }
    return bytes;
  }

  @Override
  public void close() {
    try {
      cluster.cancelJob(id).join();
      cluster.requestJobResult(id).join();
    } finally {
      cluster.closeAsync().join();
    }
  }
}
