package io.campaignpulse.metric.operator;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.OperatorStateBackend;

/**
 * How far event time had come before a restart. Watermarks aren't checkpointed; without it a late
 * record could begin a second sum for a window that is forgotten and publish it over the final one.
 */
final class Horizon {

  private final transient ListState<Long> reached;
  private final long restored;

  Horizon(OperatorStateBackend state, String name) throws Exception {
    reached = state.getUnionListState(new ListStateDescriptor<>(name, Types.LONG));
    long latest = Long.MIN_VALUE;
    for (Long each : reached.get()) {
      latest = Math.max(latest, each);
    }
    restored = latest;
  }

  /** Epoch milliseconds; the beginning of time if there was no earlier run. */
  long restored() {
    return restored;
  }

  /** Puts it into the checkpoint that is being made. */
  void save(long horizon) throws Exception {
    reached.update(List.of(horizon));
  }
}
