package io.campaignpulse.alert.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Identities of episodes. */
class AlertIdTest {

  @Test
  void theIdentityIsAHashOfItsLabels() {
    assertThat(AlertId.hash(new TreeMap<>())).isEqualTo("cbf29ce484222325");
    assertThat(AlertId.hash(new TreeMap<>(Map.of("channel", "EMAIL", "ruleId", "r"))))
        .isEqualTo("74c90897b24c0bb3");
  }
}
