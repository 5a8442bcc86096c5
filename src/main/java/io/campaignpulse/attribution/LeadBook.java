package io.campaignpulse.attribution;

import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.ingest.Utf8Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that was reported on one lead; what counts of it, its stages as conversions and how it stands
 * follow from the set of events, whatever the order of arrival. A lead's person is that of its
 * first event with an id. Mutable: it belongs to the keyed state of its lead.
 *
 * @param events in the order of (eventTime, eventId), each once; repeated stages too
 */
public record LeadBook(List<LeadEvent> events) {

  private static final Comparator<LeadEvent> ORDER =
      Comparator.comparingLong(LeadEvent::eventTime)
          .thenComparing(LeadEvent::eventId, Utf8Order::compare);

  /** A lead nobody has heard of. */
  public static LeadBook empty() {
    return new LeadBook(new ArrayList<>());
  }

  /** The book with one more event. */
  public LeadBook with(LeadEvent event) {
    List<LeadEvent> more = new ArrayList<>(events);
    more.add(event);
    more.sort(ORDER);
    return new LeadBook(more);
  }

  /** The events that count: the others change nothing of the stages the lead is in. */
  public List<LeadEvent> counted() {
    List<LeadEvent> counted = new ArrayList<>();
    LeadProgress progress = LeadProgress.none();
    for (LeadEvent event : events) {
      LeadProgress next = progress.after(event);
      if (!next.equals(progress)) {
        counted.add(event);
        progress = next;
      }
    }
    return counted;
  }

  /** When a stage was last entered or taken back, epoch milliseconds. */
  public long changedAt() {
    return conversions().stream()
        .mapToLong(Conversion::changedAt)
        .max()
        .orElseGet(() -> events.isEmpty() ? Long.MIN_VALUE : events.get(0).eventTime());
  }

  /** The stages it has entered, taken back or not, in the order of the funnel. */
  public List<Conversion> conversions() {
    List<LeadEvent> counted = counted();
    Map<LeadStage, StageEntry> entered = entries(counted);
    if (entered.isEmpty()) {
      return List.of();
    }
    LeadEvent asked = first(counted, e -> hasId(e) ? e : null);
    LeadEvent person = asked == null ? counted.get(0) : asked;
    String dealerId = first(counted, LeadEvent::dealerId);
    Evidence evidence = evidence(counted);
    StageEntry created = entered.get(LeadStage.CREATED);
    return entered.values().stream()
        .map(
            entry ->
                entry.conversion(
                    person, dealerId, evidence, created == null ? entry.time() : created.time()))
        .toList();
  }

  /** The stages of which others show nothing, or another person's; they must be taken back. */
  public List<Conversion> conversionsNotIn(List<Conversion> others) {
    return Conversions.notIn(conversions(), others);
  }

  /** How the lead stands; null before its first event. */
  public @Nullable LeadState state() {
    if (events.isEmpty()) {
      return null;
    }
    List<LeadEvent> counted = counted();
    LeadProgress progress = LeadProgress.none();
    for (LeadEvent event : counted) {
      progress = progress.after(event);
    }
    Map<LeadStage, StageEntry> entered = entries(counted);
    return new LeadState(
        events.get(0).leadId(),
        progress.stage(),
        latest(LeadEvent::owner),
        first(counted, LeadEvent::dealerId),
        latest(LeadEvent::contactedTime),
        standingSince(entered.get(LeadStage.CREATED)),
        standingSince(entered.get(LeadStage.QUALIFIED)));
  }

  private static @Nullable Long standingSince(@Nullable StageEntry entry) {
    return entry == null || !entry.isStanding() ? null : entry.time();
  }

  private static Map<LeadStage, StageEntry> entries(List<LeadEvent> counted) {
    Map<LeadStage, StageEntry> entered = new EnumMap<>(LeadStage.class);
    LeadFunnel funnel = new LeadFunnel(entered);
    counted.forEach(funnel::apply);
    return entered;
  }

  /** What the lead declares itself, else the owner of its dealer. */
  private static @Nullable Evidence evidence(List<LeadEvent> counted) {
    LeadEvent declaring = first(counted, e -> isDeclaring(e) ? e : null);
    if (declaring != null) {
      return Evidence.declared(declaring);
    }
    LeadEvent dealt = first(counted, e -> e.dealerId() == null ? null : e);
    return dealt == null ? null : Evidence.ofDealer(dealt);
  }

  private static <T> @Nullable T first(
      List<LeadEvent> ordered, Function<LeadEvent, @Nullable T> fact) {
    for (LeadEvent event : ordered) {
      T told = fact.apply(event);
      if (told != null) {
        return told;
      }
    }
    return null;
  }

  private <T> @Nullable T latest(Function<LeadEvent, @Nullable T> fact) {
    for (int i = events.size() - 1; i >= 0; i--) {
      T told = fact.apply(events.get(i));
      if (told != null) {
        return told;
      }
    }
    return null;
  }

  private static boolean hasId(LeadEvent event) {
    return event.customerId() != null || event.visitorId() != null;
  }

  private static boolean isDeclaring(LeadEvent event) {
    return event.campaignId() != null || event.channel() != null;
  }
}
