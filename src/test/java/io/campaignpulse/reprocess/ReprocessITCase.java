package io.campaignpulse.reprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.config.Settings;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.local.EmbeddedFlink;
import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.local.TopicLayout;
import io.campaignpulse.testing.TestingTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command beside a live job on a real broker: what had no rate counts once there is one. */
@Tag("thorough")
class ReprocessITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void whatHadNoRateCountsOnceWhenThereIsOne() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      TestingTopics topics = new TestingTopics(kafka.bootstrapServers());
      try (EmbeddedFlink flink =
          EmbeddedFlink.start(Path.of("flink-conf"), folder.resolve("flink"), 0)) {
        Settings settings = Settings.of(Map.of("kafka.bootstrapServers", kafka.bootstrapServers()));
        flink.submit(
            LiveJob.ALL_IN_ONE, env -> new LiveJob(settings, Clock.systemUTC(), env).allInOne());
        topics.write(
            Topic.CAMPAIGNS,
            List.of("{\"campaignId\":\"spring\",\"name\":\"Spring\",\"couponCodes\":[\"TEN\"]}"));
        topics.awaitReceived(Topic.CAMPAIGNS, 1, PATIENCE);
        topics.write(Topic.ORDERS, List.of(order("O1", "EUR"), order("O2", "USD")));
        topics.write(Topic.LEADS, List.of(lead("L1"), lead("L2")));
        topics.write(Topic.SPEND, List.of(SPEND));
        awaitBook(topics, Topic.ORDERS, Map.of(Outcome.COUNTED, 1L, Outcome.REJECTED, 1L));
        awaitBook(topics, Topic.LEADS, Map.of(Outcome.REJECTED, 2L));
        awaitBook(topics, Topic.SPEND, Map.of(Outcome.REJECTED, 1L));

        assertThat(reprocess(kafka))
            .contains("orders  0 put back, 1 still without rate, 0 gone")
            .contains("no rate of SEK at or before 2026-03-10T09:00:00Z");

        topics.write(Topic.FX_RATES, List.of(rate("EUR")));
        topics.awaitReceived(Topic.FX_RATES, 1, PATIENCE);
        assertThat(reprocess(kafka, "--dry-run"))
            .contains("orders  1 to put back, 0 still without rate, 0 gone")
            .contains("leads   0 to put back, 2 still without rate, 0 gone")
            .contains("spend   1 to put back, 0 still without rate, 0 gone");
        assertThat(reprocess(kafka, "--from", "2999-01-01T00:00:00Z"))
            .contains("orders  0 put back, 0 still without rate, 0 gone");
        assertThat(reprocess(kafka, "--topic", "spend")).doesNotContain("orders").contains("1 put");
        assertThat(reprocess(kafka))
            .contains("orders  1 put back, 0 still without rate, 0 gone")
            .contains("spend   0 put back, 0 still without rate, 0 gone");
        awaitBook(topics, Topic.ORDERS, Map.of(Outcome.COUNTED, 2L, Outcome.REJECTED, 1L));
        awaitBook(topics, Topic.SPEND, Map.of(Outcome.COUNTED, 1L, Outcome.REJECTED, 1L));
        assertThat(reprocess(kafka)).contains("orders  0 put back, 0 still without rate, 0 gone");

        // Retention has removed the originals: what the rejections tell is enough.
        empty(kafka, Topic.LEADS);
        topics.write(Topic.FX_RATES, List.of(rate("SEK")));
        topics.awaitReceived(Topic.FX_RATES, 2, PATIENCE);
        assertThat(reprocess(kafka)).contains("leads   2 put back, 0 still without rate, 0 gone");
        awaitBook(topics, Topic.LEADS, Map.of(Outcome.COUNTED, 2L, Outcome.REJECTED, 2L));

        Awaitility.await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(topics.credits())
                        .extractingFromEntries(
                            e ->
                                e.getKey()
                                    + " "
                                    + e.getValue().get("campaignId").asText()
                                    + " "
                                    + e.getValue().get("value").asText())
                        .contains(
                            "LAST_TOUCH|O1|- spring 22",
                            "LAST_TOUCH|O2|- spring 20",
                            "LAST_TOUCH|L1:CREATED|- (unattributed) 110"));
        assertThat(topics.ledger().get(Topic.ORDERS))
            .satisfies(
                book ->
                    assertThat(TestingTopics.accounted(book))
                        .isEqualTo(book.counts()[Outcome.RECEIVED.ordinal()])
                        .isEqualTo(3));
      }
    }
  }

  private static final String SPEND =
      "{\"eventTime\":\"2026-03-11T00:00:00Z\",\"campaignId\":\"spring\",\"channel\":\"EMAIL\","
          + "\"periodStart\":\"2026-03-10T00:00:00Z\",\"periodEnd\":\"2026-03-11T00:00:00Z\","
          + "\"currency\":\"EUR\",\"cost\":5}";

  private static String order(String id, String currency) {
    return "{\"eventId\":\"%s\",\"eventTime\":\"2026-03-10T10:00:00Z\",\"orderId\":\"%s\",\"status\":\"PLACED\",\"currency\":\"%s\",\"couponCode\":\"ten\",\"lines\":[{\"sku\":\"A\",\"quantity\":2,\"unitPrice\":10}]}"
        .formatted(id, id, currency);
  }

  private static String lead(String id) {
    return "{\"eventId\":\"%s\",\"eventTime\":\"2026-03-10T09:00:00Z\",\"leadId\":\"%s\",\"stage\":\"CREATED\",\"value\":100,\"currency\":\"SEK\"}"
        .formatted(id, id);
  }

  private static String rate(String currency) {
    return "{\"currency\":\"%s\",\"validFrom\":\"2026-01-01T00:00:00Z\",\"rate\":\"1.1\"}"
        .formatted(currency);
  }

  private static String reprocess(EmbeddedKafka kafka, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--bootstrap-servers");
    arguments.add(kafka.bootstrapServers());
    StringWriter printed = new StringWriter();
    CommandLine command =
        new CommandLine(new ReprocessCommand())
            .setOut(new PrintWriter(printed))
            .setErr(new PrintWriter(printed));
    int exit = command.execute(arguments.toArray(String[]::new));
    assertThat(exit).as("%s", printed).isZero();
    return printed.toString();
  }

  private static void awaitBook(TestingTopics topics, Topic topic, Map<Outcome, Long> expected) {
    Awaitility.await()
        .alias(topic + " " + expected)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              LedgerBook book = topics.ledger().get(topic);
              assertThat(book).isNotNull();
              Map<Outcome, Long> counts = new HashMap<>();
              for (Outcome outcome : expected.keySet()) {
                counts.put(outcome, book.counts()[outcome.ordinal()]);
              }
              assertThat(counts).isEqualTo(expected);
              assertThat(TestingTopics.accounted(book))
                  .isEqualTo(expected.values().stream().mapToLong(Long::longValue).sum());
            });
  }

  private static void empty(EmbeddedKafka kafka, Topic topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      int partitions =
          Objects.requireNonNull(
                  admin
                      .describeTopics(List.of(topic.label()))
                      .allTopicNames()
                      .get()
                      .get(topic.label()))
              .partitions()
              .size();
      for (int partition = 0; partition < partitions; partition++) {
        all.put(new TopicPartition(topic.label(), partition), RecordsToDelete.beforeOffset(-1));
      }
      admin.deleteRecords(all).all().get();
    }
  }
}
