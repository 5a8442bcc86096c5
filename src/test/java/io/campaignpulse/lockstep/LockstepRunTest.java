package io.campaignpulse.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which steps of a walk are skipped. */
class LockstepRunTest {

  private static final List<Step> STEPS =
      List.of(
          Step.to(60, false),
          Step.to(120, true),
          Step.to(180, true),
          Step.to(240, true),
          Step.to(300, false));

  @Test
  void anIdleStepIsSkippedUnlessATimerIsDue() throws Exception {
    try (LockstepRun run = LockstepRun.begin(STEPS)) {
      assertThat(run.step(0).time()).isEqualTo(60);
      run.due(60);
      run.due(150);
      run.passed(60);

      assertThat(run.step(1).isSkipped()).isTrue();
      assertThat(run.step(2).time()).isEqualTo(180);
      run.passed(180);
      assertThat(run.step(3).isSkipped()).as("its timer has fired").isTrue();
      assertThat(run.step(4).time()).isEqualTo(300);
    }
  }
}
