package io.campaignpulse.budget.runner;

import io.campaignpulse.budget.BudgetLedger;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.WholeTopic;
import io.campaignpulse.source.WireSchema;
import io.campaignpulse.wire.Results;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic {@code budget-actions}. Actions and how far the alerts were read are committed in one
 * transaction. Who opens it last owns the transactions: of two consumers the first stops, and what
 * it left uncommitted is aborted.
 */
final class ActionTopic implements AutoCloseable {

  private static final String OWNER = "campaign-pulse-budgets";
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaConnection connection;
  private final Runnable beforeCommit;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Takes over the transactions.
   *
   * @param beforeCommit runs when a transaction is written and not yet committed
   */
  ActionTopic(KafkaConnection connection, Runnable beforeCommit) {
    this.connection = connection;
    this.beforeCommit = beforeCommit;
    Properties client = connection.clientProperties();
    client.setProperty("transactional.id", OWNER);
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Adds all actions of the topic to a ledger.
   *
   * @throws io.campaignpulse.ingest.RejectedException if one cannot be read: acting without it
   *     could act twice
   */
  void restore(BudgetLedger ledger) {
    ResultDecoder<BudgetAction> decoder = Results.BUDGET_ACTIONS.decoder();
    WholeTopic.read(
        connection,
        WireSchema.BUDGET_ACTIONS.topic(),
        record -> {
          if (record.value() != null) {
            ledger.add(decoder.decode(record.value()));
          }
        });
  }

  /**
   * Commits actions and offsets.
   *
   * @param read the next offset of each partition that was read
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the commit says what the futures would
  void write(
      List<BudgetAction> actions,
      Map<TopicPartition, OffsetAndMetadata> read,
      ConsumerGroupMetadata reader) {
    producer.beginTransaction();
    for (BudgetAction action : actions) {
      producer.send(
          new ProducerRecord<>(
              Results.BUDGET_ACTIONS.encoder().topic(),
              Results.BUDGET_ACTIONS.encoder().key(action),
              Results.BUDGET_ACTIONS.encoder().value(action)));
    }
    producer.sendOffsetsToTransaction(read, reader);
    beforeCommit.run();
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
