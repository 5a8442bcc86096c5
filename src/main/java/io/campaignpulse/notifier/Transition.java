package io.campaignpulse.notifier;

import io.campaignpulse.event.AlertState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a target is told about an alert. */
enum Transition {
  /** It fires: for the first time, graver than before, or still. */
  FIRING,
  /** It is over. */
  RESOLVED,
  /** It should never have fired. */
  RETRACTED;

  /** The transition into a state; null where nobody has to be told. */
  static @Nullable Transition into(AlertState state) {
    return switch (state) {
      case FIRING -> FIRING;
      case RESOLVED -> RESOLVED;
      case RETRACTED -> RETRACTED;
      case PENDING, PAUSED -> null;
    };
  }

  /** Whether the alert is over. */
  boolean isEnd() {
    return this != FIRING;
  }

  /** The name in ids and types. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
