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

  /** A statement that from an instant on a visitor is the customer, or no longer is. */
  public static VisitorEvent link(String visitorId, String customerId, long time, boolean linked) {
    return new VisitorEvent(
        visitorId, Change.GAINED, null, null, new LinkStatement(time, customerId, linked));
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
