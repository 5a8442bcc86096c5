package io.campaignpulse.alert.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a jump of the share of flawed orders is more than chance. */
class FlawWatchTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int WEEK = 168;
  private static final double ALPHA = .01;

  /** A business that is watched hour by hour. */
  private static final class Business {
    private final Random chance;
    private final double perHour;
    private FlawWatch watch = FlawWatch.UNKNOWN;
    private long now = 1_767_225_600_000L;
    private boolean jumped;

    Business(long seed, double perHour) {
      this.chance = new Random(seed);
      this.perHour = perHour;
    }

    /** Hours with a share that differs from day to day by a tenth, relatively. */
    Business hours(int count, double share) {
      double today = share;
      for (int hour = 0; hour < count; hour++) {
        if (hour % 24 == 0) {
          today = share * Math.exp(.1 * chance.nextGaussian());
        }
        int all = poisson(perHour);
        int flawed = 0;
        for (int order = 0; order < all; order++) {
          flawed += chance.nextDouble() < today ? 1 : 0;
        }
        now += HOUR;
        watch = watch.after(now, HOUR, all, flawed);
        jumped |= watch.hasJumped(ALPHA);
      }
      return this;
    }

    private int poisson(double mean) {
      int count = 0;
      for (double sum = -Math.log(1 - chance.nextDouble()); sum < mean; count++) {
        sum -= Math.log(1 - chance.nextDouble());
      }
      return count;
    }
  }

  @ParameterizedTest
  @CsvSource({".25, 3", ".25, 60", ".002, 30", ".6, 10"})
  void aSoundBusinessIsHardlyEverAccused(double share, double perHour) {
    int accused = 0;
    for (int seed = 0; seed < 40; seed++) {
      accused += new Business(seed, perHour).hours(6 * WEEK, share).jumped ? 1 : 0;
    }
    // Five weeks each, at most one in a hundred of them.
    assertThat(accused).isLessThanOrEqualTo(2);
  }

  @Test
  void aConsentBannerThatHidesHalfOfTheVisitsIsFoundWithinADay() {
    for (int seed = 0; seed < 20; seed++) {
      Business shop = new Business(seed, 20).hours(3 * WEEK, .25);
      assertThat(shop.hours(24, .6).jumped).isTrue();
    }
  }

  @Test
  void ordersThatComeTwiceAreFoundWithinHours() {
    for (int seed = 0; seed < 20; seed++) {
      Business shop = new Business(seed, 20).hours(3 * WEEK, .001);
      assertThat(shop.jumped).isFalse();
      assertThat(shop.hours(6, .5).jumped).isTrue();
    }
  }

  @Test
  void whatIsFixedEnds() {
    Business shop = new Business(1, 20).hours(3 * WEEK, .25).hours(24, .7);
    assertThat(shop.watch.isSuspected()).isTrue();
    assertThat(shop.hours(72, .25).watch.isSuspected()).isFalse();
  }

  @Test
  void aJumpThatStaysBecomesTheUsual() {
    Business shop = new Business(1, 20).hours(3 * WEEK, .25).hours(4 * WEEK, .7);
    assertThat(shop.watch.isSuspected()).isFalse();
    assertThat(shop.watch.share()).isBetween(.6, .8);
  }
}
