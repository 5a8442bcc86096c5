package io.campaignpulse.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How well intervals of 80 % hold what came true, in total and by class. */
final class Calibration {

  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  /**
   * A projection and what came true.
   *
   * @param scale what errors and widths are measured in, above 0
   * @param probability that the goal is reached
   * @param reached whether it was
   */
  record Outcome(
      double projected,
      double low,
      double high,
      double realised,
      double scale,
      double probability,
      boolean reached) {

    boolean covered() {
      return low <= realised && realised <= high;
    }
  }

  private static final class Tally {
    private int count;
    private int covered;
    private int below;
    private double error;
    private double absolute;
    private double width;
    private double brier;

    void add(Outcome outcome) {
      count++;
      covered += outcome.covered() ? 1 : 0;
      below += outcome.realised() < outcome.low() ? 1 : 0;
      double off = (outcome.projected() - outcome.realised()) / outcome.scale();
      error += off;
      absolute += Math.abs(off);
      width += (outcome.high() - outcome.low()) / outcome.scale();
      double wrong = outcome.probability() - (outcome.reached() ? 1 : 0);
      brier += wrong * wrong;
    }
  }

  /** Adds an outcome to each of the classes it belongs to. */
  void add(Outcome outcome, List<String> classes) {
    for (String name : classes) {
      tallies.computeIfAbsent(name, n -> new Tally()).add(outcome);
    }
  }

  /** The share of intervals of a class that held what came true. */
  double coverage(String name) {
    Tally tally = tallies.get(name);
    return tally == null ? Double.NaN : (double) tally.covered / tally.count;
  }

  /** The table of all classes, in the order in which they came first. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-28s %6s %9s %7s %7s %8s %8s %7s %7s"
            .formatted("", "n", "coverage", "below", "above", "bias", "error", "width", "Brier"));
    tallies.forEach(
        (name, tally) -> {
          double n = tally.count;
          lines.add(
              String.format(
                  java.util.Locale.ROOT,
                  "%-28s %6d %8.1f%% %6.1f%% %6.1f%% %+8.3f %8.3f %7.3f %7.3f",
                  name,
                  tally.count,
                  100 * tally.covered / n,
                  100 * tally.below / n,
                  100 * (n - tally.covered - tally.below) / n,
                  tally.error / n,
                  tally.absolute / n,
                  tally.width / n,
                  tally.brier / n));
        });
    return lines;
  }
}
