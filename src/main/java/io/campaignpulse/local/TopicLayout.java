package io.campaignpulse.local;

import static io.campaignpulse.local.TopicDefinition.compacted;
import static io.campaignpulse.local.TopicDefinition.keptFor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Every topic the jobs read and write: inputs, credits, the ledger of conversions, the audit and
 * rejected records are kept by time; catalogues and the other results are compacted.
 */
public final class TopicLayout {

  private static final Duration INPUT = Duration.ofDays(7);
  private static final Duration MONEY = Duration.ofDays(400);

  private static final List<TopicDefinition> ALL =
      List.of(
          keptFor(INPUT, "interactions", 4),
          keptFor(INPUT, "leads", 4),
          keptFor(INPUT, "orders", 4),
          keptFor(INPUT, "spend", 4),
          keptFor(INPUT, "inventory", 1),
          keptFor(INPUT, "identities", 1),
          compacted("campaigns", 1),
          compacted("promotions", 1),
          compacted("plans", 1),
          compacted("fx-rates", 1),
          compacted("rules", 1),
          compacted("calendar", 1),
          compacted("channel-lags", 1),
          keptFor(MONEY, "credits", 4),
          compacted("explanations", 4),
          keptFor(MONEY, "conversion-ledger", 4),
          keptFor(INPUT, "rejected", 1),
          compacted("campaign-metrics", 4),
          compacted("business-metrics", 1),
          compacted("customer-value", 1),
          compacted("model-shares", 1),
          compacted("plan-progress", 1),
          compacted("projection-scores", 1),
          compacted("campaign-outlook", 1),
          compacted("alerts", 1),
          compacted("alert-heartbeats", 1),
          compacted("alert-actions", 1),
          compacted("budget-actions", 1),
          keptFor(MONEY, "audit", 1),
          compacted("notifications", 1),
          compacted("dead-letters", 1),
          compacted("ledger", 1));

  private TopicLayout() {}

  /** All topics, inputs first. */
  public static List<TopicDefinition> all() {
    return ALL;
  }

  /**
   * Creates the topics that do not exist yet; those that do are left as they are.
   *
   * @return the names of the topics this call created
   * @throws IOException if the cluster cannot be reached or refuses
   */
  public static Set<String> create(String bootstrapServers, int replication) throws IOException {
    return create(bootstrapServers, replication, ArrivalStamp.BROKER);
  }

  /** As {@link #create(String, int)}, and says who tells when a record of an input arrived. */
  static Set<String> create(String bootstrapServers, int replication, ArrivalStamp stamp)
      throws IOException {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                30_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                15_000))) {
      Set<String> existing = admin.listTopics().names().get();
      Set<String> missing =
          ALL.stream()
              .map(TopicDefinition::name)
              .filter(name -> !existing.contains(name))
              .collect(Collectors.toSet());
      admin
          .createTopics(
              ALL.stream()
                  .filter(t -> missing.contains(t.name()))
                  .map(t -> t.toNewTopic((short) replication, stamp))
                  .toList())
          .all()
          .get();
      return missing;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while creating topics", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return Set.of();
      }
      throw new IOException("cannot create topics at " + bootstrapServers + ": " + e.getCause(), e);
    }
  }
}
