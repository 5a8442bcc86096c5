package io.campaignpulse.pipeline;

import io.campaignpulse.channel.CampaignNames;
import io.campaignpulse.channel.CampaignOwners;
import io.campaignpulse.channel.ChannelOptions;
import io.campaignpulse.channel.operator.ClassifyInteractionFunction;
import io.campaignpulse.channel.operator.ConsultCampaignsFunction;
import io.campaignpulse.channel.operator.ConsultCampaignsFunction.Completion;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.CanonicalJson;
import io.campaignpulse.ingest.FirstOfIdentity;
import io.campaignpulse.ingest.IngestOptions;
import io.campaignpulse.ingest.Judgement;
import io.campaignpulse.ingest.Judgement.Trait;
import io.campaignpulse.ingest.Pricing;
import io.campaignpulse.ingest.operator.CountOutcomesOperator;
import io.campaignpulse.ingest.operator.DeduplicateInteractionsOperator;
import io.campaignpulse.ingest.operator.DeduplicateRowsFunction;
import io.campaignpulse.ingest.operator.JudgeFunction;
import io.campaignpulse.ingest.operator.PriceFunction;
import io.campaignpulse.ingest.operator.SideOutputs;
import java.util.Collection;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Judges the typed events of each topic: refused, duplicate, filtered or counted.
 *
 * <pre>
 * interactions ─► deduplicate ─► classify ─┬─ declared ─► count ─────────────┬─►
 *                                          └─ match with campaigns ─► count ─┘
 * orders ─► check rate ─► deduplicate ─► judge ─► price ─► find owners ─► count ─►
 * leads ──► check rate ─► deduplicate ──────────► price ─► find owners ─► count ─►
 * spend ──► check rate ─► deduplicate ──────────► price ─► count ─►
 * inventory, identities, catalogues ─► deduplicate ─► count ─►
 * </pre>
 *
 * <p>Amounts are checked before and converted after deduplication, since each copy without a rate
 * is refused, but copies are told apart by what their source said.
 */
public final class IngestPipeline {
  private final IngestOptions options;
  private final ChannelOptions channels;
  private final CatalogueSnapshot known;
  private final DataStream<Campaign> campaigns;
  private final DataStream<FxRate> fxRates;

  /**
   * A pipeline that knows these catalogues from its first record.
   *
   * @param channels the lists channels are derived by
   * @param campaigns rows that come later; counted ones
   * @param fxRates rows that come later; counted ones
   */
  public IngestPipeline(
      IngestOptions options,
      ChannelOptions channels,
      CatalogueSnapshot known,
      DataStream<Campaign> campaigns,
      DataStream<FxRate> fxRates) {
    this.options = options;
    this.channels = channels;
    this.known = known;
    this.campaigns = timeless(campaigns, "release-campaigns");
    this.fxRates = timeless(fxRates, "release-fx-rates");
  }

  private static <R> DataStream<R> timeless(DataStream<R> rows, String uid) {
    return rows.assignTimestampsAndWatermarks(TimelessWatermarks.<R>strategy()).uid(uid).name(uid);
  }

  /**
   * Interactions after ingest, in the two branches that lead to them: a reader that works on each
   * branch for itself stays in one chain with the source for the declared ones, which are nearly
   * all.
   *
   * @param declared those that name their campaign themselves, or none
   * @param matched those whose campaign was looked up
   */
  public record Interactions(
      DataStream<ClassifiedInteraction> declared,
      DataStream<ClassifiedInteraction> matched,
      DataStream<Rejection> rejected,
      DataStream<LedgerChange> ledger) {

    /** Both branches as one stream, which starts a new chain. */
    public Judged<ClassifiedInteraction> joined() {
      return new Judged<>(declared.union(matched), rejected, ledger);
    }
  }

  /** Interactions, each once, those of invalid traffic marked. */
  public Judged<ClassifiedInteraction> interactions(DataStream<Interaction> in) {
    return interactionBranches(in).joined();
  }

  /** The same in two branches. */
  public Interactions interactionBranches(DataStream<Interaction> in) {
    SingleOutputStreamOperator<Interaction> distinct =
        switch (options.emission()) {
          case AT_END ->
              judge(
                  in,
                  Interaction.class,
                  Topic.INTERACTIONS,
                  "deduplicate",
                  first(Interaction::eventId));
          case ON_CHANGE ->
              in.transform(
                      "deduplicate-interactions",
                      TypeInformation.of(Interaction.class),
                      new DeduplicateInteractionsOperator(options.dedupeHorizon()))
                  .uid("deduplicate-interactions");
        };
    SingleOutputStreamOperator<ClassifiedInteraction> classified =
        distinct
            .process(
                new ClassifyInteractionFunction(channels),
                TypeInformation.of(ClassifiedInteraction.class))
            .uid("classify-interactions")
            .name("classify-interactions");
    // Each branch is counted by itself: joined first, the declared ones would leave their chain.
    SingleOutputStreamOperator<ClassifiedInteraction> declared =
        countInteractions(classified, "count-interactions");
    SingleOutputStreamOperator<ClassifiedInteraction> resolved =
        consultCampaigns(
            classified.getSideOutput(ClassifyInteractionFunction.UNDECLARED),
            ClassifiedInteraction.class,
            Topic.INTERACTIONS,
            "resolve-campaigns",
            CampaignNames::new,
            new MatchName());
    SingleOutputStreamOperator<ClassifiedInteraction> matched =
        countInteractions(resolved, "count-matched-interactions");
    return new Interactions(
        declared,
        matched,
        distinct.getSideOutput(SideOutputs.REJECTED),
        ledgerOf(distinct, declared, matched)
            .union(resolved.getSideOutput(ConsultCampaignsFunction.LEDGER)));
  }

  private static final class MatchName implements Completion<ClassifiedInteraction, CampaignNames> {
    private static final long serialVersionUID = 1L;

    @Override
    public ClassifiedInteraction complete(CampaignNames names, ClassifiedInteraction interaction) {
      return names.resolve(interaction);
    }

    @Override
    public boolean isAmbiguous(CampaignNames names, ClassifiedInteraction interaction) {
      return names.isAmbiguous(interaction.campaignId());
    }
  }

  private static SingleOutputStreamOperator<ClassifiedInteraction> countInteractions(
      DataStream<ClassifiedInteraction> in, String uid) {
    return count(
        in,
        ClassifiedInteraction.class,
        Topic.INTERACTIONS,
        uid,
        interaction -> interaction.invalidTraffic() ? Outcome.FILTERED : Outcome.COUNTED);
  }

  /**
   * Orders in the reporting currency; each event once. Whether it places its order, changes it or
   * repeats what is known is decided where all of the order is known.
   */
  public Judged<PricedOrder> orders(DataStream<OrderEvent> in) {
    Pricing<OrderEvent, PricedOrder> pricing = Pricing::order;
    var checked = price(in, OrderEvent.class, Topic.ORDERS, "check-rate-of", pricing.check());
    var distinct =
        judge(checked, OrderEvent.class, Topic.ORDERS, "deduplicate", first(OrderEvent::eventId));
    var priced = price(distinct, PricedOrder.class, Topic.ORDERS, "price", pricing);
    var owned =
        consultCampaigns(
            priced,
            PricedOrder.class,
            Topic.ORDERS,
            "find-owners-of-orders",
            CampaignOwners::new,
            CampaignOwners::own);
    var counted = count(owned, PricedOrder.class, Topic.ORDERS, order -> Outcome.COUNTED);
    return new Judged<>(
        counted, rejectedOf(checked, priced), ledgerOf(checked, distinct, priced, counted));
  }

  /**
   * Leads with their value in the reporting currency; each event once. Whether it enters a stage or
   * repeats one is judged where all of the lead is known.
   */
  public Judged<LeadEvent> leads(DataStream<LeadEvent> in) {
    Pricing<LeadEvent, LeadEvent> pricing = Pricing::lead;
    var checked = price(in, LeadEvent.class, Topic.LEADS, "check-rate-of", pricing.check());
    var distinct =
        judge(checked, LeadEvent.class, Topic.LEADS, "deduplicate", first(LeadEvent::eventId));
    var priced = price(distinct, LeadEvent.class, Topic.LEADS, "price", pricing);
    var owned =
        consultCampaigns(
            priced,
            LeadEvent.class,
            Topic.LEADS,
            "find-owners-of-leads",
            CampaignOwners::new,
            CampaignOwners::own);
    var counted = count(owned, LeadEvent.class, Topic.LEADS, lead -> Outcome.COUNTED);
    return new Judged<>(
        counted, rejectedOf(checked, priced), ledgerOf(checked, distinct, priced, counted));
  }

  /** Spend reports in the reporting currency; each revision once, superseded ones too. */
  public Judged<SpendReport> spend(DataStream<SpendReport> in) {
    Pricing<SpendReport, SpendReport> pricing = Pricing::spend;
    var checked = price(in, SpendReport.class, Topic.SPEND, "check-rate-of", pricing.check());
    var distinct =
        judge(
            checked,
            SpendReport.class,
            Topic.SPEND,
            "deduplicate",
            new FirstOfIdentity<>(
                report -> report.reportKey() + '\u0000' + report.revision(),
                report -> CanonicalJson.of(report),
                report -> report.currency() + report.costMicros(),
                SpendReport::eventTime,
                options.dedupeHorizon().toMillis()));
    var priced = price(distinct, SpendReport.class, Topic.SPEND, "price", pricing);
    var counted = count(priced, SpendReport.class, Topic.SPEND, report -> Outcome.COUNTED);
    return new Judged<>(
        counted, rejectedOf(checked, priced), ledgerOf(checked, distinct, priced, counted));
  }

  /** Stock counts and receipts, each once. */
  public Judged<InventoryEvent> inventory(DataStream<InventoryEvent> in) {
    return deduplicated(in, InventoryEvent.class, Topic.INVENTORY, first(InventoryEvent::eventId));
  }

  /** Identity statements, each once. */
  public Judged<IdentityEvent> identities(DataStream<IdentityEvent> in) {
    return deduplicated(in, IdentityEvent.class, Topic.IDENTITIES, first(CanonicalJson::of));
  }

  /** Rows of a catalogue and their deletions; the same row again is a duplicate until deleted. */
  public static <R extends CatalogueRow> Judged<R> catalogue(
      Topic topic, DataStream<R> in, Class<R> type) {
    String uid = "deduplicate-" + topic.label();
    var distinct =
        in.keyBy(CatalogueRow::id, Types.STRING)
            .process(new DeduplicateRowsFunction<R>(uid, topic), TypeInformation.of(type))
            .uid(uid)
            .name(uid);
    return counted(distinct, type, topic);
  }

  private <T> Judged<T> deduplicated(
      DataStream<T> in, Class<T> type, Topic topic, Judgement<T> judgement) {
    return counted(judge(in, type, topic, "deduplicate", judgement), type, topic);
  }

  private static <T> Judged<T> counted(
      SingleOutputStreamOperator<T> distinct, Class<T> type, Topic topic) {
    var counted = count(distinct, type, topic, record -> Outcome.COUNTED);
    return new Judged<>(
        counted, distinct.getSideOutput(SideOutputs.REJECTED), ledgerOf(distinct, counted));
  }

  private <T extends Record & Event> Judgement<T> first(Trait<T, String> identity) {
    return new FirstOfIdentity<>(
        identity, CanonicalJson::of, Event::eventTime, options.dedupeHorizon().toMillis());
  }

  private <T> SingleOutputStreamOperator<T> judge(
      DataStream<T> in, Class<T> type, Topic topic, String verb, Judgement<T> judgement) {
    String uid = verb + "-" + topic.label();
    TypeInformation<T> typeInformation = TypeInformation.of(type);
    return in.keyBy(judgement::keyOf, Types.STRING)
        .process(
            new JudgeFunction<>(uid, topic, judgement, options.emission(), typeInformation),
            typeInformation)
        .uid(uid)
        .name(uid);
  }

  private <I extends Record & Event, O> SingleOutputStreamOperator<O> price(
      DataStream<I> in, Class<O> type, Topic topic, String verb, Pricing<I, O> pricing) {
    String uid = verb + "-" + topic.label();
    return in.connect(fxRates.broadcast(PriceFunction.LATER_RATES))
        .process(
            new PriceFunction<>(topic, pricing, options.reportingCurrency(), known.fxRates()),
            TypeInformation.of(type))
        .uid(uid)
        .name(uid);
  }

  private <E, C> SingleOutputStreamOperator<E> consultCampaigns(
      DataStream<E> in,
      Class<E> type,
      Topic topic,
      String uid,
      Trait<Collection<Campaign>, C> index,
      Completion<E, C> completion) {
    return in.connect(campaigns.broadcast(ConsultCampaignsFunction.LATER_CAMPAIGNS))
        .process(
            new ConsultCampaignsFunction<>(topic, known.campaigns(), index, completion),
            TypeInformation.of(type))
        .uid(uid)
        .name(uid);
  }

  private static <T> SingleOutputStreamOperator<T> count(
      DataStream<T> in, Class<T> type, Topic topic, Trait<T, Outcome> outcomeOf) {
    return count(in, type, topic, "count-" + topic.label(), outcomeOf);
  }

  private static <T> SingleOutputStreamOperator<T> count(
      DataStream<T> in, Class<T> type, Topic topic, String uid, Trait<T, Outcome> outcomeOf) {
    return in.transform(
            uid, TypeInformation.of(type), new CountOutcomesOperator<>(topic, outcomeOf))
        .uid(uid);
  }

  private static DataStream<LedgerChange> ledgerOf(
      SingleOutputStreamOperator<?> first, SingleOutputStreamOperator<?>... others) {
    DataStream<LedgerChange> ledger = first.getSideOutput(SideOutputs.LEDGER);
    for (SingleOutputStreamOperator<?> other : others) {
      ledger = ledger.union(other.getSideOutput(SideOutputs.LEDGER));
    }
    return ledger;
  }

  private static DataStream<Rejection> rejectedOf(
      SingleOutputStreamOperator<?> checked, SingleOutputStreamOperator<?> priced) {
    return checked
        .getSideOutput(SideOutputs.REJECTED)
        .union(priced.getSideOutput(SideOutputs.REJECTED));
  }
}
