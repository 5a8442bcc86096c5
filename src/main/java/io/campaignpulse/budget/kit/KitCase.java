package io.campaignpulse.budget.kit;

import java.util.List;

/**
 * A case of the kit: one episode on a campaign of its own.
 *
 * @param name the campaignId; the alertId begins with it
 * @param why the reason for the expected actions, or for none
 * @param expected actions in order
 */
public record KitCase(String name, String why, List<KitExpectation> expected) {

  /** Freezes the expectations. */
  public KitCase {
    expected = List.copyOf(expected);
  }
}
