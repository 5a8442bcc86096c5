package io.campaignpulse.attribution;

import static io.campaignpulse.testing.TestingJourneys.interaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.InteractionType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonRouterTest {
  private final List<PersonEvent> toPerson = new ArrayList<>();
  private final List<VisitorEvent> toVisitor = new ArrayList<>();

  @Test
  void aVisitFromAnIgnoredReferrerIsNoTouchButTeachesWhoTheVisitorIs() {
    ClassifiedInteraction visit =
        interaction("e", 1, InteractionType.CLICK, "v", "c", "(none)", "DIRECT", true, false);

    send(visit);
    assertThat(toPerson).hasSize(1);
    assertThat(toVisitor).hasSize(1);

    toPerson.clear();
    toVisitor.clear();
    send(ignored(visit));
    assertThat(toPerson).isEmpty();
    assertThat(toVisitor).hasSize(1);
  }

  private void send(ClassifiedInteraction visit) {
    PersonRouter.send(
        visit, AttributionOptions.defaults(Emission.ON_CHANGE), toPerson::add, toVisitor::add);
  }

  private static ClassifiedInteraction ignored(ClassifiedInteraction visit) {
    return new ClassifiedInteraction(
        visit.eventId(),
        visit.eventTime(),
        visit.type(),
        visit.visitorId(),
        visit.customerId(),
        visit.campaignId(),
        visit.campaignDeclared(),
        visit.channel(),
        visit.viewable(),
        visit.invalidTraffic(),
        true,
        visit.origin());
  }
}
