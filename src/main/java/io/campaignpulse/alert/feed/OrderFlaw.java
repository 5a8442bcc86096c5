package io.campaignpulse.alert.feed;

import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Credit;

/** Flaw that some orders usually have: a jump of their share shows that tracking has changed. */
public enum OrderFlaw {
  /** No touch is known that could have led to it. */
  WITHOUT_TOUCH("touches", AlertCause.TRACKING_PARTIAL),
  /** Another order of the same person, worth and second is known. */
  DOUBLED("doubles", AlertCause.TRACKING_DOUBLE);

  private final String subject;
  private final AlertCause cause;

  OrderFlaw(String subject, AlertCause cause) {
    this.subject = subject;
    this.cause = cause;
  }

  /** Returns the subject of its findings. */
  public String subject() {
    return subject;
  }

  /** Returns the cause of a jump. */
  AlertCause cause() {
    return cause;
  }

  /** Returns its place in {@link SourceMinute#nanos}. */
  public int index() {
    return WatchedSource.COUNT + ordinal();
  }

  /**
   * Returns how many orders of a row have no touch, in billionths.
   *
   * @param model of the credit that is counted
   */
  public static long withoutTouch(CampaignMetrics row, AttributionModel model) {
    return row.campaignId().equals(Credit.UNATTRIBUTED)
        ? WatchedSource.nanos(row, model)[WatchedSource.ORDERS.ordinal()]
        : 0;
  }
}
