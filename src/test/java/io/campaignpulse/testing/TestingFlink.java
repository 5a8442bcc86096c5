package io.campaignpulse.testing;

import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The Flink that the replays of a test JVM share: to start one for each takes longer than most
 * replays do.
 */
final class TestingFlink {

  private static final int SLOTS = 8;
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(256);

  private static @Nullable MiniCluster shared;

  private TestingFlink() {}

  /** Does something with every job it executes running here. */
  static synchronized <T> T running(Supplier<T> work) {
    TestStreamEnvironment.setAsContext(cluster(), 1);
    try {
      return work.get();
    } finally {
      TestStreamEnvironment.unsetAsContext();
    }
  }

  /** Room for the exchanges of the whole pipeline at the highest parallelism tests ask for. */
  private static Configuration configuration() {
    return new Configuration()
        .set(RestOptions.BIND_PORT, "0")
        .set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK)
        .set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
  }

  /** It ends with the JVM. */
  private static MiniCluster cluster() {
    MiniCluster known = shared;
    if (known != null) {
      return known;
    }
    MiniCluster started =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    try {
      started.start();
    } catch (Exception e) {
      throw new IllegalStateException("Flink does not start", e);
    }
    shared = started;
    return started;
  }
}
