package io.campaignpulse.bench;

import java.util.concurrent.Callable;
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

  @Option(names = "--markets", defaultValue = "60", description = "Markets, of a seed each.")
  private int markets;

  @Option(names = "--seed", defaultValue = "1001", description = "Seed of the first one.")
  private long seed;

  /** Prints all sections. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkCalibration()).execute(arguments));
  }

  @Override
  public Integer call() {
    BenchmarkReport report = new BenchmarkReport(spec.commandLine().getOut());
    projections(report);
    return 0;
  }

  private void projections(BenchmarkReport report) {
    ProjectionCalibration projections = new ProjectionCalibration();
    for (int market = 0; market < markets; market++) {
      projections.market(seed + market);
    }
    report.say("Projections of plans, intervals of 80 %%; bias, error and width ÷ goal:");
    projections.calibration().table().forEach(line -> report.say("%s", line));
  }
}
