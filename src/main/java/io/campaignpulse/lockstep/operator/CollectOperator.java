package io.campaignpulse.lockstep.operator;

import io.campaignpulse.lockstep.LockstepRun;
import java.io.Serializable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Adds what comes to the results of a walk. */
public final class CollectOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  private final long run;
  private final Add<T> add;

  /** Where a result goes. */
  @FunctionalInterface
  public interface Add<T> extends Serializable {
    /** Adds a result to a walk. */
    void to(LockstepRun run, T result);
  }

  /** Collects for the run of an id. */
  public CollectOperator(long run, Add<T> add) {
    this.run = run;
    this.add = add;
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    add.to(LockstepRun.of(run), element.getValue());
  }
}
