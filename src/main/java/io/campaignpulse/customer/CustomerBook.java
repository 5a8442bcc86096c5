package io.campaignpulse.customer;

import io.campaignpulse.customer.CustomerOrder.Word;
import io.campaignpulse.identity.PersonKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The orders of one person and who acquired it: the margin of each order counts for those who
 * earned the first valid one. What readers are told is the difference between two states of the
 * book, so it doesn't depend on the order in which orders come, move or are voided. Mutable: it
 * belongs to the keyed state of its person.
 *
 * @param settled by whom it was acquired, if nothing about that order will change any more
 * @param orders those of which something may still change
 */
public record CustomerBook(@Nullable Acquisition settled, List<CustomerOrder> orders) {

  /** A person nobody has heard of. */
  public static CustomerBook empty() {
    return new CustomerBook(null, new ArrayList<>());
  }

  /** A book, and what led to it. */
  public record Step(CustomerBook book, List<ValueChange> changes) {}

  /**
   * Takes in a word on an order: what it changes for those who acquired the person.
   *
   * @param oldestAge the last age that is told apart
   */
  public Step apply(CustomerOrder word, int oldestAge) {
    Acquisition before = acquisition();
    List<CustomerOrder> ordersBefore = List.copyOf(orders);
    CustomerBook next = with(word);
    Acquisition after = next.acquisition();
    boolean rebased = !Objects.equals(before, after);
    ValueChanges changes = new ValueChanges(oldestAge);
    if (before != null) {
      ordersBefore.stream()
          .filter(order -> rebased || order.orderId().equals(word.orderId()))
          .forEach(order -> changes.addMargin(before, order, -1));
    }
    if (after != null) {
      next.orders.stream()
          .filter(order -> rebased || order.orderId().equals(word.orderId()))
          .forEach(order -> changes.addMargin(after, order, 1));
    }
    if (rebased && before != null) {
      changes.addCustomer(before, -1);
    }
    if (rebased && after != null) {
      changes.addCustomer(after, 1);
    }
    return new Step(next, changes.toList());
  }

  private CustomerBook with(CustomerOrder word) {
    orders.removeIf(order -> order.orderId().equals(word.orderId()));
    if (word.word() == Word.STANDS) {
      orders.add(word);
    }
    // An order that is heard of again after all speaks for itself.
    boolean again = settled != null && settled.orderId().equals(word.orderId());
    return again ? new CustomerBook(null, orders) : this;
  }

  /**
   * The book without an order that is settled: what it changed has been told. Who acquired the
   * person remains, unless nobody knows the person: it never comes again.
   */
  public CustomerBook settle(CustomerOrder word) {
    Acquisition acquisition = acquisition();
    orders.removeIf(order -> order.orderId().equals(word.orderId()));
    if (PersonKey.personId(word.person()) == null) {
      return empty();
    }
    boolean byThis = acquisition != null && acquisition.orderId().equals(word.orderId());
    return new CustomerBook(byThis ? acquisition : settled, orders);
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return settled == null && orders.isEmpty();
  }

  /**
   * By whom the person was acquired; null while it isn't known to have bought. While an order moves
   * between persons two may say they are the first: the earlier stands.
   */
  private @Nullable Acquisition acquisition() {
    return Stream.concat(
            Stream.ofNullable(settled),
            orders.stream().filter(CustomerOrder::first).map(Acquisition::by))
        .min(Acquisition::compareTo)
        .orElse(null);
  }
}
