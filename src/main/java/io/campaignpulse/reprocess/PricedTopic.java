package io.campaignpulse.reprocess;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.CanonicalJson;
import io.campaignpulse.ingest.FxRates;
import io.campaignpulse.ingest.Pricing;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.source.RawRecords;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.wire.EventEncoders;
import io.campaignpulse.wire.ValueEncoder;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic whose events need an exchange rate: how they are read, priced and written.
 *
 * @param pricing the one the jobs use, so that what it can price they can
 */
record PricedTopic<E extends Record & Event>(
    Topic topic,
    Class<E> type,
    RecordDecoder<E> decoder,
    ValueEncoder<E> encoder,
    Pricing<E, ?> pricing) {

  /** What stands ready to be put back: an event and the record that says it. */
  record Copy<E>(E event, ProducerRecord<byte[], byte[]> record) {}

  /** The topics there are. */
  static List<PricedTopic<?>> all() {
    // Its time was believed when it came; here only its words are read.
    RecordDecoders decoders = new RecordDecoders(new TimeBounds(TimeBounds.LATEST, 0));
    return List.of(
        new PricedTopic<>(
            Topic.ORDERS,
            OrderEvent.class,
            decoders.orders(),
            EventEncoders.ORDERS,
            Pricing::order),
        new PricedTopic<>(
            Topic.LEADS, LeadEvent.class, decoders.leads(), EventEncoders.LEADS, Pricing::lead),
        new PricedTopic<>(
            Topic.SPEND, SpendReport.class, decoders.spend(), EventEncoders.SPEND, Pricing::spend));
  }

  /** The event as its rejection tells it; null where that was cut. */
  @Nullable E told(Rejection rejection) {
    byte[] payload = rejection.payload();
    if (payload == null) {
      return null;
    }
    try {
      return CanonicalJson.read(
          payload,
          type,
          new Origin(rejection.partition(), rejection.position(), null, rejection.arrivalTime()));
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The record to put back: the original, or where that is gone or is another by now, one made from
   * the rejection; null if neither can be had.
   */
  @Nullable Copy<E> copy(@Nullable ConsumerRecord<byte[], byte[]> original, @Nullable E told) {
    E read = original == null ? null : read(original);
    if (original != null && read != null && (told == null || isSame(read, told))) {
      return new Copy<>(
          read,
          new ProducerRecord<>(
              topic.label(), null, original.key(), original.value(), original.headers()));
    }
    return told == null
        ? null
        : new Copy<>(
            told, new ProducerRecord<>(topic.label(), encoder.key(told), encoder.value(told)));
  }

  /** Whether a job that knows these rates can price the event. */
  boolean isPriceable(E event, FxRates rates) {
    try {
      pricing.price(event, rates);
      return true;
    } catch (Pricing.MissingRateException e) {
      return false;
    } catch (ArithmeticException e) {
      // The job will refuse it for what it is: too large.
      return true;
    }
  }

  private boolean isSame(E read, E told) {
    return CanonicalJson.of(read).equals(CanonicalJson.of(told));
  }

  private @Nullable E read(ConsumerRecord<byte[], byte[]> original) {
    try {
      return decoder.decode(RawRecords.of(topic, original), unknown -> {});
    } catch (RejectedException e) {
      return null;
    }
  }
}
