package io.campaignpulse.testing;

import static io.campaignpulse.attribution.ConversionLedger.changes;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.Conversion;
import io.campaignpulse.attribution.CreditBook;
import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.HistoryOutput;
import io.campaignpulse.attribution.LeadBook;
import io.campaignpulse.attribution.OrderBook;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.attribution.PersonHistory;
import io.campaignpulse.attribution.PersonRouter;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.attribution.VisitorHistory;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.PricedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Attribution without Flink: the same decisions in the same order, state in maps. */
public final class TestingAttribution implements HistoryOutput {

  private final AttributionOptions options;
  private final Map<String, OrderBook> orders = new TreeMap<>();
  private final Map<String, LeadBook> leads = new TreeMap<>();
  private final Map<String, VisitorHistory> visitors = new TreeMap<>();
  private final Map<String, PersonHistory> persons = new TreeMap<>();
  private final Map<String, CreditBook> books = new TreeMap<>();
  private final Map<String, Explanation> explanations = new TreeMap<>();
  private final List<Credit> published = new ArrayList<>();
  private final List<ConversionBooking> ledger = new ArrayList<>();
  private final List<JourneyChange> journeys = new ArrayList<>();

  /** Attribution of nothing yet. */
  public TestingAttribution(AttributionOptions options) {
    this.options = options;
  }

  /** All credits after these events have arrived in this order. */
  public static List<Credit> credits(AttributionOptions options, List<? extends Event> events) {
    TestingAttribution attribution = new TestingAttribution(options);
    events.forEach(attribution::accept);
    return attribution.finish();
  }

  /** Takes in an event. */
  public void accept(Event event) {
    if (event instanceof ClassifiedInteraction interaction) {
      PersonRouter.send(interaction, options, this::toPerson, this::toVisitor);
    } else if (event instanceof PricedOrder order) {
      accept(order);
    } else if (event instanceof LeadEvent lead) {
      accept(lead);
    } else if (event instanceof IdentityEvent identity) {
      toVisitor(
          VisitorEvent.link(
              identity.visitorId(),
              identity.customerId(),
              identity.eventTime(),
              identity.linked()));
    }
  }

  /** What was booked for conversions, whoever got the credit. */
  public List<ConversionBooking> ledger() {
    return ledger;
  }

  /** What was last said of what is behind a conversion. */
  public Explanation explanation(String conversionId) {
    return Objects.requireNonNull(explanations.get(conversionId));
  }

  /** All explanations as they stand. */
  public List<Explanation> explanations() {
    return List.copyOf(explanations.values());
  }

  /** All that was published, in its order; in a replay this is when it is decided. */
  public List<Credit> finish() {
    if (!isLive()) {
      orders.values().forEach(b -> ledger.addAll(changes(List.of(), b.conversions())));
      leads.values().forEach(b -> ledger.addAll(changes(List.of(), b.conversions())));
      leads.values().forEach(book -> teach(Change.GAINED, book.counted(), List.of()));
      orders.values().forEach(book -> book.counted().forEach(this::learn));
      orders.values().forEach(book -> book.conversions().forEach(c -> send(Change.GAINED, c)));
      leads.values().forEach(book -> book.conversions().forEach(c -> send(Change.GAINED, c)));
      visitors.forEach((visitor, history) -> history.decide(visitor, options, this));
      persons.forEach((person, history) -> history.all(person, options).forEach(this::toBook));
      persons.values().forEach(history -> history.tellPaths(options, this));
      for (CreditBook book : books.values()) {
        List<Credit> credits = book.credits(options);
        published.addAll(credits);
        book.explain(credits).forEach(e -> explanations.put(e.conversionId(), e));
      }
    }
    return published;
  }

  /** All paths told so far, in their order. */
  public List<JourneyChange> journeys() {
    return journeys;
  }

  /** Live: lets the time pass for everybody, up to an instant (epoch milliseconds). */
  public void passTime(long instant) {
    visitors.values().forEach(history -> history.tellEndedPaths(instant, options, this));
    persons.values().forEach(history -> history.tellEndedPaths(instant, options, this));
  }

  private boolean isLive() {
    return options.emission() == Emission.ON_CHANGE;
  }

  private void accept(PricedOrder order) {
    OrderBook before = orders.computeIfAbsent(order.orderId(), id -> OrderBook.empty());
    OrderBook.Step step = before.apply(order);
    orders.put(order.orderId(), step.book());
    if (isLive()) {
      step.accepted().forEach(this::learn);
      ledger.addAll(changes(before.conversions(), step.book().conversions()));
      before.conversionsNotIn(step.book().conversions()).forEach(c -> send(Change.LOST, c));
      step.book().conversions().forEach(c -> send(Change.GAINED, c));
    }
  }

  private void accept(LeadEvent lead) {
    LeadBook before = leads.computeIfAbsent(lead.leadId(), id -> LeadBook.empty());
    LeadBook after = before.with(lead);
    leads.put(lead.leadId(), after);
    if (isLive()) {
      ledger.addAll(changes(before.conversions(), after.conversions()));
      teach(Change.LOST, before.counted(), after.counted());
      teach(Change.GAINED, after.counted(), before.counted());
      before.conversionsNotIn(after.conversions()).forEach(c -> send(Change.LOST, c));
      after.conversions().forEach(c -> send(Change.GAINED, c));
    }
  }

  private void teach(Change change, List<LeadEvent> events, List<LeadEvent> others) {
    events.stream()
        .filter(event -> !others.contains(event))
        .forEach(event -> PersonRouter.teach(change, event, this::toVisitor));
  }

  private void learn(PricedOrder order) {
    PersonRouter.teach(order.visitorId(), order.customerId(), order.eventTime(), this::toVisitor);
  }

  private void send(Change change, Conversion conversion) {
    PersonRouter.send(change, conversion, this::toPerson, this::toVisitor);
  }

  private void toVisitor(VisitorEvent event) {
    VisitorHistory history =
        visitors.computeIfAbsent(event.visitorId(), id -> VisitorHistory.empty());
    if (isLive()) {
      history.apply(event, options, Long.MIN_VALUE, this);
    } else {
      history.collect(event);
    }
  }

  private void toPerson(PersonEvent event) {
    PersonHistory history = persons.computeIfAbsent(event.person(), id -> PersonHistory.empty());
    if (isLive()) {
      history.apply(event, options, Long.MIN_VALUE, this);
    } else {
      history.collect(event);
    }
  }

  @Override
  public void tell(CreditCase creditCase) {
    toBook(creditCase);
  }

  @Override
  public void tell(JourneyChange change) {
    journeys.add(change);
  }

  @Override
  public void tell(PersonEvent event) {
    toPerson(event);
  }

  @Override
  public void forgotTouch() {
    throw new IllegalStateException("more touches than maxTouches: not expected here");
  }

  @Override
  public void cameLate() {
    throw new IllegalStateException("nothing is late here");
  }

  private void toBook(CreditCase creditCase) {
    String group = creditCase.conversion().creditGroup();
    CreditBook book = books.computeIfAbsent(group, id -> CreditBook.empty());
    if (isLive()) {
      CreditBook.Step step = book.decide(creditCase, options, 0);
      published.addAll(step.credits());
      step.explanations().forEach(e -> explanations.put(e.conversionId(), e));
      books.put(group, step.book());
    } else {
      book.apply(creditCase);
    }
  }
}
