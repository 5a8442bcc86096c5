package io.campaignpulse.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that lays the topics out on a Kafka cluster of your own. */
@Command(
    name = "jobs/topics",
    mixinStandardHelpOptions = true,
    description = "Lays out the topics of Campaign Pulse on a Kafka cluster.",
    synopsisSubcommandLabel = "create")
public final class TopicsCommand {

  @Spec private @Nullable CommandSpec spec;

  /** Runs the command and leaves the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new TopicsCommand()).execute(args));
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Creates the topics that do not exist yet; the others stay as they are.")
  int create(
      @Option(
              names = "--bootstrap-servers",
              required = true,
              paramLabel = "HOST:PORT,…",
              description = "the brokers to ask first")
          String bootstrapServers,
      @Option(
              names = "--replication",
              defaultValue = "1",
              paramLabel = "N",
              description = "copies of each partition (default ${DEFAULT-VALUE})")
          int replication) {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Set<String> created = TopicLayout.create(bootstrapServers, replication);
      TopicLayout.all()
          .forEach(
              t ->
                  out.printf(
                      "%-18s %d partitions  %s%n",
                      t.name(), t.partitions(), created.contains(t.name()) ? "created" : "exists"));
      return 0;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }
}
