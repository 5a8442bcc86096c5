package io.campaignpulse.attribution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A touch or a conversion (exactly one is present) that a person gains, or loses again because it
 * turned out to be somebody else's. A gained conversion replaces its earlier version.
 *
 * @param person a {@link io.campaignpulse.identity.PersonKey}
 * @param moved whether what is known of a visitor's identity has changed, and nothing else
 */
public record PersonEvent(
    String person,
    Change change,
    boolean moved,
    @Nullable PackedTouch touch,
    @Nullable Conversion conversion) {

  private static final int GAINED = 1;
  private static final int MOVED = 2;
  private static final int TOUCH = 4;

  /** Whether the person gains or loses it. */
  public enum Change {
    GAINED,
    LOST
  }

  /** A touch for a person. */
  public static PersonEvent of(String person, Change change, PackedTouch touch) {
    return new PersonEvent(person, change, false, touch, null);
  }

  /** A conversion for a person. */
  public static PersonEvent of(String person, Change change, Conversion conversion) {
    return new PersonEvent(person, change, false, null, conversion);
  }

  /** Whether the person gains it; else it loses it. */
  boolean isGained() {
    return change == Change.GAINED;
  }

  /** The same, because it turned out who a visitor is. */
  PersonEvent asMoved() {
    return new PersonEvent(person, change, true, touch, conversion);
  }

  /** Writes it. */
  public void write(DataOutput out) throws IOException {
    CompactForm.write(person, out);
    out.writeByte((isGained() ? GAINED : 0) | (moved ? MOVED : 0) | (touch != null ? TOUCH : 0));
    if (touch != null) {
      touch.write(out);
    } else {
      CompactForm.writeOptional(conversion, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static PersonEvent read(DataInput in) throws IOException {
    String person = CompactForm.readText(in);
    int flags = in.readByte();
    Change change = (flags & GAINED) != 0 ? Change.GAINED : Change.LOST;
    boolean moved = (flags & MOVED) != 0;
    return (flags & TOUCH) != 0
        ? new PersonEvent(person, change, moved, PackedTouch.read(in), null)
        : new PersonEvent(person, change, moved, null, CompactForm.readOptionalConversion(in));
  }
}
