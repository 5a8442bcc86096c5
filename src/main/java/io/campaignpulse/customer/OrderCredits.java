package io.campaignpulse.customer;

import io.campaignpulse.customer.CustomerOrder.Word;
import io.campaignpulse.event.Credit;
import io.campaignpulse.identity.PersonKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The credits of one order as they stand, put together from the differences that are published, in
 * whatever order they come. While a change of several credits has arrived in part, the order is
 * told as it was: the weights of what stands sum to 1. Mutable: it belongs to the keyed state of
 * its order.
 *
 * @param standing by touchEventId
 * @param bookings of all credits together, times ascending, none that is nothing
 * @param told what the order's person knows; null before the first word
 */
public record OrderCredits(
    Map<String, StandingCredit> standing,
    List<MarginBooking> bookings,
    @Nullable CustomerOrder told) {

  private static final long ONE = 1_000_000_000;

  /**
   * The latest of a credit; of one that was withdrawn the weight is 0.
   *
   * @param person a {@link PersonKey}
   * @param time of the order, epoch milliseconds
   * @param revision the highest one among an order's credits knows best whose the order is
   */
  public record StandingCredit(
      Share share, String person, long time, boolean first, long revision) {}

  /** An order nobody has heard of. */
  public static OrderCredits none() {
    return new OrderCredits(new HashMap<>(), new ArrayList<>(), null);
  }

  /** Takes in a credit. */
  public void apply(Credit credit) {
    standing.merge(
        credit.touchEventId(),
        standing(credit),
        (known, told) -> told.revision() >= known.revision() ? told : known);
    Map<Long, MarginBooking> byTime = new TreeMap<>();
    bookings.forEach(booking -> byTime.put(booking.time(), booking));
    credit.bookings().stream()
        .map(MarginBooking::of)
        .forEach(booking -> byTime.merge(booking.time(), booking, MarginBooking::plus));
    bookings.clear();
    byTime.values().stream().filter(b -> !b.isNothing()).forEach(bookings::add);
  }

  private static StandingCredit standing(Credit credit) {
    String person = credit.personId();
    return new StandingCredit(
        new Share(credit.campaignId(), credit.channel(), credit.weightNanos()),
        person == null ? PersonKey.nobody(credit.conversionId()) : person,
        credit.conversionTime(),
        credit.newCustomer() && !credit.voided(),
        credit.revision());
  }

  /**
   * What is to be told now: nothing as long as the credits don't sum to the whole order, or nothing
   * has changed. A person that loses the order hears of it before the one that gains it.
   */
  public List<CustomerOrder> untold(String orderId) {
    CustomerOrder now = order(orderId);
    boolean gone = weighty().isEmpty();
    if ((now == null && !gone) || (now != null && now.equals(told))) {
      return List.of();
    }
    List<CustomerOrder> words = new ArrayList<>();
    if (told != null && (now == null || !now.person().equals(told.person()))) {
      words.add(told.as(Word.LEFT));
    }
    if (now != null) {
      words.add(now);
    }
    return words;
  }

  /** The credits after these words were told. */
  public OrderCredits told(List<CustomerOrder> words) {
    if (words.isEmpty()) {
      return this;
    }
    CustomerOrder last = words.get(words.size() - 1);
    return new OrderCredits(standing, bookings, last.word() == Word.STANDS ? last : null);
  }

  /** The last word on the order; null if there is no person to hear it. */
  public @Nullable CustomerOrder settled() {
    return told == null ? null : told.as(Word.SETTLED);
  }

  private List<StandingCredit> weighty() {
    return standing.values().stream().filter(c -> c.share().weightNanos() > 0).toList();
  }

  private @Nullable CustomerOrder order(String orderId) {
    List<StandingCredit> credits = weighty();
    if (credits.stream().mapToLong(c -> c.share().weightNanos()).sum() != ONE) {
      return null;
    }
    StandingCredit latest =
        credits.stream().max(Comparator.comparingLong(StandingCredit::revision)).orElseThrow();
    return new CustomerOrder(
        Word.STANDS,
        latest.person(),
        orderId,
        latest.time(),
        latest.first(),
        merged(credits),
        List.copyOf(bookings));
  }

  private static List<Share> merged(List<StandingCredit> credits) {
    List<Share> merged = new ArrayList<>();
    for (Share share : credits.stream().map(StandingCredit::share).sorted().toList()) {
      Share last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && last.isOfTheSameSeries(share)) {
        long weight = last.weightNanos() + share.weightNanos();
        merged.set(merged.size() - 1, new Share(share.campaignId(), share.channel(), weight));
      } else {
        merged.add(share);
      }
    }
    return merged;
  }
}
