package io.campaignpulse.event;

/** What the credit of a conversion follows from, in the order in which it is asked. */
public enum CreditSource {
  /** Eligible touches of its person. */
  TOUCHES,
  /** The touches of the lead it is a stage of or came from. */
  LEAD_TOUCHES,
  /** The campaign or channel its lead declared itself. */
  DECLARED,
  /** The campaign that owns its coupon code. */
  COUPON,
  /** The campaign that its dealer takes part in. */
  DEALER,
  /** Nothing: it is unattributed. */
  NOTHING
}
