package io.campaignpulse.bench.referee;

import io.campaignpulse.bench.Effort;
import io.campaignpulse.bench.FlinkConfOption;
import io.campaignpulse.bench.RulesOption;
import io.campaignpulse.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.configuration.GlobalConfiguration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Command that measures what the alerts job publishes of campaigns whose true rates are known; the
 * same figures for the same seed and size on any machine.
 */
@Command(
    name = "referee",
    description = "Measures the alerts of campaigns whose true rates are known.",
    mixinStandardHelpOptions = true)
public final class RefereeCommand implements Callable<Integer> {

  private static final int WARM_UP_DAYS = 35;

  @Spec private CommandSpec spec;

  @Option(
      names = "--scenario",
      split = ",",
      converter = ScenarioConverter.class,
      description = "Only these: plain, weekends, drop-50-later, …; default: all.")
  private List<Scenario> scenarios = List.of();

  @Option(
      names = "--campaigns",
      defaultValue = "50",
      description = "Campaigns of each scenario and volume; fewer where they cost most.")
  private int campaigns;

  @Option(names = "--seed", defaultValue = "8001", description = "Seed of the markets.")
  private long seed;

  @Option(names = "--volumes", split = ",", description = "Only these, in clicks a day.")
  private List<Integer> volumes = List.of();

  @Option(
      names = "--old",
      defaultValue = "10",
      description = "Campaigns of each volume that have run for five weeks before.")
  private int old;

  @Option(names = "--threads", defaultValue = "2", description = "Companies at a time.")
  private int threads;

  @Option(names = "--output", description = "File for the tables.")
  private @Nullable Path output;

  @Mixin private RulesOption rules = new RulesOption();

  @Mixin private FlinkConfOption flinkConf = new FlinkConfOption();

  /** Measures the scenarios. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new RefereeCommand()).execute(arguments));
  }

  /** A scenario by its name on the command line. */
  static final class ScenarioConverter implements CommandLine.ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String value) {
      return Scenario.named(value);
    }
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = Settings.of(Map.of());
    Referee referee =
        new Referee(
            settings,
            rules.rules(),
            GlobalConfiguration.loadConfiguration(flinkConf.folder().toString()));
    CompanyPlan plan =
        new CompanyPlan(
            seed,
            new RefereeSize(campaigns, old, WARM_UP_DAYS, volumes),
            settings.reportingModel());
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    Effort begun = Effort.soFar();
    List<CampaignRecord> all = new ArrayList<>();
    List<BudgetWeek> weeks = new ArrayList<>();
    BudgetChecks.Counts checks = new BudgetChecks.Counts();
    long seriesMinutes = 0;
    try {
      for (List<Future<Referee.Result>> group : submit(executor, referee, plan)) {
        List<CampaignRecord> records = new ArrayList<>();
        for (Future<Referee.Result> future : group) {
          Referee.Result result = future.get();
          records.addAll(result.campaigns());
          weeks.addAll(result.weeks());
          checks.add(result.checks());
          seriesMinutes += result.seriesMinutes();
          out.printf(
              Locale.ROOT,
              "%n%s: %,d minutes of series, silences of a whole source: %s, alerts about many: %s%n",
              result.company(),
              result.seriesMinutes(),
              result.silences(),
              result.groups());
        }
        RefereeTables.of(records).forEach(out::println);
        out.flush();
        all.addAll(records);
      }
    } finally {
      executor.shutdownNow();
    }
    List<String> ofAll = new ArrayList<>(CauseTable.of(all));
    ofAll.addAll(BudgetTables.of(weeks, checks));
    ofAll.forEach(out::println);
    Effort effort = Effort.soFar().minus(begun);
    out.printf(
        Locale.ROOT,
        "%n%,d minutes of series in %,d s, %.1f core-µs each%n",
        seriesMinutes,
        effort.wallNanos() / 1_000_000_000,
        effort.coreMicrosPerEvent(seriesMinutes));
    if (output != null) {
      List<String> lines = new ArrayList<>(RefereeTables.of(all));
      lines.addAll(ofAll);
      Files.write(output, lines);
    }
    return 0;
  }

  /** One group of companies for each scenario on target, one for all that deviate. */
  private List<List<Future<Referee.Result>>> submit(
      ExecutorService executor, Referee referee, CompanyPlan plan) {
    List<Scenario> chosen = scenarios.isEmpty() ? List.of(Scenario.values()) : scenarios;
    List<List<Company>> groups = new ArrayList<>();
    for (Scenario scenario : chosen) {
      if (scenario.isOnTarget() && scenario != Scenario.BESIDE_DROPS) {
        groups.add(List.of(plan.onTarget(scenario)));
      }
    }
    groups.add(plan.deviating(chosen.stream().filter(each -> !each.isOnTarget()).toList()));
    return groups.stream()
        .map(
            group ->
                group.stream()
                    .map(company -> executor.submit(() -> referee.measure(company)))
                    .toList())
        .toList();
  }
}
