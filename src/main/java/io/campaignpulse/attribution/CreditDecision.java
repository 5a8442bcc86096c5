package io.campaignpulse.attribution;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.identity.PersonKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the credit of a conversion: its eligible touches by their weights, else the credit of
 * its lead, else what it or its lead declared, else nobody. Source: "Who gets the credit" in the
 * contract. Every decision is the whole: revision 1, the full history in its bookings.
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
    CreditCase explained = lead != null && creditCase.isExplainedByLead() ? lead : creditCase;
    List<Booking> bookings = bookings(creditCase);
    List<Touch> touches = explained.touches().toList();
    List<Credit> credits = new ArrayList<>();
    for (AttributionModel model : options.models()) {
      if (touches.isEmpty()) {
        credits.add(withoutTouch(model, creditCase, explained.conversion(), bookings));
      } else {
        credits.addAll(byTouches(model, creditCase, touches, bookings));
      }
    }
    return credits;
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

  private Credit withoutTouch(
      AttributionModel model, CreditCase creditCase, Conversion declaring, List<Booking> bookings) {
    String campaign = declaring.declaredCampaign();
    String channel = declaring.declaredChannel();
    return credit(
        model,
        creditCase,
        new Target(
            campaign == null ? Credit.UNATTRIBUTED : campaign,
            channel == null ? Credit.DIRECT : channel,
            Credit.NO_TOUCH,
            null),
        CreditModels.ONE,
        creditCase.conversion().value(),
        Bookings.normalised(bookings));
  }

  private List<Credit> byTouches(
      AttributionModel model, CreditCase creditCase, List<Touch> touches, List<Booking> bookings) {
    List<Touch> path = CreditModels.path(model, touches, options.collapse());
    long[] all = CreditModels.weights(model, path, options.halfLife());
    int[] earning = IntStream.range(0, all.length).filter(i -> all[i] != 0).toArray();
    long[] weights = Arrays.stream(earning).mapToLong(i -> all[i]).toArray();
    long[] values = LargestRemainder.split(creditCase.conversion().value(), weights);
    List<List<Booking>> shares = CreditSplit.split(bookings, weights);
    List<Credit> credits = new ArrayList<>();
    for (int i = 0; i < earning.length; i++) {
      Touch touch = path.get(earning[i]);
      Target target =
          new Target(touch.campaignId(), touch.channel(), touch.eventId(), touch.time());
      credits.add(credit(model, creditCase, target, weights[i], values[i], shares.get(i)));
    }
    return credits;
  }

  private static Credit credit(
      AttributionModel model,
      CreditCase creditCase,
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
        null,
        null,
        creditCase.newCustomer(),
        conversion.voided(),
        1);
  }

  /** What is credited. */
  private record Target(
      String campaignId, String channel, String touchEventId, @Nullable Long touchTime) {}
}
