package io.campaignpulse.channel.operator;

import io.campaignpulse.channel.CampaignNames;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.ingest.LatestRows;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Matches campaign texts of interactions with the campaigns known when the job was wired and those
 * that came since.
 */
public final class ResolveCampaignFunction
    extends BroadcastProcessFunction<ClassifiedInteraction, Campaign, ClassifiedInteraction> {
  private static final long serialVersionUID = 1L;

  /** The campaigns that came since the job was wired, by their id. */
  public static final MapStateDescriptor<String, Campaign> LATER_CAMPAIGNS =
      new MapStateDescriptor<>("later-campaigns", Types.STRING, TypeInformation.of(Campaign.class));

  private final List<Campaign> known;

  /** Made from the rows at hand when first needed and after each new row. */
  private transient @Nullable CampaignNames names;

  /** Matches with these campaigns and later ones. */
  public ResolveCampaignFunction(List<Campaign> known) {
    this.known = known;
  }

  @Override
  public void processElement(
      ClassifiedInteraction in, ReadOnlyContext context, Collector<ClassifiedInteraction> out)
      throws Exception {
    if (names == null) {
      LatestRows<Campaign> latest = new LatestRows<>(known);
      for (Map.Entry<String, Campaign> entry :
          context.getBroadcastState(LATER_CAMPAIGNS).immutableEntries()) {
        latest.add(entry.getValue());
      }
      names = new CampaignNames(latest.rows());
    }
    out.collect(
        new ClassifiedInteraction(
            in.eventId(),
            in.eventTime(),
            in.type(),
            in.visitorId(),
            in.customerId(),
            names.resolve(in.campaignId()),
            in.campaignDeclared(),
            in.channel(),
            in.viewable(),
            in.invalidTraffic(),
            in.origin()));
  }

  @Override
  public void processBroadcastElement(
      Campaign row, Context context, Collector<ClassifiedInteraction> out) throws Exception {
    Campaign before = context.getBroadcastState(LATER_CAMPAIGNS).get(row.id());
    if (before == null || new LatestRows<>(List.of(before)).add(row)) {
      context.getBroadcastState(LATER_CAMPAIGNS).put(row.id(), row);
      names = null;
    }
  }
}
