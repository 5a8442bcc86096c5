package io.campaignpulse.server;

import io.campaignpulse.source.KafkaConnection;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The result topics in Kafka, every partition read from its beginning by one consumer without a
 * group: the views live in memory, so there is nothing to commit. Topics and partitions that appear
 * later are taken up; while the brokers are away it keeps trying.
 */
public final class KafkaResultFeed implements ResultFeed {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaResultFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(3);
  private static final FollowedTopics TOPICS =
      new FollowedTopics(ResultRecords.TOPICS, QUESTION_TIMEOUT);
  private static final long CHECK_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long CATCH_UP_CHECK_NANOS = Duration.ofMillis(500).toNanos();

  private final KafkaConnection connection;
  private volatile State state = State.CATCHING_UP;
  private volatile boolean closing;
  private boolean reachedEnd;
  private @Nullable Consumer<byte[], byte[]> consumer;
  private @Nullable Thread thread;

  /** A feed that connects when it is started. */
  public KafkaResultFeed(KafkaConnection connection) {
    this.connection = connection;
  }

  @Override
  public synchronized void start(ResultViews views) {
    Consumer<byte[], byte[]> created = FollowedTopics.consumer(connection);
    consumer = created;
    thread = new Thread(() -> follow(created, new ResultRecords(views)), "pulse-result-feed");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public synchronized void close() {
    closing = true;
    if (consumer != null && thread != null) {
      consumer.wakeup();
      try {
        thread.join(QUESTION_TIMEOUT.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer, ResultRecords into) {
    long checked = System.nanoTime() - CHECK_EVERY_NANOS;
    try (consumer) {
      while (!closing) {
        try {
          long pause = reachedEnd ? CHECK_EVERY_NANOS : CATCH_UP_CHECK_NANOS;
          if (System.nanoTime() - checked >= pause) {
            checked = System.nanoTime();
            check(consumer);
          }
          consumer.poll(POLL).forEach(into::accept);
        } catch (WakeupException | InterruptException e) {
          return;
        } catch (KafkaException e) {
          state = State.UNREACHABLE;
          LOG.warn("Kafka doesn't answer: {}", e.getMessage());
          Thread.sleep(POLL.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      state = State.UNREACHABLE;
      LOG.error("The feed of results has ended", e);
    }
  }

  /** Takes up new partitions and asks how far there is to go; throws while nobody answers. */
  private void check(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> wanted = TOPICS.takeUp(consumer);
    reachedEnd |=
        consumer.endOffsets(wanted, QUESTION_TIMEOUT).entrySet().stream()
            .allMatch(e -> consumer.position(e.getKey(), QUESTION_TIMEOUT) >= e.getValue());
    state = reachedEnd ? State.LIVE : State.CATCHING_UP;
  }
}
