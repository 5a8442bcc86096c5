package io.campaignpulse.lockstep;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ProjectionScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A walk through recorded time in this process: the steps, the timers that are due, how far the
 * graph has come, and its results. Operators of the graph find it by its id.
 */
public final class LockstepRun implements AutoCloseable {
  private static final Map<Long, LockstepRun> RUNNING = new ConcurrentHashMap<>();
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private final List<Step> steps;
  private final NavigableSet<Long> due = new ConcurrentSkipListSet<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final Map<String, CampaignOutlook> outlooks = new TreeMap<>();
  private final Map<String, ProjectionScore> scores = new TreeMap<>();
  private long awaited = Long.MIN_VALUE;
  private long passed = Long.MIN_VALUE;

  /**
   * Results of a walk.
   *
   * @param alerts every transition, in the order in which they came
   * @param outlooks the last of each series, by its key
   * @param scores the last of each projection, by its key
   */
  public record Results(
      List<Alert> alerts, List<CampaignOutlook> outlooks, List<ProjectionScore> scores) {

    /** Nothing was evaluated. */
    public static final Results NONE = new Results(List.of(), List.of(), List.of());
  }

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

  /**
   * A step by its index, once everything that follows from those before the last time is done;
   * {@link Step#SKIPPED} in place of an idle one at which no timer is due. Indexes are taken in
   * order.
   */
  public Step step(int index) throws InterruptedException {
    await(awaited);
    Step step = steps.get(index);
    if (step.idle() && due.headSet(step.time(), true).isEmpty()) {
      return Step.SKIPPED;
    }
    if (step.record() == null) {
      awaited = step.time();
    }
    return step;
  }

  private synchronized void await(long time) throws InterruptedException {
    while (passed < time) {
      wait();
    }
  }

  /** Has no step left out at or after which a timer fires, event time in epoch milliseconds. */
  public void due(long time) {
    due.add(time);
  }

  /** Time has passed through the whole graph: no timer up to it is left. */
  public synchronized void passed(long time) {
    due.headSet(time, true).clear();
    passed = time;
    notifyAll();
  }

  /** Adds an alert of the graph. */
  public synchronized void add(Alert alert) {
    alerts.add(alert);
  }

  /** Adds an outlook of the graph, in place of an earlier one of its series. */
  public synchronized void add(CampaignOutlook outlook) {
    outlooks.put(outlook.key(), outlook);
  }

  /** Adds a score of the graph, in place of an earlier one of its projection. */
  public synchronized void add(ProjectionScore score) {
    scores.put(score.key(), score);
  }

  /** All results by now. */
  public synchronized Results results() {
    return new Results(
        List.copyOf(alerts), List.copyOf(outlooks.values()), List.copyOf(scores.values()));
  }

  @Override
  public void close() {
    RUNNING.remove(id);
  }
}
