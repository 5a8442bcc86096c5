package io.campaignpulse.load;

import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.file.ReplayFile;
import io.campaignpulse.source.file.ReplayFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the records of a folder into their topics, each exactly once: every transaction commits
 * how far each file has come as offsets of a consumer group that is named after the content of the
 * folder. A load that broke off goes on there; of two at once the first fails. The records of all
 * files come merged by arrival, rows of catalogues first.
 */
final class Loading {

  private final KafkaConnection connection;
  private final ReplayFolder folder;
  private final TimeBounds bounds;
  private final int batch;

  /**
   * A load of a folder.
   *
   * @param bounds the event times that are believed
   * @param batch records of a transaction
   */
  Loading(KafkaConnection connection, ReplayFolder folder, TimeBounds bounds, int batch) {
    this.connection = connection;
    this.folder = folder;
    this.bounds = bounds;
    this.batch = batch;
  }

  /**
   * What became of the records of a file.
   *
   * @param before loaded by an earlier run
   * @param read by this run, without {@code before}
   * @param refused those of them that no topic takes, by reason
   */
  record Report(Topic topic, long before, long read, Map<RejectionReason, Integer> refused) {}

  /**
   * Loads what isn't loaded.
   *
   * @param progress receives the state after each transaction
   * @throws IOException if a file cannot be read
   */
  List<Report> run(Consumer<List<Report>> progress) throws IOException {
    String id = "load-" + fingerprint();
    try (KafkaProducer<byte[], byte[]> producer = producer(id);
        KafkaConsumer<byte[], byte[]> group = connection.consumer(Map.of("group.id", id))) {
      producer.initTransactions();
      Map<Topic, Long> loaded = loaded(group);
      List<FileProgress> files = new ArrayList<>();
      try {
        for (ReplayFile file : folder.files()) {
          files.add(new FileProgress(file, loaded.getOrDefault(file.topic(), 0L), bounds));
        }
        while (files.stream().anyMatch(file -> file.next() != null)) {
          producer.beginTransaction();
          writeBatch(producer, files);
          producer.sendOffsetsToTransaction(offsets(files), group.groupMetadata());
          producer.commitTransaction();
          progress.accept(reports(files, loaded));
        }
        return reports(files, loaded);
      } finally {
        for (FileProgress file : files) {
          file.close();
        }
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit says what the futures would
  private void writeBatch(KafkaProducer<byte[], byte[]> producer, List<FileProgress> files) {
    for (int written = 0; written < batch; written++) {
      FileProgress first =
          files.stream()
              .filter(file -> file.next() != null)
              .min(Comparator.comparingLong(FileProgress::arrival))
              .orElse(null);
      ProducerRecord<byte[], byte[]> record = first == null ? null : first.next();
      if (first == null || record == null) {
        return;
      }
      producer.send(record);
      first.advance();
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(List<FileProgress> files) {
    return files.stream()
        .collect(
            Collectors.toMap(
                file -> place(file.topic()), file -> new OffsetAndMetadata(file.passed())));
  }

  private static TopicPartition place(Topic topic) {
    return new TopicPartition(topic.label(), 0);
  }

  private static List<Report> reports(List<FileProgress> files, Map<Topic, Long> loaded) {
    return files.stream()
        .map(
            file -> {
              long before = loaded.getOrDefault(file.topic(), 0L);
              return new Report(
                  file.topic(), before, file.passed() - before, Map.copyOf(file.refused()));
            })
        .toList();
  }

  private Map<Topic, Long> loaded(KafkaConsumer<byte[], byte[]> group) {
    Map<Topic, Long> loaded = new EnumMap<>(Topic.class);
    Set<TopicPartition> places =
        folder.files().stream().map(file -> place(file.topic())).collect(Collectors.toSet());
    Map<TopicPartition, OffsetAndMetadata> committed = group.committed(places);
    for (ReplayFile file : folder.files()) {
      OffsetAndMetadata offset = committed.get(place(file.topic()));
      if (offset != null) {
        loaded.put(file.topic(), offset.offset());
      }
    }
    return loaded;
  }

  private KafkaProducer<byte[], byte[]> producer(String id) {
    Properties client = connection.clientProperties();
    client.setProperty("transactional.id", id);
    client.setProperty("compression.type", "lz4");
    client.setProperty("linger.ms", "20");
    client.setProperty("max.request.size", Integer.toString(2 * 1_048_576));
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The start of a digest of the names and contents of all files. */
  private String fingerprint() throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    for (ReplayFile file : folder.files()) {
      digest.update(file.name().getBytes(StandardCharsets.UTF_8));
      try (InputStream in = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
