package io.campaignpulse.bench;

import io.campaignpulse.bench.RefereeVerdict.Projection;
import io.campaignpulse.lag.MaturingCount;
import io.campaignpulse.simulation.TargetMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** What a referee saw in one scenario, counted. */
record RefereeTable(List<RefereeVerdict> verdicts) {

  private static final String NONE = "–";

  /** The share of campaigns that something was said of. */
  double share(Predicate<RefereeVerdict> said) {
    return (double) verdicts.stream().filter(said).count() / verdicts.size();
  }

  /** The share of campaigns of a size whose miss was found. */
  double found(int clicksPerDay, ToIntFunction<RefereeVerdict> after) {
    List<RefereeVerdict> sized = sized(clicksPerDay);
    return (double) delays(sized, after).length / sized.size();
  }

  private List<RefereeVerdict> sized(int clicksPerDay) {
    return verdicts.stream().filter(v -> v.clicksPerDay() == clicksPerDay).toList();
  }

  private static int[] delays(List<RefereeVerdict> of, ToIntFunction<RefereeVerdict> after) {
    return of.stream()
        .mapToInt(after)
        .filter(delay -> delay != RefereeVerdict.NEVER)
        .sorted()
        .toArray();
  }

  /** The head of false alarms: of the target itself, and of the target less the margin. */
  static List<String> alarmsHead() {
    return List.of(
        "%-40s %19s %19s %14s".formatted("", "of the target", "less 10 %", "rule of thumb"),
        "%-40s %9s %9s %9s %9s".formatted("", "A = 20", "A = 100", "A = 20", "A = 100"));
  }

  /** The line of false alarms. */
  String alarms(String label) {
    return String.format(
        Locale.ROOT,
        "%-40s %8.2f%% %8.2f%% %8.2f%% %8.2f%% %13.1f%%",
        label,
        100 * share(verdict -> verdict.exact().falseWarning()),
        100 * share(verdict -> verdict.exact().falseCritical()),
        100 * share(verdict -> verdict.usual().falseWarning()),
        100 * share(verdict -> verdict.usual().falseCritical()),
        100 * share(RefereeVerdict::falseByRatio));
  }

  static String findsHead() {
    StringBuilder head = new StringBuilder("%-30s".formatted(""));
    for (int size : TargetMarket.clicksPerDay()) {
      head.append(String.format(Locale.ROOT, " %,14d/day", size));
    }
    return head.toString();
  }

  /** The line of misses found, with the median time it took. */
  String finds(String label, ToIntFunction<RefereeVerdict> after) {
    StringBuilder line = new StringBuilder("%-30s".formatted(label));
    for (int size : TargetMarket.clicksPerDay()) {
      int[] delays = delays(sized(size), after);
      String median =
          delays.length == 0
              ? NONE
              : String.format(Locale.ROOT, "%.1f h", delays[delays.length / 2] / 60.0);
      line.append(String.format(Locale.ROOT, " %7.1f%% %9s", 100 * found(size, after), median));
    }
    return line.toString();
  }

  static String projectionsHead() {
    return "%-56s %6s %9s %9s %7s %7s %7s %7s"
        .formatted("", "n", "maturity", "coverage", "below", "above", "bias", "MAPE");
  }

  /** The lines of projections, by size and by how long campaigns had run. */
  List<String> projections(String label) {
    List<String> lines = new ArrayList<>();
    for (int size : TargetMarket.clicksPerDay()) {
      List<Projection> all =
          sized(size).stream().flatMap(verdict -> verdict.projections().stream()).toList();
      int[] minutes = all.stream().mapToInt(Projection::minute).distinct().sorted().toArray();
      for (int minute : minutes) {
        String name =
            String.format(Locale.ROOT, "%s, %,d a day, after %d h", label, size, minute / 60);
        lines.add(line(name, all.stream().filter(p -> p.minute() == minute).toList()));
      }
    }
    return lines;
  }

  /** The share of 80 % intervals that held what came true. */
  double coverage() {
    List<Projection> all =
        verdicts.stream().flatMap(verdict -> verdict.projections().stream()).toList();
    return (double) all.stream().filter(RefereeTable::isCovered).count() / all.size();
  }

  private static boolean isCovered(Projection projection) {
    MaturingCount projected = projection.projected();
    return projected.low() <= projection.truth() && projection.truth() <= projected.high();
  }

  private static String line(String name, List<Projection> projections) {
    double n = projections.size();
    double maturity = 0;
    double projected = 0;
    double truth = 0;
    double off = 0;
    int below = 0;
    int covered = 0;
    for (Projection projection : projections) {
      MaturingCount count = projection.projected();
      maturity += count.maturity();
      projected += count.projected();
      truth += projection.truth();
      off += Math.abs(count.projected() - projection.truth());
      below += projection.truth() < count.low() ? 1 : 0;
      covered += isCovered(projection) ? 1 : 0;
    }
    return String.format(
        Locale.ROOT,
        "%-56s %6.0f %8.1f%% %8.1f%% %6.1f%% %6.1f%% %+6.1f%% %6.1f%%",
        name,
        n,
        100 * maturity / n,
        100 * covered / n,
        100 * below / n,
        100 * (n - covered - below) / n,
        100 * (projected / truth - 1),
        100 * off / truth);
  }
}
