package io.campaignpulse.lockstep;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.clock.Clock;

/**
 * The processing time of one operator in a walk through recorded time: it stands still until it is
 * told to go on, and then what is due is done, in the order of its times. For one thread.
 */
final class RecordedTime implements ProcessingTimeService {

  private static final Comparator<Timer> ORDER =
      Comparator.comparingLong((Timer timer) -> timer.time)
          .thenComparingLong(timer -> timer.number);

  private final PriorityQueue<Timer> timers = new PriorityQueue<>(ORDER);
  private final Clock clock = new RecordedClock();
  private final LongConsumer due;
  private long now;
  private long registered;

  /**
   * Time that stands at an instant.
   *
   * @param now epoch milliseconds
   * @param due takes the time of each timer, epoch milliseconds
   */
  RecordedTime(long now, LongConsumer due) {
    this.now = now;
    this.due = due;
  }

  /** Goes on to an instant and does what is due then; never back. */
  void goTo(long instant) throws Exception {
    now = Math.max(now, instant);
    for (Timer timer = timers.peek(); timer != null && timer.time <= now; timer = timers.peek()) {
      timers.remove();
      if (!timer.isCancelled()) {
        timer.callback.onProcessingTime(timer.time);
      }
    }
  }

  @Override
  public Clock getClock() {
    return clock;
  }

  @Override
  public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback callback) {
    Timer timer = new Timer(timestamp, registered++, callback);
    timers.add(timer);
    due.accept(timestamp);
    return timer;
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      ProcessingTimeCallback callback, long initialDelay, long period) {
    throw new UnsupportedOperationException("no operator of ours repeats by itself");
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      ProcessingTimeCallback callback, long initialDelay, long period) {
    throw new UnsupportedOperationException("no operator of ours repeats by itself");
  }

  @Override
  public CompletableFuture<Void> quiesce() {
    timers.clear();
    return CompletableFuture.completedFuture(null);
  }

  private final class RecordedClock extends Clock {
    @Override
    public long absoluteTimeMillis() {
      return now;
    }

    @Override
    public long relativeTimeMillis() {
      return now;
    }

    @Override
    public long relativeTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(now);
    }
  }

  /** What is to be done at a time; it is never waited for. */
  private final class Timer extends FutureTask<Void> implements ScheduledFuture<Void> {
    private final long time;
    private final long number;
    private final ProcessingTimeCallback callback;

    Timer(long time, long number, ProcessingTimeCallback callback) {
      super(() -> {}, null);
      this.time = time;
      this.number = number;
      this.callback = callback;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(time - now, TimeUnit.MILLISECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
    }
  }
}
