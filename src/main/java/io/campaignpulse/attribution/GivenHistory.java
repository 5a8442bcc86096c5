package io.campaignpulse.attribution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The touches and conversions a visitor gave to customers, kept so that a later link can move them.
 * Mutable: it belongs to the visitor's history.
 */
final class GivenHistory {

  private TouchLog touches;
  private final List<Conversion> conversions;

  private GivenHistory(TouchLog touches, List<Conversion> conversions) {
    this.touches = touches;
    this.conversions = conversions;
  }

  /** Nothing given. */
  static GivenHistory empty() {
    return new GivenHistory(TouchLog.EMPTY, new ArrayList<>(0));
  }

  TouchLog touches() {
    return touches;
  }

  List<Conversion> conversions() {
    return List.copyOf(conversions);
  }

  /** The version of a conversion that was given; null if none was or its credit is settled. */
  @Nullable Conversion find(String conversionId) {
    return Conversions.find(conversions, conversionId);
  }

  /**
   * Remembers what a customer gains, or no longer what it loses.
   *
   * @param maxTouches how many touches are remembered; of more the oldest go
   */
  void apply(PersonEvent event, int maxTouches) {
    if (event.touch() != null) {
      touches = event.isGained() ? touches.with(event.touch()) : touches.without(event.touch());
      while (touches.count() > maxTouches) {
        touches = touches.withoutOldest();
      }
    } else if (event.conversion() != null) {
      Conversions.replace(conversions, event.change(), event.conversion());
    }
  }

  /** Forgets what is dated before these instants (epoch milliseconds). */
  void forget(long touchesBefore, long conversionsBefore) {
    touches = touches.since(touchesBefore);
    Conversions.removeBefore(conversions, conversionsBefore);
  }

  /** From when on there is something to forget, epoch milliseconds; at the end of time if never. */
  long expiresAt(AttributionOptions options) {
    return Math.min(touches.expiresAt(options), Conversions.expiresAt(conversions, options));
  }

  boolean isEmpty() {
    return touches.isEmpty() && conversions.isEmpty();
  }

  GivenHistory copy() {
    return new GivenHistory(touches, new ArrayList<>(conversions));
  }

  void write(DataOutput out) throws IOException {
    touches.write(out);
    CompactForm.writeAll(conversions, out);
  }

  static GivenHistory read(DataInput in) throws IOException {
    return new GivenHistory(TouchLog.read(in), CompactForm.readConversions(in));
  }
}
