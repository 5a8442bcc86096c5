package io.campaignpulse.pipeline;

import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static io.campaignpulse.testing.TestingMinuteRows.row;
import static io.campaignpulse.testing.TestingMinuteRows.threshold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Tick;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.testing.TestingResults;
import io.campaignpulse.testing.TestingWireValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pipeline on a mini cluster. */
class AlertsPipelineTest {

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final AlertRule BURST = threshold("burst", "clicks", ">", 5, 1, 0, 1);
  private static final AlertRule FAILING = threshold("failing", "cvr", "<", 0.1, 5, 20, 2);

  @Test
  void aReplayGivesTheSameOutlooksAsOfItsInstantAtAnyParallelism() throws Exception {
    List<CampaignOutlook> alone = replay(1);

    assertThat(alone)
        .extracting(CampaignOutlook::campaignId, CampaignOutlook::asOf)
        .startsWith(tuple("c0", at(300)))
        .endsWith(tuple("c6", at(300)))
        .hasSize(7);
    assertThat(replay(4)).isEqualTo(alone);
  }

  @Test
  void liveTimeIsWhatTheTicksSay() throws Exception {
    StreamExecutionEnvironment env = environment(2);
    // Neither rows nor rules ever end or say what time it is.
    DataStream<CampaignMetrics> rows =
        endless(
            env,
            "rows",
            n -> row("c" + n % 5, Math.toIntExact(n % 50 / 5), 9, 0, 0, null, n),
            CampaignMetrics.class,
            2000);
    DataStream<AlertRule> rules = endless(env, "rules", n -> BURST, AlertRule.class, 1);
    DataStream<Tick> ticks =
        endless(env, "ticks", n -> new Tick(at(Math.toIntExact(n))), Tick.class, 2);

    DataStream<Alert> alerts =
        AlertsPipeline.build(
                new AlertsPipeline.Inputs(
                    rows,
                    noTotals(env),
                    noCredits(env),
                    noPlans(env),
                    noLeads(env),
                    rules,
                    noCampaigns(env),
                    noCalendar(env),
                    noChannelLags(env),
                    noRejections(env),
                    noFxRates(env),
                    ticks),
                options(Emission.ON_CHANGE))
            .alerts();

    Alert first = alerts.executeAndCollect("live", 1).get(0);
    assertThat(first.state()).isEqualTo(AlertState.PENDING);
    assertThat(first.ruleId()).isEqualTo("burst");
  }

  @Test
  void booksThatDoNotBalanceForLongEnoughFire() throws Exception {
    StreamExecutionEnvironment env = environment(2);
    // Every row but the last window's, which is in flight, says the same again and again.
    DataStream<BusinessMetrics> totals =
        endless(
            env,
            "totals",
            n ->
                n % 2 == 0
                    ? TestingResults.business(WindowSize.LIFE, Instant.EPOCH, 0, 100 + n, 90, n)
                    : TestingResults.business(
                        WindowSize.P1D, Instant.ofEpochMilli(at(0)), 0, 100, 90, n),
            BusinessMetrics.class,
            200);
    DataStream<CampaignMetrics> rows =
        endless(env, "rows", n -> row("c", 0, 9, 0, 0, null, n), CampaignMetrics.class, 1);
    DataStream<AlertRule> rules = endless(env, "rules", n -> FAILING, AlertRule.class, 1);
    DataStream<Tick> ticks =
        endless(env, "ticks", n -> new Tick(at(Math.toIntExact(n))), Tick.class, 4);

    DataStream<Alert> alerts =
        AlertsPipeline.build(
                new AlertsPipeline.Inputs(
                    rows,
                    totals,
                    noCredits(env),
                    noPlans(env),
                    noLeads(env),
                    rules,
                    noCampaigns(env),
                    noCalendar(env),
                    noChannelLags(env),
                    noRejections(env),
                    noFxRates(env),
                    ticks),
                options(Emission.ON_CHANGE))
            .alerts();

    Alert first = alerts.executeAndCollect("books", 1).get(0);
    assertThat(first.kind()).isEqualTo(RuleKind.CONSERVATION);
    assertThat(first.state()).isEqualTo(AlertState.FIRING);
    assertThat(first.campaignId()).isNull();
    assertThat(first.updatedAt() - first.startsAt()).isZero();
    assertThat(first.summary()).contains("of 1 Mar", "$100.00", "$90.00", "$10.00");
  }

  private static DataStream<BusinessMetrics> noTotals(StreamExecutionEnvironment env) {
    return env.fromData(
            TypeInformation.of(BusinessMetrics.class),
            TestingResults.business(WindowSize.LIFE, Instant.EPOCH, 0, 0))
        .uid("totals");
  }

  private static DataStream<Credit> noCredits(StreamExecutionEnvironment env) {
    return env.fromData(TypeInformation.of(Credit.class), TestingWireValues.credit())
        .uid("credits")
        .filter(credit -> false)
        .uid("no-credits");
  }

  private static DataStream<PlanProgress> noPlans(StreamExecutionEnvironment env) {
    return env.fromData(TypeInformation.of(PlanProgress.class), TestingWireValues.clearance())
        .uid("plans")
        .filter(plan -> false)
        .uid("no-plans");
  }

  private static DataStream<LeadEvent> noLeads(StreamExecutionEnvironment env) {
    return env.fromData(TypeInformation.of(LeadEvent.class), TestingWireValues.lead())
        .uid("leads")
        .filter(lead -> false)
        .uid("no-leads");
  }

  private static DataStream<Campaign> noCampaigns(StreamExecutionEnvironment env) {
    return env.fromData(TypeInformation.of(Campaign.class), TestingWireValues.campaign())
        .uid("campaigns")
        .filter(campaign -> false)
        .uid("no-campaigns");
  }

  private static DataStream<CalendarEvent> noCalendar(StreamExecutionEnvironment env) {
    return env.fromData(TypeInformation.of(CalendarEvent.class), TestingWireValues.calendarEvent())
        .uid("calendar")
        .filter(event -> false)
        .uid("no-calendar");
  }

  private static DataStream<FxRate> noFxRates(StreamExecutionEnvironment env) {
    return env.fromData(TypeInformation.of(FxRate.class), TestingWireValues.fxRate())
        .uid("fx-rates")
        .filter(rate -> false)
        .uid("no-fx-rates");
  }

  private static DataStream<ChannelLags> noChannelLags(StreamExecutionEnvironment env) {
    return env.fromData(TypeInformation.of(ChannelLags.class), TestingWireValues.channelLags())
        .uid("channel-lags")
        .filter(lags -> false)
        .uid("no-channel-lags");
  }

  private static DataStream<Rejection> noRejections(StreamExecutionEnvironment env) {
    return env.fromData(TypeInformation.of(Rejection.class), TestingWireValues.rejection())
        .uid("rejected")
        .filter(rejection -> false)
        .uid("no-rejections");
  }

  private static List<CampaignOutlook> replay(int parallelism) throws Exception {
    StreamExecutionEnvironment env = environment(parallelism);
    List<CampaignMetrics> input = new ArrayList<>();
    for (int c = 0; c < 7; c++) {
      for (int m = 0; m < 40; m++) {
        input.add(row("c" + c, m * (c + 1), (m * 7 + c) % 11, m % 9 == 0 ? 1 : 0, 0, null, 1));
      }
    }
    DataStream<CampaignMetrics> rows =
        env.fromData(
                TypeInformation.of(CampaignMetrics.class), input.toArray(new CampaignMetrics[0]))
            .uid("rows");
    DataStream<AlertRule> rules =
        env.fromData(TypeInformation.of(AlertRule.class), BURST)
            .uid("rules")
            .filter(rule -> false)
            .uid("no-rules");
    DataStream<Tick> none = env.fromData(TypeInformation.of(Tick.class), new Tick(0)).uid("ticks");
    AlertOptions live = options(Emission.ON_CHANGE);
    AlertOptions options =
        new AlertOptions(
            Emission.AT_END,
            live.reportingModel(),
            live.reportingBasis(),
            live.reportingCurrency(),
            live.timeZone(),
            live.dailyVariation(),
            live.liveBoundMillis(),
            at(300) + 1000,
            live.known());
    List<CampaignOutlook> outlooks =
        new ArrayList<>(
            AlertsPipeline.build(
                    new AlertsPipeline.Inputs(
                        rows,
                        noTotals(env),
                        noCredits(env),
                        noPlans(env),
                        noLeads(env),
                        rules,
                        noCampaigns(env),
                        noCalendar(env),
                        noChannelLags(env),
                        noRejections(env),
                        noFxRates(env),
                        none),
                    options)
                .outlooks()
                .executeAndCollect("replay", 100_000));
    outlooks.sort(Comparator.comparing(CampaignOutlook::campaignId));
    return outlooks;
  }

  private static <T> DataStream<T> endless(
      StreamExecutionEnvironment env,
      String uid,
      GeneratorFunction<Long, T> generator,
      Class<T> type,
      double perSecond) {
    return env.fromSource(
            new DataGeneratorSource<>(
                generator,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(perSecond),
                TypeInformation.of(type)),
            WatermarkStrategy.noWatermarks(),
            uid)
        .setParallelism(1)
        .uid(uid);
  }

  private static StreamExecutionEnvironment environment(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration)
        .setParallelism(parallelism);
  }
}
