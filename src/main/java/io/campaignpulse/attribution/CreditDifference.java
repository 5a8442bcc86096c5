package io.campaignpulse.attribution;

import io.campaignpulse.event.Booking;
import io.campaignpulse.event.Credit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What readers of one decision must be told to know another: summing readers add the bookings,
 * upsert readers take weight and value by revision.
 */
final class CreditDifference {

  private CreditDifference() {}

  /**
   * The records to publish, withdrawals first: nothing for a credit that stays as it was; weight 0
   * and value 0, once, for one that is gone. A credit that keeps its key but changes whom or when
   * it is for is withdrawn and then given anew, since bookings follow the record's own campaign.
   *
   * @param revision of the withdrawals; what follows them has the next
   */
  static List<Credit> between(List<Credit> before, List<Credit> after, long revision) {
    if (before.isEmpty()) {
      return after.stream().map(c -> copy(c, c.bookings(), null, revision + 1)).toList();
    }
    Map<String, Credit> remaining = new HashMap<>();
    after.forEach(credit -> remaining.put(credit.key(), credit));
    List<Credit> published = new ArrayList<>();
    Map<String, Credit> changed = new HashMap<>();
    for (Credit old : before) {
      Credit standing = remaining.get(old.key());
      if (standing != null && isForTheSame(old, standing)) {
        changed.put(old.key(), old);
      } else {
        published.add(withdrawn(old, revision));
      }
    }
    for (Credit credit : after) {
      Credit old = changed.get(credit.key());
      if (old == null) {
        published.add(copy(credit, credit.bookings(), null, revision + 1));
      } else {
        List<Booking> steps = Bookings.difference(old.bookings(), credit.bookings());
        if (!steps.isEmpty() || !isShownAlike(old, credit)) {
          published.add(copy(credit, steps, old, revision + 1));
        }
      }
    }
    return published;
  }

  private static boolean isForTheSame(Credit a, Credit b) {
    return a.campaignId().equals(b.campaignId())
        && a.channel().equals(b.channel())
        && a.conversionTime() == b.conversionTime()
        && Objects.equals(a.touchTime(), b.touchTime())
        && Objects.equals(a.dealerId(), b.dealerId());
  }

  private static boolean isShownAlike(Credit a, Credit b) {
    return a.weightNanos() == b.weightNanos()
        && a.valueMicros() == b.valueMicros()
        && a.newCustomer() == b.newCustomer()
        && a.voided() == b.voided()
        && Objects.equals(a.personId(), b.personId());
  }

  private static Credit withdrawn(Credit old, long revision) {
    return new Credit(
        old.model(),
        old.conversionId(),
        old.conversionType(),
        old.conversionTime(),
        old.personId(),
        old.campaignId(),
        old.channel(),
        old.touchEventId(),
        old.touchTime(),
        0,
        0,
        Bookings.difference(old.bookings(), List.of()),
        old.dealerId(),
        old.weightNanos(),
        old.valueMicros(),
        false,
        old.voided(),
        revision);
  }

  private static Credit copy(
      Credit credit, List<Booking> bookings, @Nullable Credit old, long revision) {
    return new Credit(
        credit.model(),
        credit.conversionId(),
        credit.conversionType(),
        credit.conversionTime(),
        credit.personId(),
        credit.campaignId(),
        credit.channel(),
        credit.touchEventId(),
        credit.touchTime(),
        credit.weightNanos(),
        credit.valueMicros(),
        bookings,
        credit.dealerId(),
        old == null ? null : old.weightNanos(),
        old == null ? null : old.valueMicros(),
        credit.newCustomer(),
        credit.voided(),
        revision);
  }
}
