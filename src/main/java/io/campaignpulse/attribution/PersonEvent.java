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
 */
public record PersonEvent(
    String person, Change change, @Nullable PackedTouch touch, @Nullable Conversion conversion) {

  /** Whether the person gains or loses it. */
  public enum Change {
    GAINED,
    LOST
  }

  /** A touch for a person. */
  public static PersonEvent of(String person, Change change, PackedTouch touch) {
    return new PersonEvent(person, change, touch, null);
  }

  /** A conversion for a person. */
  public static PersonEvent of(String person, Change change, Conversion conversion) {
    return new PersonEvent(person, change, null, conversion);
  }

  /** Whether the person gains it; else it loses it. */
  boolean isGained() {
    return change == Change.GAINED;
  }

  /** Writes it. */
  public void write(DataOutput out) throws IOException {
    CompactForm.write(person, out);
    out.writeBoolean(isGained());
    out.writeBoolean(touch != null);
    if (touch != null) {
      touch.write(out);
    } else {
      CompactForm.writeOptional(conversion, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static PersonEvent read(DataInput in) throws IOException {
    String person = CompactForm.readText(in);
    Change change = in.readBoolean() ? Change.GAINED : Change.LOST;
    return in.readBoolean()
        ? new PersonEvent(person, change, PackedTouch.read(in), null)
        : new PersonEvent(person, change, null, CompactForm.readOptionalConversion(in));
  }
}
