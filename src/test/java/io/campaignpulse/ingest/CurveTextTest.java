package io.campaignpulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.ingest.CurveText.Point;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurveTextTest {

  @Test
  void linear_is_the_default_and_learned_has_no_points() {
    assertThat(CurveText.parse("curve", null)).isEqualTo(CurveText.parse("curve", " LINEAR "));
    assertThat(CurveText.LINEAR.points()).containsExactly(new Point(0, 0), new Point(1, 1));
    assertThat(CurveText.parse("curve", "LEARNED").learned()).isTrue();
    assertThat(CurveText.parse("curve", "LEARNED").points()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5,0.75,0.75,1", "[0.5, 0.75, 0.75, 1]", " [ .5 ,0.750,75e-2, 1.0 ] "})
  void plain_shares_stand_at_even_steps(String text) {
    assertThat(CurveText.parse("curve", text).points())
        .containsExactly(
            new Point(0, 0),
            new Point(0.25, 0.5),
            new Point(0.5, 0.75),
            new Point(0.75, 0.75),
            new Point(1, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1:0.3,1:1", "[0:0, 0.1:0.3, 1:1]"})
  void pairs_stand_where_they_say(String text) {
    assertThat(CurveText.parse("curve", text).points())
        .containsExactly(new Point(0, 0), new Point(0.1, 0.3), new Point(1, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linear            | 'linear' is no share; expected LINEAR, LEARNED or points",
        "0.5,,1            | '' is no share",
        "0.5,0.4,1         | the shares fall at 0.4",
        "0.5,0.9           | the last share is not 1",
        "0.5,1.1           | 1.1 is outside [0, 1]",
        "-0.1,1            | -0.1 is outside [0, 1]",
        "NaN,1             | 'NaN' is no share",
        "0.5:0.3,0.5:0.4,1:1 | the time shares do not rise at 0.5",
        "0:0.2,1:1         | the time shares do not rise at 0.0",
        "0.5:0.3,1         | 1 is no timeShare:share",
        "0.5:0.3:0.4,1:1   | '0.3:0.4' is no share",
        "0.5:1             | the last pair is not 1:1",
        "[0.5,1            | '[0.5' is no share",
      })
  void says_what_is_wrong_with_any_other_text(String text, String why) {
    assertThatThrownBy(() -> CurveText.parse("curve", text))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(RejectionReason.INVALID_VALUE);
              assertThat(e.detail()).startsWith("curve: ").contains(why);
            });
  }

  @Test
  void is_not_endless() {
    assertThatThrownBy(() -> CurveText.parse("curve", "0,".repeat(CurveText.MAX_POINTS) + "1"))
        .hasMessage("curve: more than 1000 points");
    assertThat(CurveText.parse("curve", "0,".repeat(CurveText.MAX_POINTS - 1) + "1").points())
        .hasSize(CurveText.MAX_POINTS + 1);
  }

  @Property
  void any_rising_shares_are_a_course(
      @ForAll @NotEmpty List<@DoubleRange(min = 0, max = 1) Double> shares) {
    String text =
        shares.stream().sorted().map(String::valueOf).collect(Collectors.joining(",")) + ",1";
    List<Point> points = CurveText.parse("curve", text).points();
    assertThat(points.get(0)).isEqualTo(new Point(0, 0));
    assertThat(points.get(points.size() - 1)).isEqualTo(new Point(1, 1));
    assertThat(points).isSortedAccordingTo((a, b) -> Double.compare(a.timeShare(), b.timeShare()));
    assertThat(points).isSortedAccordingTo((a, b) -> Double.compare(a.share(), b.share()));
  }
}
