package io.campaignpulse.local;

import io.campaignpulse.alert.rule.RulesFile;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Topic;
import io.campaignpulse.simulation.Delivery;
import io.campaignpulse.simulation.KafkaPublisher;
import io.campaignpulse.simulation.LiveMarket;
import io.campaignpulse.simulation.Market;
import io.campaignpulse.simulation.MarketCatalogue;
import io.campaignpulse.simulation.MarketOptions;
import io.campaignpulse.simulation.MarketRun;
import io.campaignpulse.simulation.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The demo's market: two hours of history at once, then as time goes by. */
final class DemoMarket {

  @Option(names = "--no-simulation", description = "No market: nothing comes in but what you send.")
  private boolean absent;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another number, another market (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "About how many events a second (default ${DEFAULT-VALUE}).")
  private double eventsPerSecond;

  @Option(
      names = "--incidents",
      paramLabel = "WHICH",
      defaultValue = IncidentChoice.USUAL,
      converter = IncidentChoice.Converter.class,
      description =
          "What befalls the market: all, none, or names with commas between them, each with"
              + " @MINUTES from the start if not at its usual time (default ${DEFAULT-VALUE}). There"
              + " are ${COMPLETION-CANDIDATES}.",
      completionCandidates = IncidentChoice.Names.class)
  private IncidentChoice incidents = IncidentChoice.NONE;

  /** A day of buyers' hesitation in six minutes. */
  private static final double LAG_SPEED = 240;

  /** Rates of the market don't change from day to day; its jobs have no weeks to learn that. */
  static final String STEADY_RATES = "alerts.dailyVariation=0.02";

  /** Settings for what is known of the market. */
  List<String> settings() {
    return absent ? List.of() : List.of(STEADY_RATES);
  }

  boolean isAbsent() {
    return absent;
  }

  /**
   * Publishes the catalogues of a market that begins, and the rules if {@code rulesFile} is given.
   */
  void publishCatalogues(
      String bootstrapServers, Path marketFile, Optional<Path> rulesFile, Clock clock)
      throws IOException {
    try (KafkaPublisher publisher = new KafkaPublisher(bootstrapServers)) {
      if (!absent && MarketRun.load(marketFile).isEmpty()) {
        MarketRun run = begin(clock.millis());
        MarketCatalogue catalogue = new MarketCatalogue(run.begin(), run.options());
        for (Delivery row : catalogue.rows()) {
          publisher.publish(row);
        }
        for (Delivery count : catalogue.openingStock()) {
          publisher.publish(count);
        }
      }
      if (rulesFile.isPresent()) {
        Path file = rulesFile.get();
        for (AlertRule rule : RulesFile.parse(file.toString(), Files.readString(file)).rules()) {
          publisher.publish(
              new Delivery(clock.millis(), Topic.RULES, rule.id(), new Payload.Row(rule)));
        }
      }
      publisher.flush();
    }
  }

  /** A running market; one whose file is there goes on as it began. */
  LiveMarket start(String bootstrapServers, Path file, Clock clock) throws IOException {
    Optional<MarketRun> earlier = MarketRun.load(file);
    MarketRun run = earlier.isPresent() ? earlier.get() : begin(clock.millis());
    LiveMarket market = new LiveMarket(run, clock, new KafkaPublisher(bootstrapServers), file);
    market.start();
    return market;
  }

  private MarketRun begin(long now) {
    long begin = now - Market.MEMORY;
    return new MarketRun(
        new MarketOptions(seed, eventsPerSecond, LAG_SPEED, incidents.at(now)), begin, begin);
  }

  /** What to say of it. */
  String describe() {
    return "two hours of history, then about %.0f events a second".formatted(eventsPerSecond);
  }
}
