package io.campaignpulse.bench.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.bench.referee.ExpectedCause.Grade;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpectedCauseTest {

  private static Transition fires(
      RuleKind kind, @Nullable AlertCause cause, @Nullable String remedy) {
    return new Transition(
        "a",
        "rule",
        kind,
        AlertState.FIRING,
        false,
        cause,
        null,
        remedy,
        Severity.WARNING,
        null,
        null,
        null,
        1);
  }

  private static Grade grade(Deviation deviation, Transition... transitions) {
    return Objects.requireNonNull(ExpectedCause.of(deviation)).grade(List.of(transitions));
  }

  @Test
  void nothing_published_is_silent() {
    assertThat(grade(Deviation.MINUS_50)).isEqualTo(Grade.SILENT);
  }

  @Test
  void dearer_clicks_are_a_matter_of_cost() {
    assertThat(
            grade(
                Deviation.CPC_DOUBLE,
                fires(RuleKind.COST_PER, AlertCause.EFFICIENCY_LOW, "action.dearClicks")))
        .isEqualTo(Grade.RIGHT);
    assertThat(
            grade(
                Deviation.CPC_DOUBLE,
                fires(RuleKind.CONVERSION_RATE, AlertCause.DEMAND_WEAK, null)))
        .isEqualTo(Grade.WRONG);
  }

  @Test
  void a_recommendation_for_another_cause_is_wrong() {
    assertThat(
            grade(
                Deviation.MINUS_50,
                fires(RuleKind.CONVERSION_RATE, AlertCause.DEMAND_WEAK, "action.checkOffer"),
                fires(RuleKind.COST_PER, AlertCause.DEMAND_WEAK, "action.dearClicks")))
        .isEqualTo(Grade.WRONG);
  }

  @Test
  void no_cause_or_another_kind_is_vague() {
    assertThat(grade(Deviation.VALUE_DROP, fires(RuleKind.ROAS, null, null)))
        .isEqualTo(Grade.VAGUE);
    assertThat(
            grade(Deviation.VALUE_DROP, fires(RuleKind.COST_PER, AlertCause.EFFICIENCY_LOW, null)))
        .isEqualTo(Grade.VAGUE);
  }

  @Test
  void no_alert_is_right_about_a_campaign_on_target() {
    assertThat(ExpectedCause.of(Deviation.NONE)).isNull();
  }
}
