package io.campaignpulse.attribution;

import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import java.util.Map;

/**
 * The way of one lead through its stages. A lead that jumps enters the stages it jumped over too; a
 * stage is entered once, unless DISQUALIFIED took it back: that takes back everything after
 * CREATED. A reopened lead goes back to a stage: all above it are taken back. LOST and DISQUALIFIED
 * fill nothing; any other stage takes a LOST back. Source: "Leads" in the contract. Events have to
 * come in their order.
 */
final class LeadFunnel {

  private static final int NOT_ENTERED = -1;

  private final Map<LeadStage, StageEntry> entered;
  private int reached = NOT_ENTERED;

  /** Fills a map with what the lead enters. */
  LeadFunnel(Map<LeadStage, StageEntry> entered) {
    this.entered = entered;
  }

  /** Follows the lead one event further; a repeated stage changes nothing. */
  void apply(LeadEvent event) {
    switch (event.stage()) {
      case LOST -> enter(LeadStage.LOST, event);
      case DISQUALIFIED -> goBack(LeadStage.CREATED, event);
      default -> advance(event);
    }
  }

  private void advance(LeadEvent event) {
    if (event.reopened()) {
      goBack(event.stage(), event);
    }
    int target = event.stage().ordinal();
    for (int stage = reached + 1; stage <= target; stage++) {
      enter(LeadStage.values()[stage], event);
    }
    takeBack(LeadStage.LOST, event);
    reached = Math.max(reached, target);
  }

  private void goBack(LeadStage target, LeadEvent event) {
    for (int stage = reached; stage > target.ordinal(); stage--) {
      takeBack(LeadStage.values()[stage], event);
    }
    reached = Math.min(reached, target.ordinal());
  }

  private void enter(LeadStage stage, LeadEvent event) {
    entered.computeIfAbsent(stage, s -> new StageEntry(s, event)).enter(event);
  }

  private void takeBack(LeadStage stage, LeadEvent event) {
    StageEntry entry = entered.get(stage);
    if (entry != null) {
      entry.takeBack(event);
    }
  }
}
