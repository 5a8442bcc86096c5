package io.campaignpulse.journey;

import static io.campaignpulse.testing.TestingPaths.change;
import static io.campaignpulse.testing.TestingPaths.counts;
import static io.campaignpulse.testing.TestingPaths.nothing;
import static io.campaignpulse.testing.TestingPaths.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.ShareMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class JourneySharesTest {

  @Test
  void shapley_splits_each_conversion_among_the_distinct_nodes_of_its_path() {
    assertThat(shares(ShareMethod.SHAPLEY, orders(1, "a b a"), orders(1, "a"), nothing(9, "c")))
        .isEqualTo(Map.of("a", 0.75, "b", 0.25, "c", 0.0));
  }

  @Test
  void markov_shares_are_the_parts_of_all_removal_effects() {
    // Without a nobody converts, without b half: 1 to 1/2.
    assertThat(shares(ShareMethod.MARKOV, orders(1, "a b"), orders(1, "a")))
        .isEqualTo(Map.of("a", 2 / 3.0, "b", 1 / 3.0));
  }

  @Test
  void conversions_without_a_touch_are_told_and_not_shared() {
    List<ModelShare> rows = rows(100, List.of(orders(2, "a"), orders(3, "")));
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.share()).isEqualTo(1);
              assertThat(row.conversionsWithTouch()).isEqualTo(2);
              assertThat(row.conversionsWithoutTouch()).isEqualTo(3);
            })
        .hasSize(2);
  }

  @Test
  void without_conversions_there_are_no_rows() {
    assertThat(rows(100, List.of(nothing(5, "a b"), orders(1, "")))).isEmpty();
  }

  @Test
  void null_paths_of_everybody_count_for_each_type_unless_taken_back() {
    List<JourneyChange> changes =
        List.of(
            nothing(3, "a"),
            orders(1, "a"),
            orders(1, "b"),
            change(ConversionType.LEAD, "a", true, 1),
            change(ConversionType.LEAD, "a", false, -1));
    TransitionCounts orders = TransitionCounts.of(ConversionType.ORDER, counts(changes));
    TransitionCounts leads = TransitionCounts.of(ConversionType.LEAD, counts(changes));
    assertThat(orders.count(orders.nodes().first(), JourneyCount.NULL)).isEqualTo(3);
    assertThat(leads.count(leads.nodes().first(), JourneyCount.NULL)).isEqualTo(2);
  }

  @Test
  void too_many_nodes_for_the_inverse_leave_shapley_alone() {
    List<JourneyChange> changes = List.of(orders(1, "a b c"), nothing(1, "d"));
    assertThat(rows(3, changes)).hasSize(8);
    assertThat(rows(2, changes)).hasSize(4).allMatch(r -> r.method() == ShareMethod.SHAPLEY);
  }

  @Property(tries = 200)
  void shares_sum_to_one_in_whatever_order_paths_are_counted(
      @ForAll @Size(min = 1, max = 20)
          List<@StringLength(min = 1, max = 6) @CharRange(from = 'a', to = 'k') String> paths,
      @ForAll long seed) {
    List<JourneyChange> changes = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      String path = String.join(" ", paths.get(i).split(""));
      changes.add(i % 3 == 1 ? nothing(1, path) : orders(1 + i, path));
    }
    List<ModelShare> rows = rows(100, changes);
    for (ShareMethod method : ShareMethod.values()) {
      assertThat(
              rows.stream().filter(r -> r.method() == method).mapToDouble(ModelShare::share).sum())
          .isCloseTo(1, within(1e-12));
    }
    Collections.shuffle(changes, new Random(seed));
    assertThat(rows(100, changes)).isEqualTo(rows);
  }

  private static Map<String, Double> shares(ShareMethod method, JourneyChange... changes) {
    Map<String, Double> shares = new TreeMap<>();
    for (ModelShare row : rows(100, List.of(changes))) {
      if (row.method() == method) {
        shares.put(row.campaignId(), row.share());
      }
    }
    return shares;
  }

  private static List<ModelShare> rows(int maxNodes, List<JourneyChange> changes) {
    Map<JourneyCount, Long> counts = counts(changes);
    List<ModelShare> rows = new ArrayList<>();
    for (ConversionType type : JourneyShares.types(counts)) {
      rows.addAll(JourneyShares.of(type, counts, maxNodes).rows(0, 1, 0));
    }
    return rows;
  }
}
