package io.campaignpulse.server;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open streams. Once a second one board for each choice in use is drawn and offered to the
 * clients of that choice; each client writes on a thread of its own while it has something to
 * write.
 */
final class LiveStream implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final long PERIOD_MILLIS = 1000;

  private final BoardBuilder boards;
  private final ResultViews views;
  private final Clock clock;
  private final int most;
  private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(r -> thread(r, "pulse-stream-timer"));
  private final ThreadPoolExecutor writers;
  private @Nullable ScheduledFuture<?> ticks;

  LiveStream(BoardBuilder boards, ResultViews views, Clock clock, int most) {
    this.boards = boards;
    this.views = views;
    this.clock = clock;
    this.most = most;
    // A thread for each client that writes right now, none for those that wait; never a queue.
    this.writers =
        new ThreadPoolExecutor(
            0,
            most,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            r -> thread(r, "pulse-stream-writer"));
  }

  synchronized void start() {
    ticks =
        timer.scheduleWithFixedDelay(
            this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Takes in a client, which gets its snapshot at once. */
  void open(LiveClient client) {
    client.offer(boards.build(client.choice()), clock.millis(), Runnable::run);
    clients.add(client);
  }

  void closed(LiveClient client) {
    clients.remove(client);
  }

  boolean isFull() {
    return clients.size() >= most;
  }

  @Override
  public synchronized void close() {
    if (ticks != null) {
      ticks.cancel(true);
    }
    timer.shutdownNow();
    clients.forEach(LiveClient::close);
    clients.clear();
    writers.shutdownNow();
  }

  private void tick() {
    try {
      views.expire();
      clients.removeIf(LiveClient::closed);
      Map<BoardBuilder.Choice, Board> drawn = new HashMap<>();
      for (LiveClient client : clients) {
        Board board = drawn.computeIfAbsent(client.choice(), boards::build);
        client.offer(board, clock.millis(), writers);
      }
    } catch (RuntimeException e) {
      // An exception would silently end the schedule, and with it every page.
      LOG.error("Cannot publish the boards of this second", e);
    }
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
