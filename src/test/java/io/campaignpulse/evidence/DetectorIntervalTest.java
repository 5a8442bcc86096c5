package io.campaignpulse.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DetectorIntervalTest {

  @Test
  void theTargetIsLeftOutJustWhenTheDetectorWarns() {
    ShiryaevRoberts detector = ShiryaevRoberts.TOO_FEW;
    RobertsState state = detector.start();
    double expected = 0;
    // Without any count and without a later start to offer evidence to.
    while (state.mean() < 20) {
      state = detector.step(state, 0, 0.01, 0, 1e9);
      expected += 0.01;
    }
    assertThat(DetectorInterval.of(0, expected).high()).isLessThan(1);
    assertThat(DetectorInterval.of(0, expected - 0.02).high()).isGreaterThan(1);
  }

  @Test
  void reference() {
    assertThat(DetectorInterval.of(0, 1).high()).isCloseTo(6.38, within(0.01));
    assertThat(DetectorInterval.of(13, 27.37).high()).isCloseTo(1, within(0.001));
    assertThat(DetectorInterval.of(60, 60).low()).isCloseTo(38.69 / 60, within(0.001));
    assertThat(DetectorInterval.of(0, 0).high()).isInfinite();
  }

  @Test
  void theTrueRatioIsLeftOutInOneCaseOfTwentyAtMostHoweverOftenOneLooks() {
    SplittableRandom random = new SplittableRandom(11);
    int missed = 0;
    for (int run = 0; run < 400; run++) {
      double count = 0;
      boolean out = false;
      for (int expected = 1; expected <= 200; expected++) {
        for (double at = -Math.log(1 - random.nextDouble());
            at < 0.6;
            at -= Math.log(1 - random.nextDouble())) {
          count++;
        }
        RatioInterval interval = DetectorInterval.of(count, expected);
        out |= interval.low() > 0.6 || interval.high() < 0.6;
      }
      missed += out ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(20);
  }
}
