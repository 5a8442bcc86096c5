package io.campaignpulse.event;

/** Why the credit of a conversion was decided again. */
public enum CorrectionCause {
  /** A touch arrived after its conversion, or went because its person has too many. */
  TOUCH,
  /** A visitor turned out to be, or no longer to be, a customer. */
  IDENTITY,
  /** The conversion changed: a return, a cancellation, a further event of the lead. */
  CONVERSION,
  /** Another order turned out to be, or no longer to be, the person's first. */
  FIRST_ORDER,
  /** The lead that an order came from changed. */
  LEAD
}
