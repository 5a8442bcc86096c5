package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.Emission;
import org.jspecify.annotations.Nullable;

/** The revision of the next transition of an alert. */
public final class AlertRevision {

  private AlertRevision() {}

  /** A replay counts transitions; live no restored job may publish below what readers have. */
  public static long after(@Nullable Alert open, long now, Emission emission) {
    long next = open == null ? 1 : open.revision() + 1;
    return emission == Emission.AT_END ? next : Math.max(next, now);
  }
}
