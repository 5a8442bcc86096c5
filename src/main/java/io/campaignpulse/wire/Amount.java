package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.AttributedMeasure;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;

/**
 * Amount of a measure that another column names. Avro has it as an exact decimal whatever the unit,
 * JSON as the measure's amounts are everywhere.
 */
record Amount(AttributedMeasure measure, long amount) {
  private static final int SCALE = 9;

  /** Kind of such columns; they are read back with their measure. */
  static final Kind<Amount> KIND =
      new Kind.Scalar<>(
          Amount.class,
          schema ->
              schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                  && decimal.getScale() == SCALE,
          Amount::write,
          Amount::write,
          datum -> {
            throw new UnsupportedOperationException("an amount is read with its measure");
          });

  /** Returns the amount in a field of a record whose measure stands in field {@code measure}. */
  static long read(GenericRecord row, String field) {
    BigInteger unscaled = new BigInteger(Kind.bytes(Objects.requireNonNull(row.get(field), field)));
    return AttributedMeasure.named(row.get("measure").toString())
        .amount(new BigDecimal(unscaled, SCALE));
  }

  private void write(Encoder out) throws IOException {
    out.writeBytes(measure.exact(amount).setScale(SCALE).unscaledValue().toByteArray());
  }

  private void write(JsonGenerator out) throws IOException {
    Parts.amount(out, measure, amount);
  }
}
