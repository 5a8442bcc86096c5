package io.campaignpulse.event;

/** Grade of the evidence behind an alert or an outlook, weakest first. */
public enum EvidenceGrade {
  /** Too little was to be expected yet for any statement. */
  LEARNING,
  WEAK,
  SOUND,
  STRONG
}
