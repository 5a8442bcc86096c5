package io.campaignpulse.lockstep.operator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorAttributes;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamTaskStateInitializer;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * An operator at which records of several senders meet. Their threads race, so it holds what comes
 * until time goes on, and then processes it in the order of its places: by sender, then as sent. A
 * place is the timestamp of a record, of which nothing else in a walk makes use.
 *
 * @param <T> what the operator emits
 * @param <O> the operator whose records are put in order
 */
public abstract class InOrderOperator<T, O extends StreamOperator<T>> implements StreamOperator<T> {
  private static final long serialVersionUID = 1L;

  /** The operator whose records are put in order. */
  final transient O operator;

  private final transient List<Held<?>> held = new ArrayList<>();

  InOrderOperator(O operator) {
    this.operator = operator;
  }

  /** Returns the operator with its records put in order. */
  public static <T> StreamOperator<T> of(StreamOperator<T> operator) {
    if (operator instanceof OneInputStreamOperator<?, T> one) {
      return new OneInputInOrderOperator<>(one);
    }
    if (operator instanceof TwoInputStreamOperator<?, ?, T> two) {
      return new TwoInputsInOrderOperator<>(two);
    }
    throw new IllegalArgumentException("no operator of one or two inputs: " + operator);
  }

  /** A record, and what processes it. */
  private record Held<I>(
      StreamRecord<I> record, ThrowingConsumer<StreamRecord<I>, Exception> input) {

    long place() {
      return record.getTimestamp();
    }

    void process() throws Exception {
      input.accept(record);
    }
  }

  /** Holds a record until {@link #release}. */
  final <I> void hold(StreamRecord<I> record, ThrowingConsumer<StreamRecord<I>, Exception> input) {
    held.add(new Held<>(record, input));
  }

  /** Processes everything that is held, in its order. */
  final void release() throws Exception {
    held.sort(Comparator.comparingLong(Held::place));
    for (Held<?> next : held) {
      next.process();
    }
    held.clear();
  }

  /** Nothing: the key is that of the record that is processed, not of the one that comes. */
  @Override
  public void setKeyContextElement1(StreamRecord<?> record) {}

  /** Nothing, likewise. */
  @Override
  public void setKeyContextElement2(StreamRecord<?> record) {}

  @Override
  public void setCurrentKey(Object key) {
    operator.setCurrentKey(key);
  }

  @Override
  public Object getCurrentKey() {
    return operator.getCurrentKey();
  }

  @Override
  public void initializeState(StreamTaskStateInitializer initializer) throws Exception {
    operator.initializeState(initializer);
  }

  @Override
  public void open() throws Exception {
    operator.open();
  }

  @Override
  public void finish() throws Exception {
    release();
    operator.finish();
  }

  @Override
  public void close() throws Exception {
    operator.close();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    operator.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public OperatorSnapshotFutures snapshotState(
      long checkpointId, long timestamp, CheckpointOptions options, CheckpointStreamFactory storage)
      throws Exception {
    return operator.snapshotState(checkpointId, timestamp, options, storage);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    operator.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public OperatorMetricGroup getMetricGroup() {
    return operator.getMetricGroup();
  }

  @Override
  public OperatorID getOperatorID() {
    return operator.getOperatorID();
  }

  @Override
  public OperatorAttributes getOperatorAttributes() {
    return operator.getOperatorAttributes();
  }
}
