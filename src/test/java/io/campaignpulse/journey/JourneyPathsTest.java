package io.campaignpulse.journey;

import static io.campaignpulse.testing.TestingPaths.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.JourneyChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days are numbers; a touch is open for 30 of them unless it says otherwise. */
class JourneyPathsTest {

  private final List<JourneyTouch> touches = new ArrayList<>();
  private final List<PathEnd> ends = new ArrayList<>();

  @Test
  void a_path_ends_at_each_conversion_and_holds_what_came_after_the_one_before() {
    touch(1, "a");
    touch(2, "b");
    touch(2, "b");
    order(2);
    touch(3, "c");
    order(9);
    assertThat(paths(10)).containsExactlyInAnyOrder("+ORDER a b b!2", "+ORDER c!9");
  }

  @Test
  void the_boundary_of_the_look_back_is_included() {
    touch(1, "a");
    order(31);
    assertThat(paths(40)).containsExactlyInAnyOrder("+ORDER a!31", "+all a.31", "-ORDER a.31");
  }

  @Test
  void touches_out_of_look_back_are_a_null_path_between_conversions() {
    touch(1, "old");
    touch(20, "a");
    order(40);
    assertThat(paths(60))
        .containsExactlyInAnyOrder(
            "+ORDER a!40", "+ORDER old.31", "+all old a.50", "-ORDER old a.50");
  }

  @Test
  void a_conversion_without_a_touch_has_an_empty_path() {
    order(5);
    touch(6, "a");
    assertThat(paths(7)).containsExactly("+ORDER !5");
  }

  @Test
  void what_remains_is_a_null_path_once_every_look_back_has_passed() {
    touch(1, "a");
    touch(5, 6, "b");
    assertThat(paths(31)).isEmpty();
    assertThat(paths(32)).containsExactly("+all a b.31");
  }

  @Test
  void a_touch_after_all_look_backs_have_passed_begins_another_journey() {
    touch(1, "a");
    touch(31, "b");
    touch(62, "c");
    assertThat(paths(200)).containsExactlyInAnyOrder("+all a b.61", "+all c.92");
  }

  @Test
  void each_type_of_conversion_cuts_the_journey_for_itself() {
    touch(1, "a");
    ends.add(new PathEnd(ConversionType.LEAD, 2, false));
    touch(3, "b");
    order(4);
    assertThat(paths(40))
        .containsExactlyInAnyOrder(
            "+LEAD a!2",
            "+LEAD b.33",
            "-LEAD a b.33",
            "+ORDER a b!4",
            "-ORDER a b.33",
            "+all a b.33");
  }

  @Test
  void two_conversions_at_one_instant_share_no_touch() {
    touch(1, "a");
    order(2);
    order(2);
    assertThat(paths(3)).containsExactlyInAnyOrder("+ORDER a!2", "+ORDER !2");
  }

  @Test
  void a_settled_conversion_only_says_where_later_paths_begin() {
    touch(1, "a");
    touch(3, "b");
    ends.add(new PathEnd(ConversionType.ORDER, 2, true));
    order(4);
    assertThat(paths(5)).containsExactly("+ORDER b!4");
  }

  @Test
  void null_paths_that_ended_in_a_span_can_be_counted_alone() {
    touch(1, "a");
    order(2);
    touch(3, "b");
    PathTally tally = new PathTally();
    new JourneyPaths(touches, ends).countEnded(33, 34, tally);
    assertThat(texts(tally))
        .containsExactlyInAnyOrder("+ORDER b.33", "-ORDER a b.33", "+all a b.33");
    PathTally before = new PathTally();
    new JourneyPaths(touches, ends).countEnded(2, 33, before);
    assertThat(texts(before)).isEmpty();
  }

  private void touch(long day, String campaign) {
    touch(day, day + 30, campaign);
  }

  private void touch(long day, long openUntil, String campaign) {
    touches.add(new JourneyTouch(day, openUntil, node(campaign)));
  }

  private void order(long day) {
    ends.add(new PathEnd(ConversionType.ORDER, day, false));
  }

  private List<String> paths(long asOf) {
    PathTally tally = new PathTally();
    new JourneyPaths(touches, ends).count(asOf, 1, tally);
    return texts(tally);
  }

  private static List<String> texts(PathTally tally) {
    return tally.changes().stream().map(JourneyPathsTest::text).toList();
  }

  private static String text(JourneyChange change) {
    String path = String.join(" ", change.nodes().stream().map(n -> n.campaignId()).toList());
    return (change.count() == 1 ? "+" : "-")
        + (change.conversionType() == null ? "all" : change.conversionType())
        + " "
        + path
        + (change.converted() ? "!" : ".")
        + change.endedAt();
  }
}
