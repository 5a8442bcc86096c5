package io.campaignpulse.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the benchmark of the alerts job prints, and whether its cost is flat. */
final class AlertsReport {

  /** What noise may add: a machine is never quite alone. */
  private static final double FLAT = 1.3;

  private final BenchmarkReport report;

  AlertsReport(BenchmarkReport report) {
    this.report = report;
  }

  void begin(int minutes, Duration age) {
    report.say(
        "%d minutes of series that were there for %d hours before; core-µs",
        minutes, age.toHours());
    report.say(
        "%10s %10s %10s %12s %12s %16s %8s",
        "series", "updates", "an update", "first half", "second half", "a minute before", "alerts");
  }

  void warmUp(AlertsEffort effort) {
    say("(warm-up)", effort);
  }

  void round(AlertsEffort effort) {
    say(String.format(Locale.ROOT, "%,d", effort.series()), effort);
  }

  private void say(String what, AlertsEffort effort) {
    report.say(
        "%10s %,10d %10.1f %12.1f %12.1f %16.1f %,8d",
        what,
        effort.updates(),
        effort.perUpdate(),
        effort.early(),
        effort.late(),
        effort.perMinuteBefore(),
        effort.alerts());
  }

  /** Whether an update costs the same with more series, and later on. */
  boolean isFlat(List<AlertsEffort> rounds) {
    AlertsEffort most = rounds.get(rounds.size() - 1);
    boolean flat = isFlat("second ÷ first half", most.late() / most.early());
    if (rounds.size() > 1) {
      AlertsEffort fewer = rounds.get(rounds.size() - 2);
      String sizes = String.format(Locale.ROOT, "%,d ÷ %,d series", most.series(), fewer.series());
      flat &= isFlat(sizes, most.perUpdate() / fewer.perUpdate());
    }
    boolean complete = rounds.stream().allMatch(AlertsEffort::isComplete);
    report.say("every series judged at every minute: %s", complete ? "yes" : "NO");
    return flat && complete;
  }

  private boolean isFlat(String what, double ratio) {
    boolean flat = ratio <= FLAT;
    report.say("%s: %.2f, %s", what, ratio, flat ? "flat" : "IT GROWS");
    return flat;
  }
}
