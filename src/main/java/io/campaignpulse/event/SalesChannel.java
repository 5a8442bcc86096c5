package io.campaignpulse.event;

/** Where an order was taken. */
public enum SalesChannel {
  ONLINE,
  STORE,
  DEALER,
  PHONE
}
