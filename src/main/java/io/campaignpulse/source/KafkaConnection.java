package io.campaignpulse.source;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How to reach the brokers.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param properties client properties for security and tuning, from the operator of the
 *     installation alone
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> properties)
    implements Serializable {

  /** Makes the properties serializable and unmodifiable. */
  public KafkaConnection {
    properties = Map.copyOf(properties);
  }

  /** A connection without further properties. */
  public static KafkaConnection to(String bootstrapServers) {
    return new KafkaConnection(bootstrapServers, Map.of());
  }

  /** All of it as client properties. */
  public Properties clientProperties() {
    Properties client = new Properties();
    client.putAll(properties);
    client.setProperty("bootstrap.servers", bootstrapServers);
    return client;
  }

  /**
   * A consumer of committed records that remembers nothing in Kafka: its partitions are assigned
   * and its positions sought by whoever has it.
   *
   * @param settings client properties of this consumer
   */
  public KafkaConsumer<byte[], byte[]> consumer(Map<String, String> settings) {
    Properties client = clientProperties();
    client.setProperty("isolation.level", "read_committed");
    client.setProperty("enable.auto.commit", "false");
    client.putAll(settings);
    return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
