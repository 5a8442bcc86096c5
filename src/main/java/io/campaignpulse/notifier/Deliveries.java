package io.campaignpulse.notifier;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The requests under way: one thread and one request at a time for each target, so that who is slow
 * is slow alone.
 */
final class Deliveries {

  private static final long FAREWELL_MILLIS = 3_000;

  private final Courier courier;
  private final Outcomes outcomes;
  private final Map<String, ExecutorService> workers = new HashMap<>();

  /** Who hears how an attempt ended. */
  @FunctionalInterface
  interface Outcomes {
    /** Is told on the target's thread. */
    void settled(Attempt attempt, Outcome outcome) throws InterruptedException;
  }

  Deliveries(Courier courier, Outcomes outcomes) {
    this.courier = courier;
    this.outcomes = outcomes;
  }

  void send(Attempt attempt) {
    workers
        .computeIfAbsent(attempt.target().id(), Deliveries::worker)
        .execute(
            () -> {
              Outcome outcome = courier.deliver(attempt);
              try {
                outcomes.settled(attempt, outcome);
              } catch (InterruptedException e) {
                // Nobody writes it down any more, so it is sent again.
                Thread.currentThread().interrupt();
              }
            });
  }

  private static ExecutorService worker(String targetId) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "deliver-" + targetId);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Takes no more; what is under way may end, but nobody waits for it long. */
  void end() {
    workers.values().forEach(ExecutorService::shutdown);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLIS);
    try {
      for (ExecutorService worker : workers.values()) {
        if (!worker.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          worker.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
