package io.campaignpulse.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Recorded events of a shop over some hours, with the times at which they arrived. */
public final class TestingArrivals {

  /** When they begin. */
  public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private final Map<String, List<String>> lines = new TreeMap<>();

  /** Writes one file a topic. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, List<String>> topic : lines.entrySet()) {
      Files.write(folder.resolve(topic.getKey() + ".jsonl"), topic.getValue());
    }
  }

  /** Writes the same with the lines of each file shuffled. */
  public void writeShuffledTo(Path folder, long seed) throws IOException {
    lines.values().forEach(topic -> Collections.shuffle(topic, new Random(seed)));
    writeTo(folder);
  }

  /** Clicks, orders, links, spend and leads, each up to a bound late; some more than once. */
  public static TestingArrivals random(long seed, int people, Duration span, Duration late) {
    SplittableRandom chance = new SplittableRandom(seed);
    TestingArrivals shop = new TestingArrivals();
    for (int person = 0; person < people; person++) {
      for (int i = chance.nextInt(1, 6); i > 0; i--) {
        String id = "i" + person + "-" + i;
        int minute = chance.nextInt((int) span.toMinutes());
        shop.click(id, "v" + person, "c" + chance.nextInt(2), minute, delay(chance, late));
        if (chance.nextInt(8) == 0) {
          // Another copy that says something else: the first to arrive stands.
          shop.click(id, "v" + person, "c" + chance.nextInt(2), minute, delay(chance, late));
        }
      }
      int minute = chance.nextInt((int) span.toMinutes());
      if (chance.nextInt(3) == 0) {
        shop.order("o" + person, "k" + person, minute, delay(chance, late));
      }
      if (chance.nextInt(2) == 0) {
        shop.link("v" + person, "k" + person, minute, delay(chance, late));
      }
    }
    for (int hour = 0; hour < span.toHours(); hour++) {
      for (String campaign : List.of("c0", "c1")) {
        shop.spend(campaign, hour, chance.nextInt(5, 50), delay(chance, late));
      }
    }
    return shop;
  }

  private static int delay(SplittableRandom chance, Duration late) {
    return chance.nextInt((int) late.toMinutes() + 1);
  }

  /** Without the events of a topic. */
  public TestingArrivals without(String topic) {
    lines.remove(topic);
    return this;
  }

  /** A rule as a line of JSON; with a time it arrives then, else it was there before. */
  public void rule(String json, @Nullable Integer minute) {
    add("rules", minute == null ? json : arriving(json, at(minute)));
  }

  /** A click on a campaign's PAID_SEARCH, some minutes after the start. */
  public void click(String id, String visitor, String campaign, int minute, int minutesLate) {
    String json =
        """
        {"eventId":"%s","eventTime":"%s","type":"CLICK","visitorId":"%s","campaignId":"%s","channel":"PAID_SEARCH"}"""
            .formatted(id, at(minute), visitor, campaign);
    add("interactions", minutesLate == 0 ? json : arriving(json, at(minute + minutesLate)));
  }

  /** A visit that neither a campaign nor another site led to. */
  public void visit(String id, String visitor, int minute) {
    add(
        "interactions",
        """
        {"eventId":"%s","eventTime":"%s","type":"VISIT","visitorId":"%s"}"""
            .formatted(id, at(minute), visitor));
  }

  /** An order of 50. */
  public void order(String id, String customer, int minute, int minutesLate) {
    String json =
        """
        {"eventId":"e-%s","orderId":"%s","eventTime":"%s","status":"PLACED","customerId":"%s","currency":"USD","lines":[{"sku":"a","quantity":1,"unitPrice":50,"unitCost":20}]}"""
            .formatted(id, id, at(minute), customer);
    add("orders", arriving(json, at(minute + minutesLate)));
  }

  /** That a visitor is a customer. */
  public void link(String visitor, String customer, int minute, int minutesLate) {
    String json =
        """
        {"eventTime":"%s","visitorId":"%s","customerId":"%s"}"""
            .formatted(at(minute), visitor, customer);
    add("identities", arriving(json, at(minute + minutesLate)));
  }

  /** The cost of an hour, reported some minutes after it. */
  public void spend(String campaign, int hour, int cost, int minutesLate) {
    String json =
        """
        {"eventTime":"%s","campaignId":"%s","channel":"PAID_SEARCH","periodStart":"%s","periodEnd":"%s","currency":"USD","cost":%d}"""
            .formatted(at(60 * hour + 60), campaign, at(60 * hour), at(60 * hour + 60), cost);
    add("spend", arriving(json, at(60 * hour + 60 + minutesLate)));
  }

  /** A line of a topic as it is; its {@code arrivalTime} is in it. */
  public void line(String topic, String json) {
    add(topic, json);
  }

  /** The instant some minutes after the start, a second later. */
  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute)).plusSeconds(1);
  }

  private static String arriving(String json, Instant time) {
    return json.substring(0, json.length() - 1) + ",\"arrivalTime\":\"" + time + "\"}";
  }

  private void add(String topic, String line) {
    lines.computeIfAbsent(topic, t -> new ArrayList<>()).add(line);
  }
}
