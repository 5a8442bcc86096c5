package io.campaignpulse.lockstep;

import io.campaignpulse.event.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A walk through recorded time in this process: the steps, how far the graph has come, and what it
 * found. Operators of the graph find it by its id.
 */
public final class LockstepRun implements AutoCloseable {
  private static final Map<Long, LockstepRun> RUNNING = new ConcurrentHashMap<>();
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private final List<Step> steps;
  private final List<Alert> alerts = new ArrayList<>();
  private long passed = Long.MIN_VALUE;

  private LockstepRun(List<Step> steps) {
    this.steps = steps;
  }

  /** A run through these steps, to be found until it is closed. */
  public static LockstepRun begin(List<Step> steps) {
    LockstepRun run = new LockstepRun(steps);
    RUNNING.put(run.id, run);
    return run;
  }

  /**
   * The run of an id.
   *
   * @throws IllegalStateException if it isn't running in this process
   */
  public static LockstepRun of(long id) {
    LockstepRun run = RUNNING.get(id);
    if (run == null) {
      throw new IllegalStateException("no walk through recorded time has the id " + id);
    }
    return run;
  }

  /** What operators find it by. */
  public long id() {
    return id;
  }

  /** How many steps there are. */
  public int size() {
    return steps.size();
  }

  /** A step by its index, once everything that follows from awaited ones before it is done. */
  public Step step(int index) throws InterruptedException {
    if (index > 0 && steps.get(index - 1).awaited()) {
      await(steps.get(index - 1).time());
    }
    return steps.get(index);
  }

  private synchronized void await(long time) throws InterruptedException {
    while (passed < time) {
      wait();
    }
  }

  /** Time has passed through the whole graph. */
  public synchronized void passed(long time) {
    passed = time;
    notifyAll();
  }

  /** The graph has found an alert. */
  public synchronized void found(Alert alert) {
    alerts.add(alert);
  }

  /** All that were found, in the order in which they were. */
  public synchronized List<Alert> alerts() {
    return List.copyOf(alerts);
  }

  @Override
  public void close() {
    RUNNING.remove(id);
  }
}
