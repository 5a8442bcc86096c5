package io.campaignpulse.backtest;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of rules over recorded data, in lines of text: a summary with a row per rule, and the
 * transitions of each rule. An episode that never fired is in neither.
 *
 * @param rules in the order of the report
 * @param alerts every transition, the oldest first; those of other rules are left out
 * @param firstTick the first minute, epoch milliseconds
 * @param ticks how many minutes there were
 */
public record BacktestReport(
    List<AlertRule> rules, List<Alert> alerts, long firstTick, long ticks) {

  private static final double WEEK_MINUTES = Duration.ofDays(7).toMinutes();
  private static final double DAY_MINUTES = Duration.ofDays(1).toMinutes();
  private static final long MINUTE = 60_000;

  /** Columns of words are aligned to the left, those of numbers to the right. */
  private static final int WORDS = 2;

  private static final List<String> HEADER =
      List.of("rule", "kind", "alerts", "per week", "series", "minutes firing");

  /** The period and a table: of each rule how often it fired, on how many series, how long. */
  public List<String> summary() {
    if (ticks == 0) {
      return List.of("no events");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    rules.forEach(rule -> rows.add(row(rule, episodes(rule))));
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d minutes, %s to %s (%.1f days)",
            ticks,
            time(firstTick),
            time(lastTick()),
            ticks / DAY_MINUTES));
    lines.addAll(aligned(rows));
    return lines;
  }

  /** Each transition of an alert that fired, by rule; rules without one are left out. */
  public List<String> list() {
    List<String> lines = new ArrayList<>();
    for (AlertRule rule : rules) {
      List<String> transitions =
          episodes(rule).stream()
              .flatMap(episode -> episode.published.stream())
              .sorted(Comparator.comparingLong(Alert::updatedAt))
              .map(BacktestReport::line)
              .toList();
      if (!transitions.isEmpty()) {
        lines.add(rule.ruleId());
        lines.addAll(transitions);
      }
    }
    return lines;
  }

  private long lastTick() {
    return firstTick + (ticks - 1) * MINUTE;
  }

  /** The episodes of a rule that fired, the oldest first. */
  private List<Episode> episodes(AlertRule rule) {
    Map<String, Episode> episodes = new LinkedHashMap<>();
    alerts.stream()
        .filter(alert -> alert.ruleId().equals(rule.ruleId()))
        .forEach(
            alert -> episodes.computeIfAbsent(alert.alertId(), id -> new Episode()).add(alert));
    return episodes.values().stream().filter(episode -> !episode.published.isEmpty()).toList();
  }

  private List<String> row(AlertRule rule, List<Episode> episodes) {
    long series =
        episodes.stream().map(episode -> about(episode.published.get(0))).distinct().count();
    long minutes = episodes.stream().mapToLong(episode -> episode.minutes(lastTick())).sum();
    return List.of(
        rule.ruleId(),
        rule.kind().name(),
        String.valueOf(episodes.size()),
        String.format(Locale.ROOT, "%.1f", episodes.size() / (ticks / WEEK_MINUTES)),
        String.valueOf(series),
        String.valueOf(minutes));
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                String.join(
                    "  ",
                    IntStream.range(0, widths.length)
                        .mapToObj(column -> cell(row.get(column), column, widths[column]))
                        .toList()))
        .toList();
  }

  private static String cell(String text, int column, int width) {
    String padding = " ".repeat(width - text.length());
    return column < WORDS ? text + padding : padding + text;
  }

  private static String line(Alert alert) {
    String about = about(alert);
    return "  %s %-9s %s: %s"
        .formatted(
            time(alert.updatedAt()),
            alert.state(),
            about.isEmpty() ? "the whole business" : about,
            alert.summary());
  }

  private static String about(Alert alert) {
    return String.join(
        " ",
        Stream.of(
                alert.campaignId(),
                alert.channel(),
                alert.promotionId(),
                alert.planId(),
                alert.subject())
            .flatMap(Stream::ofNullable)
            .toList());
  }

  private static String time(long instant) {
    return Instant.ofEpochMilli(instant).toString();
  }

  /** One alert from its first transition to its last. */
  private static final class Episode {
    private final List<Alert> published = new ArrayList<>();
    private @Nullable Long firingSince;
    private long firing;

    void add(Alert alert) {
      boolean fires = alert.state() == AlertState.FIRING;
      if (firingSince != null) {
        firing += alert.updatedAt() - firingSince;
      }
      firingSince = fires ? (Long) alert.updatedAt() : null;
      if (fires || !published.isEmpty()) {
        published.add(alert);
      }
    }

    /** Minutes of firing; an episode that still does counts up to the last tick. */
    long minutes(long lastTick) {
      long open = firingSince == null ? 0 : lastTick + MINUTE - firingSince;
      return (firing + open) / MINUTE;
    }
  }
}
