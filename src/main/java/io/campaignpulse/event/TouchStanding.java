package io.campaignpulse.event;

/** Whether a touch may earn credit for a conversion, and if not, why. */
public enum TouchStanding {
  /** Within look-back: the models divide the credit among these. */
  ELIGIBLE,
  /** Longer before the conversion than the look-back of its type. */
  BEFORE_LOOK_BACK,
  /** After the conversion (for a lead's stage: after its CREATED). */
  AFTER_CONVERSION
}
