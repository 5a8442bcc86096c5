package io.campaignpulse.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A run of the alerts job in this process, minute by minute: the next minute begins when the last
 * one has passed through the whole graph. Operators of the graph find it by its id.
 */
final class AlertsRun implements AutoCloseable {

  private static final Map<Long, AlertsRun> RUNNING = new ConcurrentHashMap<>();
  private static final AtomicLong IDS = new AtomicLong();

  /** What happened in a minute is given so long to arrive before the tick, as live. */
  private static final Duration ARRIVAL = Duration.ofMillis(150);

  private final long id = IDS.incrementAndGet();
  private final SyntheticSeries series;
  private final int minutes;
  private final List<Effort> readings = new ArrayList<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicLong outlooks = new AtomicLong();
  private final AtomicLong alerts = new AtomicLong();
  private long passed = Long.MIN_VALUE;
  private long awaited = Long.MIN_VALUE;

  private AlertsRun(SyntheticSeries series, int minutes) {
    this.series = series;
    this.minutes = minutes;
  }

  /** A run of so many minutes after the first tick, to be found until it is closed. */
  static AlertsRun begin(SyntheticSeries series, int minutes) {
    AlertsRun run = new AlertsRun(series, minutes);
    RUNNING.put(run.id, run);
    run.readings.add(Effort.soFar());
    return run;
  }

  /** The run of an id that {@link #begin} gave out. */
  static AlertsRun of(long id) {
    AlertsRun run = RUNNING.get(id);
    if (run == null) {
      throw new IllegalStateException("no run of the alerts job has the id " + id);
    }
    return run;
  }

  /** What operators find it by. */
  long id() {
    return id;
  }

  /** A step by its index, once the tick before it is over; after the last one there is none. */
  SeriesStep step(long index) throws InterruptedException {
    await(awaited);
    if (index >= series.steps(minutes)) {
      // An end of the source would be the end of time, at which the job forgets everything.
      new CountDownLatch(1).await();
    }
    SeriesStep step = series.step(index);
    if (step.tick() != null && SyntheticSeries.isTime(step.tick())) {
      Thread.sleep(ARRIVAL.toMillis());
      awaited = step.tick().minute();
    }
    return step;
  }

  private synchronized void await(long time) throws InterruptedException {
    while (passed < time) {
      wait();
    }
  }

  /** Time has passed through the whole graph. */
  synchronized void passed(long time) {
    passed = time;
    readings.add(Effort.soFar());
    notifyAll();
    if (readings.size() == minutes + 2) {
      done.countDown();
    }
  }

  /** Counts an outlook. */
  void countOutlook() {
    outlooks.incrementAndGet();
  }

  /** Counts an alert. */
  void countAlert() {
    alerts.incrementAndGet();
  }

  /** Whether the last minute has passed; waits a second for it. */
  boolean isOver() throws InterruptedException {
    return done.await(1, TimeUnit.SECONDS);
  }

  /** What it took so far. */
  synchronized AlertsEffort effort() {
    return new AlertsEffort(
        series.count(),
        series.minutesBefore(),
        List.copyOf(readings),
        outlooks.get(),
        alerts.get());
  }

  @Override
  public void close() {
    RUNNING.remove(id);
  }
}
