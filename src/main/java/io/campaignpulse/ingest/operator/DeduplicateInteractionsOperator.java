package io.campaignpulse.ingest.operator;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.RecentIds;
import io.campaignpulse.ingest.TextHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Drops interactions whose id was seen in the same partition, without a shuffle: copies of an event
 * have the same key and therefore the same partition, which one subtask reads. What is recognised,
 * and for how long, says {@link RecentIds}. That a copy says something else than the first arrival
 * isn't noticed here: it would take the content of every event.
 *
 * <p>The ids are part of each checkpoint, whole: 8 bytes an id. After a restore each subtask takes
 * back what it wrote itself; if the number of subtasks has changed, a partition's ids wait in every
 * subtask for the one that gets the partition's first record, and are written on by one of them.
 */
// Flink calls initializeState before anything else, which the null checker doesn't know.
@SuppressWarnings("NullAway.Init")
public final class DeduplicateInteractionsOperator extends AbstractStreamOperator<Interaction>
    implements OneInputStreamOperator<Interaction, Interaction> {
  private static final long serialVersionUID = 1L;

  private final Duration horizon;

  private transient Map<Integer, RecentIds> partitions;
  private transient Map<Integer, List<IdBucket>> unclaimed;
  private transient int currentPartition;
  private transient @Nullable RecentIds current;
  private transient LedgerOutput ledger;
  private transient ListState<IdBucket> state;

  /** Remembers ids for at least a horizon of event time. */
  public DeduplicateInteractionsOperator(Duration horizon) {
    this.horizon = horizon;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    partitions = new HashMap<>();
    unclaimed = new HashMap<>();
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(
                    "deduplicate-interactions.ids", new IdBucketSerializer()));
    if (context.isRestored()) {
      restore(state.get());
    }
  }

  private void restore(Iterable<IdBucket> buckets) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    Set<Integer> claimed = new HashSet<>();
    for (IdBucket bucket : buckets) {
      boolean sameSubtasks = bucket.writers() == task.getNumberOfParallelSubtasks();
      if (sameSubtasks && bucket.writer() == task.getIndexOfThisSubtask()) {
        partition(bucket.partition()).restore(bucket.bucket(), bucket.ids());
      } else if (!sameSubtasks || bucket.writer() == IdBucket.NOBODY) {
        unclaimed.computeIfAbsent(bucket.partition(), p -> new ArrayList<>()).add(bucket);
      }
      if (bucket.writer() != IdBucket.NOBODY) {
        claimed.add(bucket.partition());
      }
    }
    // What still waited when the reader of its partition had already written its own is stale.
    for (int partition : claimed) {
      List<IdBucket> waiting = unclaimed.getOrDefault(partition, new ArrayList<>());
      waiting.removeIf(bucket -> bucket.writer() == IdBucket.NOBODY);
    }
    unclaimed.values().removeIf(List::isEmpty);
  }

  @Override
  public void open() throws Exception {
    super.open();
    ledger = new LedgerOutput(Topic.INTERACTIONS, output, getProcessingTimeService());
  }

  @Override
  public void processElement(StreamRecord<Interaction> element) {
    Interaction interaction = element.getValue();
    int partition = interaction.origin().partition();
    if (current == null || partition != currentPartition) {
      current = partition(partition);
      currentPartition = partition;
    }
    if (current.add(TextHash.of(interaction.eventId()), interaction.eventTime())) {
      output.collect(element);
    } else {
      ledger.add(Outcome.DUPLICATE);
    }
  }

  private RecentIds partition(int partition) {
    RecentIds known = partitions.get(partition);
    if (known != null) {
      return known;
    }
    RecentIds ids = new RecentIds(horizon);
    partitions.put(partition, ids);
    List<IdBucket> waiting = unclaimed.remove(partition);
    if (waiting != null) {
      waiting.forEach(bucket -> ids.restore(bucket.bucket(), bucket.ids()));
    }
    return ids;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    TaskInfo task = getRuntimeContext().getTaskInfo();
    int subtask = task.getIndexOfThisSubtask();
    int subtasks = task.getNumberOfParallelSubtasks();
    List<IdBucket> buckets = new ArrayList<>();
    partitions.forEach(
        (partition, ids) ->
            ids.forEach(
                (bucket, hashes) ->
                    buckets.add(new IdBucket(partition, bucket, subtask, subtasks, hashes))));
    dropExpiredUnclaimed();
    unclaimed.forEach(
        (partition, waiting) -> {
          if (partition % subtasks == subtask) {
            for (IdBucket b : waiting) {
              buckets.add(new IdBucket(partition, b.bucket(), IdBucket.NOBODY, subtasks, b.ids()));
            }
          }
        });
    state.update(buckets);
  }

  /**
   * Time goes on in other partitions, so ids that wait for a lost partition don't wait for ever.
   */
  private void dropExpiredUnclaimed() {
    unclaimed
        .values()
        .removeIf(
            waiting -> {
              waiting.removeIf(
                  bucket ->
                      partitions.values().stream().anyMatch(p -> p.isExpired(bucket.bucket())));
              return waiting.isEmpty();
            });
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    ledger.flushBefore(mark);
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    ledger.flush();
  }

  @Override
  public void finish() throws Exception {
    ledger.flush();
    super.finish();
  }
}
