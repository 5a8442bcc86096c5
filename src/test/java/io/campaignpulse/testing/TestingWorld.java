package io.campaignpulse.testing;

import io.campaignpulse.event.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A small generated market as JSON lines: the same seed gives the same lines. It holds what hurts:
 * two currencies, a DST change, shared devices, crawlers, restated costs, returns, orders whose
 * touches come from several campaigns, campaigns known by name only.
 */
public final class TestingWorld {

  /** The first instant of the world: two days before Europe's clocks go forward. */
  public static final Instant START = Instant.parse("2026-03-27T00:00:00Z");

  /** The instant results are as of: after everything that happens. */
  public static final Instant AS_OF = Instant.parse("2026-04-01T00:00:00Z");

  private static final String[] CAMPAIGNS = {"spring", "brand", "clearance", "loyalty"};
  private static final String[] CHANNELS = {"PAID_SEARCH", "PAID_SOCIAL", "EMAIL", "DISPLAY"};

  private final SplittableRandom random;
  private final Map<Topic, List<String>> lines = new EnumMap<>(Topic.class);

  private TestingWorld(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * Generates a world.
   *
   * @param people how many persons act in it
   */
  public static TestingWorld generate(long seed, int people) {
    TestingWorld world = new TestingWorld(seed);
    world.catalogues();
    world.spend();
    for (int person = 0; person < people; person++) {
      world.journey(person);
    }
    return world;
  }

  /** The lines of each topic, in the order of generation. */
  public Map<Topic, List<String>> lines() {
    return lines;
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

  private void catalogues() {
    for (String campaign : CAMPAIGNS) {
      add(
          Topic.CAMPAIGNS,
          "{\"campaignId\":\"%s\",\"name\":\"The %s campaign\",\"currency\":\"USD\",\"totalBudget\":5000}",
          campaign,
          campaign);
    }
    add(
        Topic.FX_RATES,
        "{\"currency\":\"EUR\",\"validFrom\":\"2026-01-01T00:00:00Z\",\"rate\":\"1.10\"}");
    add(
        Topic.FX_RATES,
        "{\"currency\":\"EUR\",\"validFrom\":\"2026-03-28T12:00:00Z\",\"rate\":\"1.2345\"}");
  }

  private void spend() {
    for (int day = 0; day < 4; day++) {
      for (int i = 0; i < CAMPAIGNS.length; i++) {
        Instant from = START.plus(Duration.ofDays(day)).plus(Duration.ofHours(i));
        Instant until = from.plus(Duration.ofHours(6));
        int restatements = random.nextInt(3);
        for (int revision = 1; revision <= 1 + restatements; revision++) {
          add(
              Topic.SPEND,
              "{\"eventTime\":\"%s\",\"campaignId\":\"%s\",\"channel\":\"%s\",\"periodStart\":\"%s\","
                  + "\"periodEnd\":\"%s\",\"currency\":\"%s\",\"cost\":%d.%02d,\"revision\":%d}",
              until.plus(Duration.ofHours(revision)),
              CAMPAIGNS[i],
              CHANNELS[i],
              from,
              until,
              i % 2 == 0 ? "USD" : "EUR",
              20 + random.nextInt(80),
              random.nextInt(100),
              revision);
        }
      }
    }
  }

  private void journey(int person) {
    String visitor = "v" + person;
    String customer = "c" + person;
    boolean known = random.nextInt(4) > 0;
    Instant now = START.plusMillis(random.nextLong(Duration.ofDays(2).toMillis()));
    if (known) {
      add(
          Topic.IDENTITIES,
          "{\"eventTime\":\"%s\",\"visitorId\":\"%s\",\"customerId\":\"%s\"}",
          now.plusMillis(random.nextLong(Duration.ofHours(1).toMillis())),
          visitor,
          customer);
    }
    int contacts = 1 + random.nextInt(5);
    for (int contact = 0; contact < contacts; contact++) {
      now = now.plusMillis(random.nextLong(Duration.ofHours(9).toMillis()));
      contact(person + "-" + contact, now, visitor);
    }
    if (random.nextInt(3) > 0) {
      now = now.plusMillis(1 + random.nextLong(Duration.ofHours(12).toMillis()));
      order(
          "O" + person,
          now,
          known ? "\"customerId\":\"" + customer + "\"" : "\"visitorId\":\"" + visitor + "\"");
    }
  }

  private void contact(String id, Instant time, String visitor) {
    int campaign = random.nextInt(CAMPAIGNS.length);
    String type =
        random.nextInt(3) == 0 ? "IMPRESSION" : random.nextInt(5) == 0 ? "VISIT" : "CLICK";
    String where =
        switch (random.nextInt(6)) {
          case 0 ->
              "\"pageUrl\":\"https://shop.example/?utm_source=google&utm_medium=cpc&utm_campaign=The%20"
                  + CAMPAIGNS[campaign]
                  + "%20campaign\"";
          case 1 -> "\"referrer\":\"https://news.example/story\"";
          default ->
              "\"campaignId\":\""
                  + CAMPAIGNS[campaign]
                  + "\",\"channel\":\""
                  + CHANNELS[(campaign + random.nextInt(2)) % CHANNELS.length]
                  + "\"";
        };
    String agent =
        random.nextInt(20) == 0
            ? ",\"userAgent\":\"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)\""
            : "";
    add(
        Topic.INTERACTIONS,
        "{\"eventId\":\"i%s\",\"eventTime\":\"%s\",\"type\":\"%s\",\"visitorId\":\"%s\",%s%s}",
        id,
        time,
        type,
        visitor,
        where,
        agent);
  }

  private void order(String id, Instant time, String who) {
    int quantity = 1 + random.nextInt(4);
    String cost = random.nextInt(10) == 0 ? "" : ",\"unitCost\":\"3.10\"";
    add(
        Topic.ORDERS,
        "{\"eventId\":\"%s-placed\",\"eventTime\":\"%s\",\"orderId\":\"%s\",\"status\":\"PLACED\",%s,"
            + "\"currency\":\"%s\",\"lines\":[{\"sku\":\"A\",\"quantity\":%d,\"unitPrice\":\"%d.%02d\","
            + "\"discount\":\"0.%02d\"%s},{\"sku\":\"B\",\"quantity\":1,\"unitPrice\":9.99,\"unitCost\":4}]}",
        id,
        time,
        id,
        who,
        random.nextInt(3) == 0 ? "EUR" : "USD",
        quantity,
        5 + random.nextInt(60),
        random.nextInt(100),
        random.nextInt(100),
        cost);
    if (random.nextInt(5) == 0) {
      add(
          Topic.ORDERS,
          "{\"eventId\":\"%s-back\",\"eventTime\":\"%s\",\"orderId\":\"%s\",\"status\":\"RETURNED\","
              + "\"currency\":\"USD\",\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":1}]}",
          id,
          time.plus(Duration.ofHours(5)),
          id);
    }
  }

  private void add(Topic topic, String format, Object... arguments) {
    lines
        .computeIfAbsent(topic, t -> new ArrayList<>())
        .add(String.format(Locale.ROOT, format, arguments));
  }
}
