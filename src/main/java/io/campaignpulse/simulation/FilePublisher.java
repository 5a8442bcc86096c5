package io.campaignpulse.simulation;

import io.campaignpulse.event.Topic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Writes deliveries as the input of a replay: one {@code <topic>.jsonl} a topic. */
public final class FilePublisher implements EventPublisher {

  private final Path directory;
  private final Map<Topic, BufferedWriter> writers = new EnumMap<>(Topic.class);

  /** Into {@code directory}, which is created when needed; files of the same names are replaced. */
  public FilePublisher(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  @Override
  public void publish(Delivery delivery) throws IOException {
    BufferedWriter writer = writers.get(delivery.topic());
    if (writer == null) {
      writer =
          Files.newBufferedWriter(
              directory.resolve(delivery.topic().label() + ".jsonl"), StandardCharsets.UTF_8);
      writers.put(delivery.topic(), writer);
    }
    writer.write(DeliveryJson.line(delivery));
    writer.write('\n');
  }

  @Override
  public void flush() throws IOException {
    for (BufferedWriter writer : writers.values()) {
      writer.flush();
    }
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter writer : writers.values()) {
      writer.close();
    }
  }
}
