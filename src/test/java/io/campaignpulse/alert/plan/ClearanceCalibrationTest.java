package io.campaignpulse.alert.plan;

import static io.campaignpulse.testing.TestingFindings.rule;
import static io.campaignpulse.testing.TestingPlanProgress.DAY;
import static io.campaignpulse.testing.TestingPlanProgress.START;
import static io.campaignpulse.testing.TestingPlanProgress.clearance;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.testing.TestingPlanProgress;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How often clearances on plan are called weak, and weak ones are found, looked at every hour. */
class ClearanceCalibrationTest {

  private static final int CLEARANCES = 300;
  private static final int HOURS = 240;
  private static final int STEP = 10;
  private static final double GOAL = 1000;

  /** E[q²] ÷ E[q] is 1.25. */
  private static final double UNITS_PER_ORDER = .9 + 2 * .08 + 3 * .02;

  private static final PlanRule RULE =
      Objects.requireNonNull(PlanRule.of(new RuleVersion(rule("weak", RuleKind.CLEARANCE), 1)));

  @Test
  void whatSellsAsPlannedIsHardlyEverCalledWeak() {
    assertThat(found(1, 20260301)).isLessThanOrEqualTo(CLEARANCES / 50);
  }

  @Test
  void whatSellsHalfOfItIsFoundInItsTime() {
    assertThat(found(.5, 20260302)).isGreaterThanOrEqualTo(CLEARANCES * 98 / 100);
  }

  private static int found(double rate, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int found = 0;
    for (int i = 0; i < CLEARANCES; i++) {
      found += isFound(rate, random) ? 1 : 0;
    }
    return found;
  }

  private static boolean isFound(double rate, SplittableRandom random) {
    double[] sold = new double[HOURS + 1];
    for (int hour = 1; hour <= HOURS; hour++) {
      sold[hour] = sold[hour - 1] + unitsOfAnHour(rate, random);
      if (RULE.evaluate(row(sold, hour), null, null, tick(hour), "USD") != null) {
        return true;
      }
    }
    return false;
  }

  private static PlanProgress row(double[] sold, int hour) {
    TestingPlanProgress plan = clearance("A", GOAL).actual(sold[hour]);
    for (int at = 0; at < hour; at += STEP) {
      plan.point(at / 24.0, sold[at], GOAL * at / HOURS);
    }
    return plan.point(hour / 24.0, sold[hour], GOAL * hour / HOURS).at(tick(hour));
  }

  private static long tick(int hour) {
    return START + hour * DAY / 24 - 1;
  }

  private static int unitsOfAnHour(double rate, SplittableRandom random) {
    double orders = rate * GOAL / HOURS / UNITS_PER_ORDER;
    int units = 0;
    for (double gone = wait(random); gone < orders; gone += wait(random)) {
      double size = random.nextDouble();
      units += size < .9 ? 1 : size < .98 ? 2 : 3;
    }
    return units;
  }

  private static double wait(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }
}
