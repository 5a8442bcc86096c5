package io.campaignpulse.bench;

import io.campaignpulse.simulation.MarketWeather;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final Map<String, MarketWeather> WEATHERS = weathers();

  @Spec private CommandSpec spec;

  @Option(names = "--markets", defaultValue = "100", description = "Markets, of a seed each.")
  private int markets;

  @Option(names = "--seed", defaultValue = "6001", description = "Seed of the first one.")
  private long seed;

  private static Map<String, MarketWeather> weathers() {
    Map<String, MarketWeather> weathers = new LinkedHashMap<>();
    weathers.put("usual markets", MarketWeather.USUAL);
    weathers.put("days of sd 25 %%", MarketWeather.DAYS);
    weathers.put("hourly drift of sd 50 %%", MarketWeather.HOURS);
    weathers.put("three orders at a time", MarketWeather.CLUMPS);
    return weathers;
  }

  /** Prints all sections. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkCalibration()).execute(arguments));
  }

  @Override
  public Integer call() {
    BenchmarkReport report = new BenchmarkReport(spec.commandLine().getOut());
    WEATHERS.forEach((name, weather) -> projections(report, name, weather));
    for (boolean dispersion : new boolean[] {false, true}) {
      WEATHERS.forEach((name, weather) -> cohorts(report, name, weather, dispersion));
    }
    NowcastCalibration nowcasts = new NowcastCalibration();
    LongStream.range(seed, seed + markets).forEach(nowcasts::market);
    section(
        report,
        "Nowcasts of spend of one report's period each; naive: yesterday's cost of a click",
        nowcasts.table());
    return 0;
  }

  private void projections(BenchmarkReport report, String name, MarketWeather weather) {
    ProjectionCalibration projections = new ProjectionCalibration(weather);
    LongStream.range(seed, seed + markets).forEach(projections::market);
    section(
        report,
        "Projections of plans at 25, 50 and 75 %% of their operational time, "
            + name
            + "; bias, error and width in goals",
        weather.equals(MarketWeather.USUAL)
            ? projections.calibration().table()
            : projections.calibration().table(3));
    report.say(
        "PLAN_BEHIND: %d growth targets alarmed below 0.2, of which %.1f %% missed their goal",
        projections.alarmed(), 100 * projections.missed());
    report.say("");
  }

  private void cohorts(
      BenchmarkReport report, String name, MarketWeather weather, boolean withDispersion) {
    CohortCalibration cohorts = new CohortCalibration(weather, withDispersion);
    LongStream.range(seed, seed + markets).forEach(cohorts::market);
    section(
        report,
        "Orders of a day's clicks after 7 and 29 days, "
            + name
            + (withDispersion ? ", with φ" : ", φ = 1")
            + "; bias, error and width in what came",
        cohorts.calibration().table());
    report.say("");
  }

  private void section(BenchmarkReport report, String title, List<String> table) {
    report.say(title + "; seeds %d to %d", seed, seed + markets - 1);
    table.forEach(line -> report.say("%s", line));
  }
}
