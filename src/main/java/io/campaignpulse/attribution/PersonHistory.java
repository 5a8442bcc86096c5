package io.campaignpulse.attribution;

import io.campaignpulse.identity.PersonKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The touches and conversions of one person: it knows which touches are eligible for which
 * conversion and which order made the person a customer, whatever the order of arrival. Mutable: it
 * belongs to the keyed state of its person.
 */
public final class PersonHistory {

  private TouchLog touches;

  /** Touches that are still to be put in their order, all at once. */
  private final List<PackedTouch> collected = new ArrayList<>(0);

  /** Those whose credit may still change. */
  private final List<Conversion> conversions;

  /** The first valid order among those no longer in {@code conversions}. */
  private @Nullable FirstOrder forgotten;

  private PersonHistory(
      TouchLog touches, List<Conversion> conversions, @Nullable FirstOrder forgotten) {
    this.touches = touches;
    this.conversions = conversions;
    this.forgotten = forgotten;
  }

  /** A person nobody has heard of. */
  public static PersonHistory empty() {
    return new PersonHistory(TouchLog.EMPTY, new ArrayList<>(0), null);
  }

  /** A person of whom this is known. */
  static PersonHistory of(TouchLog touches, List<Conversion> conversions) {
    return new PersonHistory(touches, new ArrayList<>(conversions), null);
  }

  /** The touches, in their order. */
  public TouchLog touches() {
    if (!collected.isEmpty()) {
      collected.addAll(touches.packed());
      touches = TouchLog.of(collected);
      collected.clear();
    }
    return touches;
  }

  /** The conversions whose credit may still change. */
  public List<Conversion> conversions() {
    return List.copyOf(conversions);
  }

  /** The version of a conversion that is known; null if none is or its credit is settled. */
  @Nullable Conversion find(String conversionId) {
    return Conversions.find(conversions, conversionId);
  }

  /** Takes in what the person gains, without deciding anything: {@link #all} will. */
  public void collect(PersonEvent event) {
    if (event.touch() != null) {
      collected.add(event.touch());
    } else if (event.conversion() != null) {
      Conversions.replace(conversions, event.change(), event.conversion());
    }
  }

  /**
   * Takes in an event and tells the cases it changes. A touch that came too late for all of them is
   * not kept.
   *
   * @param settledBefore touches for conversions before it (epoch milliseconds) may be forgotten
   */
  public void apply(
      PersonEvent event, AttributionOptions options, long settledBefore, HistoryOutput out) {
    PackedTouch touch = event.touch();
    Conversion conversion = event.conversion();
    if (touch != null) {
      if (event.isGained() && options.isLate(touch, settledBefore)) {
        out.cameLate();
      } else {
        applyTouch(event, touch, options, settledBefore, out);
      }
    } else if (conversion != null) {
      applyConversion(event, conversion, options, settledBefore, out);
    }
  }

  /** The cases of all conversions as they stand. */
  public List<CreditCase> all(String person, AttributionOptions options) {
    FirstOrder first = earliest();
    return conversions.stream()
        .map(c -> decide(person, c, first, options, Long.MIN_VALUE))
        .toList();
  }

  /**
   * Forgets what can't change any credit any more; of forgotten orders the first remains, unless
   * nobody knows the person.
   *
   * @param touchesBefore touches dated before it go, epoch milliseconds
   * @param conversionsBefore conversions dated before it go
   */
  public void forget(String person, long touchesBefore, long conversionsBefore) {
    touches = touches.since(touchesBefore);
    for (Conversion conversion : conversions) {
      if (conversion.time() < conversionsBefore && PersonKey.personId(person) != null) {
        forgotten = earlier(forgotten, conversion);
      }
    }
    conversions.removeIf(conversion -> conversion.time() < conversionsBefore);
  }

  /** From when on there is something to forget, epoch milliseconds; at the end of time if never. */
  public long expiresAt(AttributionOptions options) {
    return Math.min(touches.expiresAt(options), Conversions.expiresAt(conversions, options));
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return touches().isEmpty() && conversions.isEmpty() && forgotten == null;
  }

  /** A history of its own that knows the same. */
  public PersonHistory copy() {
    return new PersonHistory(touches(), new ArrayList<>(conversions), forgotten);
  }

  /** Writes it. */
  public void write(DataOutput out) throws IOException {
    touches().write(out);
    CompactForm.writeAll(conversions, out);
    out.writeBoolean(forgotten != null);
    if (forgotten != null) {
      CompactForm.write(forgotten.time(), out);
      CompactForm.write(forgotten.eventId(), out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static PersonHistory read(DataInput in) throws IOException {
    TouchLog touches = TouchLog.read(in);
    List<Conversion> conversions = CompactForm.readConversions(in);
    FirstOrder forgotten =
        in.readBoolean()
            ? new FirstOrder(CompactForm.readNumber(in), CompactForm.readText(in))
            : null;
    return new PersonHistory(touches, conversions, forgotten);
  }

  private void applyTouch(
      PersonEvent event,
      PackedTouch touch,
      AttributionOptions options,
      long settledBefore,
      HistoryOutput out) {
    TouchLog known = touches;
    touches = event.isGained() ? known.with(touch) : known.without(touch);
    if (touches.count() == known.count()) {
      return;
    }
    List<PackedTouch> changed = new ArrayList<>(1);
    changed.add(touch);
    while (touches.count() > options.maxTouches()) {
      changed.add(touches.oldest());
      touches = touches.withoutOldest();
      out.forgotTouch();
    }
    for (Conversion conversion : conversions) {
      long at = conversion.eligibleAt();
      if (changed.stream().anyMatch(t -> options.isEligible(t.type(), t.time(), at))) {
        out.tell(decide(event.person(), conversion, earliest(), options, settledBefore));
      }
    }
  }

  private void applyConversion(
      PersonEvent event,
      Conversion conversion,
      AttributionOptions options,
      long settledBefore,
      HistoryOutput out) {
    Map<String, Conversion> affected = new LinkedHashMap<>();
    Conversion firstBefore = firstOrder();
    Conversions.replace(conversions, event.change(), conversion);
    Conversion firstAfter = firstOrder();
    if (!Objects.equals(firstBefore, firstAfter)) {
      affect(firstBefore, affected);
      affect(firstAfter, affected);
    }
    Conversion standing =
        event.isGained() ? conversion : Conversions.find(conversions, conversion.conversionId());
    affected.remove(conversion.conversionId());
    if (standing == null) {
      out.tell(CreditCase.lost(event.person(), conversion));
    }
    affect(standing, affected);
    FirstOrder first = earliest();
    for (Conversion changed : affected.values()) {
      out.tell(decide(event.person(), changed, first, options, settledBefore));
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
    long at = conversion.eligibleAt();
    TouchLog eligible = touches().where((type, time) -> options.isEligible(type, time, at));
    boolean newCustomer = conversion.isValidOrder() && FirstOrder.of(conversion).equals(first);
    return new CreditCase(person, conversion, eligible, newCustomer, true, at < settledBefore);
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
    Conversion first = null;
    for (Conversion conversion : conversions) {
      if (conversion.isValidOrder()
          && (first == null || FirstOrder.of(conversion).compareTo(FirstOrder.of(first)) < 0)) {
        first = conversion;
      }
    }
    return first;
  }
}
