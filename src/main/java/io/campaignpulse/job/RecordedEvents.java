package io.campaignpulse.job;

import io.campaignpulse.config.Settings;
import io.campaignpulse.source.file.DecimalMark;
import io.campaignpulse.source.file.ReplayFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line that jobs over recorded events share: which folder, by which settings. */
final class RecordedEvents {

  /** Exit code where arguments, settings or folder are unusable. */
  static final int UNUSABLE = 2;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "Folder of event files.")
  private Path input;

  @Option(names = "--flink-conf", hidden = true, defaultValue = "flink-conf/replay")
  private String flinkConf;

  @Mixin private SettingsArguments settings;

  /** The command of a job, which says in one line what it cannot use. */
  static CommandLine commandLine(Callable<Integer> job) {
    return new CommandLine(job)
        .setParameterExceptionHandler(
            (unusable, args) -> unusable(unusable.getCommandLine(), unusable));
  }

  /** Says what a job cannot use; the exit code. */
  static int unusable(CommandLine job, Exception why) {
    job.getErr().println(job.getCommandName() + ": " + why.getMessage());
    return UNUSABLE;
  }

  /** Where the events are. */
  Path input() {
    return input;
  }

  /**
   * The events.
   *
   * @throws io.campaignpulse.source.file.UnreadableInputException if there are none to be read
   */
  ReplayFolder folder() {
    return ReplayFolder.open(
        input, settings().decimalComma() ? DecimalMark.COMMA : DecimalMark.POINT);
  }

  /** As {@link SettingsArguments#settings}. */
  Settings settings() {
    return settings.settings();
  }

  /** Flink's configuration of a replay. */
  Configuration configuration() {
    return GlobalConfiguration.loadConfiguration(flinkConf);
  }
}
