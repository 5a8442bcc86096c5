package io.campaignpulse.attribution;

import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.ingest.Utf8Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All that was reported on one lead; its stages as conversions follow from the set of events,
 * whatever the order of arrival. A lead's person is that of its first event with an id. Mutable: it
 * belongs to the keyed state of its lead.
 *
 * @param events in the order of (eventTime, eventId)
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

  /** When a stage was last entered or taken back, epoch milliseconds. */
  public long changedAt() {
    return conversions().stream()
        .mapToLong(Conversion::changedAt)
        .max()
        .orElseGet(() -> events.isEmpty() ? Long.MIN_VALUE : events.get(0).eventTime());
  }

  /** The stages it has entered, taken back or not, in the order of the funnel. */
  public List<Conversion> conversions() {
    Map<LeadStage, StageEntry> entered = new EnumMap<>(LeadStage.class);
    LeadFunnel funnel = new LeadFunnel(entered);
    events.forEach(funnel::apply);
    if (entered.isEmpty()) {
      return List.of();
    }
    LeadEvent asked = first(LeadBook::hasId);
    LeadEvent declaring = first(LeadBook::isDeclaring);
    StageEntry created = entered.get(LeadStage.CREATED);
    return entered.values().stream()
        .map(
            entry ->
                entry.conversion(asked, declaring, created == null ? entry.time() : created.time()))
        .toList();
  }

  /** The stages of which others show nothing, or another person's; they must be taken back. */
  public List<Conversion> conversionsNotIn(List<Conversion> others) {
    return conversions().stream()
        .filter(mine -> others.stream().noneMatch(other -> isSame(mine, other)))
        .toList();
  }

  private static boolean isSame(Conversion a, Conversion b) {
    return a.conversionId().equals(b.conversionId()) && a.isAskedLike(b);
  }

  private LeadEvent first(Predicate<LeadEvent> wanted) {
    return events.stream().filter(wanted).findFirst().orElse(events.get(0));
  }

  private static boolean hasId(LeadEvent event) {
    return event.customerId() != null || event.visitorId() != null;
  }

  private static boolean isDeclaring(LeadEvent event) {
    return event.campaignId() != null || event.channel() != null;
  }
}
