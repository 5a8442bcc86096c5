package io.campaignpulse.backtest;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rules would have said over recorded data, in lines of text: of each rule how often it would
 * have fired and for how long, and each time it would have fired, paused, resolved or been
 * retracted. An episode that never fired is nobody's business and not in it.
 *
 * @param rules in the order of the report
 * @param alerts every transition, the oldest first; those of other rules are left out
 * @param firstTick the first minute judged, epoch milliseconds
 * @param ticks how many minutes were judged
 */
public record BacktestReport(
    List<AlertRule> rules, List<Alert> alerts, long firstTick, long ticks) {

  private static final double WEEK_MINUTES = Duration.ofDays(7).toMinutes();
  private static final double DAY_MINUTES = Duration.ofDays(1).toMinutes();
  private static final long MINUTE = 60_000;

  /** The lines. */
  public List<String> lines() {
    if (ticks == 0) {
      return List.of("no minute was judged: nothing has arrived");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d minutes judged, %s to %s (%.1f days)",
            ticks,
            time(firstTick),
            time(lastTick()),
            ticks / DAY_MINUTES));
    rules.forEach(rule -> tell(rule, lines));
    return lines;
  }

  private long lastTick() {
    return firstTick + (ticks - 1) * MINUTE;
  }

  private void tell(AlertRule rule, List<String> lines) {
    Map<String, Episode> episodes = new LinkedHashMap<>();
    List<String> transitions = new ArrayList<>();
    alerts.stream()
        .filter(alert -> alert.ruleId().equals(rule.ruleId()))
        .forEach(
            alert -> {
              Episode episode = episodes.computeIfAbsent(alert.alertId(), id -> new Episode());
              if (episode.take(alert)) {
                transitions.add(line(alert));
              }
            });
    long fired = episodes.values().stream().filter(episode -> episode.fired).count();
    long minutes = episodes.values().stream().mapToLong(e -> e.minutes(lastTick())).sum();
    lines.add(summary(rule, fired, minutes));
    lines.addAll(transitions);
  }

  private String summary(AlertRule rule, long fired, long minutes) {
    String name = "rule %s (%s, %s): ".formatted(rule.ruleId(), rule.kind(), rule.severity());
    if (fired == 0) {
      return name + "would not have fired";
    }
    return name
        + String.format(
            Locale.ROOT,
            "would have fired %d %s, %.1f a week, %d %s firing",
            fired,
            fired == 1 ? "time" : "times",
            fired / (ticks / WEEK_MINUTES),
            minutes,
            minutes == 1 ? "minute" : "minutes");
  }

  private static String line(Alert alert) {
    String about =
        String.join(
            " ",
            Stream.of(
                    alert.campaignId(),
                    alert.channel(),
                    alert.promotionId(),
                    alert.planId(),
                    alert.subject())
                .flatMap(Stream::ofNullable)
                .toList());
    return "  %s %-9s %s: %s"
        .formatted(
            time(alert.updatedAt()),
            alert.state(),
            about.isEmpty() ? "the whole business" : about,
            alert.summary());
  }

  private static String time(long instant) {
    return Instant.ofEpochMilli(instant).toString();
  }

  /** One alert from its first transition to its last. */
  private static final class Episode {
    private boolean fired;
    private @Nullable Long firingSince;
    private long firing;

    /** Whether the transition is worth telling. */
    boolean take(Alert alert) {
      boolean fires = alert.state() == AlertState.FIRING;
      if (firingSince != null) {
        firing += alert.updatedAt() - firingSince;
      }
      firingSince = fires ? (Long) alert.updatedAt() : null;
      fired |= fires;
      return fired;
    }

    /** Minutes of firing; an episode that still does counts up to the last tick. */
    long minutes(long lastTick) {
      long open = firingSince == null ? 0 : lastTick + MINUTE - firingSince;
      return (firing + open) / MINUTE;
    }
  }
}
