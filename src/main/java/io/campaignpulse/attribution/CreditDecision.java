package io.campaignpulse.attribution;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.identity.PersonKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the credit of a conversion: its eligible touches by their weights, else those of its
 * lead, else what it or its lead says of where it came from, else nobody. Source: "Who gets the
 * credit" in the contract. Every decision is the whole: revision 1, the full history in its
 * bookings.
 */
final class CreditDecision {

  private final AttributionOptions options;

  CreditDecision(AttributionOptions options) {
    this.options = options;
  }

  /**
   * The credits of a case under all models, those of weight 0 left out.
   *
   * @param lead the case of the lead it is a stage of or came from, if that is known
   */
  List<Credit> decide(CreditCase creditCase, @Nullable CreditCase lead) {
    List<Booking> bookings = bookings(creditCase);
    List<Touch> touches = distinct(creditCase.explainedBy(lead).touches().toList());
    String dealerId = creditCase.dealerId(lead);
    List<Credit> credits = new ArrayList<>();
    if (touches.isEmpty()) {
      Evidence evidence = creditCase.evidence(lead);
      List<Booking> whole = Bookings.normalised(bookings);
      for (AttributionModel model : options.models()) {
        credits.add(withoutTouch(model, creditCase, dealerId, evidence, whole));
      }
      return credits;
    }
    Sharing known = null;
    for (AttributionModel model : options.models()) {
      List<Touch> path = CreditModels.path(model, touches, options.collapse());
      long[] all = CreditModels.weights(model, path, options.halfLife());
      int[] earning = earning(all);
      long[] weights = new long[earning.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = all[earning[i]];
      }
      // Most models of most conversions divide alike: one touch has it all, or all have the same.
      if (known == null || !Arrays.equals(known.weights, weights)) {
        known = Sharing.of(creditCase.conversion().value(), bookings, weights);
      }
      for (int i = 0; i < weights.length; i++) {
        credits.add(byTouch(model, creditCase, dealerId, path.get(earning[i]), known, i));
      }
    }
    return credits;
  }

  /**
   * The touches without later copies of the same event, which ingest lets through where they claim
   * another time: two credits of one touch would have one key.
   */
  private static List<Touch> distinct(List<Touch> touches) {
    Set<String> ids = new HashSet<>();
    List<Touch> distinct = new ArrayList<>(touches.size());
    for (Touch touch : touches) {
      if (ids.add(touch.eventId())) {
        distinct.add(touch);
      }
    }
    return distinct;
  }

  private static int[] earning(long[] weights) {
    int[] earning = new int[weights.length];
    int count = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != 0) {
        earning[count++] = i;
      }
    }
    return Arrays.copyOf(earning, count);
  }

  private static List<Booking> bookings(CreditCase creditCase) {
    List<Booking> bookings = creditCase.conversion().bookings();
    if (!creditCase.newCustomer()) {
      return bookings;
    }
    List<Booking> withCustomer = new ArrayList<>(bookings);
    Booking first = bookings.get(0);
    long[] amounts = first.amounts().clone();
    amounts[AttributedMeasure.NEW_CUSTOMERS.ordinal()] = CreditModels.ONE;
    withCustomer.set(0, new Booking(first.time(), amounts));
    return withCustomer;
  }

  private static Credit withoutTouch(
      AttributionModel model,
      CreditCase creditCase,
      @Nullable String dealerId,
      @Nullable Evidence evidence,
      List<Booking> whole) {
    return credit(
        model,
        creditCase,
        dealerId,
        new Target(
            evidence == null ? Credit.UNATTRIBUTED : evidence.campaignId(),
            evidence == null ? Credit.DIRECT : evidence.channel(),
            Credit.NO_TOUCH,
            null),
        CreditModels.ONE,
        creditCase.conversion().value(),
        whole);
  }

  private static Credit byTouch(
      AttributionModel model,
      CreditCase creditCase,
      @Nullable String dealerId,
      Touch touch,
      Sharing sharing,
      int i) {
    return credit(
        model,
        creditCase,
        dealerId,
        new Target(touch.campaignId(), touch.channel(), touch.eventId(), touch.time()),
        sharing.weights[i],
        sharing.values[i],
        sharing.bookings.get(i));
  }

  private static Credit credit(
      AttributionModel model,
      CreditCase creditCase,
      @Nullable String dealerId,
      Target target,
      long weight,
      long value,
      List<Booking> bookings) {
    Conversion conversion = creditCase.conversion();
    return new Credit(
        model,
        conversion.conversionId(),
        conversion.type(),
        conversion.time(),
        PersonKey.personId(creditCase.person()),
        target.campaignId,
        target.channel,
        target.touchEventId,
        target.touchTime,
        weight,
        value,
        bookings,
        dealerId,
        null,
        null,
        creditCase.newCustomer(),
        conversion.voided(),
        1);
  }

  /** What is credited. */
  private record Target(
      String campaignId, String channel, String touchEventId, @Nullable Long touchTime) {}

  /** How a conversion is divided by weights. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sharing(long[] weights, long[] values, List<List<Booking>> bookings) {

    static Sharing of(long value, List<Booking> bookings, long[] weights) {
      return new Sharing(
          weights, LargestRemainder.split(value, weights), CreditSplit.split(bookings, weights));
    }
  }
}
