package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.testing.TestingPulseServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RulesCommandTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:00Z");
  private static final String RULES =
      """
      rules:
        - {id: cpa/search, kind: COST_PER, metric: cpa, target: 25}
        - {id: stock, kind: STOCK_OUT}
      """;

  private final TestingPulseServer server =
      TestingPulseServer.start(Clock.fixed(NOW, ZoneOffset.UTC));
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new RulesCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private String file(String yaml) throws Exception {
    return Files.writeString(folder.resolve("rules.yaml"), yaml).toString();
  }

  private int apply(String yaml, String... more) throws Exception {
    String[] args = new String[more.length + 4];
    args[0] = "apply";
    args[1] = file(yaml);
    args[2] = "--server";
    args[3] = "http://127.0.0.1:" + server.port();
    System.arraycopy(more, 0, args, 4, more.length);
    return run(args);
  }

  @Test
  void publishesWhatIsNewAndThenOnlyWhatChanges() throws Exception {
    assertThat(apply(RULES, "--by", "梅")).isZero();
    assertThat(out.toString())
        .contains(
            "new        cpa/search (COST_PER)",
            "at most 3.8 % in a week",
            "2 published, 0 unchanged");
    AlertRule first = (AlertRule) server.appended().get(0).event();
    assertThat(first.changedBy()).isEqualTo("梅");
    assertThat(first.changedAt()).isEqualTo(NOW.toEpochMilli());

    assertThat(apply(RULES)).isZero();
    assertThat(out.toString()).contains("0 published, 2 unchanged");
    assertThat(server.appended()).hasSize(2);

    assertThat(apply("rules: [{id: cpa/search, kind: COST_PER, metric: cpa, target: 30}]"))
        .isZero();
    assertThat(out.toString())
        .contains(
            "changed    cpa/search",
            "target: 25 -> 30",
            "published as revision 2",
            "1 published, 0 unchanged, 1 that the file doesn't name left alone");
    assertThat(server.appended()).hasSize(3);
  }

  @Test
  void aDryRunSaysTheSameAndPublishesNothing() throws Exception {
    assertThat(apply(RULES, "--dry-run")).isZero();

    assertThat(out.toString()).contains("new        stock (STOCK_OUT)", "2 to publish");
    assertThat(server.appended()).isEmpty();
  }

  @Test
  void aFileWithOneBadRuleIsRefusedWholeNamingFileRuleAndField() throws Exception {
    assertThat(apply(RULES + "  - {id: roas-low, kind: ROAS, tagret: 3}\n")).isEqualTo(2);

    assertThat(err.toString())
        .containsPattern("rules.yaml: rule 3 \\(roas-low\\): tagret: .*\\(UNKNOWN_FIELD\\)\n$");
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(server.appended()).isEmpty();
  }

  @Test
  void listsTheRulesThatStandWithWhoMadeThemWhen() throws Exception {
    apply(RULES, "--by", "Mei");

    assertThat(run("list", "--server", "http://127.0.0.1:" + server.port())).isZero();

    assertThat(out.toString())
        .containsPattern(
            "cpa/search +COST_PER +on  revision 1 by Mei at 2026-03-14T12:30:00Z\n"
                + "stock +STOCK_OUT +on  revision 1 by Mei");
  }

  @Test
  void whatIsUnusableIsSaidInOneLine() throws Exception {
    assertThat(run("apply", file(RULES))).isEqualTo(2);
    assertThat(run("apply", folder.resolve("none.yaml").toString(), "--server", "http://h:1"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("none.yaml: cannot be read");
    assertThat(run("apply", file(RULES), "--server", "localhost:8080")).isEqualTo(2);
    assertThat(err.toString()).contains("--server: expected http://HOST:PORT");
    assertThat(run("list", "--server", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).contains("http://127.0.0.1:1 doesn't answer");
  }
}
