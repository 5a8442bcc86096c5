package io.campaignpulse.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsFileTest {

  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOOK", KEY, "SLACK_URL", "https://hooks.slack.com/services/T0/B0/very-secret");

  @TempDir Path folder;

  @Test
  void aFileSaysWhoIsTold() throws IOException {
    Files.writeString(folder.resolve("old.key"), KEY + "\n");
    TargetsFile file =
        read(
            """
            source: https://pulse.example.com
            allowedHosts: [hooks.example.com, hooks.slack.com, "127.0.0.1:9093"]
            targets:
              - id: ops
                type: WEBHOOK
                url: https://Hooks.Example.com/pulse?x=1
                secret: [{env: HOOK}, {file: old.key}]
                filter: {severity: CRITICAL, kinds: [ROAS], campaigns: [c1], rules: [r1, r2]}
              - id: chat
                type: SLACK
                url: {env: SLACK_URL}
                onlyNamed: true
              - id: manager
                type: ALERTMANAGER
                url: http://127.0.0.1:9093/
                allowPrivate: true
            """);
    assertThat(file.source()).isEqualTo("https://pulse.example.com");
    Target ops = file.targets().get(0);
    assertThat(ops.url())
        .isEqualTo(new TargetUrl(true, "hooks.example.com", 443, "/pulse?x=1", false));
    assertThat(ops.secrets()).containsExactly(Secret.ofWebhook(KEY), Secret.ofWebhook(KEY));
    assertThat(ops.filter())
        .isEqualTo(
            new TargetFilter(
                Severity.CRITICAL, Set.of(RuleKind.ROAS), Set.of("c1"), Set.of("r1", "r2")));
    Target chat = file.targets().get(1);
    assertThat(chat.onlyNamed()).isTrue();
    assertThat(chat.url().path()).isEqualTo("/services/T0/B0/very-secret");
    assertThat(file.targets().get(2).url().path()).isEqualTo("/api/v2/alerts");
    // Wherever a target is printed, its secrets are not.
    assertThat(file.toString()).doesNotContain("very-secret").doesNotContain("MfKQ9r8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: a b, type: SLACK, url: 'https://h.example.com/'|target 1: id: up to 64",
        "id: a, type: PAGER, url: 'https://h.example.com/'|target a: type: one of [WEBHOOK, ",
        "id: a, type: SLACK, url: 'https://h.example.com/', colour: red|no such field: [colour]",
        "id: a, type: SLACK, url: 'https://other.example.com/'|url: HOST_NOT_ALLOWED",
        "id: a, type: SLACK, url: 'http://h.example.com/'|url: SCHEME: http is for targets with",
        "id: a, type: SLACK|target a: url: expected a text, {env: NAME} or {file: PATH}",
        "id: a, type: SLACK, url: {env: NOPE}|url: there is no environment variable NOPE",
        "id: a, type: SLACK, url: {file: nope}|url: cannot read",
        "id: a, type: SLACK, url: 'https://h.example.com/', secret: x|secret: SLACK has none",
        "id: a, type: WEBHOOK, url: 'https://h.example.com/'|secret: WEBHOOK has one or two",
        "id: a, type: WEBHOOK, url: 'https://h.example.com/', secret: hush|secret: a secret begins with whsec_",
        "id: a, type: WEBHOOK, url: 'https://h.example.com/', secret: whsec_hush|secret: a secret has 24 to 64",
        "id: a, type: WEBHOOK, url: 'https://h.example.com/', secret: whsec_hu*sh|is not base64",
        "id: a, type: SLACK, url: 'https://h.example.com/', filter: {severity: HIGH}|filter: severity: one of",
        "id: a, type: SLACK, url: 'https://h.example.com/', filter: {kinds: ROAS}|kinds: a list is expected",
        "id: a, type: SLACK, url: 'https://h.example.com/', onlyNamed: maybe|onlyNamed: true or false"
      })
  void aMistakeIsNamedAndNoSecretIsRepeated(String target, String message) {
    assertThatThrownBy(
            () -> read("allowedHosts: [h.example.com]\ntargets:\n  - {" + target + "}\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("targets.yaml: target ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("hush")
        .hasMessageNotContaining("hu*sh");
  }

  @Test
  void brokenYamlIsNotRepeated() {
    assertThatThrownBy(() -> read("targets:\n  - {secret: hush\n"))
        .hasMessageContaining("not YAML")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> read("allowedHosts: [a]\n"))
        .hasMessage("targets.yaml: expected a list named targets");
  }

  @Test
  void anIdIsThereOnlyOnce() {
    String target = "  - {id: a, type: SLACK, url: 'https://h.example.com/'}\n";
    assertThatThrownBy(() -> read("allowedHosts: [h.example.com]\ntargets:\n" + target + target))
        .hasMessage("targets.yaml: id: a is there twice");
  }

  private TargetsFile read(String yaml) throws IOException {
    Path file = folder.resolve("targets.yaml");
    Files.writeString(file, yaml);
    return TargetsFile.read(file, ENVIRONMENT::get);
  }
}
