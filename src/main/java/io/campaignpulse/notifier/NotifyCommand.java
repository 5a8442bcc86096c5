package io.campaignpulse.notifier;

import io.campaignpulse.config.EnvironmentVariables;
import io.campaignpulse.source.BootstrapServersOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that tells people of alerts until it is stopped. */
@Command(
    name = "jobs/notify",
    mixinStandardHelpOptions = true,
    description = {
      "Tells webhooks, Alertmanagers and chats which alerts fire, are over, or were wrong.",
      "A second one takes over from the first, which stops."
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {
      "0:stopped, or with --once: nothing is left to be told",
      "1:it could not start or go on",
      "2:the arguments or the targets file are wrong",
      "3:with --once: something is left to be tried later"
    })
public final class NotifyCommand implements Callable<Integer> {

  private static final int LEFT_FOR_LATER = 3;
  private static final Duration REPORT_EVERY = Duration.ofMinutes(1);

  @Option(
      names = "--targets",
      required = true,
      paramLabel = "FILE",
      description = "Who is told: see docs/notifications.md.")
  private Path targets = Path.of("");

  @Mixin private BootstrapServersOption kafka = new BootstrapServersOption();

  @Option(names = "--once", description = "Tell what is due now, and end.")
  private boolean once;

  @Option(
      names = "--replay-dead",
      paramLabel = "TARGET",
      arity = "0..1",
      fallbackValue = NotifierOptions.ALL,
      description = "Try again what was given up, of one target or (without a name) of all.")
  private @Nullable String replayDead;

  @Option(
      names = "--enable",
      paramLabel = "TARGET",
      description = "Enable a target that said it was gone; may be repeated.")
  private List<String> enable = List.of();

  @Spec private @Nullable CommandSpec spec;

  /** Runs the command and leaves the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new NotifyCommand()).execute(args));
  }

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    TargetsFile file;
    try {
      file = TargetsFile.read(targets, EnvironmentVariables::value);
    } catch (IllegalArgumentException e) {
      line.getErr().println("jobs/notify: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    PrintWriter out = line.getOut();
    NotifierOptions options =
        new NotifierOptions(
            once,
            enable,
            replayDead == null ? Set.of() : Set.of(replayDead),
            once ? status -> {} : status -> print(status, out),
            REPORT_EVERY);
    try (Notifier notifier =
        Notifier.ofNetwork(
            kafka.connection(),
            file,
            options,
            Clock.systemUTC(),
            new SplittableRandom()::nextDouble)) {
      Runtime.getRuntime().addShutdownHook(new Thread(notifier::close, "stop-notifier"));
      notifier.run();
      return once ? report(notifier.status(), out) : CommandLine.ExitCode.OK;
    } catch (KafkaException | IllegalStateException e) {
      line.getErr().println("jobs/notify: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static int report(List<TargetStatus> status, PrintWriter out) {
    print(status, out);
    return status.stream().allMatch(TargetStatus::isClear)
        ? CommandLine.ExitCode.OK
        : LEFT_FOR_LATER;
  }

  private static void print(List<TargetStatus> status, PrintWriter out) {
    status.forEach(out::println);
    out.flush();
  }
}
