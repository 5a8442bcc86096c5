package io.campaignpulse.journey;

import static io.campaignpulse.testing.TestingPaths.counts;
import static io.campaignpulse.testing.TestingPaths.node;
import static io.campaignpulse.testing.TestingPaths.nothing;
import static io.campaignpulse.testing.TestingPaths.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.JourneyNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemovalEffectsTest {

  private static final int STEPS = 20_000;

  @Test
  void a_path_of_one_node_loses_everything_without_it() {
    assertThat(effects(orders(3, "a"), nothing(5, "b")))
        .containsExactly(Map.entry(node("a"), 1.0), Map.entry(node("b"), 0.0));
  }

  @Test
  void repeats_make_no_difference_to_what_is_lost() {
    SortedMap<JourneyNode, Double> once =
        effects(orders(1, "a b"), orders(1, "a"), nothing(1, "b"));
    effects(orders(1, "a a a b"), orders(1, "a"), nothing(1, "b b"))
        .forEach((node, effect) -> assertThat(effect).isCloseTo(once.get(node), within(1e-12)));
  }

  @Test
  void a_published_example_comes_out_as_published() {
    // The three paths with which most introductions to the method begin.
    SortedMap<JourneyNode, Double> effects =
        effects(orders(1, "c1 c2 c3"), nothing(1, "c1"), nothing(1, "c2 c3"));
    assertThat(effects.get(node("c1"))).isCloseTo(0.5, within(1e-12));
    assertThat(effects.get(node("c2"))).isCloseTo(1.0, within(1e-12));
    assertThat(effects.get(node("c3"))).isCloseTo(1.0, within(1e-12));
  }

  @Test
  void without_conversions_nothing_is_lost() {
    assertThat(effects(nothing(2, "a b")).values()).containsOnly(0.0);
    assertThat(effects(orders(4, "")).values()).isEmpty();
  }

  @Property(tries = 200)
  void one_inverse_gives_what_removing_each_node_gives(
      @ForAll @Size(min = 1, max = 12)
          List<@StringLength(min = 1, max = 8) @CharRange(from = 'a', to = 'f') String> paths,
      @ForAll @Size(value = 12) List<@IntRange(min = -4, max = 5) Integer> numbers) {
    List<JourneyChange> changes = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      String path = String.join(" ", paths.get(i).split(""));
      int number = numbers.get(i);
      changes.add(number > 0 ? orders(number, path) : nothing(1 - number, path));
    }
    TransitionCounts steps = TransitionCounts.of(ConversionType.ORDER, counts(changes));
    double all = conversion(steps, null);
    RemovalEffects.of(steps)
        .forEach(
            (node, effect) -> {
              double lost = all == 0 ? 0 : 1 - conversion(steps, node) / all;
              assertThat(effect).as("%s of %s", node, changes).isCloseTo(lost, within(1e-9));
            });
  }

  /** P(conversion) by walking until hardly anybody is under way; nobody passes the removed node. */
  private static double conversion(TransitionCounts steps, @Nullable JourneyNode removed) {
    Map<JourneyNode, Double> underWay = Map.of(JourneyCount.START, 1.0);
    double converted = 0;
    for (int i = 0; i < STEPS && !underWay.isEmpty(); i++) {
      Map<JourneyNode, Double> next = new HashMap<>();
      for (Map.Entry<JourneyNode, Double> here : underWay.entrySet()) {
        steps
            .probabilities(here.getKey())
            .forEach((to, share) -> next.merge(to, here.getValue() * share, Double::sum));
      }
      converted += next.getOrDefault(JourneyCount.CONVERSION, 0.0);
      next.remove(JourneyCount.CONVERSION);
      next.remove(JourneyCount.NULL);
      next.remove(removed);
      next.values().removeIf(share -> share < 1e-15);
      underWay = next;
    }
    return converted;
  }

  private static SortedMap<JourneyNode, Double> effects(JourneyChange... changes) {
    return RemovalEffects.of(TransitionCounts.of(ConversionType.ORDER, counts(List.of(changes))));
  }
}
