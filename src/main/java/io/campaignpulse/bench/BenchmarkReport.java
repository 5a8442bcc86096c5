package io.campaignpulse.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** What a benchmark prints, line by line. */
final class BenchmarkReport {

  private final PrintWriter out;

  BenchmarkReport(PrintWriter out) {
    this.out = out;
  }

  void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  /** The two drains and what they are to each other. */
  void compare(String job, Effort drained, Effort raw, long records) {
    say("plain consumers, warm: %s", described(raw, records));
    say("%-22s %s", job + " job:", described(drained, records));
    say("ratio of rates: %.2f", drained.perSecond(records) / raw.perSecond(records));
    Runtime runtime = Runtime.getRuntime();
    say(
        "heap in use after the job: %,d MB",
        (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000);
  }

  private static String described(Effort effort, long records) {
    return String.format(
        Locale.ROOT,
        "%,.0f events/s, %.2f core-µs/event, %.1f s",
        effort.perSecond(records),
        effort.coreMicrosPerEvent(records),
        effort.wallNanos() / 1e9);
  }
}
