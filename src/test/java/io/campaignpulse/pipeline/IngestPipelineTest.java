package io.campaignpulse.pipeline;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.cameFrom;
import static io.campaignpulse.testing.TestingIngestEvents.campaign;
import static io.campaignpulse.testing.TestingIngestEvents.click;
import static io.campaignpulse.testing.TestingIngestEvents.lead;
import static io.campaignpulse.testing.TestingIngestEvents.link;
import static io.campaignpulse.testing.TestingIngestEvents.order;
import static io.campaignpulse.testing.TestingIngestEvents.rate;
import static io.campaignpulse.testing.TestingIngestEvents.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.channel.ChannelOptions;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.IngestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestPipelineTest {
  private static final CatalogueSnapshot KNOWN =
      new CatalogueSnapshot(
          List.of(campaign("spring", "Spring Sale", 0)),
          List.of(),
          List.of(),
          List.of(rate("EUR", START - 1000, "1.10", 0)),
          List.of(),
          List.of(),
          List.of());

  private static final List<Interaction> INTERACTIONS =
      List.of(
          click("i1", START, 0),
          click("i1", START, 0),
          click("i2", START + 1, 1, "spring", "EMAIL", "Googlebot/2.1"),
          click("i2", START + 2, 1, "spring", "EMAIL", null),
          click("i3", START, 0),
          cameFrom("https://x.example/?utm_campaign=SPRING+sale&gclid=1", null, null, null, null),
          click("i4", START, 2, null, "SMS", null));

  private static final List<OrderEvent> ORDERS =
      List.of(
          order("o1", START, "O1", OrderStatus.PLACED, "EUR"),
          order("o1", START, "O1", OrderStatus.PLACED, "EUR"),
          order("o2", START - 5, "O1", OrderStatus.PLACED, "EUR"),
          order("o3", START, "O1", OrderStatus.RETURNED, "EUR"),
          order("o4", START, "O2", OrderStatus.PLACED, "JPY"),
          order("o4", START, "O2", OrderStatus.PLACED, "JPY"),
          order("o5", START, "O2", OrderStatus.CANCELLED, "JPY"));

  private static final List<LeadEvent> LEADS =
      List.of(
          lead("l1", START, "L", LeadStage.CREATED),
          lead("l1", START, "L", LeadStage.CREATED),
          lead("l2", START + 9, "L", LeadStage.CREATED),
          lead("l3", START + 5, "L", LeadStage.WON),
          lead("l4", START + 4, "L", LeadStage.QUALIFIED));

  private static final List<SpendReport> SPEND =
      List.of(
          spend(START + 1, "EUR", 9, 1),
          spend(START + 1, "EUR", 10, 1),
          spend(START + 2, "EUR", 8, 1),
          spend(START + 3, "EUR", 7, 2),
          spend(START, "XQQ", 7, 2));

  private static final List<IdentityEvent> IDENTITIES =
      List.of(link(START, "v1", "c1"), link(START, "v1", "c1"), link(START + 1, "v1", "c1"));

  private static final List<Campaign> CAMPAIGNS =
      List.of(campaign("a", "A", 0), campaign("a", "A", 0), campaign("a", "B", 0));

  /** What came out, in an order of its own, and the ledger. */
  private record Judgements(Set<String> counted, Set<String> rejected, Map<Topic, String> ledger) {}

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static IngestOptions options(Emission emission) {
    return new IngestOptions(emission, "USD", Duration.ofDays(1), Duration.ofDays(400));
  }

  private static StreamExecutionEnvironment environment(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
  }

  private static <T> DataStream<T> source(
      StreamExecutionEnvironment env, String uid, Class<T> type, List<T> records) {
    return env.fromData(TypeInformation.of(type), records.toArray(i -> newArray(type, i)))
        .uid(uid)
        .assignTimestampsAndWatermarks(WatermarkStrategy.<T>noWatermarks())
        .uid(uid + "-watermarks");
  }

  @SuppressWarnings("unchecked") // An array of the class it was asked for.
  private static <T> T[] newArray(Class<T> type, int length) {
    return (T[]) java.lang.reflect.Array.newInstance(type, length);
  }

  private static <T> List<T> shuffled(List<T> records, Random random) {
    List<T> copy = new ArrayList<>(records);
    Collections.shuffle(copy, random);
    return copy;
  }

  private static IngestPipeline pipeline(StreamExecutionEnvironment env, Emission emission) {
    return new IngestPipeline(
        options(emission),
        ChannelOptions.shipped(),
        KNOWN,
        source(env, "campaigns", Campaign.class, KNOWN.campaigns()),
        source(env, "fx-rates", FxRate.class, KNOWN.fxRates()));
  }

  private static Judgements run(Emission emission, int parallelism, Random random)
      throws Exception {
    StreamExecutionEnvironment env = environment(parallelism);
    IngestPipeline ingest = pipeline(env, emission);
    List<Judged<?>> judged =
        List.of(
            ingest.interactions(
                source(env, "i", Interaction.class, shuffled(INTERACTIONS, random))),
            ingest.orders(source(env, "o", OrderEvent.class, shuffled(ORDERS, random))),
            ingest.leads(source(env, "l", LeadEvent.class, shuffled(LEADS, random))),
            ingest.spend(source(env, "s", SpendReport.class, shuffled(SPEND, random))),
            ingest.identities(source(env, "d", IdentityEvent.class, shuffled(IDENTITIES, random))),
            IngestPipeline.catalogue(
                Topic.CAMPAIGNS,
                source(env, "c", Campaign.class, shuffled(CAMPAIGNS, random)),
                Campaign.class));
    DataStream<LedgerChange> ledger = judged.get(0).ledger();
    DataStream<Rejection> rejected = judged.get(0).rejected();
    for (Judged<?> topic : judged.subList(1, judged.size())) {
      ledger = ledger.union(topic.ledger());
      rejected = rejected.union(topic.rejected());
    }
    List<CloseableIterator<String>> counted = new ArrayList<>();
    int number = 0;
    for (Judged<?> topic : judged) {
      counted.add(topic.counted().map(Object::toString).uid("text-" + number++).collectAsync());
    }
    CloseableIterator<Rejection> rejections = rejected.collectAsync();
    CloseableIterator<LedgerBook> books =
        LedgerPipeline.build(ledger, Emission.AT_END).collectAsync();
    env.execute();

    Set<String> countedTexts = new TreeSet<>();
    counted.forEach(texts -> texts.forEachRemaining(countedTexts::add));
    Set<String> rejectedTexts = new TreeSet<>();
    rejections.forEachRemaining(r -> rejectedTexts.add(r.topic() + " " + r.reason()));
    Map<Topic, String> ledgers = new EnumMap<>(Topic.class);
    books.forEachRemaining(book -> ledgers.put(book.topic(), text(book)));
    return new Judgements(countedTexts, rejectedTexts, ledgers);
  }

  private static String text(LedgerBook book) {
    List<String> columns = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long count = book.counts()[outcome.ordinal()];
      if (count != 0) {
        columns.add(outcome + " " + count);
      }
    }
    return String.join(", ", columns);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "4, 3"})
  void aReplayJudgesTheSameWhateverTheArrivalAndParallelism(int parallelism, int seed)
      throws Exception {
    Judgements judgements = run(Emission.AT_END, parallelism, new Random(seed));
    assertThat(judgements.ledger())
        .containsEntry(Topic.INTERACTIONS, "COUNTED 4, DUPLICATE 2, FILTERED 1, CONFLICT 1")
        .containsEntry(Topic.ORDERS, "COUNTED 4, DUPLICATE 1, REJECTED 2")
        .containsEntry(Topic.LEADS, "COUNTED 4, DUPLICATE 1")
        .containsEntry(Topic.SPEND, "COUNTED 2, DUPLICATE 2, REJECTED 1, CONFLICT 2")
        .containsEntry(Topic.IDENTITIES, "COUNTED 2, DUPLICATE 1")
        .containsEntry(Topic.CAMPAIGNS, "COUNTED 2, DUPLICATE 1");
    assertThat(judgements.rejected())
        .containsExactly("ORDERS FX_RATE_MISSING", "SPEND FX_RATE_MISSING");
    assertThat(judgements.counted()).hasSize(5 + 4 + 4 + 2 + 2 + 2);
    // The earlier copy is the crawler's, which PLACED is the order is decided where all of it is
    // known, and of two reports of one instant the smaller JSON says 10.
    assertThat(judgements.counted())
        .anyMatch(text -> text.contains("eventId=i2") && text.contains("invalidTraffic=true"))
        .anyMatch(text -> text.contains("eventId=o2"))
        .anyMatch(text -> text.contains("eventId=o1"))
        .anyMatch(text -> text.contains("costMicros=11,"))
        .anyMatch(
            text ->
                text.contains("campaignId=spring, campaignDeclared=false")
                    && text.contains("channel=PAID_SEARCH"))
        .anyMatch(text -> text.contains("campaignId=(none)") && text.contains("channel=SMS"));
  }

  @Test
  void liveJudgesCopiesAlikeAndTheLedgerTiesOut() throws Exception {
    Judgements judgements = run(Emission.ON_CHANGE, 1, new Random(7));
    assertThat(judgements.ledger().get(Topic.ORDERS)).contains("REJECTED 2").contains("COUNTED 4");
    assertThat(judgements.ledger().get(Topic.LEADS)).isNotNull();
    assertThat(judgements.ledger().get(Topic.INTERACTIONS)).contains("DUPLICATE 2");
  }

  @Test
  void theHotPathIsOneChainFromTheSourceToTheDeclaredBranch() {
    StreamExecutionEnvironment env = environment(2);
    IngestPipeline.Interactions branches =
        pipeline(env, Emission.ON_CHANGE)
            .interactionBranches(
                env.fromSource(
                        new org.apache.flink.api.connector.source.lib.NumberSequenceSource(0, 9),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                    .uid("numbers")
                    .map(number -> click("e" + number, START, 0))
                    .returns(Interaction.class)
                    .uid("clicks"));
    branches
        .declared()
        .map(ClassifiedInteraction::eventId)
        .uid("combine")
        .name("combine")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    branches.matched().sinkTo(new DiscardingSink<>()).uid("matched");
    List<String> chains = new ArrayList<>();
    for (JobVertex vertex : env.getStreamGraph().getJobGraph().getVertices()) {
      chains.add(vertex.getName());
    }
    assertThat(chains)
        .anyMatch(
            chain ->
                chain.contains("numbers")
                    && chain.contains("deduplicate-interactions")
                    && chain.contains("combine"));
  }

  /** A quiet market must not look like the end of time: everything would be forgotten. */
  @Test
  @SuppressWarnings("try") // The iterator's close() says it may throw anything.
  void silenceIsNotTheEndOfTime() throws Exception {
    StreamExecutionEnvironment env = environment(1);
    IngestPipeline pipeline =
        new IngestPipeline(
            options(Emission.ON_CHANGE),
            ChannelOptions.shipped(),
            KNOWN,
            endless(env, "campaigns", Campaign.class, i -> campaign("c" + i, "C", 0)),
            endless(env, "fx-rates", FxRate.class, i -> rate("GBP", START + i, "1.2", 0)));
    DataStream<SpendReport> idle =
        endless(env, "spend", SpendReport.class, i -> spend(START, "EUR", 9, i))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.forGenerator(context -> new SilentAfterStart<SpendReport>()))
            .uid("spend-watermarks");
    List<Long> times = new ArrayList<>();
    try (CloseableIterator<Long> seen =
        pipeline
            .spend(idle)
            .counted()
            .process(new TellTime<SpendReport>(), Types.LONG)
            .uid("tell-time")
            .executeAndCollect()) {
      while (times.size() < 60) {
        times.add(seen.next());
      }
    }
    assertThat(times).allMatch(time -> time <= START).endsWith(START);
  }

  @Test
  @Timeout(60)
  @SuppressWarnings("try") // The iterator's close() says it may throw anything.
  void anOrderIsRememberedForItsRetention() throws Exception {
    StreamExecutionEnvironment env = environment(1);
    IngestOptions options =
        new IngestOptions(Emission.ON_CHANGE, "USD", Duration.ofHours(1), Duration.ofHours(1));
    IngestPipeline pipeline =
        new IngestPipeline(
            options,
            ChannelOptions.shipped(),
            KNOWN,
            endless(env, "campaigns", Campaign.class, i -> campaign("c" + i, "C", 0)),
            endless(env, "fx-rates", FxRate.class, i -> rate("GBP", START + i, "1.2", 0)));
    DataStream<OrderEvent> everyDay =
        endless(
                env,
                "orders",
                OrderEvent.class,
                i ->
                    order(
                        "o" + i,
                        START + i * Duration.ofDays(1).toMillis(),
                        "O",
                        OrderStatus.PLACED,
                        "EUR"))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<OrderEvent>forMonotonousTimestamps()
                    .withTimestampAssigner((order, before) -> order.eventTime()))
            .uid("order-watermarks");
    try (CloseableIterator<PricedOrder> counted =
        pipeline.orders(everyDay).counted().executeAndCollect()) {
      assertThat(counted.next().eventTime()).isEqualTo(START);
      assertThat(counted.next().orderId()).as("placed again when forgotten").isEqualTo("O");
    }
  }

  private static <T> DataStream<T> endless(
      StreamExecutionEnvironment env, String uid, Class<T> type, GeneratorFunction<Long, T> each) {
    return env.fromSource(
            new DataGeneratorSource<>(
                each, Long.MAX_VALUE, RateLimiterStrategy.perSecond(40), TypeInformation.of(type)),
            WatermarkStrategy.noWatermarks(),
            uid)
        .uid(uid);
  }

  /** Time comes to START and then the stream is idle. */
  private static final class SilentAfterStart<T> implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T event, long time, WatermarkOutput output) {
      output.emitWatermark(new Watermark(START));
      output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }

  private static final class TellTime<T> extends ProcessFunction<T, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(T event, Context context, Collector<Long> out) {
      out.collect(context.timerService().currentWatermark());
    }
  }
}
