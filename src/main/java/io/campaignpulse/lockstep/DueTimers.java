package io.campaignpulse.lockstep;

import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.metrics.groups.TaskIOMetricGroup;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.PriorityQueueSetFactory;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManagerImpl;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.StreamTaskCancellationContext;
import org.apache.flink.util.function.BiConsumerWithException;

/** Flink's timers, of which each one in event time is made known to a walk when registered. */
final class DueTimers implements InternalTimeServiceManager.Provider {
  private static final long serialVersionUID = 1L;

  private final long run;

  /** Timers of the walk of an id. */
  DueTimers(long run) {
    this.run = run;
  }

  @Override
  public <K> InternalTimeServiceManager<K> create(
      TaskIOMetricGroup metrics,
      PriorityQueueSetFactory queues,
      KeyGroupRange keyGroups,
      ClassLoader classLoader,
      KeyContext keys,
      ProcessingTimeService time,
      Iterable<KeyGroupStatePartitionStreamProvider> restored,
      StreamTaskCancellationContext cancellation)
      throws Exception {
    return new Manager<>(
        InternalTimeServiceManagerImpl.create(
            metrics, queues, keyGroups, classLoader, keys, time, restored, cancellation),
        LockstepRun.of(run));
  }

  private record Manager<K>(InternalTimeServiceManager<K> timers, LockstepRun run)
      implements InternalTimeServiceManager<K> {

    @Override
    public <N> InternalTimerService<N> getInternalTimerService(
        String name,
        TypeSerializer<K> keys,
        TypeSerializer<N> namespaces,
        Triggerable<K, N> triggerable) {
      return new Service<>(
          timers.getInternalTimerService(name, keys, namespaces, triggerable), run);
    }

    @Override
    public void advanceWatermark(Watermark watermark) throws Exception {
      timers.advanceWatermark(watermark);
    }

    @Override
    public boolean tryAdvanceWatermark(Watermark watermark, ShouldStopAdvancingFn shouldStop)
        throws Exception {
      return timers.tryAdvanceWatermark(watermark, shouldStop);
    }

    @Override
    public void snapshotToRawKeyedState(KeyedStateCheckpointOutputStream out, String operator)
        throws Exception {
      timers.snapshotToRawKeyedState(out, operator);
    }
  }

  private record Service<N>(InternalTimerService<N> timers, LockstepRun run)
      implements InternalTimerService<N> {

    @Override
    public long currentProcessingTime() {
      return timers.currentProcessingTime();
    }

    @Override
    public long currentWatermark() {
      return timers.currentWatermark();
    }

    @Override
    public void initializeWatermark(long watermark) {
      timers.initializeWatermark(watermark);
    }

    @Override
    public void registerProcessingTimeTimer(N namespace, long time) {
      timers.registerProcessingTimeTimer(namespace, time);
    }

    @Override
    public void deleteProcessingTimeTimer(N namespace, long time) {
      timers.deleteProcessingTimeTimer(namespace, time);
    }

    @Override
    public void registerEventTimeTimer(N namespace, long time) {
      run.due(time);
      timers.registerEventTimeTimer(namespace, time);
    }

    @Override
    public void deleteEventTimeTimer(N namespace, long time) {
      timers.deleteEventTimeTimer(namespace, time);
    }

    @Override
    public void forEachEventTimeTimer(BiConsumerWithException<N, Long, Exception> consumer)
        throws Exception {
      timers.forEachEventTimeTimer(consumer);
    }

    @Override
    public void forEachProcessingTimeTimer(BiConsumerWithException<N, Long, Exception> consumer)
        throws Exception {
      timers.forEachProcessingTimeTimer(consumer);
    }
  }
}
