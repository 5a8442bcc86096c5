package io.campaignpulse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.simulation.TargetScenario;
import org.junit.jupiter.api.Test;

class RefereeTest {

  private static final long SEED = 5;
  private static final TargetExposure EXPOSURE = TargetExposure.CONVERSION_RATE;

  private final RefereePortfolio portfolio =
      new RefereePortfolio(SEED, TargetScenario.AT_TARGET, EXPOSURE, 24);

  private RefereeTable judged(TargetScenario scenario, int campaigns) {
    return new RefereeTable(new Referee(SEED, scenario, EXPOSURE, portfolio).judge(campaigns));
  }

  /** 5 % are promised for a warning and 1 % for a critical alarm; some 1.3 and 0.1 % come. */
  @Test
  void alarms_are_rare_at_target_and_sure_where_half_of_it_is_missed() {
    assertThat(judged(TargetScenario.DROP_50, 8)).isEqualTo(judged(TargetScenario.DROP_50, 8));

    RefereeTable good = judged(TargetScenario.AT_TARGET, 400);
    assertThat(good.share(verdict -> verdict.exact().falseWarning())).isLessThan(0.03);
    assertThat(good.share(verdict -> verdict.exact().falseCritical())).isLessThan(0.01);
    assertThat(good.share(verdict -> verdict.usual().falseWarning())).isLessThan(0.02);
    assertThat(good.share(RefereeVerdict::falseByRatio)).isGreaterThan(0.5);
    assertThat(good.coverage()).isBetween(0.8, 0.95);

    RefereeTable bad = judged(TargetScenario.SHORT_50, 400);
    assertThat(bad.found(1_000, verdict -> verdict.exact().warnedAfter())).isGreaterThan(0.95);
    assertThat(bad.found(1_000, verdict -> verdict.usual().warnedAfter())).isGreaterThan(0.95);
    assertThat(bad.found(50, verdict -> verdict.exact().warnedAfter())).isLessThan(0.3);
  }
}
