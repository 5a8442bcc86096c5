package io.campaignpulse.wire;

import static io.campaignpulse.testing.TestingWireValues.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.TargetStanding;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.metric.Ratios;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.SingleObject;
import io.campaignpulse.source.WireSchema;
import io.campaignpulse.testing.TestingDecoders;
import io.campaignpulse.testing.TestingWireValues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueEncoderTest {
  private static final RecordDecoders DECODERS = new RecordDecoders(new TimeBounds(null, 300_000));
  private static final List<AttributionModel> ALL_MODELS = List.of(AttributionModel.values());

  static Stream<Arguments> events() {
    return Stream.of(
        event(Topic.INTERACTIONS, EventEncoders.INTERACTIONS, TestingWireValues.interaction()),
        event(Topic.INTERACTIONS, EventEncoders.INTERACTIONS, TestingWireValues.sparseClick(1)),
        event(Topic.LEADS, EventEncoders.LEADS, TestingWireValues.lead()),
        event(Topic.ORDERS, EventEncoders.ORDERS, TestingWireValues.order()),
        event(Topic.ORDERS, EventEncoders.ORDERS, TestingWireValues.refund()),
        event(Topic.SPEND, EventEncoders.SPEND, TestingWireValues.spend()),
        event(Topic.INVENTORY, EventEncoders.INVENTORY, TestingWireValues.inventory()),
        event(Topic.IDENTITIES, EventEncoders.IDENTITIES, TestingWireValues.identity()),
        event(Topic.CAMPAIGNS, CatalogueEncoders.CAMPAIGNS, TestingWireValues.campaign()),
        event(Topic.CAMPAIGNS, CatalogueEncoders.CAMPAIGNS, TestingWireValues.renamedCampaign()),
        event(Topic.PROMOTIONS, CatalogueEncoders.PROMOTIONS, TestingWireValues.promotion()),
        event(Topic.PLANS, CatalogueEncoders.PLANS, TestingWireValues.plan()),
        event(Topic.FX_RATES, CatalogueEncoders.FX_RATES, TestingWireValues.fxRate()),
        event(Topic.RULES, CatalogueEncoders.RULES, TestingWireValues.rule()),
        event(Topic.CALENDAR, CatalogueEncoders.CALENDAR, TestingWireValues.calendarEvent()),
        event(Topic.CHANNEL_LAGS, CatalogueEncoders.CHANNEL_LAGS, TestingWireValues.channelLags()));
  }

  private static <T> Arguments event(Topic topic, ValueEncoder<T> encoder, T value) {
    return Arguments.of(topic, encoder, value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void whatIsWrittenToAnInputTopicIsReadBack(
      Topic topic, ValueEncoder<Object> encoder, Object value) {
    RawRecord record =
        new RawRecord(
            topic,
            ORIGIN.partition(),
            ORIGIN.position(),
            null,
            ORIGIN.arrivalTime(),
            encoder.key(value),
            encoder.value(value),
            WireFormat.AVRO);
    List<Integer> unknown = new ArrayList<>();
    assertThat(encoder.topic()).isEqualTo(topic.label());
    assertThat((Object) TestingDecoders.of(topic, DECODERS).decode(record, unknown::add))
        .isEqualTo(value);
    assertThat(unknown).allMatch(count -> count == 0);
  }

  static Stream<Arguments> results() {
    return Stream.of(
        Arguments.of(
            Results.CREDITS.encoder(), Results.CREDITS.decoder(), TestingWireValues.credit()),
        Arguments.of(
            Results.EXPLANATIONS.encoder(),
            Results.EXPLANATIONS.decoder(),
            TestingWireValues.explanation()),
        Arguments.of(
            Results.CONVERSION_LEDGER.encoder(),
            Results.CONVERSION_LEDGER.decoder(),
            TestingWireValues.conversionBooking()),
        Arguments.of(
            Results.BUSINESS_METRICS.encoder(),
            Results.BUSINESS_METRICS.decoder(),
            TestingWireValues.businessMetrics()),
        Arguments.of(
            Results.CUSTOMER_VALUE.encoder(),
            Results.CUSTOMER_VALUE.decoder(),
            TestingWireValues.customerValue()),
        Arguments.of(
            Results.MODEL_SHARES.encoder(),
            Results.MODEL_SHARES.decoder(),
            TestingWireValues.modelShare()),
        Arguments.of(
            Results.PLAN_PROGRESS.encoder(),
            Results.PLAN_PROGRESS.decoder(),
            TestingWireValues.clearance()),
        Arguments.of(
            Results.PLAN_PROGRESS.encoder(),
            Results.PLAN_PROGRESS.decoder(),
            TestingWireValues.dailyBudget()),
        Arguments.of(
            Results.PLAN_PROGRESS.encoder(),
            Results.PLAN_PROGRESS.decoder(),
            TestingWireValues.unsoundTarget()),
        Arguments.of(
            Results.PROJECTION_SCORES.encoder(),
            Results.PROJECTION_SCORES.decoder(),
            TestingWireValues.projectionScore()),
        Arguments.of(Results.ALERTS.encoder(), Results.ALERTS.decoder(), TestingWireValues.alert()),
        Arguments.of(
            Results.CAMPAIGN_OUTLOOK.encoder(),
            Results.CAMPAIGN_OUTLOOK.decoder(),
            TestingWireValues.campaignOutlook()),
        Arguments.of(
            Results.ALERT_HEARTBEATS.encoder(),
            Results.ALERT_HEARTBEATS.decoder(),
            TestingWireValues.alertHeartbeat()),
        Arguments.of(
            Results.ALERT_ACTIONS.encoder(),
            Results.ALERT_ACTIONS.decoder(),
            TestingWireValues.alertAction()),
        Arguments.of(
            Results.ALERT_ACTIONS.encoder(),
            Results.ALERT_ACTIONS.decoder(),
            AlertAction.none("a1b2:1")),
        Arguments.of(
            Results.BUDGET_ACTIONS.encoder(),
            Results.BUDGET_ACTIONS.decoder(),
            TestingWireValues.budgetAction()),
        Arguments.of(
            Results.AUDIT.encoder(), Results.AUDIT.decoder(), TestingWireValues.auditEntry()),
        Arguments.of(
            CampaignMetricsEncoder.of(ALL_MODELS),
            Results.campaignMetricsDecoder(),
            TestingWireValues.campaignMetrics()),
        Arguments.of(
            Results.rejected(() -> 5).encoder(),
            Results.rejectedDecoder(),
            TestingWireValues.rejection()),
        Arguments.of(
            Results.ledger("job").encoder(), Results.ledgerDecoder(), TestingWireValues.ledger()));
  }

  @ParameterizedTest
  @MethodSource("results")
  void whatIsWrittenAsAResultIsReadBack(
      ValueEncoder<Object> encoder, ResultDecoder<Object> decoder, Object value) throws Exception {
    Object read = copy(decoder).decode(copy(encoder).value(value));
    assertThat(encoder.topic()).isEqualTo(decoder.wire().topic());
    assertThat(read).usingRecursiveComparison().isEqualTo(value);
  }

  static Stream<Arguments> symbols() {
    Schema alert = WireSchema.ALERTS.schema();
    Schema target =
        WireSchema.CAMPAIGN_OUTLOOK.schema().getField("targets").schema().getElementType();
    return Stream.of(
        Arguments.of(target, "standing", TargetStanding.values()),
        Arguments.of(target, "reason", AlertReason.values()),
        Arguments.of(alert, "state", AlertState.values()),
        Arguments.of(alert, "kind", RuleKind.values()),
        Arguments.of(alert, "cause", AlertCause.values()),
        Arguments.of(alert, "reason", AlertReason.values()));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("symbols")
  void symbolsAreTheConstantsInOrder(Schema record, String field, Enum<?>[] constants) {
    Schema symbols = required(record.getField(field).schema());
    List<String> expected = new ArrayList<>(Arrays.stream(constants).map(Enum::name).toList());
    if (symbols.getEnumDefault() != null) {
      expected.add(symbols.getEnumDefault());
    }
    assertThat(symbols.getEnumSymbols()).isEqualTo(expected);
  }

  @Test
  void everyStateOfAHeartbeatIsReadBackAsItself() {
    List<String> symbols =
        WireSchema.ALERT_HEARTBEATS.schema().getField("state").schema().getEnumSymbols();
    assertThat(symbols)
        .isEqualTo(Arrays.stream(HeartbeatState.values()).map(HeartbeatState::name).toList());
  }

  @Test
  void anOlderReaderReadsSymbolsOfLaterVersionsAsUnknown() throws IOException {
    Schema current = WireSchema.ALERTS.schema();
    Schema older =
        new Schema.Parser()
            .parse(
                current
                    .toString()
                    .replace("\"THRESHOLD\",", "")
                    .replace("\"EFFICIENCY_LOW\",", "")
                    .replace("\"LATE_CONVERSIONS\",", ""));
    byte[] value = Results.ALERTS.encoder().value(TestingWireValues.alert());
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(current, older)
            .read(
                null,
                DecoderFactory.get()
                    .binaryDecoder(
                        value,
                        SingleObject.HEADER_BYTES,
                        value.length - SingleObject.HEADER_BYTES,
                        null));

    assertThat(List.of(read.get("kind"), read.get("cause"), read.get("reason")))
        .extracting(Object::toString)
        .containsOnly("UNKNOWN");
    assertThat(read.get("ruleId")).hasToString(TestingWireValues.alert().ruleId());
  }

  private static Schema required(Schema schema) {
    return schema.isUnion() ? schema.getTypes().get(1) : schema;
  }

  @Test
  void keysAreThoseOfTheContract() {
    assertThat(key(EventEncoders.INTERACTIONS, TestingWireValues.interaction())).isEqualTo("v-1");
    assertThat(key(CatalogueEncoders.FX_RATES, TestingWireValues.fxRate()))
        .isEqualTo("IDR|2026-03-02T10:00:00Z");
    assertThat(key(Results.CREDITS.encoder(), TestingWireValues.credit()))
        .isEqualTo("POSITION_BASED|lead-1:QUALIFIED|e-1");
    assertThat(key(Results.CONVERSION_LEDGER.encoder(), TestingWireValues.conversionBooking()))
        .isEqualTo("lead-1:QUALIFIED");
    assertThat(key(Results.ledger("job").encoder(), TestingWireValues.ledger()))
        .isEqualTo("job|fx-rates");
    assertThat(key(Results.rejected(() -> 5).encoder(), TestingWireValues.rejection()))
        .isEqualTo("orders|2|7");
    assertThat(key(Results.BUSINESS_METRICS.encoder(), TestingWireValues.businessMetrics()))
        .isEqualTo("LIFE|1970-01-01T00:00:00Z");
    assertThat(key(Results.CUSTOMER_VALUE.encoder(), TestingWireValues.customerValue()))
        .isEqualTo("camp|EMAIL|30");
    assertThat(key(Results.MODEL_SHARES.encoder(), TestingWireValues.modelShare()))
        .isEqualTo("SHAPLEY|LEAD|camp%7Cx|EMAIL");
    assertThat(key(Results.PLAN_PROGRESS.encoder(), TestingWireValues.clearance()))
        .isEqualTo("clearance:promo:sku%7C1");
    assertThat(key(Results.ALERT_ACTIONS.encoder(), TestingWireValues.alertAction()))
        .isEqualTo("a1b2:1772445600");
    assertThat(key(Results.CAMPAIGN_OUTLOOK.encoder(), TestingWireValues.campaignOutlook()))
        .isEqualTo("camp%7Cx|EMAIL");
    assertThat(key(Results.AUDIT.encoder(), TestingWireValues.auditEntry()))
        .isEqualTo("alert-actions|a1b2:1772445600%7Cx");
    assertThat(key(Results.PROJECTION_SCORES.encoder(), TestingWireValues.projectionScore()))
        .isEqualTo("PLAN|budget:camp%7Cx|PT1H30M");
  }

  @Test
  void campaignMetricsCarryEveryModelAndBasisWithItsRatios() {
    CampaignMetrics metrics = TestingWireValues.campaignMetrics();
    GenericRecord written =
        SingleObject.generic(WireSchema.CAMPAIGN_METRICS)
            .decode(CampaignMetricsEncoder.of(ALL_MODELS).value(metrics));
    assertThat(written.get("ctr")).isEqualTo(4.0 / 3);
    assertThat(written.get("frequency")).isEqualTo(1.5);
    List<?> attributed = (List<?>) written.get("attributed");
    assertThat(attributed).hasSize(12);
    GenericRecord lastTouch = (GenericRecord) attributed.get(2);
    assertThat(lastTouch.get("model")).hasToString("LAST_TOUCH");
    assertThat(lastTouch.get("basis")).hasToString("CONVERSION_TIME");
    assertThat(lastTouch.get("cvr")).isEqualTo(0.5);
    assertThat(lastTouch.get("cpa")).isEqualTo(25.0);
    assertThat(lastTouch.get("roas")).isEqualTo(4.0);
    assertThat(lastTouch.get("poas")).isEqualTo(2.5);
    assertThat(lastTouch.get("aov")).isEqualTo(100.0);
    assertThat(lastTouch.get("cac")).isNull();
    GenericRecord empty = (GenericRecord) attributed.get(0);
    assertThat(empty.get("cvr")).isEqualTo(0.0);
    assertThat(empty.get("cpa")).isNull();
  }

  @Test
  void ratiosStandInTheSchemaAsTheMetricsNameThem() {
    assertThat(fields(WireSchema.CAMPAIGN_METRICS))
        .containsSubsequence(Ratios.OF_BASE.stream().map(Metric::label).toList());
    List<String> attributed =
        WireSchema.CAMPAIGN_METRICS
            .schema()
            .getField("attributed")
            .schema()
            .getElementType()
            .getFields()
            .stream()
            .map(f -> f.name())
            .toList();
    List<String> ratios = Ratios.OF_ATTRIBUTED.stream().map(Metric::label).toList();
    assertThat(attributed.subList(attributed.size() - ratios.size(), attributed.size()))
        .isEqualTo(ratios);
  }

  @Test
  void decimalsOfAnySizeAreWrittenExactly() {
    long[] edges =
        IntStream.range(0, 63)
            .mapToLong(bit -> 1L << bit)
            .flatMap(power -> Arrays.stream(new long[] {power, power - 1, -power, -power - 1}))
            .toArray();
    for (long edge : edges) {
      byte[] written = new WireWriter(new byte[0]).decimal(edge).toBytes();
      assertThat(written[0] / 2).isEqualTo(written.length - 1);
      assertThat(new java.math.BigInteger(written, 1, written.length - 1).longValueExact())
          .isEqualTo(edge);
    }
  }

  private static List<String> fields(WireSchema wire) {
    return wire.schema().getFields().stream().map(f -> f.name()).toList();
  }

  private static <T> String key(ValueEncoder<T> encoder, T value) {
    return new String(encoder.key(value), StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T serializable) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(serializable);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      @Nullable Object read = in.readObject();
      assertThat(read).isNotNull();
      return (T) read;
    }
  }
}
