package io.campaignpulse.bench;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Drives the alerts job, all of it but Kafka, with more and more series that are judged by the
 * rules of a fresh installation minute by minute, and tells what a minute of a series costs: it
 * must be the same however many there are, and however long the job has run.
 *
 * <p>A smaller round goes before, in which code is compiled. Processor time is that of the whole
 * process.
 */
@Command(
    name = "benchmark-alerts",
    description = "Measures what the alerts job takes to judge a minute of a series.",
    mixinStandardHelpOptions = true)
public final class BenchmarkAlerts implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--series",
      split = ",",
      defaultValue = "100,1000,10000",
      description = "How many series, one round each, rising.")
  private List<Integer> series = List.of();

  @Option(names = "--minutes", defaultValue = "60", description = "Minutes that are judged.")
  private int minutes;

  @Option(
      names = "--age",
      defaultValue = "P1D",
      description = "How long the series have been there before.")
  private Duration age = Duration.ZERO;

  @Option(
      names = "--warm-up",
      defaultValue = "1000",
      description = "Series of the round before, in which code is compiled; 0 = none.")
  private int warmUp;

  @Mixin private RulesOption rules = new RulesOption();

  @Mixin private FlinkConfOption flinkConf = new FlinkConfOption();

  @Option(names = "-D", description = "A setting of Flink, such as state.backend.type=rocksdb.")
  private Map<String, String> flink = Map.of();

  @Option(
      names = "--checkpoint-seconds",
      defaultValue = "0",
      description = "0 = none: a minute passes within a second, so they would come too often.")
  private long checkpointSeconds;

  /** Runs the benchmark; ends with 1 if an update costs more with more series or with time. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkAlerts()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    AlertsReport report = new AlertsReport(new BenchmarkReport(spec.commandLine().getOut()));
    report.begin(minutes, age);
    if (warmUp > 0) {
      report.warmUp(round(warmUp));
    }
    List<AlertsEffort> rounds = new ArrayList<>();
    for (int each : series) {
      AlertsEffort round = round(each);
      report.round(round);
      rounds.add(round);
    }
    return report.isFlat(rounds) ? 0 : 1;
  }

  private AlertsEffort round(int count) throws Exception {
    Settings settings = Settings.of(Map.of());
    SyntheticSeries made = new SyntheticSeries(count, age, settings.reportingModel());
    AlertOptions options = PipelineOptions.live(settings).alert(made.catalogue(rules.rules()));
    try (BenchmarkDirectory directory = new BenchmarkDirectory();
        AlertsRun run = AlertsRun.begin(made, minutes);
        BenchmarkJob job =
            new BenchmarkFlink(flinkConf.folder(), flink, directory.path(), checkpointSeconds, 1)
                .start(env -> AlertsGraph.draw(env, run, options))) {
      while (!run.isOver()) {
        job.isRunning();
      }
      return run.effort();
    }
  }
}
