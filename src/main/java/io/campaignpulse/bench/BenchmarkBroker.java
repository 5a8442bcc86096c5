package io.campaignpulse.bench;

import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.source.KafkaConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A broker in this process with a folder of its own, which goes with it. */
final class BenchmarkBroker implements AutoCloseable {

  private final Path directory;
  private final EmbeddedKafka kafka;

  BenchmarkBroker() throws Exception {
    directory = Files.createTempDirectory("campaign-pulse-benchmark-");
    kafka = EmbeddedKafka.start(directory.resolve("kafka"));
  }

  /** Where a round may leave files. */
  Path directory() {
    return directory;
  }

  KafkaConnection connection() {
    return KafkaConnection.to(kafka.bootstrapServers());
  }

  @Override
  public void close() throws IOException {
    kafka.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
