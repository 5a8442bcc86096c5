package io.campaignpulse.attribution;

import io.campaignpulse.event.JourneyChange;

/** Where a history tells what an event changed. */
public interface HistoryOutput {

  /** A conversion whose credit is decided anew. */
  void tell(CreditCase creditCase);

  /** Paths that are told, or taken back. */
  void tell(JourneyChange change);

  /** What a customer gains or loses; only visitors tell that. */
  void tell(PersonEvent event);

  /** A touch went because its person has too many. */
  void forgotTouch();

  /** A touch or link came when all credit it could have changed was settled. */
  void cameLate();
}
