package io.campaignpulse.budget.runner;

import static io.campaignpulse.testing.TestingProcess.ANSWER;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.wire.CatalogueEncoders;
import io.campaignpulse.wire.Results;
import io.campaignpulse.wire.ValueEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publisher of a recording in a process of its own; each request is a minute of it. */
final class PublisherProcess {

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  private PublisherProcess(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  public static void main(String[] arguments) throws Exception {
    try {
      AlertRecording recording = new AlertRecording(Long.parseLong(arguments[1]));
      PublisherProcess publisher =
          new PublisherProcess(
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", arguments[0], "acks", "all"),
                  new ByteArraySerializer(),
                  new ByteArraySerializer()));
      Scanner requests = new Scanner(System.in, "UTF-8");
      while (requests.hasNextLine()) {
        String request = requests.nextLine();
        publisher.publish(recording, Integer.parseInt(request));
        System.out.println(ANSWER + request);
      }
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  private void publish(AlertRecording recording, int minute) throws Exception {
    if (minute == 0) {
      for (Campaign each : recording.campaigns()) {
        send(CatalogueEncoders.CAMPAIGNS, each);
      }
    }
    for (CampaignOutlook each : recording.outlooks(minute)) {
      send(Results.CAMPAIGN_OUTLOOK.encoder(), each);
    }
    for (Alert each : recording.alerts(minute)) {
      send(Results.ALERTS.encoder(), each);
    }
    for (AlertHeartbeat each : recording.heartbeat(minute).stream().toList()) {
      send(Results.ALERT_HEARTBEATS.encoder(), each);
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
    sent.clear();
  }

  private <T> void send(ValueEncoder<T> encoder, T value) {
    sent.add(
        producer.send(
            new ProducerRecord<>(encoder.topic(), encoder.key(value), encoder.value(value))));
  }
}
