package io.campaignpulse.attribution;

import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.identity.PersonKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of what happened to its person: at once if the person is known, else by its visitor; and
 * of what it says on who a visitor is. Source: "Persons" in the contract.
 */
public final class PersonRouter {

  private PersonRouter() {}

  /** Sends what an interaction means on its way; invalid traffic means nothing. */
  public static void send(
      ClassifiedInteraction interaction,
      AttributionOptions options,
      Consumer<PersonEvent> toPerson,
      Consumer<VisitorEvent> toVisitor) {
    if (interaction.invalidTraffic()) {
      return;
    }
    String customer = interaction.customerId();
    String visitor = interaction.visitorId();
    teach(visitor, customer, interaction.eventTime(), toVisitor);
    PackedTouch touch = options.touchOf(interaction);
    if (touch == null) {
      return;
    }
    if (customer != null) {
      toPerson.accept(PersonEvent.of(PersonKey.customer(customer), Change.GAINED, touch));
    } else if (visitor != null) {
      toVisitor.accept(VisitorEvent.of(visitor, touch));
    }
  }

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

  /** Sends the link an event with both ids stands for. */
  public static void teach(
      @Nullable String visitor,
      @Nullable String customer,
      long time,
      Consumer<VisitorEvent> toVisitor) {
    if (visitor != null && customer != null) {
      toVisitor.accept(VisitorEvent.link(visitor, customer, time, true));
    }
  }

  /** Sends the link an event of a lead with both ids stands for, or that it stands for none. */
  public static void teach(Change change, LeadEvent event, Consumer<VisitorEvent> toVisitor) {
    String visitor = event.visitorId();
    String customer = event.customerId();
    if (visitor != null && customer != null) {
      toVisitor.accept(
          VisitorEvent.link(visitor, change, customer, event.eventTime(), event.eventId()));
    }
  }
}
