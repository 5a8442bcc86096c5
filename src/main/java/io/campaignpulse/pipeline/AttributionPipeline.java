package io.campaignpulse.pipeline;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.attribution.operator.AssignPersonFunction;
import io.campaignpulse.attribution.operator.AttributionTags;
import io.campaignpulse.attribution.operator.CollectLeadFunction;
import io.campaignpulse.attribution.operator.CollectOrderFunction;
import io.campaignpulse.attribution.operator.CompactType;
import io.campaignpulse.attribution.operator.MatchTouchFunction;
import io.campaignpulse.attribution.operator.PublishCreditFunction;
import io.campaignpulse.attribution.operator.ReadTouchFunction;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.Rejection;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From what people did to who gets the credit.
 *
 * <pre>
 * interactions ─► read-touches ────────┬─(customer known)─────────────┬─► by person ─► match-touches ─┐
 * identities ───► read-links ──────────┤                              │                               │
 * orders ─► by order ─► collect-orders ┼─(only a visitor)─► by visitor ─► assign-persons ─(its own)───┤
 * leads ──► by lead ──► collect-leads ─┘                                                              │
 *               └─► bookings, rejected, ledger     credits, explanations ◄─ publish-credits ◄─ by credit group ┘
 * </pre>
 *
 * <p>Those that decide, match-touches and assign-persons, also tell the paths they see.
 */
public final class AttributionPipeline {

  private AttributionPipeline() {}

  /** What attribution reads: judged, deduplicated, in the reporting currency. */
  public record Inputs(
      DataStream<ClassifiedInteraction> interactions,
      DataStream<PricedOrder> orders,
      DataStream<LeadEvent> leads,
      DataStream<IdentityEvent> identities) {}

  /**
   * What attribution says.
   *
   * @param explanations what is behind the credit of each conversion
   * @param bookings what was booked for each conversion, before any credit: the ledger that credits
   *     have to tie out with
   * @param journeys the paths people took to conversions or to nothing
   * @param rejected what turned out to belong to no order
   * @param ledger what that, and repeated stages of leads, change in the ledger of the topics
   */
  public record Outputs(
      DataStream<Credit> credits,
      DataStream<Explanation> explanations,
      DataStream<ConversionBooking> bookings,
      DataStream<JourneyChange> journeys,
      DataStream<Rejection> rejected,
      DataStream<LedgerChange> ledger) {}

  /** Builds the graph. */
  public static Outputs build(Inputs in, AttributionOptions options) {
    SingleOutputStreamOperator<PersonEvent> touches =
        in.interactions()
            .process(new ReadTouchFunction(options), CompactType.PERSON_EVENT)
            .uid("read-touches")
            .name("read-touches");
    SingleOutputStreamOperator<VisitorEvent> links =
        in.identities()
            .map(AttributionPipeline::link, CompactType.VISITOR_EVENT)
            .uid("read-links")
            .name("read-links");
    SingleOutputStreamOperator<PersonEvent> orders =
        in.orders()
            .union(touches.getSideOutput(AttributionTags.TIME_FOR_ORDERS))
            .keyBy(PricedOrder::orderId, Types.STRING)
            .process(new CollectOrderFunction(options), CompactType.PERSON_EVENT)
            .uid(CollectOrderFunction.UID)
            .name(CollectOrderFunction.UID);
    SingleOutputStreamOperator<PersonEvent> leads =
        in.leads()
            .union(touches.getSideOutput(AttributionTags.TIME_FOR_LEADS))
            .keyBy(LeadEvent::leadId, Types.STRING)
            .process(new CollectLeadFunction(options), CompactType.PERSON_EVENT)
            .uid(CollectLeadFunction.UID)
            .name(CollectLeadFunction.UID);
    SingleOutputStreamOperator<PersonEvent> assigned =
        links
            .union(
                touches.getSideOutput(AttributionTags.VISITOR_EVENTS),
                orders.getSideOutput(AttributionTags.VISITOR_EVENTS),
                leads.getSideOutput(AttributionTags.VISITOR_EVENTS))
            .keyBy(VisitorEvent::visitorId, Types.STRING)
            .process(new AssignPersonFunction(options), CompactType.PERSON_EVENT)
            .uid(AssignPersonFunction.UID)
            .name(AssignPersonFunction.UID);
    SingleOutputStreamOperator<CreditCase> cases =
        touches
            .union(orders, leads, assigned)
            .keyBy(PersonEvent::person, Types.STRING)
            .process(new MatchTouchFunction(options), CompactType.CREDIT_CASE)
            .uid(MatchTouchFunction.UID)
            .name(MatchTouchFunction.UID);
    SingleOutputStreamOperator<Credit> credits =
        cases
            .union(assigned.getSideOutput(AttributionTags.CREDIT_CASES))
            .keyBy(creditCase -> creditCase.conversion().creditGroup(), Types.STRING)
            .process(new PublishCreditFunction(options))
            .uid(PublishCreditFunction.UID)
            .name(PublishCreditFunction.UID);
    return new Outputs(
        credits,
        credits.getSideOutput(AttributionTags.EXPLANATIONS),
        orders
            .getSideOutput(AttributionTags.BOOKINGS)
            .union(leads.getSideOutput(AttributionTags.BOOKINGS)),
        cases
            .getSideOutput(AttributionTags.JOURNEYS)
            .union(assigned.getSideOutput(AttributionTags.JOURNEYS)),
        orders.getSideOutput(AttributionTags.REJECTED),
        orders
            .getSideOutput(AttributionTags.LEDGER)
            .union(leads.getSideOutput(AttributionTags.LEDGER)));
  }

  private static VisitorEvent link(IdentityEvent identity) {
    return VisitorEvent.link(
        identity.visitorId(), identity.customerId(), identity.eventTime(), identity.linked());
  }
}
