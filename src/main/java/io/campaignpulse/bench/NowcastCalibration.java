package io.campaignpulse.bench;

import io.campaignpulse.simulation.CostMarket;
import io.campaignpulse.simulation.CostMarket.Campaign;
import io.campaignpulse.simulation.CostMarket.Report;
import io.campaignpulse.spend.ClickCosts;
import io.campaignpulse.spend.ClickCover;
import io.campaignpulse.spend.Coverage;
import io.campaignpulse.spend.NowcastGrade;
import io.campaignpulse.spend.ReportedCost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calibration of spend nowcasts: reports of simulated channels come in the order of their
 * arrival, and what the product's own classes had nowcast of each period is compared with what the
 * period cost in the end; beside it, what yesterday's cost of a click would have said.
 */
final class NowcastCalibration {

  static final String TOTAL = "all";
  static final String FIRST = "without a yesterday";

  private static final int DAY = 24;

  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  NowcastCalibration() {
    for (String name :
        List.of(
            TOTAL,
            clicksAnHour(200),
            clicksAnHour(20),
            clicksAnHour(2),
            reportsOf(1),
            reportsOf(6),
            reportsOf(DAY),
            FIRST)) {
      tallies.put(name, new Tally());
    }
  }

  /** Sums over the nowcasts of a class, micros and shares of what came true. */
  private static final class Tally {
    private int count;
    private int covered;
    private int below;
    private double projected;
    private double realised;
    private double error;
    private double naive;
    private double naiveError;

    void add(Outcome outcome) {
      NowcastGrade grade = outcome.grade;
      count++;
      covered += grade.covered() ? 1 : 0;
      below += grade.realisedMicros() < grade.lowMicros() ? 1 : 0;
      projected += grade.projectedMicros();
      realised += grade.realisedMicros();
      error += off(grade.projectedMicros(), grade.realisedMicros());
      naive += outcome.naive;
      naiveError += off(outcome.naive, grade.realisedMicros());
    }

    private static double off(double projected, double realised) {
      return Math.abs(projected - realised) / realised;
    }
  }

  /**
   * A nowcast whose truth is known.
   *
   * @param naive what yesterday's cost of a click would have said, micros; NaN if there was none
   */
  private record Outcome(NowcastGrade grade, double naive, List<String> classes) {}

  /** What is known of a campaign, and what was nowcast of each of its periods. */
  private static final class Watched {
    private final Map<Long, Outcome> outcomes = new TreeMap<>();
    private final Map<Integer, Report> reports = new HashMap<>();
    private final long[] reported = new long[CostMarket.HOURS];
    private ClickCosts costs = ClickCosts.none();
    private Coverage coverage = Coverage.none();
    private int coveredHours;
  }

  /** All reports of the market of a seed. */
  void market(long seed) {
    Map<String, Watched> campaigns = new TreeMap<>();
    ClickCosts channel = ClickCosts.none();
    for (Report report : new CostMarket(seed).reports()) {
      Watched watched = campaigns.computeIfAbsent(report.campaign().id(), id -> new Watched());
      channel = take(report, watched, channel);
    }
    for (Watched watched : campaigns.values()) {
      for (Outcome outcome : watched.outcomes.values()) {
        if (outcome.grade.realisedMicros() > 0) {
          for (String name : outcome.classes) {
            tallies.computeIfAbsent(name, n -> new Tally()).add(outcome);
          }
        }
      }
    }
  }

  private static ClickCosts take(Report report, Watched watched, ClickCosts channel) {
    Campaign campaign = report.campaign();
    Report before = watched.reports.put(report.from(), report);
    Map<Long, Long> clicks = new TreeMap<>();
    for (int hour = report.from(); before == null && hour < report.until(); hour++) {
      if (campaign.clicks()[hour] > 0) {
        clicks.put(CostMarket.hour(hour), campaign.clicks()[hour]);
      }
    }
    long start = CostMarket.hour(report.from());
    ReportedCost cost =
        ReportedCost.whole(
            report.reportedAt(),
            start,
            CostMarket.hour(report.until()),
            start,
            before == null ? 0 : before.costMicros(),
            report.costMicros());
    ClickCosts.Learned learned =
        ClickCosts.learn(
            watched.costs.standing(watched.costs.estimate(channel)),
            channel,
            ClickCover.cover(campaign.id(), "C", cost, watched.coverage, clicks, true));
    for (NowcastGrade grade : learned.graded()) {
      Outcome known = watched.outcomes.get(grade.stretches()[0]);
      watched.outcomes.put(
          grade.stretches()[0],
          known == null
              ? outcome(grade, naive(report, watched), campaign)
              : new Outcome(grade, known.naive, known.classes));
    }
    int hours = report.until() - report.from();
    Arrays.fill(watched.reported, report.from(), report.until(), report.costMicros() / hours);
    watched.costs = learned.own();
    watched.coverage = watched.coverage.with(start, CostMarket.hour(report.until()));
    watched.coveredHours = Math.max(watched.coveredHours, report.until());
    return learned.channel();
  }

  private static double naive(Report report, Watched watched) {
    Campaign campaign = report.campaign();
    int yesterday = Math.max(0, watched.coveredHours - DAY);
    long clicks = campaign.clicks(yesterday, watched.coveredHours);
    double cost = Arrays.stream(watched.reported, yesterday, watched.coveredHours).sum();
    return clicks == 0
        ? Double.NaN
        : cost / clicks * campaign.clicks(report.from(), report.until());
  }

  /** What has no yesterday to be compared with stands alone. */
  private static Outcome outcome(NowcastGrade grade, double naive, Campaign campaign) {
    List<String> classes =
        Double.isNaN(naive)
            ? List.of(FIRST)
            : List.of(
                TOTAL, reportsOf(campaign.reportHours()), clicksAnHour(campaign.clicksAnHour()));
    return new Outcome(grade, naive, classes);
  }

  static String clicksAnHour(int clicks) {
    return clicks + " clicks an hour";
  }

  static String reportsOf(int hours) {
    return "reports of " + hours + " h";
  }

  /** The share of 80 % intervals of a class that held what came true. */
  double coverage(String name) {
    Tally tally = tallies.get(name);
    return tally == null ? Double.NaN : (double) tally.covered / tally.count;
  }

  /** The mean absolute error of a class, as a share of what came true. */
  double error(String name) {
    Tally tally = tallies.get(name);
    return tally == null ? Double.NaN : tally.error / tally.count;
  }

  /** The same of yesterday's cost of a click. */
  double naiveError(String name) {
    Tally tally = tallies.get(name);
    return tally == null ? Double.NaN : tally.naiveError / tally.count;
  }

  /** The table of all classes. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-28s %6s %9s %7s %7s %7s %7s %12s %8s"
            .formatted(
                "", "n", "coverage", "below", "above", "bias", "MAPE", "naive: bias", "MAPE"));
    tallies.forEach((name, tally) -> lines.add(line(name, tally)));
    return lines;
  }

  private static String line(String name, Tally tally) {
    double n = tally.count;
    String own =
        String.format(
            Locale.ROOT,
            "%-28s %6d %8.1f%% %6.1f%% %6.1f%% %+6.1f%% %6.1f%%",
            name,
            tally.count,
            100 * tally.covered / n,
            100 * tally.below / n,
            100 * (n - tally.covered - tally.below) / n,
            100 * (tally.projected / tally.realised - 1),
            100 * tally.error / n);
    return name.equals(FIRST)
        ? own
        : own
            + String.format(
                Locale.ROOT,
                " %+11.1f%% %7.1f%%",
                100 * (tally.naive / tally.realised - 1),
                100 * tally.naiveError / n);
  }
}
