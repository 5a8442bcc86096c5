package io.campaignpulse.attribution;

import static io.campaignpulse.event.AttributedMeasure.DISCOUNTS;
import static io.campaignpulse.event.AttributedMeasure.GROSS_REVENUE;
import static io.campaignpulse.event.AttributedMeasure.NET_REVENUE;
import static io.campaignpulse.event.AttributedMeasure.REFUNDS;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.MeasureSums;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bookings of a conversion divided by weights, so that the shares of every measure sum exactly
 * to the whole, after each booking and not only at the end. What a measure has come to after each
 * booking is split by largest remainder, and a share's booking is the step between; discounts are
 * gross − first net, refunds net before − net after. Source: "Weights" in the contract.
 */
final class CreditSplit {

  private CreditSplit() {}

  /**
   * One list of bookings for each weight, without those that change nothing; times ascend.
   *
   * @param bookings of the whole conversion; the first made it
   * @param weights billionths that sum to 10⁹
   */
  static List<List<Booking>> split(List<Booking> bookings, long[] weights) {
    List<List<Booking>> shares = new ArrayList<>(weights.length);
    for (int i = 0; i < weights.length; i++) {
      shares.add(new ArrayList<>(bookings.size()));
    }
    long[] wholes = new long[AttributedMeasure.COUNT];
    long[][] before = null;
    for (Booking booking : bookings) {
      new MeasureSums(wholes).add(booking.amounts());
      long[][] after = splitEach(wholes, weights);
      for (int i = 0; i < weights.length; i++) {
        shares.get(i).add(step(booking.time(), before == null ? null : before[i], after[i]));
      }
      before = after;
    }
    shares.replaceAll(Bookings::normalised);
    return shares;
  }

  /** Indexed by share, then measure. */
  private static long[][] splitEach(long[] wholes, long[] weights) {
    long[][] shares = new long[weights.length][wholes.length];
    for (int m = 0; m < wholes.length; m++) {
      if (wholes[m] != 0) {
        long[] split = LargestRemainder.split(wholes[m], weights);
        for (int i = 0; i < weights.length; i++) {
          shares[i][m] = split[i];
        }
      }
    }
    return shares;
  }

  /**
   * One share's booking.
   *
   * @param before what the share had come to; null if it is the first
   */
  private static Booking step(long time, long @Nullable [] before, long[] after) {
    long[] step = after.clone();
    if (before != null) {
      for (int m = 0; m < step.length; m++) {
        step[m] -= before[m];
      }
    }
    // These two follow from gross and net: split on their own they could differ by a micro.
    long net = step[NET_REVENUE.ordinal()];
    step[DISCOUNTS.ordinal()] = before == null ? step[GROSS_REVENUE.ordinal()] - net : 0;
    step[REFUNDS.ordinal()] = before == null ? 0 : -net;
    return new Booking(time, step);
  }
}
