package io.campaignpulse.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The levels of spend reports: which counts when, decided instant by instant. */
final class Levels {

  /** A part of a report's period. */
  record Part(Line report, Instant from, Instant until) {}

  private static final List<String> ORDER = List.of("CAMPAIGN", "AD_GROUP", "AD");
  private static final Duration PASSED = Duration.ofDays(2);

  private final List<Line> reports;

  Levels(List<Line> reports) {
    this.reports = reports;
  }

  /** The campaign a report is about. */
  static String campaign(Line report) {
    return Objects.requireNonNullElse(report.optional("campaignId"), "(none)");
  }

  private static boolean isOf(Line report, String campaign, String channel) {
    return campaign(report).equals(campaign)
        && Contact.code(report.text("channel")).equals(channel);
  }

  private List<Line> beside(Line report) {
    return reports.stream()
        .filter(other -> isOf(other, campaign(report), Contact.code(report.text("channel"))))
        .toList();
  }

  private static int level(Line report) {
    String said = report.optional("level");
    return ORDER.indexOf(said != null ? said : report.has("adGroupId") ? "AD_GROUP" : "CAMPAIGN");
  }

  private static boolean covers(Line report, Instant from, Instant until) {
    return report.decimal("cost").signum() >= 0
        && !report.time("periodStart").isAfter(from)
        && !report.time("periodEnd").isBefore(until);
  }

  /** All parts of all reports that count. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Line report : reports) {
      List<Line> others = beside(report);
      TreeSet<Instant> cuts = new TreeSet<>();
      for (Line other : others) {
        cuts.add(other.time("periodStart"));
        cuts.add(other.time("periodEnd"));
      }
      Instant from = report.time("periodStart");
      for (Instant until : cuts.subSet(from, false, report.time("periodEnd"), true)) {
        Instant start = from;
        if (others.stream()
            .noneMatch(other -> level(other) < level(report) && covers(other, start, until))) {
          parts.add(new Part(report, from, until));
        }
        from = until;
      }
    }
    return parts;
  }

  /** The end of the reports of a series without a hole that isn't passed; null without any. */
  @Nullable Instant reportedUntil(String campaign, String channel) {
    TreeSet<Instant> starts = new TreeSet<>();
    Instant last = Instant.MIN;
    for (Line report : reports) {
      if (isOf(report, campaign, channel) && report.decimal("cost").signum() >= 0) {
        starts.add(report.time("periodStart"));
        last = report.time("periodEnd").isAfter(last) ? report.time("periodEnd") : last;
      }
    }
    Instant until = null;
    for (Instant start : starts) {
      if (until == null || !start.isAfter(until) || !last.isBefore(start.plus(PASSED))) {
        for (Line report : reports) {
          if (isOf(report, campaign, channel)
              && report.decimal("cost").signum() >= 0
              && report.time("periodStart").equals(start)
              && (until == null || report.time("periodEnd").isAfter(until))) {
            until = report.time("periodEnd");
          }
        }
      }
    }
    return until;
  }
}
