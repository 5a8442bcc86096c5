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
 * gross − net before returns, refunds net before returns − net, each of what it has come to.
 * Source: "Weights" in the contract.
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
    splitReductions(wholes, weights, shares);
    return shares;
  }

  /** Discounts and refunds follow from the rest: split alone they could differ by a micro. */
  private static void splitReductions(long[] wholes, long[] weights, long[][] shares) {
    long bought = wholes[GROSS_REVENUE.ordinal()] - wholes[DISCOUNTS.ordinal()];
    boolean isAllLeft = wholes[REFUNDS.ordinal()] == 0;
    long[] split = isAllLeft ? null : LargestRemainder.split(bought, weights);
    for (int i = 0; i < weights.length; i++) {
      long net = shares[i][NET_REVENUE.ordinal()];
      long ofBought = split == null ? net : split[i];
      shares[i][DISCOUNTS.ordinal()] = shares[i][GROSS_REVENUE.ordinal()] - ofBought;
      shares[i][REFUNDS.ordinal()] = ofBought - net;
    }
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
    return new Booking(time, step);
  }
}
