package io.campaignpulse.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveMarketTest {

  private static final Instant BEGIN = Instant.parse("2026-03-10T06:00:00Z");
  private static final Duration HALF = Duration.ofMinutes(10);
  private static final MarketOptions OPTIONS =
      new MarketOptions(
          7, 20, 240, PlannedIncidents.chosen("all", BEGIN.plus(HALF).toEpochMilli()));

  @TempDir Path directory;

  @Test
  void after_a_restart_publishes_what_a_market_without_one_would() throws Exception {
    Path file = directory.resolve("market.properties");
    MarketRun fresh = new MarketRun(OPTIONS, BEGIN.toEpochMilli(), BEGIN.toEpochMilli());
    List<String> published = Collections.synchronizedList(new ArrayList<>());
    runUntil(BEGIN.plus(HALF), fresh, file, published, false);
    runUntil(
        BEGIN.plus(HALF.multipliedBy(2)),
        MarketRun.load(file).orElseThrow(),
        file,
        published,
        false);
    assertThat(published.equals(expected())).isTrue();
  }

  @Test
  void publishes_again_what_was_not_acknowledged() throws Exception {
    Path file = directory.resolve("market.properties");
    MarketRun fresh = new MarketRun(OPTIONS, BEGIN.toEpochMilli(), BEGIN.toEpochMilli());
    List<String> published = Collections.synchronizedList(new ArrayList<>());
    runUntil(BEGIN.plus(HALF.multipliedBy(2)), fresh, file, published, true);
    Set<String> missing = new HashSet<>(expected());
    published.forEach(missing::remove);
    assertThat(missing).isEmpty();
  }

  private static List<String> expected() {
    List<String> lines = new ArrayList<>();
    new Market(OPTIONS, BEGIN.toEpochMilli())
        .advanceTo(
            BEGIN.plus(HALF.multipliedBy(2)).toEpochMilli(),
            delivery -> lines.add(DeliveryJson.line(delivery)));
    return lines;
  }

  private static void runUntil(
      Instant time, MarketRun run, Path file, List<String> published, boolean failsOnce)
      throws IOException {
    EventPublisher publisher = new CollectingPublisher(published, failsOnce);
    try (LiveMarket market = new LiveMarket(run, InstantSource.fixed(time), publisher, file)) {
      market.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> market.publishedUntil() == time.toEpochMilli());
    }
  }

  /** Keeps lines; if so told, loses the first batch and says so. */
  private static final class CollectingPublisher implements EventPublisher {
    private final List<String> lines;
    private boolean failing;

    CollectingPublisher(List<String> lines, boolean failing) {
      this.lines = lines;
      this.failing = failing;
    }

    @Override
    public void publish(Delivery delivery) {
      if (!failing) {
        lines.add(DeliveryJson.line(delivery));
      }
    }

    @Override
    public void flush() throws IOException {
      if (failing) {
        failing = false;
        throw new IOException("the broker is away");
      }
    }

    @Override
    public void close() {}
  }
}
