package io.campaignpulse.source;

import picocli.CommandLine.Option;

/** Option for the Kafka brokers of a command. */
public final class BootstrapServersOption {

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT,…",
      description = "The brokers to ask first.")
  private String servers = "";

  /** Returns the connection to them. */
  public KafkaConnection connection() {
    return KafkaConnection.to(servers);
  }
}
