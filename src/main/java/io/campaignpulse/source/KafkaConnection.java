package io.campaignpulse.source;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;

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
}
