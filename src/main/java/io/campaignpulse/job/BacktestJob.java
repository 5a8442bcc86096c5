package io.campaignpulse.job;

import io.campaignpulse.alert.rule.RulesFile;
import io.campaignpulse.backtest.BacktestReport;
import io.campaignpulse.config.Settings;
import io.campaignpulse.config.SettingsException;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.sink.json.AlertLines;
import io.campaignpulse.source.file.ReplayFolder;
import io.campaignpulse.source.file.ReplayPrescan;
import io.campaignpulse.source.file.UnreadableInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that evaluates rules over a folder of recorded events. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description =
        "Evaluates rules over a folder of recorded events and prints how often each fired.")
public final class BacktestJob implements Callable<Integer> {

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "FILE.yaml",
      description =
          "Rules to evaluate instead of those of the folder, enabled or not; see docs/rules.md.")
  private Path rules;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder for alerts.jsonl, every transition; default: it isn't written.")
  private @Nullable Path output;

  @Option(names = "--list", description = "List each transition after the summary.")
  private boolean list;

  @Mixin private RecordedEvents recorded;
  @Spec private CommandSpec spec;

  /** Exits with 0 when it ran, 2 where arguments, settings, rules or folder are unusable. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command, which says in one line what it cannot use. */
  public static CommandLine commandLine() {
    return RecordedEvents.commandLine(new BacktestJob());
  }

  @Override
  public Integer call() throws Exception {
    Instant startedAt = Instant.now();
    try {
      List<AlertRule> judged = rules();
      Settings told = recorded.settings();
      ReplayFolder folder = recorded.folder();
      Path file = output == null ? null : alertsIn(output);
      ArrivalReplay.Result result =
          new ArrivalReplay(folder, told, recorded.configuration(), startedAt)
              .run(ReplayPrescan.asOf(folder, told.asOf(), startedAt), judged);
      print(
          new BacktestReport(
              judged, result.results().alerts(), result.firstTick(), result.ticks()));
      if (file != null) {
        AlertLines.write(result.results().alerts(), file);
      }
      return 0;
    } catch (SettingsException | UnreadableInputException e) {
      return RecordedEvents.unusable(spec.commandLine(), e);
    }
  }

  private void print(BacktestReport report) {
    PrintWriter out = spec.commandLine().getOut();
    report.summary().forEach(out::println);
    if (list) {
      out.println();
      report.list().forEach(out::println);
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
