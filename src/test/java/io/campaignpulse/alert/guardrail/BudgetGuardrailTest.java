package io.campaignpulse.alert.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.testing.TestingWireValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When money may be changed, and why not. */
class BudgetGuardrailTest {

  private static final long NOW = 1_772_445_600_000L;
  private static final AdviceStatus FIRING =
      new AdviceStatus(AlertState.FIRING, EvidenceGrade.SOUND, NOW + 1);

  @ParameterizedTest
  @CsvSource({
    "LIVE, ALLOWED",
    "CATCHING_UP, CATCHING_UP",
    "PAUSED, PAUSED",
  })
  void theStateOfEvaluationDecidesFirst(HeartbeatState state, GuardrailDecision expected) {
    assertThat(BudgetGuardrail.decide(heartbeat(state, NOW), NOW, FIRING)).isEqualTo(expected);
    assertThat(BudgetGuardrail.decide(heartbeat(state, NOW), NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "179999, ALLOWED",
    "180000, NO_HEARTBEAT",
    "-179999, ALLOWED",
    "-180000, NO_HEARTBEAT",
  })
  void aHeartbeatLastsForThreeMinutesAndClocksMayDifferByLess(
      long age, GuardrailDecision expected) {
    assertThat(BudgetGuardrail.decide(heartbeat(HeartbeatState.LIVE, NOW - age), NOW, FIRING))
        .isEqualTo(expected);
  }

  @Test
  void withoutAnyHeartbeatNothingIsAllowed() {
    assertThat(BudgetGuardrail.decide(null, NOW, FIRING)).isEqualTo(GuardrailDecision.NO_HEARTBEAT);
    assertThat(BudgetGuardrail.decide(null, NOW)).isEqualTo(GuardrailDecision.NO_HEARTBEAT);
  }

  @Test
  void anOldHeartbeatOfABacklogIsNone() {
    assertThat(
            BudgetGuardrail.decide(
                heartbeat(HeartbeatState.CATCHING_UP, NOW - 180_000), NOW, FIRING))
        .isEqualTo(GuardrailDecision.NO_HEARTBEAT);
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, LEARNING",
    "FIRING, ALLOWED",
    "PAUSED, PAUSED",
    "RESOLVED, EXPIRED",
    "RETRACTED, UNDO",
  })
  void theStateOfAnAlertDecidesNext(AlertState state, GuardrailDecision expected) {
    assertThat(decide(new AdviceStatus(state, EvidenceGrade.STRONG, null))).isEqualTo(expected);
  }

  @Test
  void aRetractionIsUndoneWhateverElseHolds() {
    AdviceStatus retracted = new AdviceStatus(AlertState.RETRACTED, EvidenceGrade.LEARNING, NOW);
    assertThat(BudgetGuardrail.decide(null, NOW, retracted)).isEqualTo(GuardrailDecision.UNDO);
    for (HeartbeatState state : HeartbeatState.values()) {
      assertThat(BudgetGuardrail.decide(heartbeat(state, NOW - 180_000), NOW, retracted))
          .isEqualTo(GuardrailDecision.UNDO);
    }
  }

  @ParameterizedTest
  @EnumSource(EvidenceGrade.class)
  void onlyLearningEvidenceForbids(EvidenceGrade grade) {
    GuardrailDecision expected =
        grade == EvidenceGrade.LEARNING ? GuardrailDecision.LEARNING : GuardrailDecision.ALLOWED;
    assertThat(decide(new AdviceStatus(AlertState.FIRING, grade, null))).isEqualTo(expected);
    assertThat(decide(new AdviceStatus(null, grade, NOW + 1))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"-1, EXPIRED", "0, EXPIRED", "1, ALLOWED", ", ALLOWED"})
  void adviceExpiresAtTheEndOfItsValidity(@Nullable Long left, GuardrailDecision expected) {
    Long validUntil = left == null ? null : (Long) (NOW + left);
    assertThat(decide(new AdviceStatus(AlertState.FIRING, null, validUntil))).isEqualTo(expected);
    assertThat(decide(new AdviceStatus(null, EvidenceGrade.SOUND, validUntil))).isEqualTo(expected);
  }

  @Test
  void alertsAndOutlooksBringTheirOwnState() {
    Alert alert = TestingWireValues.alert();
    assertThat(AdviceStatus.of(alert))
        .isEqualTo(
            new AdviceStatus(
                alert.state(), alert.guidance().grade(), alert.guidance().validUntil()));
    // One of its targets is paused.
    assertThat(decide(AdviceStatus.of(TestingWireValues.campaignOutlook())))
        .isEqualTo(GuardrailDecision.PAUSED);
  }

  private static GuardrailDecision decide(AdviceStatus advice) {
    return BudgetGuardrail.decide(heartbeat(HeartbeatState.LIVE, NOW), NOW, advice);
  }

  private static AlertHeartbeat heartbeat(HeartbeatState state, long updatedAt) {
    return new AlertHeartbeat(
        AlertHeartbeat.ALL, state, updatedAt, updatedAt, updatedAt, updatedAt);
  }
}
