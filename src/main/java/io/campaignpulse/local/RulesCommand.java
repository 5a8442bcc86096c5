package io.campaignpulse.local;

import io.campaignpulse.alert.rule.FalseAlarms;
import io.campaignpulse.alert.rule.RuleChange;
import io.campaignpulse.alert.rule.RulesFile;
import io.campaignpulse.event.AlertRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that brings a file of alert rules into an installation: docs/rules.md. */
@Command(
    name = "jobs/rules",
    mixinStandardHelpOptions = true,
    description = "Reads and changes the alert rules of an installation.",
    subcommands = {RulesCommand.Apply.class, RulesCommand.Listing.class})
public final class RulesCommand {

  private static final int REFUSED = 2;
  private static final int UNREACHABLE = 1;

  /** Runs the command and leaves the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new RulesCommand()).execute(args));
  }

  /** Names come from anywhere; a terminal obeys control characters. */
  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  /** Which installation. */
  private static final class Where {
    @Option(
        names = "--server",
        required = true,
        paramLabel = "URL",
        description = "A running server, such as http://127.0.0.1:8080.")
    private @Nullable URI server;

    @Option(
        names = "--bootstrap-servers",
        required = true,
        paramLabel = "HOST:PORT,…",
        description = "The brokers, where no server is at hand.")
    private @Nullable String bootstrapServers;

    RuleStore open(CommandLine line) {
      URI address = server;
      if (address != null) {
        if (address.getHost() == null || !Set.of("http", "https").contains(address.getScheme())) {
          throw new ParameterException(line, "--server: expected http://HOST:PORT");
        }
        return new ServerRuleStore(address);
      }
      return new KafkaRuleStore(Objects.requireNonNull(bootstrapServers), Clock.systemUTC());
    }
  }

  /** Publishes what a file changes. */
  @Command(
      name = "apply",
      mixinStandardHelpOptions = true,
      description =
          "Checks a whole rules file, says what it changes, and publishes only that. Rules that"
              + " the file doesn't name are left alone.")
  static final class Apply implements Callable<Integer> {

    @Parameters(paramLabel = "FILE.yaml", description = "The rules file.")
    private Path file = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Option(
        names = "--by",
        paramLabel = "NAME",
        description = "Who makes the change (default: the user who runs this).")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--dry-run", description = "Say what would change and publish nothing.")
    private boolean dryRun;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      CommandLine line = Objects.requireNonNull(spec).commandLine();
      List<AlertRule> rules;
      try {
        rules = RulesFile.parse(file.toString(), Files.readString(file)).rules();
      } catch (IllegalArgumentException e) {
        line.getErr().println(e.getMessage());
        return REFUSED;
      } catch (CharacterCodingException e) {
        line.getErr().println(file + ": not UTF-8");
        return REFUSED;
      } catch (IOException e) {
        line.getErr().println(file + ": cannot be read");
        return REFUSED;
      }
      try (RuleStore store = where.open(line)) {
        apply(rules, store, line.getOut());
        return 0;
      } catch (IOException e) {
        line.getErr().println("jobs/rules: " + e.getMessage());
        return UNREACHABLE;
      }
    }

    private void apply(List<AlertRule> rules, RuleStore store, PrintWriter out) throws IOException {
      Map<String, AlertRule> standing = store.standing();
      List<RuleChange> changes = new ArrayList<>();
      Set<String> others = new HashSet<>(standing.keySet());
      for (AlertRule rule : rules) {
        others.remove(rule.ruleId());
        changes.add(new RuleChange(rule, standing.get(rule.ruleId())));
      }
      int published = 0;
      for (RuleChange change : changes) {
        describe(change, out);
        if (change.kind() != RuleChange.Kind.UNCHANGED) {
          published++;
          if (!dryRun) {
            long revision = store.put(change.written(), change.current(), by);
            out.println("           published as revision " + revision);
          }
        }
      }
      out.printf(
          "%d %s, %d unchanged, %d that the file doesn't name left alone%n",
          published,
          dryRun ? "to publish" : "published",
          changes.size() - published,
          others.size());
    }

    private static void describe(RuleChange change, PrintWriter out) {
      AlertRule rule = change.written();
      out.printf(
          "%-10s %s (%s)%n",
          change.kind().name().toLowerCase(Locale.ROOT), printable(rule.ruleId()), rule.kind());
      change.differences().forEach(difference -> out.println("           " + difference));
      FalseAlarms expected = FalseAlarms.of(rule);
      if (change.kind() != RuleChange.Kind.UNCHANGED && expected != null) {
        out.println("           " + expected.english());
      }
    }
  }

  /** Prints the rules that stand. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Prints the rules that stand, with who made them when.")
  static final class Listing implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      CommandLine line = Objects.requireNonNull(spec).commandLine();
      PrintWriter out = line.getOut();
      try (RuleStore store = where.open(line)) {
        for (AlertRule rule : store.standing().values()) {
          Long changedAt = rule.changedAt();
          String changedBy = rule.changedBy();
          out.printf(
              "%-28s %-16s %-3s revision %d%s%s%n",
              printable(rule.ruleId()),
              rule.kind(),
              rule.enabled() ? "on" : "off",
              rule.revision(),
              changedBy == null ? "" : " by " + printable(changedBy),
              changedAt == null ? "" : " at " + Instant.ofEpochMilli(changedAt));
        }
        return 0;
      } catch (IOException e) {
        line.getErr().println("jobs/rules: " + e.getMessage());
        return UNREACHABLE;
      }
    }
  }
}
