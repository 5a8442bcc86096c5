package io.campaignpulse.attribution;

import io.campaignpulse.attribution.PersonEvent.Change;
import java.util.function.Consumer;

/** The way of a conversion to its person: at once if the person is known, else by its visitor. */
public final class ConversionRouter {

  private ConversionRouter() {}

  /** Sends a gained or lost conversion on its way. */
  public static void send(
      Change change,
      Conversion conversion,
      Consumer<PersonEvent> toPerson,
      Consumer<VisitorEvent> toVisitor) {
    String person = conversion.knownPerson();
    if (person != null) {
      toPerson.accept(PersonEvent.of(person, change, conversion));
    } else if (conversion.visitorId() != null) {
      toVisitor.accept(VisitorEvent.of(conversion.visitorId(), change, conversion));
    }
  }
}
