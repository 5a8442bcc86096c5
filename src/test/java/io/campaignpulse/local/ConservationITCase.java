package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.campaignpulse.config.Settings;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Topic;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.testing.TestingFastClock;
import io.campaignpulse.testing.TestingTopics;
import io.campaignpulse.wire.Results;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three jobs apart, on a real broker: orders balance, a credit that nobody earned fires the
 * alert, and its withdrawal ends it.
 */
@Tag("thorough")
class ConservationITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ORDERS = 12;

  @TempDir Path folder;

  @Test
  void aForgedCreditFiresAndItsWithdrawalResolves() throws Exception {
    // A minute in three seconds: the alert needs some of them.
    Clock clock = new TestingFastClock(20);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      TestingTopics topics = new TestingTopics(kafka.bootstrapServers());
      Settings settings = Settings.of(Map.of("kafka.bootstrapServers", kafka.bootstrapServers()));
      try (EmbeddedFlink flink =
          EmbeddedFlink.start(Path.of("flink-conf"), folder.resolve("flink"), 0)) {
        submit(flink, "attribution", env -> new LiveJob(settings, clock, env).attribution());
        topics.write(Topic.ORDERS, orders(Instant.now()));
        submit(
            flink, "campaign-metrics", env -> new LiveJob(settings, clock, env).campaignMetrics());
        submit(flink, "alerts", env -> new LiveJob(settings, clock, env).alerts());

        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(ledgerOf(topics)).isEqualTo(ORDERS * 50_000_000L));
        await().atMost(PATIENCE).until(() -> topics.unbalanced().isEmpty());

        Credit genuine = topics.creditRecords().get(0);
        topics.writeRaw("credits", List.of(Results.CREDITS.encoder().value(forged(genuine, 1))));
        Alert firing = awaitAlert(topics, AlertState.FIRING);
        assertThat(firing.kind()).isEqualTo(RuleKind.CONSERVATION);
        assertThat(firing.campaignId()).isNull();
        assertThat(firing.summary()).contains("$50.00");
        assertThat(topics.unbalanced()).containsKey("LIFE|1970-01-01T00:00:00Z");

        topics.writeRaw("credits", List.of(Results.CREDITS.encoder().value(forged(genuine, -1))));
        assertThat(awaitAlert(topics, AlertState.RESOLVED).alertId()).isEqualTo(firing.alertId());
        assertThat(topics.unbalanced()).isEmpty();
      }
    }
  }

  /** One slot each: there are four. */
  private static void submit(EmbeddedFlink flink, String name, EmbeddedFlink.Wiring wiring)
      throws Exception {
    flink.submit(
        name,
        env -> {
          env.setParallelism(1);
          wiring.wire(env);
        });
  }

  private static List<String> orders(Instant now) {
    return IntStream.range(0, ORDERS)
        .mapToObj(
            i ->
                """
                {"eventId": "e%d", "orderId": "o%d", "eventTime": "%s", "status": "PLACED",
                 "customerId": "c%d", "currency": "USD",
                 "lines": [{"sku": "a", "quantity": 1, "unitPrice": 50}]}
                """
                    .formatted(i, i, now.minusSeconds(60L * i), i))
        .toList();
  }

  private static long ledgerOf(TestingTopics topics) {
    BusinessMetrics toDate = topics.businessMetrics().get("LIFE|1970-01-01T00:00:00Z");
    return toDate == null || toDate.conservation() == null
        ? 0
        : toDate.conservation().ledgerMicros();
  }

  private static Alert awaitAlert(TestingTopics topics, AlertState state) {
    await()
        .alias(state.name())
        .atMost(PATIENCE)
        .until(() -> topics.alerts().stream().anyMatch(alert -> alert.state() == state));
    return topics.alerts().stream()
        .filter(alert -> alert.state() == state)
        .findFirst()
        .orElseThrow();
  }

  /** The same bookings again, or taken back, under the id of a conversion that never was. */
  private static Credit forged(Credit genuine, int sign) {
    List<Booking> bookings =
        genuine.bookings().stream()
            .map(
                booking ->
                    new Booking(
                        booking.time(),
                        Arrays.stream(booking.amounts()).map(amount -> sign * amount).toArray()))
            .toList();
    return new Credit(
        genuine.model(),
        "forged",
        genuine.conversionType(),
        genuine.conversionTime(),
        genuine.personId(),
        genuine.campaignId(),
        genuine.channel(),
        genuine.touchEventId(),
        genuine.touchTime(),
        genuine.weightNanos(),
        genuine.valueMicros(),
        bookings,
        null,
        null,
        null,
        false,
        false,
        1);
  }
}
