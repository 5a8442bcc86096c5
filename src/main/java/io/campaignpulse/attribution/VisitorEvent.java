package io.campaignpulse.attribution;

import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.identity.LinkStatement;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A touch or conversion whose owner is whoever the visitor was then, or a statement on who that is;
 * exactly one of the three is present.
 *
 * @param change LOST only for a conversion that turned out not to be this visitor's, and for a
 *     statement of a lead's event that turned out not to count
 */
public record VisitorEvent(
    String visitorId,
    Change change,
    @Nullable PackedTouch touch,
    @Nullable Conversion conversion,
    @Nullable LinkStatement link) {

  private static final int TOUCH = 0;
  private static final int LINK = 1;
  private static final int GAINED = 2;
  private static final int LOST = 3;
  private static final int LOST_LINK = 4;

  /** A touch of a visitor. */
  public static VisitorEvent of(String visitorId, PackedTouch touch) {
    return new VisitorEvent(visitorId, Change.GAINED, touch, null, null);
  }

  /** A conversion of a visitor. */
  public static VisitorEvent of(String visitorId, Change change, Conversion conversion) {
    return new VisitorEvent(visitorId, change, null, conversion, null);
  }

  /** A statement that from an instant on a visitor is the customer, or no longer is. */
  public static VisitorEvent link(String visitorId, String customerId, long time, boolean linked) {
    return new VisitorEvent(
        visitorId, Change.GAINED, null, null, new LinkStatement(time, customerId, linked));
  }

  /** A link that an event of a lead makes, or that is taken back. */
  public static VisitorEvent link(
      String visitorId, Change change, String customerId, long time, String leadEventId) {
    return new VisitorEvent(
        visitorId, change, null, null, new LinkStatement(time, customerId, true, leadEventId));
  }

  /** Writes it. */
  public void write(DataOutput out) throws IOException {
    CompactForm.write(visitorId, out);
    if (touch != null) {
      out.writeByte(TOUCH);
      touch.write(out);
    } else if (link != null) {
      out.writeByte(change == Change.GAINED ? LINK : LOST_LINK);
      CompactForm.write(link, out);
    } else {
      out.writeByte(change == Change.GAINED ? GAINED : LOST);
      CompactForm.writeOptional(conversion, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static VisitorEvent read(DataInput in) throws IOException {
    String visitorId = CompactForm.readText(in);
    int kind = in.readByte();
    return switch (kind) {
      case TOUCH -> of(visitorId, PackedTouch.read(in));
      case LINK, LOST_LINK ->
          new VisitorEvent(
              visitorId,
              kind == LINK ? Change.GAINED : Change.LOST,
              null,
              null,
              CompactForm.readLink(in));
      case GAINED, LOST ->
          new VisitorEvent(
              visitorId,
              kind == GAINED ? Change.GAINED : Change.LOST,
              null,
              CompactForm.readOptionalConversion(in),
              null);
      default -> throw new IOException("unknown kind of visitor event: " + kind);
    };
  }
}
