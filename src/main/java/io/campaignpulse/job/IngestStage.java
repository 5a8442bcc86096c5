package io.campaignpulse.job;

import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.pipeline.IngestPipeline;
import io.campaignpulse.pipeline.Judged;
import io.campaignpulse.pipeline.SpendPipeline;
import io.campaignpulse.source.EventStreams.Decoded;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.spend.CountedSpend;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a job, decoded and judged. A job answers for some of them: only of those the
 * refused records and the ledger are kept; other jobs keep the rest.
 */
final class IngestStage {
  private final JobInputs in;
  private final PipelineOptions options;
  private final RecordDecoders decoders;
  private final Set<Topic> answersFor;
  private final Books books = new Books();
  private final CatalogueSnapshot known;
  private @Nullable IngestPipeline pipeline;
  private @Nullable DataStream<Campaign> campaigns;
  private @Nullable DataStream<FxRate> fxRates;

  IngestStage(
      JobInputs in, PipelineOptions options, CatalogueSnapshot known, Set<Topic> answersFor) {
    this.in = in;
    this.options = options;
    this.decoders = new RecordDecoders(options.timeBounds());
    this.answersFor = answersFor;
    this.known = known;
  }

  /** In two branches, so that the hot one can stay in one chain from source to combiner. */
  List<DataStream<ClassifiedInteraction>> interactions() {
    IngestPipeline.Interactions judged =
        pipeline()
            .interactionBranches(
                events(Topic.INTERACTIONS, decoders.interactions(), Interaction.class));
    if (answersFor.contains(Topic.INTERACTIONS)) {
      books.add(judged.rejected(), judged.ledger());
    }
    return List.of(judged.declared(), judged.matched());
  }

  DataStream<PricedOrder> orders() {
    return judged(
        Topic.ORDERS, pipeline().orders(events(Topic.ORDERS, decoders.orders(), OrderEvent.class)));
  }

  DataStream<LeadEvent> leads() {
    return judged(
        Topic.LEADS, pipeline().leads(events(Topic.LEADS, decoders.leads(), LeadEvent.class)));
  }

  DataStream<CountedSpend> spend() {
    DataStream<SpendReport> reports =
        judged(
            Topic.SPEND,
            pipeline().spend(events(Topic.SPEND, decoders.spend(), SpendReport.class)));
    return SpendPipeline.build(reports, options.emission(), options.spendRetentionMillis());
  }

  DataStream<IdentityEvent> identities() {
    return judged(
        Topic.IDENTITIES,
        pipeline()
            .identities(events(Topic.IDENTITIES, decoders.identities(), IdentityEvent.class)));
  }

  DataStream<AlertRule> rules() {
    return rows(Topic.RULES, decoders.rules(), AlertRule.class);
  }

  DataStream<CalendarEvent> calendar() {
    return rows(Topic.CALENDAR, decoders.calendar(), CalendarEvent.class);
  }

  DataStream<ChannelLags> channelLags() {
    return rows(Topic.CHANNEL_LAGS, decoders.channelLags(), ChannelLags.class);
  }

  DataStream<InventoryEvent> inventory() {
    return judged(
        Topic.INVENTORY,
        pipeline().inventory(events(Topic.INVENTORY, decoders.inventory(), InventoryEvent.class)));
  }

  DataStream<Promotion> promotions() {
    return rows(Topic.PROMOTIONS, decoders.promotions(), Promotion.class);
  }

  DataStream<PlanDefinition> plans() {
    return rows(Topic.PLANS, decoders.plans(), PlanDefinition.class);
  }

  DataStream<Campaign> campaigns() {
    if (campaigns == null) {
      campaigns = rows(Topic.CAMPAIGNS, decoders.campaigns(), Campaign.class);
    }
    return campaigns;
  }

  DataStream<FxRate> fxRates() {
    if (fxRates == null) {
      fxRates = rows(Topic.FX_RATES, decoders.fxRates(), FxRate.class);
    }
    return fxRates;
  }

  /** What was refused and counted of the topics the job answers for. */
  Books books() {
    return books;
  }

  /** Made when first needed: a job that reads no events reads no campaigns and rates either. */
  private IngestPipeline pipeline() {
    if (pipeline == null) {
      pipeline =
          new IngestPipeline(options.ingest(), options.channel(), known, campaigns(), fxRates());
    }
    return pipeline;
  }

  private <E extends Event> DataStream<E> events(
      Topic topic, RecordDecoder<E> decoder, Class<E> type) {
    return decoded(topic, in.events(topic, decoder, type));
  }

  private <R extends CatalogueRow> DataStream<R> rows(
      Topic topic, RecordDecoder<R> decoder, Class<R> type) {
    return judged(
        topic,
        IngestPipeline.catalogue(topic, decoded(topic, in.rows(topic, decoder, type)), type));
  }

  private <E> DataStream<E> decoded(Topic topic, Decoded<E> decoded) {
    if (answersFor.contains(topic)) {
      books.add(decoded);
    }
    return decoded.events();
  }

  private <E> DataStream<E> judged(Topic topic, Judged<E> judged) {
    if (answersFor.contains(topic)) {
      books.add(judged);
    }
    return judged.counted();
  }
}
