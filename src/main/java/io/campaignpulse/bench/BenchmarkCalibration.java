package io.campaignpulse.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The calibration of what the product foretells, on simulated markets; the same figures for the
 * same seeds on any machine.
 */
@Command(
    name = "calibrate",
    description = "Foretells what will come in simulated markets and compares it with what came.",
    mixinStandardHelpOptions = true)
public final class BenchmarkCalibration implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--markets", defaultValue = "100", description = "Markets, of a seed each.")
  private int markets;

  @Option(names = "--seed", defaultValue = "6001", description = "Seed of the first one.")
  private long seed;

  /** Prints all sections. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkCalibration()).execute(arguments));
  }

  @Override
  public Integer call() {
    BenchmarkReport report = new BenchmarkReport(spec.commandLine().getOut());
    ProjectionCalibration projections = new ProjectionCalibration();
    LongStream.range(seed, seed + markets).forEach(projections::market);
    section(
        report,
        "Projections of plans at 25, 50 and 75 %% of their operational time; bias, error and width"
            + " in goals",
        projections.calibration().table());
    report.say("");
    NowcastCalibration nowcasts = new NowcastCalibration();
    LongStream.range(seed, seed + markets).forEach(nowcasts::market);
    section(
        report,
        "Nowcasts of spend of one report's period each; naive: yesterday's cost of a click",
        nowcasts.table());
    return 0;
  }

  private void section(BenchmarkReport report, String title, List<String> table) {
    report.say(title + "; seeds %d to %d", seed, seed + markets - 1);
    table.forEach(line -> report.say("%s", line));
  }
}
