package io.campaignpulse.channel.operator;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.Judgement.Trait;
import io.campaignpulse.ingest.LatestRows;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Completes events by looking something up in the campaigns known when the job was wired and those
 * that came since. Events for which several campaigns would do are counted as a {@link
 * Outcome#CONFLICT} in the ledger.
 *
 * @param <E> the event
 * @param <C> the catalogue in the form that is looked up in
 */
public final class ConsultCampaignsFunction<E, C> extends BroadcastProcessFunction<E, Campaign, E> {
  private static final long serialVersionUID = 1L;

  /** The campaigns that came since the job was wired, by their id. */
  public static final MapStateDescriptor<String, Campaign> LATER_CAMPAIGNS =
      new MapStateDescriptor<>("later-campaigns", Types.STRING, TypeInformation.of(Campaign.class));

  /** Events for which several campaigns would do. */
  public static final OutputTag<LedgerChange> LEDGER =
      new OutputTag<>("campaign-conflicts", TypeInformation.of(LedgerChange.class));

  /**
   * A way to complete an event.
   *
   * @param <E> the event
   * @param <C> what is looked up in
   */
  @FunctionalInterface
  public interface Completion<E, C> extends Serializable {
    /** The event, complete. */
    E complete(C catalogue, E event);

    /** Whether several campaigns would do. */
    default boolean isAmbiguous(C catalogue, E event) {
      return false;
    }
  }

  private final Topic topic;
  private final List<Campaign> known;
  private final Trait<Collection<Campaign>, C> index;
  private final Completion<E, C> completion;

  /** Made from the rows at hand when first needed and after each new row. */
  private transient @Nullable C catalogue;

  /**
   * Consults these campaigns and later ones.
   *
   * @param topic of the events
   * @param index puts the standing rows into the form that is looked up in
   */
  public ConsultCampaignsFunction(
      Topic topic,
      List<Campaign> known,
      Trait<Collection<Campaign>, C> index,
      Completion<E, C> completion) {
    this.topic = topic;
    this.known = known;
    this.index = index;
    this.completion = completion;
  }

  @Override
  public void processElement(E event, ReadOnlyContext context, Collector<E> out) throws Exception {
    C consulted = catalogue;
    if (consulted == null) {
      LatestRows<Campaign> latest = new LatestRows<>(known);
      for (Map.Entry<String, Campaign> entry :
          context.getBroadcastState(LATER_CAMPAIGNS).immutableEntries()) {
        latest.add(entry.getValue());
      }
      consulted = index.apply(latest.rows());
      catalogue = consulted;
    }
    if (completion.isAmbiguous(consulted, event)) {
      context.output(LEDGER, new LedgerChange(topic, Outcome.CONFLICT, 1));
    }
    out.collect(completion.complete(consulted, event));
  }

  @Override
  public void processBroadcastElement(Campaign row, Context context, Collector<E> out)
      throws Exception {
    BroadcastState<String, Campaign> later = context.getBroadcastState(LATER_CAMPAIGNS);
    Campaign before = later.get(row.id());
    later.put(row.id(), before == null ? row : LatestRows.standing(before, row));
    catalogue = null;
  }
}
