package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.HistoryOutput;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.event.JourneyChange;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Hands on what histories tell and counts, in Flink's metrics, what they can't take in: {@code
 * forgottenTouches} of persons with too many, {@code lateTouches} (touches and links) for which all
 * credit is settled.
 */
final class HistoryCollector implements HistoryOutput {

  private final Counter forgottenTouches;
  private final Counter lateTouches;
  private Consumer<CreditCase> cases = creditCase -> {};
  private Consumer<JourneyChange> journeys = change -> {};
  private Consumer<PersonEvent> events = event -> {};

  HistoryCollector(MetricGroup metrics) {
    forgottenTouches = metrics.counter("forgottenTouches");
    lateTouches = metrics.counter("lateTouches");
  }

  /** The same, handing on to these. */
  HistoryCollector to(
      Consumer<CreditCase> cases, Consumer<JourneyChange> journeys, Consumer<PersonEvent> events) {
    this.cases = cases;
    this.journeys = journeys;
    this.events = events;
    return this;
  }

  @Override
  public void tell(CreditCase creditCase) {
    cases.accept(creditCase);
  }

  @Override
  public void tell(JourneyChange change) {
    journeys.accept(change);
  }

  @Override
  public void tell(PersonEvent event) {
    events.accept(event);
  }

  @Override
  public void forgotTouch() {
    forgottenTouches.inc();
  }

  @Override
  public void cameLate() {
    lateTouches.inc();
  }

  long forgottenTouches() {
    return forgottenTouches.getCount();
  }

  long lateTouches() {
    return lateTouches.getCount();
  }
}
