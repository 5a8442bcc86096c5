package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.ingest.RejectedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {

  @TempDir Path directory;

  @Test
  void the_rules_of_a_fresh_installation_are_readable() throws Exception {
    assertThat(RulesFile.read(Path.of("jobs", "default-rules.yaml"), 0))
        .extracting(AlertRule::ruleId)
        .contains("promotion-failing")
        .doesNotHaveDuplicates();
  }

  @Test
  void a_rule_that_says_nothing_is_refused() throws Exception {
    Path file = Files.writeString(directory.resolve("rules.yaml"), "rules:\n  - id: empty\n");
    assertThatThrownBy(() -> RulesFile.read(file, 0))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("kind");
  }
}
