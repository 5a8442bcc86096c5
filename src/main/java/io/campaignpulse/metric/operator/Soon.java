package io.campaignpulse.metric.operator;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * An action some time after it was requested, by the processing time of an operator and in the
 * operator's own thread. Further requests until then change nothing.
 */
final class Soon {

  private final ProcessingTimeService time;
  private final long millis;
  private final ThrowingRunnable<Exception> action;
  private @Nullable ScheduledFuture<?> next;

  /**
   * An action.
   *
   * @param millis how long after the request it runs
   */
  Soon(ProcessingTimeService time, long millis, ThrowingRunnable<Exception> action) {
    this.time = time;
    this.millis = millis;
    this.action = action;
  }

  /** Has the action run. */
  void request() {
    if (next == null) {
      next =
          time.registerTimer(
              time.getCurrentProcessingTime() + millis,
              timestamp -> {
                next = null;
                action.run();
              });
    }
  }

  /** Drops a request. */
  void cancel() {
    if (next != null) {
      next.cancel(false);
    }
  }
}
