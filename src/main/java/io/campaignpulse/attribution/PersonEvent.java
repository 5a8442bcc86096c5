package io.campaignpulse.attribution;

import org.jspecify.annotations.Nullable;

/**
 * A touch or a conversion (exactly one is present) that a person gains, or loses again because it
 * turned out to be somebody else's. A gained conversion replaces its earlier version.
 *
 * @param person a {@link io.campaignpulse.identity.PersonKey}
 */
public record PersonEvent(
    String person, Change change, @Nullable Touch touch, @Nullable Conversion conversion) {

  /** Whether the person gains or loses it. */
  public enum Change {
    GAINED,
    LOST
  }

  /** A touch for a person. */
  public static PersonEvent of(String person, Change change, Touch touch) {
    return new PersonEvent(person, change, touch, null);
  }

  /** A conversion for a person. */
  public static PersonEvent of(String person, Change change, Conversion conversion) {
    return new PersonEvent(person, change, null, conversion);
  }

  /** When it happened, epoch milliseconds. */
  public long time() {
    if (touch != null) {
      return touch.time();
    }
    return conversion == null ? Long.MIN_VALUE : conversion.time();
  }
}
