package io.campaignpulse.local;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Parts that start one after the other, each with a line that says where it is and how long it
 * took, and stop in the reverse order, also when only some of them have started.
 */
final class PartsInOrder implements AutoCloseable {

  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;
  private final LongSupplier nanos;
  private final Deque<Part> started = new ArrayDeque<>();
  private boolean closed;

  /**
   * No parts yet.
   *
   * @param nanos a clock for measuring
   */
  PartsInOrder(PrintWriter out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
  }

  private record Part(String name, AutoCloseable closeable) {}

  /**
   * Starts a part.
   *
   * @param where what the line says of the started part
   * @throws CancellationException if everything has been stopped meanwhile
   */
  <T extends AutoCloseable> T start(String name, Callable<T> starting, Function<T, String> where)
      throws Exception {
    long begin = nanos.getAsLong();
    out.printf("%-10s ", name);
    out.flush();
    T part;
    Dots dots = new Dots();
    try {
      part = starting.call();
    } finally {
      dots.stop();
    }
    keep(new Part(name, part));
    out.printf("%s  (%.1f s)%n", where.apply(part), (nanos.getAsLong() - begin) / NANOS_PER_SECOND);
    out.flush();
    return part;
  }

  /** Adds what only has to be done at the end. */
  void atEnd(AutoCloseable closeable) throws Exception {
    keep(new Part("", closeable));
  }

  private void keep(Part part) throws Exception {
    synchronized (started) {
      if (!closed) {
        started.push(part);
        return;
      }
    }
    part.closeable().close();
    throw new CancellationException("stopped while starting");
  }

  boolean isClosed() {
    synchronized (started) {
      return closed;
    }
  }

  /**
   * Stops the parts that have started, the last one first; one that fails doesn't stop the rest.
   */
  @Override
  public synchronized void close() {
    // Ctrl-C and the end of a job come from two threads: the second waits until all is done.
    synchronized (started) {
      closed = true;
    }
    for (Part part = next(); part != null; part = next()) {
      try {
        part.closeable().close();
        out.printf("%s", part.name().isEmpty() ? "" : part.name() + " stopped%n".formatted());
      } catch (Exception e) {
        out.printf("%s did not stop cleanly: %s%n", part.name(), e.getMessage());
      }
      out.flush();
    }
  }

  private @Nullable Part next() {
    synchronized (started) {
      return started.poll();
    }
  }

  /** A dot each second, so that nobody thinks it hangs. */
  private final class Dots {
    private final ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });

    private boolean stopped;

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the timer
    Dots() {
      timer.scheduleAtFixedRate(
          () -> {
            synchronized (timer) {
              if (!stopped) {
                out.print(". ");
                out.flush();
              }
            }
          },
          1,
          1,
          TimeUnit.SECONDS);
    }

    /** Once it has returned no dot follows, so that none begins the line of the next part. */
    void stop() {
      synchronized (timer) {
        stopped = true;
      }
      timer.shutdownNow();
    }
  }
}
