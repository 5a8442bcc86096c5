package io.campaignpulse.alert.rule;

import static io.campaignpulse.testing.TestingMinuteRows.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.LabelMatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which row of a rule stands, and whether it asks something new. */
class RuleVersionTest {

  private static final AlertRule FIRST = rule("r", "cvr", "<", 0.1, 5, 0, 0, List.of(), true, 1);
  private static final AlertRule STRICTER = rule("r", "cvr", "<", 0.2, 5, 0, 0, List.of(), true, 2);
  private static final AlertRule NARROWER =
      rule(
          "r",
          "cvr",
          "<",
          0.1,
          5,
          0,
          0,
          List.of(new LabelMatch("channel", List.of("EMAIL"))),
          true,
          2);

  @Test
  void aChangedConditionIsANewTarget() {
    RuleVersion first = RuleVersion.after(null, FIRST);

    assertThat(first.targetVersion()).isEqualTo(1);
    assertThat(RuleVersion.after(first, STRICTER)).isEqualTo(new RuleVersion(STRICTER, 2));
  }

  @Test
  void anotherScopeIsTheSameTarget() {
    RuleVersion first = RuleVersion.after(null, FIRST);

    assertThat(RuleVersion.after(first, NARROWER)).isEqualTo(new RuleVersion(NARROWER, 1));
  }

  @Test
  void anOlderRowChangesNothing() {
    RuleVersion second = new RuleVersion(STRICTER, 2);

    assertThat(RuleVersion.after(second, FIRST)).isSameAs(second);
    assertThat(RuleVersion.after(second, STRICTER)).isSameAs(second);
  }
}
