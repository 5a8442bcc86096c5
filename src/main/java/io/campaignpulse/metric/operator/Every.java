package io.campaignpulse.metric.operator;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;

/** An action repeated by the processing time of an operator, in the operator's own thread. */
final class Every {

  private final ProcessingTimeService time;
  private final long millis;
  private final ThrowingRunnable<Exception> action;
  private ScheduledFuture<?> next;

  Every(ProcessingTimeService time, long millis, ThrowingRunnable<Exception> action) {
    this.time = time;
    this.millis = millis;
    this.action = action;
    this.next = schedule();
  }

  private ScheduledFuture<?> schedule() {
    return time.registerTimer(
        time.getCurrentProcessingTime() + millis,
        timestamp -> {
          action.run();
          next = schedule();
        });
  }

  /** Ends the repetition. */
  void stop() {
    next.cancel(false);
  }
}
