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

  /** Which paths were told, live. */
  private PathMemory told;

  private PersonHistory(
      TouchLog touches,
      List<Conversion> conversions,
      @Nullable FirstOrder forgotten,
      PathMemory told) {
    this.touches = touches;
    this.conversions = conversions;
    this.forgotten = forgotten;
    this.told = told;
  }

  /** A person nobody has heard of. */
  public static PersonHistory empty() {
    return new PersonHistory(TouchLog.EMPTY, new ArrayList<>(0), null, PathMemory.NONE);
  }

  /** A person of whom this is known. */
  static PersonHistory of(TouchLog touches, List<Conversion> conversions) {
    return new PersonHistory(touches, new ArrayList<>(conversions), null, PathMemory.NONE);
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
        .map(c -> decide(person, c, first, options, Long.MIN_VALUE, Cause.of(c)))
        .toList();
  }

  /** Tells all paths as they stand, those that are still open included. */
  public void tellPaths(AttributionOptions options, HistoryOutput out) {
    paths(options, Long.MIN_VALUE).tellAll(out::tell);
  }

  /** Tells the null paths that have ended before an instant (epoch milliseconds), each once. */
  public void tellEndedPaths(long before, AttributionOptions options, HistoryOutput out) {
    if (before > told.toldBefore()) {
      if (touches().areClosedIn(told.toldBefore(), before, options)) {
        paths(options, Long.MIN_VALUE).tellEnded(before, out::tell);
      }
      told = told.toldBefore(before);
    }
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
    List<Conversion> gone = Conversions.removeBefore(conversions, conversionsBefore);
    if (PersonKey.personId(person) != null) {
      for (Conversion conversion : gone) {
        forgotten = earlier(forgotten, conversion);
      }
    }
    told = touches.isEmpty() ? told.withoutSettled() : told.forgetting(gone, touchesBefore);
  }

  /**
   * From when on there may be a null path to tell or something to forget, epoch milliseconds; at
   * the end of time if never.
   */
  public long expiresAt(AttributionOptions options) {
    long expires =
        Math.min(touches.expiresAt(options), Conversions.expiresAt(conversions, options));
    return Math.min(expires, touches.openUntil(told.toldBefore(), options));
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return touches().isEmpty() && conversions.isEmpty() && forgotten == null;
  }

  /** A history of its own that knows the same. */
  public PersonHistory copy() {
    return new PersonHistory(touches(), new ArrayList<>(conversions), forgotten, told);
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
    told.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static PersonHistory read(DataInput in) throws IOException {
    TouchLog touches = TouchLog.read(in);
    List<Conversion> conversions = CompactForm.readConversions(in);
    FirstOrder forgotten =
        in.readBoolean()
            ? new FirstOrder(CompactForm.readNumber(in), CompactForm.readText(in))
            : null;
    return new PersonHistory(touches, conversions, forgotten, PathMemory.read(in));
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
    List<Conversion> ends = Conversions.distinct(conversions);
    if (changed.size() > 1 || !event.isGained() || !PersonPaths.isOpen(touch, ends, told)) {
      new PersonPaths(known, ends, told, options, settledBefore)
          .tellChangesTo(paths(options, settledBefore), out::tell);
    }
    for (Conversion conversion : conversions) {
      long at = conversion.eligibleAt();
      if (changed.stream().anyMatch(t -> options.isEligible(t.type(), t.time(), at))) {
        out.tell(
            decide(
                event.person(), conversion, earliest(), options, settledBefore, Cause.of(event)));
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
    Conversion earlier = find(conversion.conversionId());
    boolean sameEnd = PersonPaths.isSameEnd(earlier, event.isGained() ? conversion : null);
    PersonPaths before =
        sameEnd && Conversions.isAskedOneWay(conversions, conversion)
            ? null
            : paths(options, settledBefore);
    Conversions.replace(conversions, event.change(), conversion);
    if (before != null) {
      before.tellChangesTo(paths(options, settledBefore), out::tell);
    }
    Conversion firstAfter = firstOrder();
    if (!Objects.equals(firstBefore, firstAfter)) {
      affect(firstBefore, affected);
      affect(firstAfter, affected);
    }
    Conversion standing = event.isGained() ? conversion : find(conversion.conversionId());
    affected.remove(conversion.conversionId());
    if (standing == null) {
      out.tell(CreditCase.lost(event.person(), conversion, Cause.of(event)));
    }
    affect(standing, affected);
    FirstOrder first = earliest();
    Cause cause = Cause.of(event);
    for (Conversion changed : affected.values()) {
      boolean itself = changed.conversionId().equals(conversion.conversionId());
      Cause of = itself ? cause : cause.asFirstOrder();
      out.tell(decide(event.person(), changed, first, options, settledBefore, of));
    }
  }

  private PersonPaths paths(AttributionOptions options, long settledBefore) {
    return new PersonPaths(
        touches(), Conversions.distinct(conversions), told, options, settledBefore);
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
      long settledBefore,
      Cause cause) {
    long at = conversion.eligibleAt();
    TouchLog eligible = touches().where((type, time) -> options.isEligible(type, time, at));
    TouchLog others =
        eligible.count() == touches.count()
            ? TouchLog.EMPTY
            : touches.where((type, time) -> !options.isEligible(type, time, at));
    boolean newCustomer = conversion.isValidOrder() && FirstOrder.of(conversion).equals(first);
    return new CreditCase(
        person, conversion, eligible, others, newCustomer, true, at < settledBefore, cause);
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
