package io.campaignpulse.notifier;

import io.campaignpulse.source.KafkaConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service that tells people of alerts: one {@link Session} with Kafka after the other.
 *
 * <p><b>Durable, at least once.</b> One reader takes the topic of alerts and writes down, in the
 * compacted topic {@code notifications}, what each target has still to be told; in the same
 * transaction its offsets advance. Only then is anything sent, and what was sent is written down
 * again. A kill at any point loses nothing and at worst repeats the request that was under way,
 * under the same id.
 *
 * <p>Why not a consumer group per target, whose held-back offsets would be the memory: one notice
 * that waits ten hours would hold back every later one of its target, also the end of the same
 * alert, and repetitions and severities told would have to be remembered anyway. So retries are
 * remembered per notice, and a target that is dead or slow lags alone: it has its own thread and
 * one request under way, and nobody waits for it.
 *
 * <p>Whatever goes wrong with Kafka, it starts all over from what is written down, which is the
 * same as after a kill.
 */
public final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  private static final long PAUSE_MILLIS = 5_000;
  private static final Duration REQUEST = Duration.ofSeconds(15);

  private final Session.Surroundings around;
  private final BlockingQueue<Boolean> stop = new LinkedBlockingQueue<>();
  private volatile boolean closing;
  private volatile List<TargetStatus> status = List.of();

  Notifier(
      KafkaConnection connection,
      TargetsFile file,
      Courier courier,
      NotifierOptions options,
      Clock clock,
      DoubleSupplier chance) {
    around =
        new Session.Surroundings(
            connection,
            file,
            courier,
            options,
            clock,
            chance,
            UUID.randomUUID().toString(),
            () -> closing,
            current -> status = current);
  }

  /**
   * A notifier that speaks to the real network.
   *
   * @param chance draws from [0, 1)
   */
  public static Notifier ofNetwork(
      KafkaConnection connection,
      TargetsFile file,
      NotifierOptions options,
      Clock clock,
      DoubleSupplier chance) {
    return new Notifier(
        connection,
        file,
        new Courier(file, GuardedHttp.ofNetwork(REQUEST), clock),
        options,
        clock,
        chance);
  }

  /** How the targets are doing. */
  public List<TargetStatus> status() {
    return status;
  }

  /** Runs on a thread of its own until it is closed. */
  public Notifier start() {
    Thread thread =
        new Thread(
            () -> {
              try {
                run();
              } catch (IllegalStateException e) {
                LOG.error("Nobody is notified any more: {}", e.getMessage());
              }
            },
            "notifier");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * Runs until it is closed or, if it is to run once, until nothing can be done now.
   *
   * @throws IllegalStateException if a topic is missing, or another notifier has taken over
   */
  public void run() {
    boolean first = true;
    while (!closing) {
      try (Session session = new Session(around, first)) {
        first = false;
        session.run();
        if (around.options().once() || Thread.currentThread().isInterrupted()) {
          return;
        }
      } catch (ProducerFencedException | InvalidProducerEpochException e) {
        throw new IllegalStateException(Session.TAKEN_OVER, e);
      } catch (KafkaException e) {
        if (e.getCause() instanceof ProducerFencedException
            || e.getCause() instanceof InvalidProducerEpochException) {
          throw new IllegalStateException(Session.TAKEN_OVER, e);
        }
        LOG.warn("Kafka failed, starting again from what is written down: {}", e.getMessage());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Boolean unused = stop.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Stops; what was not delivered is delivered by the next one. */
  @Override
  public void close() {
    closing = true;
    stop.add(true);
    around.courier().close();
  }
}
