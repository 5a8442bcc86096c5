package io.campaignpulse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.ingest.Utf8Order;
import org.junit.jupiter.api.Test;

/** The persons rule of the contract, sentence by sentence. */
class VisitorLinksTest {

  private static VisitorLinks links(LinkStatement... statements) {
    VisitorLinks links = VisitorLinks.none();
    for (LinkStatement statement : statements) {
      links = links.with(statement);
    }
    return links;
  }

  private static LinkStatement link(long time, String customer) {
    return new LinkStatement(time, customer, true);
  }

  private static LinkStatement unlink(long time, String customer) {
    return new LinkStatement(time, customer, false);
  }

  @Test
  void a_visitor_is_the_customer_of_its_latest_link_at_or_before() {
    VisitorLinks links = links(link(20, "b"), link(10, "a"));
    assertThat(links.ownerAt(10)).isEqualTo("a");
    assertThat(links.ownerAt(19)).isEqualTo("a");
    assertThat(links.ownerAt(20)).isEqualTo("b");
    assertThat(links.ownerAt(99)).isEqualTo("b");
  }

  @Test
  void after_an_unlink_it_is_only_itself_even_if_the_unlink_names_another() {
    VisitorLinks links = links(link(10, "a"), unlink(20, "z"), link(30, "c"));
    assertThat(links.ownerAt(19)).isEqualTo("a");
    assertThat(links.ownerAt(20)).isNull();
    assertThat(links.ownerAt(29)).isNull();
    assertThat(links.ownerAt(30)).isEqualTo("c");
  }

  @Test
  void before_any_statement_it_is_the_customer_of_its_first_later_link() {
    assertThat(links(link(10, "a"), link(20, "b")).ownerAt(5)).isEqualTo("a");
    assertThat(links(unlink(10, "a"), link(20, "b")).ownerAt(5)).isEqualTo("b");
    assertThat(links(unlink(10, "a")).ownerAt(5)).isNull();
  }

  @Test
  void of_two_links_at_an_instant_the_larger_customer_stands() {
    VisitorLinks links = links(link(10, "b"), link(10, "a"));
    assertThat(links.ownerAt(5)).isEqualTo("b");
    assertThat(links.ownerAt(10)).isEqualTo("b");
  }

  @Test
  void of_a_link_and_an_unlink_at_an_instant_the_link_stands() {
    VisitorLinks links = links(link(10, "a"), unlink(10, "z"));
    assertThat(links.ownerAt(5)).isEqualTo("a");
    assertThat(links.ownerAt(10)).isEqualTo("a");
  }

  @Test
  void nobody_said_anything() {
    assertThat(VisitorLinks.none().ownerAt(5)).isNull();
    assertThat(VisitorLinks.none().personAt("x", 5)).isEqualTo("v:x");
    assertThat(links(link(1, "a")).personAt("x", 5)).isEqualTo("c:a");
  }

  @Test
  void the_same_statement_twice_is_said_once() {
    VisitorLinks once = links(link(10, "a"));
    assertThat(once.with(link(10, "a"))).isEqualTo(once);
  }

  @Test
  void what_is_taken_back_was_never_said_but_by_others() {
    LinkStatement taught = new LinkStatement(20, "b", true, "lead-1");
    VisitorLinks links = links(link(10, "a"), link(20, "b")).with(taught);
    assertThat(links.ownerAt(25)).isEqualTo("b");
    assertThat(links.without(taught)).isEqualTo(links(link(10, "a"), link(20, "b")));
    assertThat(links(link(10, "a")).with(taught).without(taught).ownerAt(25)).isEqualTo("a");
    assertThat(links.without(taught).without(taught)).isEqualTo(links.without(taught));
  }

  @Test
  void old_repetitions_are_compacted_without_changing_an_owner() {
    VisitorLinks links =
        links(
            link(10, "a"),
            link(20, "a"),
            unlink(30, "a"),
            unlink(31, "b"),
            link(40, "a"),
            link(50, "a"));
    VisitorLinks compacted = links.compactedUntil(45);
    assertThat(compacted.statements())
        .containsExactly(link(10, "a"), unlink(30, "a"), link(40, "a"), link(50, "a"));
    for (long t = 0; t < 60; t++) {
      assertThat(compacted.ownerAt(t)).isEqualTo(links.ownerAt(t));
    }
  }

  @Test
  void ids_are_ordered_by_their_bytes() {
    assertThat(Utf8Order.compare("a", "b")).isNegative();
    assertThat(Utf8Order.compare("a", "ab")).isNegative();
    assertThat(Utf8Order.compare("b", "ab")).isPositive();
    assertThat(Utf8Order.compare("a", "a")).isZero();
    // U+FFFD is EF BF BD, U+1F600 is F0 9F 98 80, though its first UTF-16 unit is D83D.
    assertThat(Utf8Order.compare("\uFFFD", "\uD83D\uDE00")).isNegative();
    assertThat(Utf8Order.compare("\uD83D\uDE00", "\uFFFD")).isPositive();
    assertThat(Utf8Order.compare("\uD83D\uDE00", "\uD83D\uDE01")).isNegative();
  }
}
