package io.campaignpulse.job;

import io.campaignpulse.config.SettingsException;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line of a job on Kafka: settings, and the one thing it draws. */
@Command(mixinStandardHelpOptions = true)
final class LiveJobCommand {
  private final String name;
  private final Consumer<LiveJob> drawing;

  @Mixin private SettingsArguments settings;

  /**
   * A command.
   *
   * @param drawing draws the job's graph
   */
  LiveJobCommand(String name, Consumer<LiveJob> drawing) {
    this.name = name;
    this.drawing = drawing;
  }

  /**
   * Draws the job and hands it to Flink; asked for help, it prints that instead.
   *
   * @throws SettingsException if the arguments cannot be used
   */
  void run(String[] args) throws Exception {
    CommandLine line = new CommandLine(this).setCommandName(name);
    try {
      if (CommandLine.printHelpIfRequested(line.parseArgs(args))) {
        return;
      }
    } catch (CommandLine.ParameterException e) {
      throw new SettingsException(name + ": " + e.getMessage());
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    drawing.accept(new LiveJob(settings.settings(), Clock.systemUTC(), env));
    env.execute(name);
  }
}
