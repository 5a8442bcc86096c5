package io.campaignpulse.server;

import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.SingleRecords;
import io.campaignpulse.source.WireSchema;
import io.campaignpulse.wire.Results;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of explanations. Explanations are many and asked for seldom, so only where each stands
 * is kept in memory, some 100 bytes a conversion, and the record is read when it is wanted.
 */
public final class KafkaExplanations implements Explanations {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaExplanations.class);
  private static final String TOPIC = WireSchema.EXPLANATIONS.topic();
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final FollowedTopics TOPICS = new FollowedTopics(List.of(TOPIC), PATIENCE);
  private static final long CHECK_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  /** Where the latest record of a key stands. */
  private record Place(int partition, long offset) {}

  private final KafkaConnection connection;
  private final Map<ByteBuffer, Place> places = new ConcurrentHashMap<>();
  private final ResultDecoder<Explanation> decoder = Results.EXPLANATIONS.decoder();
  private volatile boolean closing;
  private @Nullable Consumer<byte[], byte[]> follower;
  private @Nullable SingleRecords reader;
  private @Nullable Thread thread;

  /** Connects when it is started. */
  public KafkaExplanations(KafkaConnection connection) {
    this.connection = connection;
  }

  @Override
  public synchronized void start() {
    Consumer<byte[], byte[]> created = FollowedTopics.consumer(connection);
    follower = created;
    thread = new Thread(() -> follow(created), "pulse-explanations");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized @Nullable Explanation find(String conversionId) {
    ByteBuffer key = ByteBuffer.wrap(ResultKey.of(conversionId).getBytes(StandardCharsets.UTF_8));
    Place tried = null;
    Place place = places.get(key);
    try {
      while (place != null && !place.equals(tried)) {
        Explanation found = read(place);
        if (found != null) {
          return found;
        }
        tried = place;
        place = places.get(key);
      }
      return null;
    } catch (RejectedException e) {
      LOG.warn("Not an explanation, at {}: {} {}", place, e.reason(), e.detail());
      return null;
    } catch (KafkaException | IllegalStateException e) {
      throw new UnavailableException("the explanation could not be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    closing = true;
    Thread following;
    synchronized (this) {
      following = thread;
      if (follower != null) {
        follower.wakeup();
      }
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }
    if (following != null) {
      try {
        following.join(PATIENCE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The record at a place; null if compaction has removed it for a later one. */
  private @Nullable Explanation read(Place place) {
    if (reader == null) {
      reader = new SingleRecords(connection, PATIENCE);
    }
    ConsumerRecord<byte[], byte[]> record = reader.at(TOPIC, place.partition(), place.offset());
    return record == null ? null : decoder.decode(record.value());
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    long checked = System.nanoTime() - CHECK_EVERY_NANOS;
    try (consumer) {
      while (!closing) {
        try {
          if (System.nanoTime() - checked >= CHECK_EVERY_NANOS) {
            checked = System.nanoTime();
            TOPICS.takeUp(consumer);
          }
          if (consumer.assignment().isEmpty()) {
            Thread.sleep(POLL.toMillis());
          } else {
            consumer.poll(POLL).forEach(this::remember);
          }
        } catch (WakeupException | InterruptException e) {
          return;
        } catch (KafkaException e) {
          LOG.warn("Kafka doesn't answer: {}", e.getMessage());
          Thread.sleep(POLL.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void remember(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    if (key != null) {
      if (record.value() == null) {
        places.remove(ByteBuffer.wrap(key));
      } else {
        places.put(ByteBuffer.wrap(key), new Place(record.partition(), record.offset()));
      }
    }
  }
}
