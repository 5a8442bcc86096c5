package io.campaignpulse.job;

import io.campaignpulse.config.SettingsException;
import io.campaignpulse.source.file.ReplayFolder;
import io.campaignpulse.source.file.SkippedLines;
import io.campaignpulse.source.file.SpendConflicts;
import io.campaignpulse.source.file.UnreadableInputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that replays a folder of recorded events. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Runs the whole pipeline over a folder of recorded events.")
public final class ReplayJob implements Callable<Integer> {

  @Option(names = "--output", required = true, description = "Folder for the results.")
  private Path output;

  @Option(names = "--parallelism", description = "Parallel tasks; the result is the same.")
  private @Nullable Integer parallelism;

  @Mixin private RecordedEvents recorded;
  @Spec private CommandSpec spec;

  /** Exits with 0 when it ran, 2 where arguments, settings or folder are unusable. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command, which says in one line what it cannot use. */
  public static CommandLine commandLine() {
    return RecordedEvents.commandLine(new ReplayJob());
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Instant startedAt = Instant.now();
    try {
      Configuration configuration = recorded.configuration();
      if (parallelism != null) {
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, usable(parallelism, configuration));
      }
      ReplayFolder folder = recorded.folder();
      new Replay(folder, output, recorded.settings(), configuration, startedAt).run();
      SkippedLines.notes(folder).forEach(note -> say("note", note));
      SpendConflicts.warning(folder).ifPresent(warning -> say("warning", warning));
      RefusalWarnings.of(folder, output).forEach(warning -> say("warning", warning));
    } catch (SettingsException | UnreadableInputException e) {
      return RecordedEvents.unusable(spec.commandLine(), e);
    }
    out.printf(
        Locale.ROOT,
        "replayed %s into %s in %.1f s, peak memory %d MB%n",
        recorded.input(),
        output,
        Duration.between(startedAt, Instant.now()).toMillis() / 1e3,
        PeakMemory.megabytes());
    return 0;
  }

  private void say(String kind, String message) {
    spec.commandLine().getErr().println(kind + ": " + message);
  }

  private static int usable(int parallelism, Configuration configuration) {
    int most = configuration.get(TaskManagerOptions.NUM_TASK_SLOTS);
    if (parallelism < 1 || parallelism > most) {
      throw new SettingsException("--parallelism: expected a whole number from 1 to " + most);
    }
    return parallelism;
  }
}
