package io.campaignpulse.event;

/** What an order event says of its order. */
public enum OrderStatus {
  PLACED,
  CANCELLED,
  RETURNED,
  UPDATED;

  /** Whether the event lists the whole order, as it was placed or as it is by now. */
  public boolean listsWholeOrder() {
    return this == PLACED || this == UPDATED;
  }
}
