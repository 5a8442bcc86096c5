package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums by window, campaign and channel. */
final class Windows {

  /** One window of a series: its sums, and who was reached. */
  record Row(
      String window,
      Instant start,
      @Nullable Instant end,
      String campaign,
      String channel,
      Map<String, BigDecimal> sums,
      Set<String> reached) {

    /** A sum, 0 where nothing was added. */
    BigDecimal sum(String measure) {
      return sums.getOrDefault(measure, BigDecimal.ZERO);
    }

    boolean isZero() {
      return reached.isEmpty() && sums.values().stream().allMatch(sum -> sum.signum() == 0);
    }
  }

  private final OracleSettings settings;
  private final Map<String, Row> rows = new TreeMap<>();

  Windows(OracleSettings settings) {
    this.settings = settings;
  }

  /** The rows that have anything but zeros. */
  Collection<Row> rows() {
    return rows.values().stream().filter(row -> !row.isZero()).toList();
  }

  /** Adds an amount to each window that holds a time. */
  void add(Instant time, String campaign, String channel, String measure, BigDecimal amount) {
    for (String window : settings.windows()) {
      row(window, time, campaign, channel).sums().merge(measure, amount, BigDecimal::add);
    }
  }

  /** Notes somebody as reached in each window that holds a time. */
  void reach(Instant time, String campaign, String channel, String who) {
    for (String window : settings.windows()) {
      row(window, time, campaign, channel).reached().add(who);
    }
  }

  /** Adds what of an amount spread over a period falls into a part of it, window by window. */
  void spread(
      Levels.Part part,
      String campaign,
      String channel,
      String measure,
      BigDecimal amount,
      int scale) {
    Instant until = part.until();
    long s = part.report().time("periodStart").toEpochMilli();
    long e = part.report().time("periodEnd").toEpochMilli();
    for (String window : settings.windows()) {
      Instant at = part.from();
      while (at.isBefore(until)) {
        Row row = row(window, at, campaign, channel);
        Instant end = row.end() == null ? until : Judge.earlier(row.end(), until);
        BigDecimal share = Exact.spread(amount, scale, at.toEpochMilli(), end.toEpochMilli(), s, e);
        row.sums().merge(measure, share, BigDecimal::add);
        at = end;
      }
    }
  }

  private Row row(String window, Instant time, String campaign, String channel) {
    ZonedDateTime local = time.atZone(settings.zone());
    Instant start =
        switch (window) {
          case "PT1M" -> local.truncatedTo(ChronoUnit.MINUTES).toInstant();
          case "PT1H" -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
          case "P1D" -> local.toLocalDate().atStartOfDay(settings.zone()).toInstant();
          default -> Instant.EPOCH;
        };
    Instant end =
        switch (window) {
          case "PT1M" -> start.plus(Duration.ofMinutes(1));
          case "PT1H" -> start.plus(Duration.ofHours(1));
          case "P1D" -> local.toLocalDate().plusDays(1).atStartOfDay(settings.zone()).toInstant();
          default -> null;
        };
    return rows.computeIfAbsent(
        Results.key(window, start.toString(), campaign, channel),
        key -> new Row(window, start, end, campaign, channel, new TreeMap<>(), new HashSet<>()));
  }
}
