package io.campaignpulse.budget.runner;

import io.campaignpulse.budget.BudgetPolicy;
import io.campaignpulse.budget.BudgetPolicyFile;
import io.campaignpulse.budget.kit.ConformanceKit;
import io.campaignpulse.budget.kit.KitCheck;
import io.campaignpulse.budget.kit.KitDifference;
import io.campaignpulse.config.EnvironmentVariables;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.notifier.SignedWebhook;
import io.campaignpulse.notifier.TargetsFile;
import io.campaignpulse.source.BootstrapServersOption;
import io.campaignpulse.source.KafkaConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that changes budgets by alerts, and checks other consumers: docs/budgets.md. */
@Command(
    name = "jobs/budgets",
    mixinStandardHelpOptions = true,
    description = "Changes daily budgets by alerts, or checks a consumer that does.",
    subcommands = {BudgetsCommand.Run.class, BudgetsCommand.Check.class})
public final class BudgetsCommand {

  private static final int DIFFERENT = 1;

  /** Runs the command and leaves the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BudgetsCommand()).execute(args));
  }

  /** Follows the alerts until it is stopped. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = {
        "Decides budget actions by alerts until it is stopped.",
        "A dry run unless --act is given. A second one takes over from the first, which stops."
      },
      exitCodeListHeading = "Exit code:%n",
      exitCodeList = {
        "0:stopped",
        "1:it could not start or go on; start it again",
        "2:the arguments, the policy or the targets file are wrong"
      })
  static final class Run implements Callable<Integer> {

    @Mixin private BootstrapServersOption kafka = new BootstrapServersOption();

    @Option(
        names = "--kill-file",
        required = true,
        paramLabel = "FILE",
        description = "While this file exists no budget is changed.")
    private Path killFile = Path.of("");

    @Option(
        names = "--policy",
        paramLabel = "FILE",
        description = "Caps, limits and steps in YAML: see docs/budgets.md.")
    private @Nullable Path policy;

    @Option(names = "--act", description = "Act, instead of recording what would be done.")
    private boolean act;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "Append each action as a line of JSON.")
    private @Nullable Path file;

    @Option(
        names = "--webhook",
        paramLabel = "FILE",
        description = "Send each action to the one WEBHOOK of this targets file; with --act only.")
    private @Nullable Path webhook;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      CommandLine line = Objects.requireNonNull(spec).commandLine();
      BudgetPolicy limits;
      List<NamedOutput> outputs = new ArrayList<>();
      try {
        limits = policy();
        outputs(outputs);
      } catch (IllegalArgumentException | IOException e) {
        line.getErr().println("jobs/budgets: " + e.getMessage());
        return CommandLine.ExitCode.USAGE;
      }
      try {
        run(limits, outputs);
        return CommandLine.ExitCode.OK;
      } catch (KafkaException | IllegalStateException | RejectedException e) {
        line.getErr().println("jobs/budgets: " + e.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
      }
    }

    private record NamedOutput(String name, ActionOutput output) {}

    private BudgetPolicy policy() throws IOException {
      Path path = policy;
      return path == null
          ? BudgetPolicy.DEFAULT
          : BudgetPolicyFile.parse(path.toString(), Files.readString(path));
    }

    private void outputs(List<NamedOutput> outputs) throws IOException {
      Path lines = file;
      if (lines != null) {
        outputs.add(new NamedOutput("file", new ActionFile(lines)));
      }
      Path targets = webhook;
      if (targets != null && act) {
        SignedWebhook target =
            SignedWebhook.of(
                TargetsFile.read(targets, EnvironmentVariables::value), Clock.systemUTC());
        outputs.add(new NamedOutput("webhook", new ActionWebhook(target)));
      }
    }

    private void run(BudgetPolicy limits, List<NamedOutput> outputs) {
      KafkaConnection connection = kafka.connection();
      FileKillSwitch killSwitch = new FileKillSwitch(killFile);
      List<ActionDelivery> deliveries = new ArrayList<>();
      try (BudgetRun run =
          new BudgetRun(connection, limits, !act, killSwitch, Clock.systemUTC(), () -> {})) {
        // Before the first action, so that the deliveries' first offsets are before it.
        for (NamedOutput output : outputs) {
          deliveries.add(
              new ActionDelivery(connection, output.name(), !act, output.output(), killSwitch));
        }
        deliveries.forEach(ActionDelivery::start);
        Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop-budgets"));
        run.run();
      } finally {
        deliveries.forEach(ActionDelivery::close);
      }
    }
  }

  /** Compares the actions of somebody's consumer with those expected. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Compares the actions of a consumer over the conformance kit with those expected.",
        "The kit: docs/examples/budget-kit/recorded.jsonl; see docs/budgets.md."
      },
      exitCodeListHeading = "Exit code:%n",
      exitCodeList = {"0:no difference", "1:differences, one a line", "2:the file cannot be read"})
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Actions of the consumer, one JSON a line.")
    private Path file = Path.of("");

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      CommandLine line = Objects.requireNonNull(spec).commandLine();
      ConformanceKit kit = ConformanceKit.build();
      List<KitDifference> differences;
      try {
        differences = new KitCheck(kit).check(Files.readAllLines(file));
      } catch (IOException e) {
        line.getErr().println("jobs/budgets: cannot read " + file);
        return CommandLine.ExitCode.USAGE;
      }
      differences.forEach(line.getOut()::println);
      line.getOut()
          .println(
              differences.isEmpty()
                  ? "No difference in " + kit.cases().size() + " cases."
                  : differences.size() + " differences.");
      line.getOut().flush();
      return differences.isEmpty() ? CommandLine.ExitCode.OK : DIFFERENT;
    }
  }
}
