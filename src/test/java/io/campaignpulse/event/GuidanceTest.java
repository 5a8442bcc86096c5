package io.campaignpulse.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.testing.TestingAlerts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GuidanceTest {

  private static final long TICK = 1_800_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "LEARNING, , , HOLD, LEARNING",
    "PAUSED, , , HOLD, WEAK",
    "OK, , , NONE, WEAK",
    "OK, , WARNING, INCREASE_CANDIDATE, SOUND",
    "OK, , CRITICAL, INCREASE_CANDIDATE, STRONG",
    "MISSED, WARNING, , REDUCE, SOUND",
    "MISSED, CRITICAL, , REDUCE, STRONG"
  })
  void aTargetIsGradedByItsEvidence(
      TargetStanding standing,
      @Nullable Severity missed,
      @Nullable Severity better,
      Advice advice,
      EvidenceGrade grade) {
    Guidance guidance = Guidance.of(target(standing, null, missed, better, 0.3, 0.9), TICK);
    assertThat(guidance.advice()).isEqualTo(advice);
    assertThat(guidance.grade()).isEqualTo(grade);
    Long until = advice == Advice.NONE ? null : (Long) (TICK + Duration.ofMinutes(30).toMillis());
    assertThat(guidance.validUntil()).isEqualTo(until);
  }

  @Test
  void onlyWhatSurelyBringsLessThanHalfMayBeStopped() {
    assertThat(
            List.of(
                Guidance.of(missed(0.1, 0.51), TICK).advice(),
                Guidance.of(missed(0.1, 0.49), TICK).advice(),
                Guidance.of(missed(2.1, 4.0), TICK).advice()))
        .containsExactly(Advice.REDUCE, Advice.PAUSE_CANDIDATE, Advice.PAUSE_CANDIDATE);
  }

  @ParameterizedTest
  @EnumSource(
      value = AlertReason.class,
      names = {"LEARNING", "LAGS_CHANGED", "CALENDAR"})
  void nothingMayBeIncreasedBesideATargetThatCannotBeEvaluated(AlertReason reason) {
    TargetOutlook better = target(TargetStanding.OK, null, null, Severity.CRITICAL, 1.2, 2.0);
    TargetOutlook paused = target(TargetStanding.PAUSED, reason, null, null, null, null);
    assertThat(outlook(better, paused).guidance().advice()).isEqualTo(Advice.HOLD);
    assertThat(outlook(better).guidance().advice()).isEqualTo(Advice.INCREASE_CANDIDATE);
  }

  @Test
  void silentSourcesAreMendedBeforeAnythingElse() {
    TargetOutlook silent =
        target(TargetStanding.PAUSED, AlertReason.SOURCE_SILENT, null, null, null, null);
    assertThat(outlook(missed(0.1, 0.4), silent).guidance().advice()).isEqualTo(Advice.FIX_DATA);
  }

  @Test
  void whereNothingIsKnownNothingIsAdvised() {
    Guidance guidance = outlook().guidance();
    assertThat(guidance.advice()).isEqualTo(Advice.NONE);
    assertThat(guidance.validUntil()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "FIRING, REDUCE, SOUND",
    "PENDING, HOLD, WEAK",
    "PAUSED, HOLD, WEAK",
    "RESOLVED, NONE, WEAK",
    "RETRACTED, NONE, WEAK"
  })
  void alertsAdviseOnlyWhileTheyFire(AlertState state, Advice advice, EvidenceGrade grade) {
    Alert alert =
        TestingAlerts.costly("a", state, "c", "EMAIL", 100, Instant.ofEpochMilli(TICK), 1);
    assertThat(alert.guidance().advice()).isEqualTo(advice);
    assertThat(alert.guidance().grade()).isEqualTo(grade);
    Long until =
        advice == Advice.NONE ? null : (Long) (alert.updatedAt() + Duration.ofHours(1).toMillis());
    assertThat(alert.guidance().validUntil()).isEqualTo(until);
  }

  private static TargetOutlook missed(double low, double high) {
    return target(TargetStanding.MISSED, null, Severity.CRITICAL, null, low, high);
  }

  private static CampaignOutlook outlook(TargetOutlook... targets) {
    return new CampaignOutlook("c", "EMAIL", TICK, List.of(), List.of(targets), 1, TICK);
  }

  private static TargetOutlook target(
      TargetStanding standing,
      @Nullable AlertReason reason,
      @Nullable Severity missed,
      @Nullable Severity better,
      @Nullable Double low,
      @Nullable Double high) {
    return new TargetOutlook(
        "rule",
        RuleKind.CONVERSION_RATE,
        1,
        1,
        "cvr",
        0.03,
        standing,
        reason,
        null,
        null,
        null,
        null,
        null,
        1,
        null,
        null,
        low,
        high,
        1,
        null,
        missed,
        better,
        null);
  }
}
