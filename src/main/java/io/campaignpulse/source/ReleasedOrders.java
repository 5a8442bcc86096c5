package io.campaignpulse.source;

import java.io.IOException;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Decoder;

/**
 * Reader of orders written before a return could carry an amount: the server of then wrote a return
 * of everything with an empty list of lines, which is refused today.
 */
final class ReleasedOrders extends GenericDatumReader<GenericRecord> {

  private static final String LINES = "lines";

  private ReleasedOrders(Schema writer, Schema reader) {
    super(writer, reader);
  }

  /** Returns the reader for a writer's schema of orders. */
  static GenericDatumReader<GenericRecord> of(Schema writer, Schema reader) {
    return writer.getField("amount") == null
        ? new ReleasedOrders(writer, reader)
        : new GenericDatumReader<>(writer, reader);
  }

  @Override
  public GenericRecord read(GenericRecord reuse, Decoder in) throws IOException {
    GenericRecord order = super.read(reuse, in);
    if (order.get(LINES) instanceof Collection<?> lines && lines.isEmpty()) {
      order.put(LINES, null);
    }
    return order;
  }
}
