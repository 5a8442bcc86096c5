package io.campaignpulse.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A small generated market as JSON lines: the same seed gives the same lines. It holds what hurts:
 * two currencies with rates that change, a DST change, devices that are shared and given up,
 * crawlers, restated costs, leads that jump and come back, returns of all kinds, campaigns known by
 * name only and by names they had, stock in several places, plans that contradict each other.
 */
public final class TestingWorld {

  /** The first instant of the world: two days before Europe's clocks go forward. */
  public static final Instant START = Instant.parse("2026-03-27T00:00:00Z");

  /** The instant results are as of: after everything that happens. */
  public static final Instant AS_OF = START.plus(Duration.ofDays(8));

  private static final int DEVICES = 4;

  private final Map<Topic, List<String>> lines = new EnumMap<>(Topic.class);

  private TestingWorld() {}

  /**
   * Generates a world in which all is well: no line is rejected, no id is used twice.
   *
   * @param people how many devices act in it
   */
  public static TestingWorld generate(long seed, int people) {
    TestingWorldLines world = new TestingWorldLines(seed, "", START);
    TestingWorldMarket.rates(world, "USD");
    populate(world, people, List.of("USD", "EUR"), Duration.ofHours(6));
    TestingWorld generated = new TestingWorld();
    generated.take(world);
    return generated;
  }

  /**
   * Generates worlds side by side, each with ids of its own, in which everything goes wrong.
   *
   * @param seeds one a world
   * @param start their first instant
   * @param latest the latest time that an event may say
   * @param reportingCurrency the currency that has no rates
   * @param longestReport of the cost of campaigns
   */
  public static TestingWorld generateSpoiled(
      Collection<Long> seeds,
      Instant start,
      Instant latest,
      String reportingCurrency,
      Duration longestReport) {
    TestingWorld generated = new TestingWorld();
    TestingWorldLines rates = new TestingWorldLines(0, "", start);
    TestingWorldMarket.rates(rates, reportingCurrency);
    generated.take(rates);
    for (long seed : seeds) {
      TestingWorldLines world = new TestingWorldLines(seed, "w" + seed + "-", start);
      populate(world, DEVICES, List.of("USD", "EUR", "USD", "EUR", "GBP"), longestReport);
      TestingWorldFaults faults = new TestingWorldFaults(world, latest);
      faults.spoil();
      generated.take(world);
      for (Topic topic : List.of(Topic.INTERACTIONS, Topic.ORDERS, Topic.CAMPAIGNS, Topic.PLANS)) {
        generated.of(topic).addAll(faults.broken());
      }
    }
    return generated;
  }

  private static void populate(
      TestingWorldLines world, int people, List<String> currencies, Duration longestReport) {
    TestingWorldMarket market = new TestingWorldMarket(world, currencies, longestReport);
    market.campaigns();
    market.spend(Math.max(3, people / 8));
    for (int household = 0; household * DEVICES < people; household++) {
      new TestingWorldPeople(world, market, currencies, household, DEVICES)
          .live(12 + world.random().nextInt(12));
    }
    TestingWorldPlans plans = new TestingWorldPlans(world);
    plans.stock();
    plans.promotions();
    plans.targets();
    new TestingWorldNames(world).rename();
  }

  private void take(TestingWorldLines world) {
    for (Map.Entry<Topic, List<ObjectNode>> topic : world.lines().entrySet()) {
      topic.getValue().forEach(line -> of(topic.getKey()).add(line.toString()));
    }
  }

  private List<String> of(Topic topic) {
    return lines.computeIfAbsent(topic, t -> new ArrayList<>());
  }

  /** The lines of each topic, in the order of generation. */
  public Map<Topic, List<String>> lines() {
    return lines;
  }

  /**
   * The events as they might arrive: each up to a bound late, so that topics and people mix, and in
   * so many parts, one after the other. What belongs to catalogues isn't among them.
   */
  public List<Map<Topic, List<String>>> arrivals(long seed, Duration bound, int parts) {
    SplittableRandom chance = new SplittableRandom(seed);
    TreeMap<Long, Map.Entry<Topic, String>> byArrival = new TreeMap<>();
    lines.forEach(
        (topic, ordered) -> {
          for (String line : topic.isCatalogue() ? List.<String>of() : ordered) {
            long arrival = TestingWorldLines.eventTime(line) + chance.nextLong(bound.toMillis());
            while (byArrival.putIfAbsent(arrival, Map.entry(topic, line)) != null) {
              arrival++;
            }
          }
        });
    List<Map<Topic, List<String>>> arrivals = new ArrayList<>();
    int place = 0;
    for (Map.Entry<Topic, String> event : byArrival.values()) {
      while (arrivals.size() <= place * (long) parts / byArrival.size()) {
        arrivals.add(new EnumMap<>(Topic.class));
      }
      arrivals
          .get(arrivals.size() - 1)
          .computeIfAbsent(event.getKey(), t -> new ArrayList<>())
          .add(event.getValue());
      place++;
    }
    return arrivals;
  }

  /** Writes one {@code .jsonl} file a topic. */
  public void writeTo(Path folder) throws IOException {
    write(folder, lines);
  }

  /**
   * Writes the same records shuffled, some of the event lines written again.
   *
   * @param duplicates share of the lines that are repeated
   */
  public void writeDisorderedTo(Path folder, long shuffleSeed, double duplicates)
      throws IOException {
    SplittableRandom chance = new SplittableRandom(shuffleSeed);
    Map<Topic, List<String>> disordered = new EnumMap<>(Topic.class);
    lines.forEach(
        (topic, ordered) -> {
          List<String> shuffled = new ArrayList<>(ordered);
          for (String line : ordered) {
            if (chance.nextDouble() < duplicates) {
              shuffled.add(line);
            }
          }
          Collections.shuffle(shuffled, new java.util.Random(chance.nextLong()));
          disordered.put(topic, shuffled);
        });
    write(folder, disordered);
  }

  private static void write(Path folder, Map<Topic, List<String>> lines) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<Topic, List<String>> topic : lines.entrySet()) {
      Files.write(
          folder.resolve(topic.getKey().label() + ".jsonl"),
          topic.getValue(),
          StandardCharsets.UTF_8);
    }
  }
}
