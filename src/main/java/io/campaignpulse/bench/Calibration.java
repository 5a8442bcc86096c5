package io.campaignpulse.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well what was foretold, with intervals of 80 %, held what came true: in total and by class.
 */
final class Calibration {

  /** By kind of class, then by class, in the order in which they came first. */
  private final List<Map<String, Tally>> tallies = new ArrayList<>();

  /**
   * What was foretold and what came true.
   *
   * @param scale what errors and widths are measured in, above 0
   * @param surprise squared difference between the probability that was given to reaching the goal
   *     and 1 or 0; null where none was given
   */
  record Outcome(
      double projected,
      double low,
      double high,
      double realised,
      double scale,
      @Nullable Double surprise) {}

  private static final class Tally {
    private int count;
    private int below;
    private int above;
    private double error;
    private double absoluteError;
    private double width;
    private int surprises;
    private double surprise;

    void add(Outcome outcome) {
      count++;
      below += outcome.realised() < outcome.low() ? 1 : 0;
      above += outcome.realised() > outcome.high() ? 1 : 0;
      double off = (outcome.projected() - outcome.realised()) / outcome.scale();
      error += off;
      absoluteError += Math.abs(off);
      width += (outcome.high() - outcome.low()) / outcome.scale();
      if (outcome.surprise() != null) {
        surprises++;
        surprise += outcome.surprise();
      }
    }

    double coverage() {
      return 1 - (double) (below + above) / count;
    }

    String line(String name) {
      double n = count;
      return String.format(
          Locale.ROOT,
          "%-28s %6d %8.1f%% %6.1f%% %6.1f%% %+8.3f %8.3f %7.3f %7s",
          name,
          count,
          100 * coverage(),
          100 * below / n,
          100 * above / n,
          error / n,
          absoluteError / n,
          width / n,
          surprises == 0 ? "" : String.format(Locale.ROOT, "%.3f", surprise / surprises));
    }
  }

  /** Adds an outcome to a class of each kind; the kinds come in the same order each time. */
  void add(Outcome outcome, String... classes) {
    for (int kind = 0; kind < classes.length; kind++) {
      if (kind == tallies.size()) {
        tallies.add(new LinkedHashMap<>());
      }
      tallies.get(kind).computeIfAbsent(classes[kind], name -> new Tally()).add(outcome);
    }
  }

  /** The share of intervals that held what came true, of the first kind's first class. */
  double coverage() {
    return first().coverage();
  }

  /** The same of a class of any kind; NaN where nothing was added to it. */
  double coverage(String name) {
    for (Map<String, Tally> kind : tallies) {
      Tally tally = kind.get(name);
      if (tally != null) {
        return tally.coverage();
      }
    }
    return Double.NaN;
  }

  /** The mean error of that class, in its scale. */
  double bias() {
    return first().error / first().count;
  }

  private Tally first() {
    return tallies.get(0).values().iterator().next();
  }

  /**
   * The table: how many there were, how many intervals held the truth, how many truths lay below
   * and above, mean error (the bias), mean absolute error and mean width ÷ scale, and the Brier
   * score of the probability.
   */
  List<String> table() {
    return table(tallies.size());
  }

  /** Its part of the first kinds of classes. */
  List<String> table(int kinds) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-28s %6s %9s %7s %7s %8s %8s %7s %7s",
            "",
            "n",
            "coverage",
            "below",
            "above",
            "bias",
            "error",
            "width",
            "Brier"));
    for (Map<String, Tally> kind : tallies.subList(0, kinds)) {
      kind.forEach((name, tally) -> lines.add(tally.line(name)));
    }
    return lines;
  }
}
