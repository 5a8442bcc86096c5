package io.campaignpulse.reprocess;

import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.reprocess.Reprocessing.Report;
import io.campaignpulse.source.BootstrapServersOption;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that puts records refused for a missing exchange rate back into their topics. */
@Command(
    name = "jobs/reprocess",
    mixinStandardHelpOptions = true,
    description =
        "Puts records that were refused for a missing exchange rate into their topics"
            + " again, once the rate is in fx-rates.")
public final class ReprocessCommand implements Callable<Integer> {

  @Mixin private BootstrapServersOption kafka = new BootstrapServersOption();

  @Option(
      names = "--topic",
      paramLabel = "orders|leads|spend",
      description = "Only this topic; may be repeated (default all three).")
  private List<String> topics = List.of();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      defaultValue = "FX_RATE_MISSING",
      description = "Why they were refused; only ${DEFAULT-VALUE} can be undone.")
  private RejectionReason reason = RejectionReason.FX_RATE_MISSING;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Only what was refused at or after it, as 2026-03-10T08:00:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--reporting-currency",
      paramLabel = "CODE",
      defaultValue = "USD",
      description = "reporting.currency of the jobs (default ${DEFAULT-VALUE}).")
  private String reportingCurrency = "";

  @Option(names = "--dry-run", description = "Say what would be put back and write nothing.")
  private boolean dryRun;

  @Spec private @Nullable CommandSpec spec;

  /** Runs the command and leaves the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ReprocessCommand()).execute(args));
  }

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    if (reason != RejectionReason.FX_RATE_MISSING) {
      throw new ParameterException(line, "--reason: only FX_RATE_MISSING can be undone");
    }
    Set<Topic> only = EnumSet.noneOf(Topic.class);
    for (String label : topics) {
      only.add(
          PricedTopic.all().stream()
              .map(PricedTopic::topic)
              .filter(topic -> topic.label().equals(label))
              .findFirst()
              .orElseThrow(
                  () -> new ParameterException(line, "--topic: one of orders, leads, spend")));
    }
    try {
      List<Report> reports =
          new Reprocessing(kafka.connection(), reportingCurrency)
              .run(only, from == null ? Long.MIN_VALUE : from.toEpochMilli(), dryRun);
      print(reports, line.getOut());
      return 0;
    } catch (KafkaException | IllegalStateException e) {
      line.getErr().println("jobs/reprocess: " + e.getMessage());
      return 1;
    }
  }

  private void print(List<Report> reports, PrintWriter out) {
    int putBack = 0;
    for (Report report : reports) {
      out.printf(
          "%-7s %d %s, %d still without rate, %d gone%n",
          report.topic().label(),
          report.putBack(),
          dryRun ? "to put back" : "put back",
          report.withoutRate().size(),
          report.gone().size());
      new TreeSet<>(report.withoutRate()).forEach(detail -> out.println("        " + detail));
      report.gone().forEach(key -> out.println("        gone: " + key));
      putBack += report.putBack();
    }
    if (putBack > 0 && !dryRun) {
      out.println(
          "A running job counts them if it has read the new rates, which takes it seconds. What it\n"
              + "refuses again stands in rejected again: then run this once more.");
    }
  }
}
