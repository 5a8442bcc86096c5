package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.portfolio.CostReports;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.alert.portfolio.PortfolioBook;
import io.campaignpulse.alert.portfolio.PortfolioFact;
import io.campaignpulse.alert.portfolio.SeriesScatter;
import io.campaignpulse.alert.series.Minutes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Learns what all series share, tick by tick, and tells it when it has become another: with a tenth
 * more conversions, and once a day. One key.
 */
public final class LearnPortfolioFunction
    extends KeyedProcessFunction<Boolean, PortfolioFact, Portfolio> {

  /** The operator's uid and name. */
  public static final String UID = "learn-portfolio";

  private transient MapState<Long, List<PortfolioFact>> arrived;
  private transient MapState<String, double[]> lags;
  private transient MapState<String, SeriesScatter> scatter;
  private transient MapState<String, CostReports> reports;
  private transient ValueState<double[]> sums;

  @Override
  public void open(OpenContext context) {
    arrived =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".arrived",
                    Types.LONG,
                    Types.LIST(TypeInformation.of(PortfolioFact.class))));
    lags =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".lags",
                    Types.STRING,
                    PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));
    scatter =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".scatter", Types.STRING, TypeInformation.of(SeriesScatter.class)));
    reports =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".reports", Types.STRING, TypeInformation.of(CostReports.class)));
    sums =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    UID + ".sums", PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(PortfolioFact fact, Context context, Collector<Portfolio> out)
      throws Exception {
    long reached = context.timerService().currentWatermark();
    // Before the first tick nothing is late.
    boolean started = reached != Long.MIN_VALUE;
    long tick = Minutes.floor(started ? reached : fact.time()) + MINUTE;
    List<PortfolioFact> sofar = arrived.get(tick);
    List<PortfolioFact> all = sofar == null ? new ArrayList<>() : sofar;
    all.add(started ? fact : fact.withoutReports());
    arrived.put(tick, all);
    context.timerService().registerEventTimeTimer(tick);
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Portfolio> out)
      throws Exception {
    List<PortfolioFact> facts = arrived.get(tick);
    if (facts == null) {
      return;
    }
    arrived.remove(tick);
    PortfolioBook book =
        new PortfolioBook(
            new PortfolioBook.Shelf<>(lags::get, lags::put, lags::entries),
            new PortfolioBook.Shelf<>(scatter::get, scatter::put, scatter::entries),
            new PortfolioBook.Shelf<>(reports::get, reports::put, reports::entries),
            sums.value());
    book.learn(facts, tick);
    Portfolio news = book.news(tick);
    sums.update(book.sums());
    if (news != null) {
      out.collect(news);
    }
  }
}
