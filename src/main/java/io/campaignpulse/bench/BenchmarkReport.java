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

  /** A benchmark once through, in a size; says how it ended, as an exit code. */
  interface Round {
    int run(long size) throws Exception;
  }

  /** A smaller round first, in which code is compiled (0 = none), then the one that counts. */
  int warmAndMeasure(long warmUp, long size, Round round) throws Exception {
    if (warmUp > 0) {
      say("Warm-up:");
      int failed = round.run(warmUp);
      if (failed != 0) {
        return failed;
      }
      say("%nMeasurement:");
    }
    return round.run(size);
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
