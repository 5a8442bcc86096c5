package io.campaignpulse.attribution;

import io.campaignpulse.event.LeadStage;

/**
 * How far a lead has come. It enters each stage once: a stage at or below the one it has entered
 * changes nothing. DISQUALIFIED takes back QUALIFIED and everything after it, which can then be
 * entered again; WON takes back LOST. Source: "Leads" in the contract. Stages have to come in their
 * order.
 *
 * @param entered stages of CREATED … WON entered, counted from the first; 0 is none
 */
record LeadProgress(int entered, boolean lost, boolean disqualified) {

  private static final int CREATED_ONLY = LeadStage.CREATED.ordinal() + 1;

  /** A lead that has entered nothing. */
  static LeadProgress none() {
    return new LeadProgress(0, false, false);
  }

  /** Where the lead stands after a stage; the same as before if it doesn't enter it. */
  LeadProgress after(LeadStage stage) {
    return switch (stage) {
      case CREATED, QUALIFIED, ACCEPTED, OPPORTUNITY, WON ->
          stage.ordinal() < entered
              ? this
              : new LeadProgress(stage.ordinal() + 1, lost && stage != LeadStage.WON, false);
      case LOST -> new LeadProgress(entered, true, disqualified);
      case DISQUALIFIED -> new LeadProgress(Math.min(entered, CREATED_ONLY), lost, true);
    };
  }

  /** The stage the lead is in, once it has entered one. */
  LeadStage stage() {
    if (disqualified) {
      return LeadStage.DISQUALIFIED;
    }
    return lost ? LeadStage.LOST : LeadStage.values()[entered - 1];
  }
}
