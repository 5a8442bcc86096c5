package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import io.campaignpulse.wire.ResultForm;
import java.io.IOException;
import java.util.Map;

/** The ledger of all topics, by topic in their order: {topic: {received, counted, …}}. */
public final class LedgerForm implements ResultForm<Map<Topic, LedgerBook>> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(Map<Topic, LedgerBook> books, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Topic topic : Topic.values()) {
      LedgerBook book = books.get(topic);
      if (book != null) {
        out.writeObjectFieldStart(topic.label());
        counts(book.counts(), out);
        out.writeEndObject();
      }
    }
    out.writeEndObject();
  }

  private static void counts(long[] counts, JsonGenerator out) throws IOException {
    out.writeNumberField("received", counts[Outcome.RECEIVED.ordinal()]);
    out.writeNumberField("counted", counts[Outcome.COUNTED.ordinal()]);
    out.writeNumberField("duplicate", counts[Outcome.DUPLICATE.ordinal()]);
    out.writeNumberField("rejected", counts[Outcome.REJECTED.ordinal()]);
    out.writeNumberField("filtered", counts[Outcome.FILTERED.ordinal()]);
    out.writeNumberField("late", counts[Outcome.LATE.ordinal()]);
    out.writeNumberField("unknownFields", counts[Outcome.UNKNOWN_FIELDS.ordinal()]);
    if (counts[Outcome.CONFLICT.ordinal()] > 0) {
      out.writeNumberField("conflict", counts[Outcome.CONFLICT.ordinal()]);
    }
  }
}
