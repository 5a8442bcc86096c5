package io.campaignpulse.attribution;

import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.JourneyNode;
import io.campaignpulse.journey.JourneyPaths;
import io.campaignpulse.journey.JourneyTouch;
import io.campaignpulse.journey.PathEnd;
import io.campaignpulse.journey.PathTally;
import java.util.ArrayList;
import java.util.List;

/** What a person's touches and conversions mean as paths: voided conversions end none. */
final class PersonPaths {

  private PersonPaths() {}

  /** All paths of a person, those that are still open included. */
  static List<JourneyChange> all(
      List<Touch> touches, List<Conversion> conversions, AttributionOptions options) {
    List<JourneyTouch> journey = new ArrayList<>();
    for (Touch touch : touches) {
      JourneyNode node = new JourneyNode(touch.campaignId(), touch.channel());
      long openUntil = touch.time() + options.lookBack(touch.type());
      journey.add(new JourneyTouch(touch.time(), openUntil, node));
    }
    List<PathEnd> ends = new ArrayList<>();
    for (Conversion conversion : conversions) {
      if (!conversion.voided()) {
        ends.add(new PathEnd(conversion.type(), conversion.eligibleAt(), false));
      }
    }
    PathTally tally = new PathTally();
    new JourneyPaths(journey, ends).count(Long.MAX_VALUE, 1, tally);
    return tally.changes();
  }
}
