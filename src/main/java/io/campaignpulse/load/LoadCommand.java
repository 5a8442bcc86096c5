package io.campaignpulse.load;

import io.campaignpulse.config.Settings;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.load.Loading.Report;
import io.campaignpulse.source.BootstrapServersOption;
import io.campaignpulse.source.file.ReplayFolder;
import io.campaignpulse.source.file.UnreadableInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that writes a folder of recorded events into the topics: docs/replay.md. */
@Command(
    name = "jobs/load",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a folder of recorded events into the topics, each record once.",
      "Started again after it broke off, it goes on where it was."
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {
      "0:everything is loaded",
      "1:Kafka could not take it; start it again",
      "2:the arguments or the folder are unusable"
    })
public final class LoadCommand implements Callable<Integer> {

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "Folder of event files, as for jobs/replay.")
  private Path input = Path.of("");

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Records of a transaction (default ${DEFAULT-VALUE}).")
  private int batch;

  @Mixin private BootstrapServersOption kafka = new BootstrapServersOption();

  @Spec private @Nullable CommandSpec spec;

  /** Runs the command and leaves the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new LoadCommand()).execute(args));
  }

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = line.getOut();
    if (batch < 1) {
      line.getErr().println("jobs/load: --batch: expected a whole number from 1");
      return CommandLine.ExitCode.USAGE;
    }
    long maxFuture = Settings.of(Map.of()).maxFuture().toMillis();
    TimeBounds bounds = new TimeBounds(Clock.systemUTC().millis(), maxFuture);
    try {
      List<Report> reports =
          new Loading(kafka.connection(), ReplayFolder.open(input), bounds, batch)
              .run(state -> printProgress(state, out));
      reports.forEach(report -> print(report, out));
      out.flush();
      return CommandLine.ExitCode.OK;
    } catch (UnreadableInputException | IOException e) {
      line.getErr().println("jobs/load: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    } catch (KafkaException e) {
      line.getErr().println("jobs/load: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static void printProgress(List<Report> state, PrintWriter out) {
    long loaded = state.stream().mapToLong(report -> report.before() + report.read()).sum();
    out.println("read " + loaded);
    out.flush();
  }

  private static void print(Report report, PrintWriter out) {
    int refused = report.refused().values().stream().mapToInt(Integer::intValue).sum();
    out.printf(
        "%-13s %d loaded, %d loaded before, %d refused%s%n",
        report.topic().label(),
        report.read() - refused,
        report.before(),
        refused,
        refused == 0 ? "" : " " + report.refused());
  }
}
