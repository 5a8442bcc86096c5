package io.campaignpulse.wire;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Correction;
import io.campaignpulse.event.CorrectionCause;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CreditSource;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.JourneyTouch;
import io.campaignpulse.event.TouchStanding;

/** Columns of what attribution decides. */
final class CreditShapes {

  private static final RecordShape<Booking> BOOKING =
      new RecordShape<>(
          Booking.class,
          columns ->
              columns
                  .time("time", Booking::time)
                  .vector(AttributedMeasure.class, CreditShapes::kind, Booking::amounts));

  static final RecordShape<Credit> CREDIT =
      new RecordShape<>(
          Credit.class,
          columns ->
              columns
                  .key(Credit::key)
                  .symbol("model", AttributionModel.class, Credit::model)
                  .text("conversionId", Credit::conversionId)
                  .symbol("conversionType", ConversionType.class, Credit::conversionType)
                  .time("conversionTime", Credit::conversionTime)
                  .text("personId", Credit::personId)
                  .text("campaignId", Credit::campaignId)
                  .text("channel", Credit::channel)
                  .text("touchEventId", Credit::touchEventId)
                  .time("touchTime", Credit::touchTime)
                  .nanos("weight", Credit::weightNanos)
                  .micros("value", Credit::valueMicros)
                  .list("bookings", BOOKING, Credit::bookings)
                  .text("dealerId", Credit::dealerId)
                  .nanos("previousWeight", Credit::previousWeightNanos)
                  .micros("previousValue", Credit::previousValueMicros)
                  .flag("newCustomer", Credit::newCustomer)
                  .flag("voided", Credit::voided)
                  .count("revision", Credit::revision));

  private static final RecordShape<JourneyTouch> TOUCH =
      new RecordShape<>(
          JourneyTouch.class,
          columns ->
              columns
                  .text("eventId", JourneyTouch::eventId)
                  .time("time", JourneyTouch::time)
                  .symbol("type", InteractionType.class, JourneyTouch::type)
                  .text("campaignId", JourneyTouch::campaignId)
                  .text("channel", JourneyTouch::channel)
                  .symbol("standing", TouchStanding.class, JourneyTouch::standing)
                  .column("weights", ModelWeights::bind, JourneyTouch::weights));

  private static final RecordShape<Correction> CORRECTION =
      new RecordShape<>(
          Correction.class,
          columns ->
              columns
                  .symbol("cause", CorrectionCause.class, Correction::cause)
                  .time("causedAt", Correction::causedAt)
                  .time("decidedAt", Correction::decidedAt));

  static final RecordShape<Explanation> EXPLANATION =
      new RecordShape<>(
          Explanation.class,
          columns ->
              columns
                  .key(Explanation::key)
                  .text("conversionId", Explanation::conversionId)
                  .symbol("conversionType", ConversionType.class, Explanation::conversionType)
                  .time("conversionTime", Explanation::conversionTime)
                  .time("eligibleUntil", Explanation::eligibleUntil)
                  .text("personId", Explanation::personId)
                  .text("leadId", Explanation::leadId)
                  .micros("value", Explanation::valueMicros)
                  .flag("newCustomer", Explanation::newCustomer)
                  .flag("voided", Explanation::voided)
                  .symbol("source", CreditSource.class, Explanation::source)
                  .text("campaignId", Explanation::campaignId)
                  .text("channel", Explanation::channel)
                  .list("touches", TOUCH, Explanation::touches)
                  .list("corrections", CORRECTION, Explanation::corrections)
                  .count("correctionCount", Explanation::correctionCount)
                  .count("revision", Explanation::revision));

  static final RecordShape<ConversionBooking> CONVERSION_BOOKING =
      new RecordShape<>(
          ConversionBooking.class,
          columns ->
              columns
                  .key(ConversionBooking::conversionId)
                  .text("conversionId", ConversionBooking::conversionId)
                  .symbol("conversionType", ConversionType.class, ConversionBooking::conversionType)
                  .list("bookings", BOOKING, ConversionBooking::bookings));

  private CreditShapes() {}

  /** Returns the kind of an attributed measure's amounts. */
  static Kind<Long> kind(AttributedMeasure measure) {
    return measure.unit() == AttributedMeasure.Unit.MICROS ? Kind.MICROS : Kind.NANOS;
  }
}
