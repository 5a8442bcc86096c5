package io.campaignpulse.customer;

import io.campaignpulse.attribution.LargestRemainder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signed changes gathered per campaign, channel and day or age, so that what cancels out goes. */
final class ValueChanges {

  private record Place(String campaignId, String channel, boolean ofCustomers, long at) {}

  private final int oldestAge;
  private final Map<Place, ValueChange> sums = new LinkedHashMap<>();

  ValueChanges(int oldestAge) {
    this.oldestAge = oldestAge;
  }

  /** A customer more, or (sign −1) less. */
  void addCustomer(Acquisition acquisition, int sign) {
    long day = Days.of(acquisition.time());
    for (Share share : acquisition.shares()) {
      add(
          new Place(share.campaignId(), share.channel(), true, day),
          ValueChange.ofCustomers(share, day, sign * share.weightNanos()));
    }
  }

  /** The margin of an order more, or (sign −1) less, for those who acquired its customer. */
  void addMargin(Acquisition acquisition, CustomerOrder order, int sign) {
    long[] weights = acquisition.weights();
    for (MarginBooking booking : order.bookings()) {
      int age = acquisition.age(booking.time(), oldestAge);
      long[] margin = LargestRemainder.split(booking.marginMicros(), weights);
      long[] units = LargestRemainder.split(booking.unitsWithoutCost(), weights);
      for (int i = 0; i < weights.length; i++) {
        Share share = acquisition.shares().get(i);
        add(
            new Place(share.campaignId(), share.channel(), false, age),
            ValueChange.ofMargin(share, age, sign * margin[i], sign * units[i]));
      }
    }
  }

  private void add(Place place, ValueChange change) {
    sums.merge(
        place,
        change,
        (a, b) ->
            new ValueChange(
                a.campaignId(),
                a.channel(),
                a.day(),
                Math.addExact(a.customersNanos(), b.customersNanos()),
                a.age(),
                Math.addExact(a.marginMicros(), b.marginMicros()),
                Math.addExact(a.unitsWithoutCost(), b.unitsWithoutCost())));
  }

  /** What remains of them. */
  List<ValueChange> toList() {
    List<ValueChange> changes = new ArrayList<>();
    for (ValueChange sum : sums.values()) {
      if (sum.customersNanos() != 0 || sum.marginMicros() != 0 || sum.unitsWithoutCost() != 0) {
        changes.add(sum);
      }
    }
    return changes;
  }
}
