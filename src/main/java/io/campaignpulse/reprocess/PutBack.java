package io.campaignpulse.reprocess;

import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.wire.Results;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records into their topics again, each in one transaction with the withdrawal of its
 * rejection: both are there or neither. Who writes last owns the transactions, so of two commands
 * at once the first fails.
 */
final class PutBack implements AutoCloseable {
  private static final int BATCH = 500;

  /** The header that tells where a copy came from: the key of its rejection. */
  static final String REPROCESSED_FROM = "reprocessed-from";

  private final KafkaProducer<byte[], byte[]> producer;
  private final String rejected = Results.rejectedDecoder().wire().topic();
  private int open;

  /** Takes over the transactions. */
  PutBack(KafkaConnection connection) {
    Properties client = connection.clientProperties();
    client.setProperty("transactional.id", "reprocess");
    client.setProperty("compression.type", "lz4");
    // As large as the server may have written it.
    client.setProperty("max.request.size", Integer.toString(2 * 1_048_576));
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  /** Writes a copy of a record and withdraws its rejection. */
  @SuppressWarnings("FutureReturnValueIgnored") // the commit says what the futures would
  void put(ProducerRecord<byte[], byte[]> copy, String rejectionKey) {
    if (open == 0) {
      producer.beginTransaction();
    }
    byte[] key = rejectionKey.getBytes(StandardCharsets.UTF_8);
    copy.headers().remove(REPROCESSED_FROM).add(REPROCESSED_FROM, key);
    producer.send(copy);
    producer.send(new ProducerRecord<>(rejected, key, null));
    open++;
    if (open == BATCH) {
      commit();
    }
  }

  /** Makes all that was put back readable. */
  void commit() {
    if (open > 0) {
      producer.commitTransaction();
      open = 0;
    }
  }

  /** What was not committed is lost, rejection and all as before. */
  @Override
  public void close() {
    producer.close();
  }
}
