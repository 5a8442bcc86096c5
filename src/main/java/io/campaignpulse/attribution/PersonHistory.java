package io.campaignpulse.attribution;

import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.identity.PersonKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The touches and conversions of one person: it knows which touches are eligible for which
 * conversion and which order made the person a customer, whatever the order of arrival. Mutable: it
 * belongs to the keyed state of its person.
 *
 * @param touches in their order
 * @param conversions those whose credit may still change
 * @param forgotten the first valid order among those no longer in {@code conversions}
 */
public record PersonHistory(
    List<Touch> touches, List<Conversion> conversions, @Nullable FirstOrder forgotten) {

  /** A person nobody has heard of. */
  public static PersonHistory empty() {
    return new PersonHistory(new ArrayList<>(), new ArrayList<>(), null);
  }

  /** Takes in an event without deciding anything: {@link #all} will. */
  public void collect(PersonEvent event) {
    if (event.touch() != null) {
      change(event.change(), event.touch());
    } else if (event.conversion() != null) {
      Conversions.remove(conversions, event.conversion().conversionId());
      if (event.change() == Change.GAINED) {
        conversions.add(event.conversion());
      }
    }
  }

  /**
   * Takes in an event and tells the cases it changes.
   *
   * @param settledBefore touches for conversions before it (epoch milliseconds) may be forgotten
   */
  public List<CreditCase> apply(PersonEvent event, AttributionOptions options, long settledBefore) {
    Map<String, Conversion> affected = new LinkedHashMap<>();
    List<CreditCase> cases = new ArrayList<>();
    Touch touch = event.touch();
    Conversion conversion = event.conversion();
    if (touch != null) {
      change(event.change(), touch);
      affectedBy(touch, options, affected);
      while (touches.size() > options.maxTouches()) {
        affectedBy(touches.remove(0), options, affected);
      }
    } else if (conversion != null) {
      Conversion firstBefore = firstOrder();
      collect(event);
      Conversion firstAfter = firstOrder();
      if (!Objects.equals(firstBefore, firstAfter)) {
        affect(firstBefore, affected);
        affect(firstAfter, affected);
      }
      // Last, so that of two versions of one conversion the new one is told.
      affect(conversion, affected);
      if (event.change() == Change.LOST) {
        affected.remove(conversion.conversionId());
        cases.add(new CreditCase(event.person(), conversion, List.of(), false, false, false));
      }
    }
    FirstOrder first = earliest();
    for (Conversion changed : affected.values()) {
      cases.add(decide(event.person(), changed, first, options, settledBefore));
    }
    return cases;
  }

  /** Whether a touch would be new and one too many, so that the oldest goes. */
  public boolean isFullFor(PersonEvent event, AttributionOptions options) {
    Touch touch = event.touch();
    return touch != null
        && event.change() == Change.GAINED
        && touches.size() >= options.maxTouches()
        && Collections.binarySearch(touches, touch) < 0;
  }

  /** The cases of all conversions as they stand. */
  public List<CreditCase> all(String person, AttributionOptions options) {
    FirstOrder first = earliest();
    return conversions.stream()
        .map(c -> decide(person, c, first, options, Long.MIN_VALUE))
        .toList();
  }

  /** All paths as they stand, those that are still open included. */
  public List<JourneyChange> paths(AttributionOptions options) {
    return PersonPaths.all(touches, conversions, options);
  }

  /**
   * The history without what can't change any credit any more; of forgotten orders the first
   * remains, unless nobody knows the person.
   *
   * @param touchesBefore touches dated before it go, epoch milliseconds
   * @param conversionsBefore conversions dated before it go
   */
  public PersonHistory forget(String person, long touchesBefore, long conversionsBefore) {
    FirstOrder first = forgotten;
    for (Conversion conversion : conversions) {
      if (conversion.time() < conversionsBefore && PersonKey.personId(person) != null) {
        first = earlier(first, conversion);
      }
    }
    touches.removeIf(touch -> touch.time() < touchesBefore);
    conversions.removeIf(conversion -> conversion.time() < conversionsBefore);
    return new PersonHistory(touches, conversions, first);
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return touches.isEmpty() && conversions.isEmpty() && forgotten == null;
  }

  private void change(Change change, Touch touch) {
    int place = Collections.binarySearch(touches, touch);
    if (change == Change.GAINED && place < 0) {
      touches.add(-place - 1, touch);
    } else if (change == Change.LOST && place >= 0) {
      touches.remove(place);
    }
  }

  private void affectedBy(
      Touch touch, AttributionOptions options, Map<String, Conversion> affected) {
    for (Conversion conversion : conversions) {
      if (options.isEligible(touch, conversion.eligibleAt())) {
        affect(conversion, affected);
      }
    }
  }

  private static void affect(@Nullable Conversion conversion, Map<String, Conversion> affected) {
    if (conversion != null) {
      affected.put(conversion.conversionId(), conversion);
    }
  }

  private CreditCase decide(
      String person,
      Conversion conversion,
      @Nullable FirstOrder first,
      AttributionOptions options,
      long settledBefore) {
    List<Touch> eligible =
        touches.stream().filter(t -> options.isEligible(t, conversion.eligibleAt())).toList();
    boolean newCustomer = conversion.isValidOrder() && FirstOrder.of(conversion).equals(first);
    boolean settled = conversion.eligibleAt() < settledBefore;
    return new CreditCase(person, conversion, eligible, newCustomer, true, settled);
  }

  private @Nullable FirstOrder earliest() {
    Conversion first = firstOrder();
    return first == null ? forgotten : earlier(forgotten, first);
  }

  private static @Nullable FirstOrder earlier(@Nullable FirstOrder first, Conversion conversion) {
    if (!conversion.isValidOrder()) {
      return first;
    }
    FirstOrder order = FirstOrder.of(conversion);
    return first == null || order.compareTo(first) < 0 ? order : first;
  }

  private @Nullable Conversion firstOrder() {
    return conversions.stream()
        .filter(Conversion::isValidOrder)
        .min((a, b) -> FirstOrder.of(a).compareTo(FirstOrder.of(b)))
        .orElse(null);
  }
}
