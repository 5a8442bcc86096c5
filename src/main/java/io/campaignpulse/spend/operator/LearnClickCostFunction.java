package io.campaignpulse.spend.operator;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.spend.ClickCost;
import io.campaignpulse.spend.ClickCostEstimate;
import io.campaignpulse.spend.ClickCosts;
import io.campaignpulse.spend.CoveredClicks;
import io.campaignpulse.spend.NowcastGrade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Learns what clicks of a channel cost and tells each of its campaigns when that changes; grades
 * what was nowcast once a report says. Keyed by channel.
 *
 * <p>Live all campaigns of a channel are told together, some time after the first change. In a
 * replay each period is graded by what reports of earlier ones had said.
 */
public final class LearnClickCostFunction
    extends KeyedProcessFunction<String, CoveredClicks, ClickCost> {

  /** How well nowcasts did; of each campaign, channel and horizon the latest. */
  public static final OutputTag<ProjectionScore> SCORES =
      new OutputTag<>("nowcast-scores", TypeInformation.of(ProjectionScore.class));

  private static final long serialVersionUID = 1L;
  private static final long END = Long.MAX_VALUE - 1;

  private static final Comparator<CoveredClicks> BY_PERIOD =
      Comparator.comparingLong((CoveredClicks news) -> periodEnd(news))
          .thenComparingLong(news -> news.cost() == null ? 0 : news.cost().periodStart())
          .thenComparing(CoveredClicks::campaignId);

  private final boolean live;
  private final long publishEveryMillis;
  private final @Nullable Long asOf;

  private transient MapState<String, ClickCosts> campaigns;
  private transient ValueState<ClickCosts> channel;
  private transient ListState<CoveredClicks> collected;

  /**
   * A learner.
   *
   * @param publishEveryMillis how long changes gather (ON_CHANGE)
   * @param asOf the instant a replay's results hold for, epoch milliseconds; null live
   */
  public LearnClickCostFunction(Emission emission, long publishEveryMillis, @Nullable Long asOf) {
    this.live = emission == Emission.ON_CHANGE;
    this.publishEveryMillis = publishEveryMillis;
    this.asOf = asOf;
  }

  @Override
  public void open(OpenContext context) {
    TypeInformation<ClickCosts> costs = TypeInformation.of(ClickCosts.class);
    campaigns =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("learn-click-cost.campaigns", Types.STRING, costs));
    channel =
        getRuntimeContext().getState(new ValueStateDescriptor<>("learn-click-cost.channel", costs));
    collected =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>(
                    "learn-click-cost.collected", TypeInformation.of(CoveredClicks.class)));
  }

  @Override
  public void processElement(CoveredClicks news, Context context, Collector<ClickCost> out)
      throws Exception {
    context.timerService().registerEventTimeTimer(END);
    if (!live) {
      collected.add(news);
      return;
    }
    long now = context.timerService().currentProcessingTime();
    ClickCosts.Learned learned = ClickCosts.learn(of(news.campaignId()), ofChannel(), news);
    ClickCosts own = learned.own();
    for (NowcastGrade grade : learned.graded()) {
      NowcastGrade published = grade.published(Math.max(grade.revision() + 1, now));
      own = own.published(published);
      context.output(SCORES, published.score(news.campaignId(), news.channel(), now));
    }
    campaigns.put(news.campaignId(), own);
    channel.update(learned.channel());
    context
        .timerService()
        .registerProcessingTimeTimer(now - now % publishEveryMillis + publishEveryMillis);
  }

  private ClickCosts of(String campaignId) throws Exception {
    ClickCosts known = campaigns.get(campaignId);
    return known == null ? ClickCosts.none() : known;
  }

  private ClickCosts ofChannel() throws Exception {
    ClickCosts known = channel.value();
    return known == null ? ClickCosts.none() : known;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ClickCost> out)
      throws Exception {
    if (live) {
      tell(context.getCurrentKey(), out);
    } else {
      decideAtEnd(context, out);
    }
  }

  private void tell(String channelCode, Collector<ClickCost> out) throws Exception {
    ClickCosts all = ofChannel();
    Map<String, ClickCosts> changed = new TreeMap<>();
    for (Map.Entry<String, ClickCosts> campaign : campaigns.entries()) {
      ClickCosts own = campaign.getValue();
      ClickCostEstimate estimate = own.estimate(all);
      if (!Objects.equals(estimate, own.stood())) {
        changed.put(campaign.getKey(), own.standing(estimate));
        if (cpc(estimate) != cpc(own.stood())) {
          out.collect(new ClickCost(campaign.getKey(), channelCode, cpc(estimate)));
        }
      }
    }
    for (Map.Entry<String, ClickCosts> campaign : changed.entrySet()) {
      campaigns.put(campaign.getKey(), campaign.getValue());
    }
  }

  private static long cpc(@Nullable ClickCostEstimate estimate) {
    return estimate == null ? 0 : estimate.cpcMicros();
  }

  private void decideAtEnd(OnTimerContext context, Collector<ClickCost> out) throws Exception {
    List<CoveredClicks> inOrder = new ArrayList<>();
    collected.get().forEach(inOrder::add);
    collected.clear();
    inOrder.sort(BY_PERIOD);
    Map<String, ClickCosts> known = new TreeMap<>();
    ClickCosts all = ClickCosts.none();
    for (CoveredClicks news : inOrder) {
      ClickCosts own = known.getOrDefault(news.campaignId(), ClickCosts.none());
      ClickCosts.Learned learned = ClickCosts.learn(own.standing(own.estimate(all)), all, news);
      known.put(news.campaignId(), learned.own());
      all = learned.channel();
    }
    long time = Objects.requireNonNull(asOf);
    for (Map.Entry<String, ClickCosts> campaign : known.entrySet()) {
      ClickCostEstimate estimate = campaign.getValue().estimate(all);
      if (estimate != null) {
        out.collect(
            new ClickCost(campaign.getKey(), context.getCurrentKey(), estimate.cpcMicros()));
      }
      for (NowcastGrade grade : campaign.getValue().grades()) {
        context.output(
            SCORES, grade.published(1).score(campaign.getKey(), context.getCurrentKey(), time));
      }
    }
  }

  private static long periodEnd(CoveredClicks news) {
    return news.cost() == null ? Long.MIN_VALUE : news.cost().periodEnd();
  }
}
