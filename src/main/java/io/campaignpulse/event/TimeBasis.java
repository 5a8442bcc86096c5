package io.campaignpulse.event;

/** In which window credit is booked. */
public enum TimeBasis {
  /** In the window of the conversion ("cash"): ties out with the shop's ledger. */
  CONVERSION_TIME,
  /** In the window of the touch that earned it ("accrual"): right for what was bought that day. */
  INTERACTION_TIME
}
