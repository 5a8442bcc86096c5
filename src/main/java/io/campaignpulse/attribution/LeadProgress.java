package io.campaignpulse.attribution;

import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;

/**
 * How far a lead has come. It enters each stage once: a stage at or below the one it has entered
 * changes nothing, unless it is reopened or the lead was lost. DISQUALIFIED takes back QUALIFIED
 * and everything after it, a reopened stage everything above it, which can then be entered again;
 * any stage of CREATED … WON takes back LOST. Source: "Leads" in the contract. Events have to come
 * in their order.
 *
 * @param entered stages of CREATED … WON entered, counted from the first; 0 is none
 */
record LeadProgress(int entered, boolean lost, boolean disqualified) {

  private static final int CREATED_ONLY = LeadStage.CREATED.ordinal() + 1;

  /** A lead that has entered nothing. */
  static LeadProgress none() {
    return new LeadProgress(0, false, false);
  }

  /** The progress after an event; the same as before if it changes nothing. */
  LeadProgress after(LeadEvent event) {
    int reached = event.stage().ordinal() + 1;
    return switch (event.stage()) {
      case CREATED, QUALIFIED, ACCEPTED, OPPORTUNITY, WON ->
          new LeadProgress(
              event.reopened() ? reached : Math.max(entered, reached),
              false,
              disqualified && reached <= entered && !event.reopened());
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
