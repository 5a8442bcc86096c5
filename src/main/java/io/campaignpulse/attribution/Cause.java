package io.campaignpulse.attribution;

import io.campaignpulse.event.CorrectionCause;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What made the credit of a conversion be decided (again).
 *
 * @param time when it happened, epoch milliseconds
 */
public record Cause(CorrectionCause kind, long time) {

  private static final CorrectionCause[] KINDS = CorrectionCause.values();

  /** A conversion that came or changed. */
  static Cause of(Conversion conversion) {
    return new Cause(CorrectionCause.CONVERSION, conversion.changedAt());
  }

  /** What an event of a person changes by itself. */
  static Cause of(PersonEvent event) {
    PackedTouch touch = event.touch();
    Conversion conversion = event.conversion();
    long time =
        touch != null ? touch.time() : conversion == null ? Long.MIN_VALUE : conversion.changedAt();
    if (event.moved()) {
      return new Cause(CorrectionCause.IDENTITY, time);
    }
    return new Cause(touch != null ? CorrectionCause.TOUCH : CorrectionCause.CONVERSION, time);
  }

  /** The same event as what made another order the first. */
  Cause asFirstOrder() {
    return kind == CorrectionCause.IDENTITY ? this : new Cause(CorrectionCause.FIRST_ORDER, time);
  }

  /** The same event as what changed the lead of an order. */
  Cause asLead() {
    return new Cause(CorrectionCause.LEAD, time);
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(kind.ordinal());
    CompactForm.write(time, out);
  }

  static Cause read(DataInput in) throws IOException {
    return new Cause(KINDS[in.readByte()], CompactForm.readNumber(in));
  }
}
