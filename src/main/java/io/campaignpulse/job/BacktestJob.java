package io.campaignpulse.job;

import io.campaignpulse.alert.RulesFile;
import io.campaignpulse.backtest.BacktestReport;
import io.campaignpulse.config.Settings;
import io.campaignpulse.config.SettingsException;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.sink.json.AlertLines;
import io.campaignpulse.source.file.ReplayFolder;
import io.campaignpulse.source.file.ReplayPrescan;
import io.campaignpulse.source.file.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.GlobalConfiguration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that says what rules would have said over a folder of recorded events. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = "Says what rules would have said over a folder of recorded events.")
public final class BacktestJob implements Callable<Integer> {
  private static final int UNUSABLE = 2;

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "FILE.yaml",
      description =
          "Rules to judge instead of those of the folder, switched on or not; see docs/alerting.md.")
  private Path rules;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "Folder of event files.")
  private Path input;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder for alerts.jsonl, every transition; default: it isn't written.")
  private @Nullable Path output;

  @Option(names = "--flink-conf", hidden = true, defaultValue = "flink-conf/replay")
  private String flinkConf;

  @Mixin private SettingsArguments settings;
  @Spec private CommandSpec spec;

  /** Exits with 0 when it ran, 2 where arguments, settings, rules or folder are unusable. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command, which says in one line what it cannot use. */
  public static CommandLine commandLine() {
    return new CommandLine(new BacktestJob())
        .setParameterExceptionHandler(
            (unusable, args) -> {
              unusable.getCommandLine().getErr().println("backtest: " + unusable.getMessage());
              return UNUSABLE;
            });
  }

  @Override
  public Integer call() throws Exception {
    Instant startedAt = Instant.now();
    try {
      List<AlertRule> judged = rules();
      Settings told = settings.settings();
      ReplayFolder folder = ReplayFolder.open(input);
      Path file = output == null ? null : alertsIn(output);
      ArrivalReplay.Result result =
          new ArrivalReplay(
                  folder, told, GlobalConfiguration.loadConfiguration(flinkConf), startedAt)
              .run(ReplayPrescan.asOf(folder, told.asOf(), startedAt), judged);
      new BacktestReport(judged, result.alerts(), result.firstTick(), result.ticks())
          .lines()
          .forEach(spec.commandLine().getOut()::println);
      if (file != null) {
        AlertLines.write(result.alerts(), file);
      }
      return 0;
    } catch (SettingsException | UnreadableInputException e) {
      spec.commandLine().getErr().println("backtest: " + e.getMessage());
      return UNUSABLE;
    }
  }

  /** A rule is tried before it is switched on. */
  private List<AlertRule> rules() {
    try {
      return RulesFile.parse(rules.toString(), Files.readString(rules)).rules().stream()
          .map(AlertRule::switchedOn)
          .toList();
    } catch (IOException e) {
      throw new SettingsException("--rules " + rules + " cannot be read: " + e);
    } catch (IllegalArgumentException e) {
      throw new SettingsException("--rules " + e.getMessage());
    }
  }

  private static Path alertsIn(Path folder) {
    try {
      return Files.createDirectories(folder).resolve("alerts.jsonl");
    } catch (IOException e) {
      throw new SettingsException("--output " + folder + " cannot be written: " + e);
    }
  }
}
