package io.campaignpulse.attribution;

import io.campaignpulse.event.ConversionType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a person knows that decides the credit of one of its conversions. The latest case of a
 * conversion and person replaces the earlier ones.
 *
 * @param person a {@link io.campaignpulse.identity.PersonKey}
 * @param touches eligible touches in their order
 * @param others touches that are known and not eligible
 * @param newCustomer whether it is the person's first valid order
 * @param owned false if the conversion is no longer this person's
 * @param settled true if the person has already forgotten touches that may have been eligible: an
 *     earlier case's touches stand then
 * @param cause what made it be decided
 */
public record CreditCase(
    String person,
    Conversion conversion,
    TouchLog touches,
    TouchLog others,
    boolean newCustomer,
    boolean owned,
    boolean settled,
    Cause cause) {

  private static final int NEW_CUSTOMER = 1;
  private static final int OWNED = 2;
  private static final int SETTLED = 4;

  /** A conversion that is no longer a person's. */
  static CreditCase lost(String person, Conversion conversion, Cause cause) {
    return new CreditCase(
        person, conversion, TouchLog.EMPTY, TouchLog.EMPTY, false, false, false, cause);
  }

  /** Writes it. */
  public void write(DataOutput out) throws IOException {
    CompactForm.write(person, out);
    CompactForm.write(conversion, out);
    touches.write(out);
    others.write(out);
    cause.write(out);
    out.writeByte((newCustomer ? NEW_CUSTOMER : 0) | (owned ? OWNED : 0) | (settled ? SETTLED : 0));
  }

  /** Reads what {@link #write} wrote. */
  public static CreditCase read(DataInput in) throws IOException {
    String person = CompactForm.readText(in);
    Conversion conversion = CompactForm.readConversion(in);
    TouchLog touches = TouchLog.read(in);
    TouchLog others = TouchLog.read(in);
    Cause cause = Cause.read(in);
    int flags = in.readByte();
    return new CreditCase(
        person,
        conversion,
        touches,
        others,
        (flags & NEW_CUSTOMER) != 0,
        (flags & OWNED) != 0,
        (flags & SETTLED) != 0,
        cause);
  }

  boolean isOfSameConversion(CreditCase other) {
    return conversion.conversionId().equals(other.conversion.conversionId());
  }

  /**
   * The case whose touches earn its credit: its own, or that of its lead.
   *
   * @param lead null if none is known
   */
  CreditCase explainedBy(@Nullable CreditCase lead) {
    return lead != null && isExplainedByLead() ? lead : this;
  }

  /** What earns its credit where no touch does, by itself or by its lead; null if nothing. */
  @Nullable Evidence evidence(@Nullable CreditCase lead) {
    return Evidence.stronger(
        conversion.evidence(), lead == null ? null : lead.conversion.evidence());
  }

  /**
   * The dealer of its conversion: the one it names, else that of its lead; null if none is named.
   */
  @Nullable String dealerId(@Nullable CreditCase lead) {
    String own = conversion.dealerId();
    return own != null || lead == null ? own : lead.conversion.dealerId();
  }

  /** Whether its lead's touches stand for its own: it has none, or no longer knows all it had. */
  private boolean isExplainedByLead() {
    return touches.isEmpty() || (settled && conversion.type() != ConversionType.ORDER);
  }

  /** What an earlier case decided, for the later version of its conversion. */
  CreditCase decidedAs(CreditCase earlier) {
    return new CreditCase(
        person,
        conversion,
        earlier.touches,
        earlier.others,
        earlier.newCustomer && !conversion.voided(),
        owned,
        settled,
        cause);
  }
}
