package io.campaignpulse.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LagCurveTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  @Test
  void a_bucket_holds_its_upper_edge_and_not_its_lower_one() {
    assertThat(LagGrid.bucket(-5)).isZero();
    assertThat(LagGrid.bucket(MINUTE)).isZero();
    assertThat(LagGrid.bucket(MINUTE + 1)).isEqualTo(1);
    assertThat(LagGrid.bucket(LagGrid.HORIZON)).isEqualTo(LagGrid.BUCKETS - 1);
    assertThat(LagGrid.bucket(LagGrid.HORIZON + 1)).isEqualTo(LagGrid.BUCKETS);
  }

  @Test
  void the_prior_is_the_mixture_it_is_said_to_be() {
    assertThat(LagCurve.PRIOR.share(15 * MINUTE))
        .isCloseTo(
            0.60 * (1 - Math.exp(-1))
                + 0.25 * (1 - Math.exp(-15 / 360.0))
                + 0.15 * (1 - Math.exp(-15 / 2880.0)),
            within(1e-6));
    assertThat(LagCurve.PRIOR.share(2 * DAY))
        .isCloseTo(0.60 + 0.25 * (1 - Math.exp(-8)) + 0.15 * (1 - Math.exp(-1)), within(1e-6));
  }

  @Test
  void nothing_arrives_before_the_click_and_everything_by_the_horizon() {
    assertThat(LagCurve.PRIOR.share(0)).isZero();
    assertThat(LagCurve.PRIOR.share(-DAY)).isZero();
    assertThat(LagCurve.PRIOR.meanShare(-DAY, 0)).isZero();
    assertThat(LagCurve.PRIOR.share(LagGrid.HORIZON)).isEqualTo(1);
    assertThat(LagCurve.PRIOR.meanShare(LagGrid.HORIZON, 2 * LagGrid.HORIZON)).isEqualTo(1);
  }

  @Test
  void a_curve_goes_through_given_shares_and_is_linear_between_them() {
    LagCurve curve =
        LagCurve.through(new long[] {HOUR, DAY, 7 * DAY}, new double[] {0.6, 0.6, 0.9});
    assertThat(curve.share(15 * MINUTE)).isCloseTo(0.15, within(1e-12));
    assertThat(curve.share(HOUR)).isCloseTo(0.6, within(1e-12));
    assertThat(curve.share(8 * HOUR)).isCloseTo(0.6, within(1e-12));
    assertThat(curve.share(4 * DAY)).isCloseTo(0.75, within(1e-12));
    assertThat(curve.share(7 * DAY)).isCloseTo(0.9, within(1e-12));
    assertThat(curve.share(14 * DAY)).isCloseTo(0.9 + 0.1 * 7 / 23, within(1e-12));
    assertThat(curve.share(LagGrid.HORIZON)).isEqualTo(1);
  }

  @Test
  void shares_given_between_edges_are_read_at_the_edges() {
    LagCurve curve = LagCurve.through(new long[] {6 * HOUR}, new double[] {1});
    assertThat(curve.share(4 * HOUR)).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(curve.share(8 * HOUR)).isEqualTo(1);
    assertThat(curve.share(20 * DAY)).isEqualTo(1);
  }

  @Test
  void a_share_beyond_the_horizon_counts_as_if_all_came_by_it() {
    LagCurve curve = LagCurve.through(new long[] {60 * DAY}, new double[] {1});
    assertThat(curve.share(14 * DAY)).isCloseTo(14 / 30.0, within(1e-12));
    assertThat(curve.share(LagGrid.HORIZON)).isEqualTo(1);
  }

  @Property
  void a_curve_through_rising_shares_rises_from_0_to_1(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = 4_000_000_000L) Long> lags) {
    long[] ages = lags.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    double[] shares = new double[ages.length];
    Arrays.setAll(shares, i -> (i + 1.0) / ages.length);
    LagCurve curve = LagCurve.through(ages, shares);
    assertThat(curve.shares()).isSorted().startsWith(0).endsWith(1).doesNotContain(Double.NaN);
  }

  @Property
  void the_mean_share_is_the_mean_of_shares(
      @ForAll @LongRange(min = -3_600_000, max = 3_000_000_000L) long younger,
      @ForAll @LongRange(min = 1, max = 90_000_000) long width) {
    double sum = 0;
    int steps = 2_000;
    for (int i = 0; i < steps; i++) {
      sum += LagCurve.PRIOR.share(younger + Math.round((i + 0.5) * width / steps));
    }
    assertThat(LagCurve.PRIOR.meanShare(younger, younger + width))
        .isCloseTo(sum / steps, within(1e-3));
  }

  @Test
  void the_mean_share_of_no_range_is_the_share() {
    assertThat(LagCurve.PRIOR.meanShare(HOUR, HOUR)).isEqualTo(LagCurve.PRIOR.share(HOUR));
  }

  @Test
  void stretched_lags_arrive_later_but_by_the_horizon() {
    LagCurve stretched = LagCurve.PRIOR.stretched(2);
    assertThat(stretched.share(2 * HOUR)).isEqualTo(LagCurve.PRIOR.share(HOUR));
    assertThat(stretched.share(8 * DAY)).isLessThan(LagCurve.PRIOR.share(8 * DAY));
    assertThat(stretched.share(LagGrid.HORIZON)).isEqualTo(1);
    assertThat(LagCurve.PRIOR.stretched(1)).isEqualTo(LagCurve.PRIOR);
  }
}
