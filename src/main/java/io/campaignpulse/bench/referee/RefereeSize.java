package io.campaignpulse.bench.referee;

import java.util.List;

/**
 * How many campaigns are measured.
 *
 * @param campaigns of each scenario and volume
 * @param old campaigns of each volume that have run since the installation began
 * @param warmUpDays how long that is ago where an installation isn't fresh
 * @param volumes only these; all where it is empty
 */
record RefereeSize(int campaigns, int old, int warmUpDays, List<Integer> volumes) {

  /** The volumes of a scenario that are measured. */
  List<Integer> volumes(Scenario scenario) {
    return scenario.volumes().stream()
        .filter(volume -> volumes.isEmpty() || volumes.contains(volume))
        .toList();
  }
}
