package io.campaignpulse.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The state of attribution from step to step of event time, and whether it is bounded. */
final class StateReport {

  private static final double FLAT = 1.15;

  /** What somebody who has just clicked and ordered may take, at most. */
  private static final long PER_PERSON = 2000;

  private static final String ASSIGN = "assign-persons";
  private static final String MATCH = "match-touches";
  private static final String ORDERS = "collect-orders";
  private static final String CREDITS = "publish-credits";

  /** Bounded by the square of the number of campaigns and channels. */
  private static final String STEPS = "share-conversions";

  /**
   * What may stay for ever.
   *
   * @param customers visitors who ordered as a customer
   * @param links bytes of their links
   * @param firstOrders bytes of their first orders
   */
  record Named(long customers, long links, long firstOrders) {
    long bytes() {
      return links + firstOrders;
    }
  }

  private final BenchmarkReport report;
  private final Duration longest;
  private final long empty;
  private final long latecomers;
  private final List<Duration> reached = new ArrayList<>();
  private final List<Long> rest = new ArrayList<>();
  private boolean gone;

  /**
   * An empty report.
   *
   * @param longest after it and a day, things expire as fast as they come
   * @param empty the state before the first event
   * @param latecomers how many persons come after all others have expired
   */
  StateReport(BenchmarkReport report, Duration longest, Map<String, Long> empty, long latecomers) {
    this.report = report;
    this.longest = longest;
    this.empty = sum(empty, uid -> !uid.equals(STEPS));
    this.latecomers = latecomers;
    report.say("kB in a checkpoint; before the first event: %d", this.empty / 1000);
    report.say(
        "%5s %7s %14s %13s %14s %15s %6s %6s %6s %6s",
        "day", "all", ASSIGN, MATCH, ORDERS, CREDITS, "ingest", "steps", "named", "rest");
  }

  void add(Duration eventTime, Map<String, Long> bytes, Named named) {
    reached.add(eventTime);
    rest.add(say(Long.toString(eventTime.toDays()), bytes, named));
  }

  void end(Map<String, Long> bytes, Named named) {
    long left = say("later", bytes, named);
    gone = left <= latecomers * PER_PERSON + named.bytes() / 100;
    report.say(
        "%,d customers; when all has expired, beside their links and first orders %d kB: %s",
        named.customers(), left / 1000, gone ? "nothing is left" : "TOO MUCH IS LEFT");
  }

  private long say(String day, Map<String, Long> bytes, Named named) {
    long all = sum(bytes, uid -> true);
    long steps = bytes.getOrDefault(STEPS, 0L);
    long beyond = all - empty - steps - named.bytes();
    report.say(
        "%5s %7d %14d %13d %14d %15d %6d %6d %6d %6d",
        day,
        all / 1000,
        bytes.getOrDefault(ASSIGN, 0L) / 1000,
        bytes.getOrDefault(MATCH, 0L) / 1000,
        bytes.getOrDefault(ORDERS, 0L) / 1000,
        bytes.getOrDefault(CREDITS, 0L) / 1000,
        sum(bytes, uid -> uid.startsWith("deduplicate-") || uid.startsWith("judge-")) / 1000,
        steps / 1000,
        named.bytes() / 1000,
        beyond / 1000);
    return beyond;
  }

  private static long sum(Map<String, Long> bytes, Predicate<String> which) {
    return bytes.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Whether state stopped growing when things began to expire, and went when all had. */
  boolean isBounded() {
    int first = 0;
    while (first < reached.size() && reached.get(first).compareTo(longest.plusDays(1)) <= 0) {
      first++;
    }
    int half = reached.size() / 2;
    int early = Math.min(first + 3, half);
    if (first >= early) {
      throw new IllegalStateException("too few steps after " + longest.plusDays(1));
    }
    long before = Collections.max(rest.subList(first, early));
    long after = Collections.max(rest.subList(half, rest.size()));
    boolean flat = after <= FLAT * before;
    report.say(
        "rest: at most %d kB right after the first expiry, %d kB in the second half: %s",
        before / 1000, after / 1000, flat ? "flat" : "IT GROWS");
    return flat && gone;
  }
}
