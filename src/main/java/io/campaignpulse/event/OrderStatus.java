package io.campaignpulse.event;

/** What an order event says of its order. */
public enum OrderStatus {
  PLACED,
  CANCELLED,
  RETURNED
}
