package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who gets the credit for a conversion. */
final class Journeys {

  private static final Map<String, String> TYPES =
      Map.of(
          "CREATED", "LEAD",
          "QUALIFIED", "QUALIFIED_LEAD",
          "ACCEPTED", "ACCEPTED_LEAD",
          "OPPORTUNITY", "OPPORTUNITY",
          "WON", "WON_LEAD",
          "LOST", "LOST_LEAD");

  private final OracleSettings settings;
  private final Persons persons;
  private final Catalogue catalogue;
  private final List<Contact> contacts;

  Journeys(OracleSettings settings, Persons persons, Catalogue catalogue, List<Contact> contacts) {
    this.settings = settings;
    this.persons = persons;
    this.catalogue = catalogue;
    this.contacts = contacts;
  }

  /** The stages of a lead as conversions. */
  List<Conversion> ofLead(String leadId, Funnel lead) {
    Line naming = lead.naming();
    String person = naming == null ? null : persons.of(naming);
    List<Conversion> conversions = new ArrayList<>();
    for (Funnel.Entry entry : lead.entries()) {
      Instant time = entry.firstEntered();
      Instant since = lead.touchedUntil(entry);
      List<Touch> touches = eligible(person, since);
      if (touches.isEmpty()) {
        touches = List.of(withoutTouch(lead, time));
      }
      conversions.add(
          new Conversion(
              leadId + ":" + entry.stage,
              TYPES.getOrDefault(entry.stage, entry.stage),
              time,
              person,
              dealerOf(lead),
              touches,
              since,
              entry.steps,
              entry.stands ? entry.value : BigDecimal.ZERO,
              false,
              !entry.stands));
    }
    return conversions;
  }

  /** An order as a conversion; its lead, if it has one, may have touches where it has none. */
  Conversion ofOrder(Basket order, @Nullable Funnel lead, boolean newCustomer) {
    Line placed = order.placed();
    Instant time = placed.eventTime();
    String person = persons.of(placed);
    Instant weighedAt = time;
    List<Touch> touches = eligible(person, time);
    if (touches.isEmpty() && lead != null) {
      weighedAt = lead.touchedUntil(lead.entries().get(0));
      Line naming = lead.naming();
      touches = eligible(naming == null ? null : persons.of(naming), weighedAt);
    }
    if (touches.isEmpty()) {
      touches = List.of(withoutTouch(placed, lead));
    }
    String own = placed.optional("dealerId");
    return new Conversion(
        placed.text("orderId"),
        "ORDER",
        time,
        person,
        own != null ? own : dealerOf(lead),
        touches,
        weighedAt,
        order.steps(newCustomer),
        order.net(),
        newCustomer,
        order.isVoid());
  }

  private static @Nullable String dealerOf(@Nullable Funnel lead) {
    Line dealing = lead == null ? null : lead.dealing();
    return dealing == null ? null : dealing.text("dealerId");
  }

  private Touch withoutTouch(Line placed, @Nullable Funnel lead) {
    Instant time = placed.eventTime();
    Touch declared = lead == null ? null : declared(lead, time);
    if (declared != null) {
      return declared;
    }
    String ofCoupon = catalogue.owner("couponCodes", placed.optional("couponCode"), time);
    if (ofCoupon != null) {
      return Touch.none(time, ofCoupon, "COUPON");
    }
    String ofDealer = catalogue.owner("dealerIds", placed.optional("dealerId"), time);
    if (ofDealer == null && lead != null) {
      ofDealer = ofDealer(lead);
    }
    return ofDealer == null ? nobody(time) : Touch.none(time, ofDealer, "DEALER");
  }

  private Touch withoutTouch(Funnel lead, Instant time) {
    Touch declared = declared(lead, time);
    if (declared != null) {
      return declared;
    }
    String ofDealer = ofDealer(lead);
    return ofDealer == null ? nobody(time) : Touch.none(time, ofDealer, "DEALER");
  }

  /** The owner of the dealer at the time of the event that names it. */
  private @Nullable String ofDealer(Funnel lead) {
    Line dealing = lead.dealing();
    return dealing == null
        ? null
        : catalogue.owner("dealerIds", dealing.text("dealerId"), dealing.eventTime());
  }

  private static @Nullable Touch declared(Funnel lead, Instant time) {
    Line declaring = lead.declaring();
    if (declaring == null) {
      return null;
    }
    String channel = declaring.optional("channel");
    return Touch.none(
        time,
        Objects.requireNonNullElse(declaring.optional("campaignId"), Touch.NOBODY),
        channel == null ? Touch.DIRECT : Contact.code(channel));
  }

  private static Touch nobody(Instant time) {
    return Touch.none(time, Touch.NOBODY, Touch.DIRECT);
  }

  /** The touches of a person up to a time, in their order. */
  private List<Touch> eligible(@Nullable String person, Instant at) {
    if (person == null) {
      return List.of();
    }
    return contacts.stream()
        .filter(contact -> settings.isTouch(contact.type()))
        .filter(contact -> !"false".equals(contact.line().optional("viewable")))
        .filter(contact -> person.equals(persons.of(contact.line())))
        .map(Contact::touch)
        .filter(touch -> !touch.time().isAfter(at))
        .filter(touch -> withinLookback(touch, at))
        .sorted(Touch.BY_TIME)
        .toList();
  }

  private boolean withinLookback(Touch touch, Instant at) {
    return Duration.between(touch.time(), at).compareTo(settings.lookback(touch.type())) <= 0;
  }

  /** Of each person the first order that isn't void; one of nobody is its own person's first. */
  List<Basket> firstOrders(Collection<Basket> orders) {
    List<Basket> valid =
        orders.stream()
            .filter(order -> !order.isVoid())
            .sorted(Comparator.comparing(Basket::placed, Judge.BY_TIME))
            .toList();
    List<Basket> firsts = new ArrayList<>();
    for (Basket order : valid) {
      String person = persons.of(order.placed());
      boolean isFirst =
          person == null
              || firsts.stream().noneMatch(first -> person.equals(persons.of(first.placed())));
      if (isFirst) {
        firsts.add(order);
      }
    }
    return firsts;
  }
}
