package io.campaignpulse.bench;

import io.campaignpulse.simulation.TargetScenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How often rules about targets alarm falsely, and how soon they find a miss, on simulated
 * campaigns; the same figures for the same seed on any machine.
 */
@Command(
    name = "referee",
    description = "Judges the rules about targets on campaigns whose true rates are known.",
    mixinStandardHelpOptions = true)
public final class BenchmarkReferee implements Callable<Integer> {

  private final Map<List<Object>, RefereePortfolio> portfolios = new HashMap<>();

  @Spec private CommandSpec spec;

  @Option(
      names = "--campaigns",
      defaultValue = "10000",
      description = "Campaigns of each scenario, a quarter of each size.")
  private int campaigns;

  @Option(names = "--seed", defaultValue = "8001", description = "Seed of the markets.")
  private long seed;

  /** Prints all sections. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkReferee()).execute(arguments));
  }

  @Override
  public Integer call() {
    BenchmarkReport report = new BenchmarkReport(spec.commandLine().getOut());
    report.say(
        "%,d campaigns per scenario, a quarter each of 50, 200, 1,000 and 5,000 clicks a day,"
            + " 7 days, judged every minute; seed %d",
        campaigns, seed);
    report.say(
        "%nCampaigns with any false alarm; rule of thumb: below 0.8 x target after 100 clicks");
    RefereeTable.alarmsHead().forEach(line -> report.say("%s", line));
    List<String> projections = new ArrayList<>();
    for (TargetExposure exposure : TargetExposure.values()) {
      for (TargetScenario scenario : TargetScenario.values()) {
        if (!scenario.isShort() && (!exposure.isMoney() || scenario == TargetScenario.AT_TARGET)) {
          RefereeTable table = judged(scenario, exposure);
          report.say("%s", table.alarms(label(scenario, exposure)));
          projections.addAll(table.projections(scenario.label()));
        }
      }
    }
    report.say("%nMisses found within the 7 days, and the median time from the miss to the alarm");
    report.say("%s", RefereeTable.findsHead());
    for (TargetExposure exposure : TargetExposure.values()) {
      for (TargetScenario scenario : TargetScenario.values()) {
        if (scenario.isShort() && (!exposure.isMoney() || scenario == TargetScenario.SHORT_50)) {
          RefereeTable table = judged(scenario, exposure);
          String label = label(scenario, exposure);
          report.say("%s", label);
          report.say("%s", table.finds("  of the target, A = 20", v -> v.exact().warnedAfter()));
          report.say("%s", table.finds("  of the target, A = 100", v -> v.exact().criticalAfter()));
          report.say("%s", table.finds("  less 10 %, A = 20", v -> v.usual().warnedAfter()));
          report.say("%s", table.finds("  less 10 %, A = 100", v -> v.usual().criticalAfter()));
        }
      }
    }
    report.say(
        "%nConversions projected of the clicks so far; bias and mean absolute error as shares of what"
            + " came");
    report.say("%s", RefereeTable.projectionsHead());
    projections.forEach(line -> report.say("%s", line));
    return 0;
  }

  /** Most scenarios are judged by what the same portfolio has taught. */
  private RefereeTable judged(TargetScenario scenario, TargetExposure exposure) {
    RefereePortfolio portfolio =
        portfolios.computeIfAbsent(
            List.of(scenario.portfolio(), exposure),
            key ->
                new RefereePortfolio(
                    seed, scenario.portfolio(), exposure, RefereePortfolio.CAMPAIGNS));
    return new RefereeTable(new Referee(seed, scenario, exposure, portfolio).judge(campaigns));
  }

  private static String label(TargetScenario scenario, TargetExposure exposure) {
    return String.format(
        Locale.ROOT, exposure.isMoney() ? "%s: %s" : "%2$s", exposure.label(), scenario.label());
  }
}
