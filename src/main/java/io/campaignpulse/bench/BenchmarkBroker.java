package io.campaignpulse.bench;

import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.source.KafkaConnection;
import java.io.IOException;
import java.nio.file.Path;

/** A broker in this process with a folder of its own, which goes with it. */
final class BenchmarkBroker implements AutoCloseable {

  private final BenchmarkDirectory directory;
  private final EmbeddedKafka kafka;

  BenchmarkBroker() throws Exception {
    directory = new BenchmarkDirectory();
    kafka = EmbeddedKafka.start(directory.path().resolve("kafka"));
  }

  /** Where a round may leave files. */
  Path directory() {
    return directory.path();
  }

  KafkaConnection connection() {
    return KafkaConnection.to(kafka.bootstrapServers());
  }

  @Override
  public void close() throws IOException {
    kafka.close();
    directory.close();
  }
}
