package io.campaignpulse.attribution;

import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.identity.LinkStatement;
import org.jspecify.annotations.Nullable;

/**
 * A touch or conversion whose owner is whoever the visitor was then, or a statement on who that is;
 * exactly one of the three is present.
 *
 * @param change LOST only for a conversion that turned out not to be this visitor's
 */
public record VisitorEvent(
    String visitorId,
    Change change,
    @Nullable Touch touch,
    @Nullable Conversion conversion,
    @Nullable LinkStatement link) {

  /** A touch of a visitor. */
  public static VisitorEvent of(String visitorId, Touch touch) {
    return new VisitorEvent(visitorId, Change.GAINED, touch, null, null);
  }

  /** A conversion of a visitor. */
  public static VisitorEvent of(String visitorId, Change change, Conversion conversion) {
    return new VisitorEvent(visitorId, change, null, conversion, null);
  }

  /** A statement on a visitor. */
  public static VisitorEvent of(String visitorId, LinkStatement link) {
    return new VisitorEvent(visitorId, Change.GAINED, null, null, link);
  }

  /** What an event that carries both ids says on its visitor; null if it doesn't. */
  public static @Nullable VisitorEvent link(
      @Nullable String visitorId, @Nullable String customerId, long time) {
    return visitorId == null || customerId == null
        ? null
        : of(visitorId, new LinkStatement(time, customerId, true));
  }

  /** When it happened or from when on it holds, epoch milliseconds. */
  public long time() {
    if (touch != null) {
      return touch.time();
    }
    if (conversion != null) {
      return conversion.time();
    }
    return link == null ? Long.MIN_VALUE : link.time();
  }
}
