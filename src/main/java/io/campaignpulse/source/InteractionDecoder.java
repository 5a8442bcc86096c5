package io.campaignpulse.source;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.InteractionReader;
import io.campaignpulse.ingest.TimeBounds;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of the hot topic. Records of the current schema that are beyond doubt are read
 * straight from their bytes; whatever is in any way unusual is left to {@link TopicDecoder}, whose
 * verdict therefore always stands.
 */
public final class InteractionDecoder implements RecordDecoder<Interaction> {
  private static final long CURRENT = SingleObject.fingerprint(WireSchema.INTERACTIONS.schema());

  private final TimeBounds bounds;
  private final TopicDecoder<Interaction> careful;
  private transient @Nullable InteractionBytes fast;

  /** A decoder that believes event times within the bounds. */
  public InteractionDecoder(TimeBounds bounds) {
    this.bounds = bounds;
    this.careful = new TopicDecoder<>(Topic.INTERACTIONS, InteractionReader::new, bounds);
  }

  @Override
  public Interaction decode(RawRecord record, IntConsumer unknownFields) {
    byte[] value = record.value();
    if (value != null
        && record.format() == WireFormat.AVRO
        && value.length <= SingleObject.MAX_BYTES
        && SingleObject.isWrittenWith(CURRENT, value)) {
      Interaction interaction = fast().read(value, record);
      if (interaction != null) {
        bounds.check(interaction.eventTime(), interaction.origin().arrivalTime());
        return interaction;
      }
    }
    return careful.decode(record, unknownFields);
  }

  private InteractionBytes fast() {
    InteractionBytes made = fast;
    if (made == null) {
      made = new InteractionBytes();
      fast = made;
    }
    return made;
  }
}
