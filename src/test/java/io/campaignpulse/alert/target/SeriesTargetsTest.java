package io.campaignpulse.alert.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.Origin;
import io.campaignpulse.ingest.FxRates;
import io.campaignpulse.testing.TestingRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesTargetsTest {

  private static final SeriesTargets TARGETS = new SeriesTargets(new FxRates("USD", List.of()));

  @Test
  void fifteenPercentMayComeBackUnlessARuleOrACampaignSaysAnother() {
    String plain = "{ruleId: r, kind: REFUND_RATE}";
    assertThat(target(plain, null)).isEqualTo(0.15);
    assertThat(target(plain, campaign(Map.of("cpa", "25")))).isEqualTo(0.15);
    assertThat(target(plain, campaign(Map.of("refundRate", "0.05")))).isEqualTo(0.05);
    String said = "{ruleId: r, kind: REFUND_RATE, target: 0.3}";
    assertThat(target(said, campaign(Map.of("refundRate", "0.05")))).isEqualTo(0.3);
  }

  @Test
  void aConversionRateWithoutATargetIsNotJudged() {
    String plain = "{ruleId: r, kind: CONVERSION_RATE, metric: cvr}";
    assertThat(target(plain, campaign(Map.of("cpa", "25")))).isNull();
    assertThat(target(plain, campaign(Map.of("cvr", "0.02")))).isEqualTo(0.02);
  }

  @Test
  void whatIsUsualNeedsNoTarget() {
    assertThat(target("{ruleId: r, kind: BASELINE, metric: leads}", null)).isEqualTo(1);
  }

  private static @Nullable Double target(String rule, @Nullable Campaign campaign) {
    RuleVersion version = RuleVersion.after(null, TestingRules.of(rule));
    return TARGETS.of(Objects.requireNonNull(EvidenceRule.of(version)), campaign, 0);
  }

  private static Campaign campaign(Map<String, String> targets) {
    return new Campaign(
        "summer",
        "Summer",
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        targets,
        List.of(),
        List.of(),
        1,
        "",
        new Origin(0, 0, null, 0));
  }
}
