package io.campaignpulse.event;

/** A column of the ledger; received = counted + duplicate + rejected + filtered + late. */
public enum Outcome {
  RECEIVED,
  COUNTED,
  DUPLICATE,
  REJECTED,
  FILTERED,
  LATE,
  /** Top-level fields of parsed records that no schema names; outside the equation. */
  UNKNOWN_FIELDS,
  /**
   * Duplicates whose content differed from the first arrival, and events of a campaign's name that
   * several campaigns have; outside the equation.
   */
  CONFLICT
}
