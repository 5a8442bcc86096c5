package io.campaignpulse.pipeline;

import static io.campaignpulse.testing.TestingMetrics.LONG;
import static io.campaignpulse.testing.TestingMetrics.at;
import static io.campaignpulse.testing.TestingMetrics.booking;
import static io.campaignpulse.testing.TestingMetrics.click;
import static io.campaignpulse.testing.TestingMetrics.credit;
import static io.campaignpulse.testing.TestingMetrics.folded;
import static io.campaignpulse.testing.TestingMetrics.foldedBusiness;
import static io.campaignpulse.testing.TestingMetrics.interaction;
import static io.campaignpulse.testing.TestingMetrics.options;
import static io.campaignpulse.testing.TestingMetrics.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.Ratios;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CampaignMetricsPipelineTest {

  private static final long DAY = 86_400_000;
  private static final long START = at("2026-03-20T00:00:00Z");
  private static final String ZONE = "Europe/Berlin";

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private final List<ClassifiedInteraction> interactions = new ArrayList<>();
  private final List<SpendReport> spend = new ArrayList<>();
  private final List<Credit> credits = new ArrayList<>();
  private final List<ConversionBooking> bookings = new ArrayList<>();

  @Test
  void givesTheSameForAnyOrderParallelismAndEmission() throws Exception {
    market(new Random(7));
    Result replay = run(options(Emission.AT_END, ZONE, LONG), 1);
    assertThat(replay.campaigns).hasSizeGreaterThan(1000);
    assertThat(replay.campaigns).extracting(CampaignMetrics::key).doesNotHaveDuplicates();

    Collections.shuffle(interactions, new Random(1));
    Collections.shuffle(spend, new Random(2));
    Collections.shuffle(credits, new Random(3));
    Result other = run(options(Emission.AT_END, ZONE, LONG), 4);
    assertThat(folded(other.campaigns)).isEqualTo(folded(replay.campaigns));
    assertThat(foldedBusiness(other.business)).isEqualTo(foldedBusiness(replay.business));

    Result live = run(options(Emission.ON_CHANGE, ZONE, LONG), 4);
    assertThat(folded(reported(live.campaigns)))
        .containsAllEntriesOf(folded(reported(replay.campaigns)));
    assertThat(foldedBusiness(live.business)).containsAllEntriesOf(foldedBusiness(replay.business));
  }

  @Test
  void nowcastsTheSameForAnyOrderAndParallelism() throws Exception {
    long asOf = START + 13 * DAY;
    market(new Random(7));
    Result replay = run(asOf(options(Emission.AT_END, ZONE, LONG), asOf), 1);
    long life =
        replay.campaigns.stream()
            .filter(row -> row.window() == WindowSize.LIFE)
            .mapToLong(CampaignMetrics::provisionalSpendMicros)
            .sum();
    assertThat(life).isPositive();
    for (WindowSize size : WindowSize.values()) {
      assertThat(sum(replay.campaigns, size, BaseMeasure.PROVISIONAL_SPEND))
          .as(size.name())
          .isEqualTo(life);
    }
    assertThat(replay.scores).extracting(ProjectionScore::id).contains("a|EMAIL", "b|EMAIL");
    assertThat(replay.scores).extracting(ProjectionScore::key).doesNotHaveDuplicates();

    Collections.shuffle(interactions, new Random(1));
    Collections.shuffle(spend, new Random(2));
    Result other = run(asOf(options(Emission.AT_END, ZONE, LONG), asOf), 4);
    assertThat(folded(other.campaigns)).isEqualTo(folded(replay.campaigns));
    assertThat(other.scores).containsExactlyInAnyOrderElementsOf(replay.scores);
  }

  /** What is provisional depends on how far time has come, and a live one stops where it is. */
  private static List<CampaignMetrics> reported(List<CampaignMetrics> rows) {
    rows.forEach(row -> row.base()[BaseMeasure.PROVISIONAL_SPEND.ordinal()] = 0);
    return rows;
  }

  private static MetricOptions asOf(MetricOptions options, long asOf) {
    return new MetricOptions(
        options.emission(),
        options.zoneId(),
        options.windows(),
        options.models(),
        options.impressions(),
        options.clicks(),
        options.retentionMillis(),
        options.publishEveryMillis(),
        asOf,
        options.reportingModel());
  }

  @Test
  void everyWindowSizeSumsToTheSameAcrossAClockChange() throws Exception {
    market(new Random(11));
    Result replay = run(options(Emission.AT_END, ZONE, LONG), 1);
    long life = sum(replay.campaigns, WindowSize.LIFE, BaseMeasure.SPEND);
    long clicks = sum(replay.campaigns, WindowSize.LIFE, BaseMeasure.CLICKS);
    assertThat(life).isPositive();
    for (WindowSize size : WindowSize.values()) {
      assertThat(sum(replay.campaigns, size, BaseMeasure.SPEND)).as(size.name()).isEqualTo(life);
      assertThat(sum(replay.campaigns, size, BaseMeasure.CLICKS)).as(size.name()).isEqualTo(clicks);
      assertThat(
              replay.business.stream()
                  .filter(row -> row.window() == size)
                  .mapToLong(BusinessMetrics::spendMicros)
                  .sum())
          .as(size.name())
          .isEqualTo(life);
    }
  }

  @Test
  void creditOfEveryModelTiesOutWithTheLedgerInAnyOrder() throws Exception {
    market(new Random(5));
    credits.clear();
    conversions(new Random(5));
    Result replay = run(options(Emission.AT_END, ZONE, LONG), 1);
    assertThat(windowsOut(replay)).isEmpty();
    assertThat(books(replay, "LIFE|1970-01-01T00:00:00Z").ledgerMicros()).isPositive();

    Collections.shuffle(credits, new Random(1));
    Collections.shuffle(bookings, new Random(2));
    assertThat(windowsOut(run(options(Emission.AT_END, ZONE, LONG), 4))).isEmpty();
    assertThat(windowsOut(run(options(Emission.ON_CHANGE, ZONE, LONG), 4))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Emission.class)
  void aLostCreditIsFoundInItsModelAndItsWindows(Emission emission) throws Exception {
    market(new Random(5));
    credits.clear();
    conversions(new Random(5));
    Credit lost = credits.remove(40);
    Result result = run(options(emission, ZONE, LONG), 4);

    assertThat(windowsOut(result)).contains("LIFE|1970-01-01T00:00:00Z").hasSizeBetween(4, 7);
    Conservation books = books(result, "LIFE|1970-01-01T00:00:00Z");
    long net = lost.bookings().stream().mapToLong(CampaignMetricsPipelineTest::net).sum();
    assertThat(books.unbalanced()).extracting(Imbalance::model).containsOnly(lost.model());
    assertThat(books.unbalanced())
        .filteredOn(imbalance -> imbalance.measure() == AttributedMeasure.NET_REVENUE)
        .extracting(Imbalance::difference)
        .containsExactly(net, net);
  }

  @ParameterizedTest
  @EnumSource(Emission.class)
  void aDoubledCreditIsFoundToo(Emission emission) throws Exception {
    market(new Random(5));
    credits.clear();
    conversions(new Random(5));
    Credit doubled = credits.get(33);
    credits.add(doubled);
    Result result = run(options(emission, ZONE, LONG), 4);

    Conservation books = books(result, "LIFE|1970-01-01T00:00:00Z");
    assertThat(books.unbalanced()).extracting(Imbalance::model).containsOnly(doubled.model());
    assertThat(books.unbalanced()).extracting(Imbalance::difference).allMatch(d -> d < 0);
  }

  private static List<String> windowsOut(Result result) {
    return lastOf(result).values().stream()
        .filter(row -> !Objects.requireNonNull(row.conservation()).balanced())
        .map(BusinessMetrics::key)
        .toList();
  }

  private static Conservation books(Result result, String key) {
    return Objects.requireNonNull(Objects.requireNonNull(lastOf(result).get(key)).conservation());
  }

  private static Map<String, BusinessMetrics> lastOf(Result result) {
    Map<String, BusinessMetrics> last = new TreeMap<>();
    result.business.forEach(
        row -> last.merge(row.key(), row, (a, b) -> a.revision() > b.revision() ? a : b));
    return last;
  }

  private static long net(Booking booking) {
    return booking.amounts()[AttributedMeasure.NET_REVENUE.ordinal()];
  }

  /** Orders of which half comes back a day later, each shared by two campaigns in every model. */
  private void conversions(Random random) {
    for (int i = 0; i < 50; i++) {
      long time = START + (long) (random.nextDouble() * 12 * DAY);
      long gross = 2L + random.nextInt(100_000_000);
      bookings.add(
          new ConversionBooking(
              "o" + i, ConversionType.ORDER, List.of(booking(time, 1_000_000_000, gross))));
      bookings.add(
          new ConversionBooking(
              "o" + i, ConversionType.ORDER, List.of(booking(time + DAY, 0, -gross / 2))));
      for (AttributionModel model : AttributionModel.values()) {
        long orders = 1L + random.nextInt(999_999_998);
        long first = 1L + random.nextInt((int) gross - 1);
        long touch = time - random.nextInt((int) DAY);
        credits.add(
            credit(
                model,
                "a",
                time,
                touch,
                booking(time, orders, first),
                booking(time + DAY, 0, -first / 3)));
        credits.add(
            credit(
                model,
                "b",
                time,
                null,
                booking(time, 1_000_000_000 - orders, gross - first),
                booking(time + DAY, 0, first / 3 - gross / 2)));
      }
    }
  }

  @Test
  void workedExample1MaturingCpa() throws Exception {
    interactions.add(click(START, "b"));
    for (int day = 0; day < 10; day++) {
      long start = START + day * DAY;
      spend.add(spend("a", start, start + DAY, 100_000_000, 1));
      credits.add(order(start + DAY / 2, start + DAY / 2));
      for (int late = 0; late < 4; late++) {
        credits.add(order(start + (10 + late) * DAY, start + DAY / 2));
      }
    }
    Result replay = run(options(Emission.AT_END, "UTC", LONG), 1);

    assertThat(cpaOfFirstTenDays(replay, TimeBasis.INTERACTION_TIME)).isEqualTo(20.0);
    assertThat(cpaOfFirstTenDays(replay, TimeBasis.CONVERSION_TIME)).isEqualTo(100.0);
  }

  private static Credit order(long conversionTime, long touchTime) {
    return credit(
        AttributionModel.LAST_TOUCH,
        "a",
        conversionTime,
        touchTime,
        booking(conversionTime, 1_000_000_000, 50_000_000));
  }

  private static @Nullable Double cpaOfFirstTenDays(Result result, TimeBasis basis) {
    long[] base = new long[BaseMeasure.COUNT];
    long[] attributed = Ratios.nothingAttributed();
    for (CampaignMetrics row : result.campaigns) {
      if (row.window() == WindowSize.P1D && row.windowStart() < START + 10 * DAY) {
        base[BaseMeasure.SPEND.ordinal()] += row.base()[BaseMeasure.SPEND.ordinal()];
        for (AttributedTotals entry : row.attributed()) {
          if (entry.basis() == basis) {
            for (int i = 0; i < attributed.length; i++) {
              attributed[i] += entry.amounts()[i];
            }
          }
        }
      }
    }
    return Metric.CPA.value(base, 0, attributed);
  }

  private void market(Random random) {
    String[] campaigns = {"a", "b", "c"};
    for (int i = 0; i < 3000; i++) {
      String campaign = campaigns[random.nextInt(3)];
      long time = START + (long) (random.nextDouble() * 12 * DAY);
      interactions.add(
          interaction(
              InteractionType.values()[random.nextInt(3)],
              time,
              campaign,
              "v" + random.nextInt(500),
              random.nextInt(10) == 0));
    }
    interactions.add(click(START, "a"));
    for (int i = 30; i < 36; i++) {
      for (String campaign : campaigns) {
        long start = START + i * DAY / 4;
        long cost = random.nextInt(1_000_000_000);
        int revisions = 1 + random.nextInt(3);
        for (int revision = 1; revision <= revisions; revision++) {
          spend.add(spend(campaign, start, start + DAY / 4, cost / revision, revision));
        }
      }
    }
    for (int i = 0; i < 200; i++) {
      long conversion = START + (long) (random.nextDouble() * 12 * DAY);
      AttributionModel model = AttributionModel.values()[random.nextInt(6)];
      long net = random.nextInt(100_000_000);
      credits.add(
          credit(
              model,
              campaigns[random.nextInt(3)],
              conversion,
              random.nextBoolean() ? conversion - random.nextInt((int) DAY) : null,
              booking(conversion, 1_000_000_000, net),
              booking(conversion + DAY, -1_000_000_000, -net / 2)));
    }
  }

  private static long sum(List<CampaignMetrics> rows, WindowSize size, BaseMeasure measure) {
    return rows.stream()
        .filter(row -> row.window() == size)
        .mapToLong(row -> row.base()[measure.ordinal()])
        .sum();
  }

  private record Result(
      List<CampaignMetrics> campaigns,
      List<BusinessMetrics> business,
      List<ProjectionScore> scores) {}

  private Result run(MetricOptions options, int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    DataStream<Credit> booked =
        environment
            .fromData(credits, TypeInformation.of(Credit.class))
            .uid("read-credits")
            .name("read-credits");
    // A stream of nothing can't be made of a list.
    bookings.add(new ConversionBooking("none", ConversionType.ORDER, List.of()));
    DataStream<ConversionBooking> ledger =
        environment
            .fromData(bookings, TypeInformation.of(ConversionBooking.class))
            .uid("read-bookings")
            .name("read-bookings");
    CampaignMetricsPipeline.Outputs out =
        CampaignMetricsPipeline.build(
            new CampaignMetricsPipeline.Inputs(
                timed(environment, interactions, ClassifiedInteraction.class),
                SpendPipeline.build(
                    timed(environment, spend, SpendReport.class), options.emission(), 40 * DAY),
                booked,
                ledger),
            options);
    CloseableIterator<CampaignMetrics> campaigns = out.campaignMetrics().collectAsync();
    CloseableIterator<BusinessMetrics> business = out.businessMetrics().collectAsync();
    CloseableIterator<ProjectionScore> scores = out.scores().collectAsync();
    environment.executeAsync();
    Result result = new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    campaigns.forEachRemaining(result.campaigns::add);
    business.forEachRemaining(result.business::add);
    scores.forEachRemaining(result.scores::add);
    return result;
  }

  private static <E extends Event> DataStream<E> timed(
      StreamExecutionEnvironment environment, List<E> events, Class<E> type) {
    return environment
        .fromData(events, TypeInformation.of(type))
        .uid("read-" + type.getSimpleName())
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<E>forMonotonousTimestamps()
                .withTimestampAssigner((event, t) -> event.eventTime()))
        .uid("time-" + type.getSimpleName());
  }
}
