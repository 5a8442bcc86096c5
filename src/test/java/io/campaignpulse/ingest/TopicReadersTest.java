package io.campaignpulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.LagShare;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.source.json.JsonRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a record of each topic can break the contract, and its reason. */
class TopicReadersTest {
  private static final Origin ORIGIN = new Origin(0, 1, "file.jsonl", ArrivalTimes.UNKNOWN);

  private static final String LINE = "{'sku':'A','quantity':2,'unitPrice':'9.99'}";

  /** The least each topic needs. */
  static String valid(Topic topic) {
    return switch (topic) {
      case INTERACTIONS ->
          "{'eventId':'i1','eventTime':'2026-03-02T09:00:00Z','type':'CLICK','visitorId':'v1'}";
      case LEADS ->
          "{'eventId':'l1','eventTime':'2026-03-02T09:00:00Z','leadId':'L1','stage':'CREATED'}";
      case ORDERS ->
          "{'eventId':'o1','eventTime':'2026-03-02T09:00:00Z','orderId':'O1','status':'PLACED',"
              + "'currency':'USD','lines':["
              + LINE
              + "]}";
      case SPEND ->
          "{'eventTime':'2026-03-03T06:00:00Z','campaignId':'c','channel':'EMAIL','periodStart':"
              + "'2026-03-02T00:00:00Z','periodEnd':'2026-03-03T00:00:00Z','currency':'USD',"
              + "'cost':40}";
      case INVENTORY -> "{'eventId':'s1','eventTime':'2026-03-02T09:00:00Z','sku':'A','onHand':12}";
      case IDENTITIES -> "{'eventTime':'2026-03-02T09:00:00Z','visitorId':'v1','customerId':'c1'}";
      case CAMPAIGNS -> "{'campaignId':'c','name':'C'}";
      case PROMOTIONS ->
          "{'promotionId':'p','name':'P','startTime':'2026-03-01T00:00:00Z',"
              + "'endTime':'2026-03-02T00:00:00Z','items':[{'sku':'A','targetUnits':3}]}";
      case PLANS ->
          "{'planId':'p','name':'P','measure':'orders','goal':100,"
              + "'startTime':'2026-03-01T00:00:00Z','endTime':'2026-03-02T00:00:00Z'}";
      case FX_RATES -> "{'currency':'EUR','validFrom':'2026-01-01T00:00:00Z','rate':'1.10'}";
      case RULES ->
          "{'id':'r','kind':'THRESHOLD','metric':'cpa','op':'>','value':25,'window':'PT1H'}";
      case CALENDAR ->
          "{'eventId':'e','name':'双11','startTime':'2026-11-01T00:00:00Z',"
              + "'endTime':'2026-11-12T00:00:00Z'}";
      case CHANNEL_LAGS ->
          "{'channel':'EMAIL','conversionType':'ORDER','shares':["
              + "{'age':'PT1H','share':0.5},{'age':'P7D','share':1}]}";
    };
  }

  private static Fields fields(String json) {
    return JsonRecords.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(
      Topic topic, String json, RejectionReason reason, String named) {
    assertThatThrownBy(() -> TopicReaders.of(topic).read(fields(json), ORIGIN))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.detail()).contains(named);
              assertThat(e.getStackTrace()).isEmpty();
            });
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void accepts_the_least_a_topic_needs(Topic topic) {
    FieldsReader<?> reader = TopicReaders.of(topic);
    Fields fields = fields(valid(topic));
    assertThat(reader.read(fields, ORIGIN)).isNotNull();
    assertThat(reader.unknownFields(fields)).isZero();
    assertThat(reader.knownFields()).contains("arrivalTime");
  }

  static Stream<String> required() {
    return Stream.of(
            "INTERACTIONS eventId eventTime type",
            "LEADS eventId eventTime leadId stage",
            "ORDERS eventId eventTime orderId status currency lines",
            "SPEND eventTime channel periodStart periodEnd currency cost",
            "INVENTORY eventId eventTime sku",
            "IDENTITIES eventTime visitorId customerId",
            "CAMPAIGNS campaignId name",
            "PROMOTIONS promotionId name startTime endTime",
            "PLANS planId name measure goal startTime endTime",
            "FX_RATES currency validFrom rate",
            "RULES id kind metric op value window",
            "CALENDAR eventId name startTime endTime",
            "CHANNEL_LAGS channel conversionType shares")
        .flatMap(
            row -> {
              String[] words = row.split(" ");
              return Arrays.stream(words).skip(1).map(field -> words[0] + " " + field);
            });
  }

  @ParameterizedTest
  @MethodSource("required")
  void refuses_a_record_without_a_required_field(String topicAndField) {
    Topic topic = Topic.valueOf(topicAndField.split(" ")[0]);
    String field = topicAndField.split(" ")[1];
    String without = valid(topic).replace("'" + field + "'", "'other'");
    assertRefused(topic, without, RejectionReason.MISSING_FIELD, field);
    String empty =
        valid(topic).replaceFirst("'" + field + "':('[^']*'|[0-9]+|\\[.*])", "'" + field + "':''");
    assertRefused(topic, empty, RejectionReason.MISSING_FIELD, field);
  }

  @Test
  void names_all_missing_fields_at_once() {
    assertRefused(
        Topic.LEADS, "{'leadId':'L'}", RejectionReason.MISSING_FIELD, "eventId, eventTime, stage");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INTERACTIONS | 'CLICK'                 | 'TAP'                  | TAP",
        "INTERACTIONS | 'CLICK'                 | 'click'                | click",
        "INTERACTIONS | '2026-03-02T09:00:00Z'  | 'yesterday'            | eventTime",
        "INTERACTIONS | '2026-03-02T09:00:00Z'  | '2026-03-02T09:00:00'  | eventTime",
        "INTERACTIONS | '2026-03-02T09:00:00Z'  | 1772611200000.5        | eventTime",
        "INTERACTIONS | 'visitorId'             | 'viewable':'x','visitorId' | viewable",
        "INTERACTIONS | 'visitorId'             | 'arrivalTime':'x','visitorId' | arrivalTime",
        "INTERACTIONS | 'visitorId':'v1'        | 'visitorId':{'a':1}    | visitorId",
        "LEADS        | 'CREATED'               | 'HOT'                  | HOT",
        "LEADS        | 'stage'                 | 'value':'lots','stage' | value",
        "LEADS        | 'stage'                 | 'contactedTime':'x','stage' | contactedTime",
        "ORDERS       | 'PLACED'                | 'LOST'                 | LOST",
        "ORDERS       | 'quantity':2            | 'quantity':0           | lines[0].quantity",
        "ORDERS       | 'quantity':2            | 'quantity':-1          | lines[0].quantity",
        "ORDERS       | 'quantity':2            | 'quantity':1e-9        | lines[0].quantity",
        "ORDERS       | 'quantity':2            | 'quantity':'two'       | quantity",
        "ORDERS       | '9.99'                  | 1e300                  | lines[0].unitPrice",
        "ORDERS       | '9.99'                  | 9999999999999          | lines[0].unitPrice",
        "ORDERS       | 'status'                | 'salesChannel':'FAX','status' | FAX",
        "SPEND        | 'cost'                  | 'level':'KEYWORD','cost' | level",
        "SPEND        | 'cost':40               | 'cost':true            | cost",
        "SPEND        | '2026-03-03T00:00:00Z'  | '2026-03-02T00:00:00Z' | periodEnd",
        "SPEND        | '2026-03-03T00:00:00Z'  | '2026-03-01T00:00:00Z' | periodEnd",
        "SPEND        | '2026-03-03T00:00:00Z'  | '2027-04-06T00:00:00.001Z' | 400 days",
        "SPEND        | '2026-03-02T00:00:00Z'  | 1772409600             | seconds",
        "SPEND        | '2026-03-03T00:00:00Z'  | 9223372036854775000    | after 9999",
        "SPEND        | 'cost'                  | 'clicks':-1,'cost'     | clicks",
        "SPEND        | 'cost'                  | 'impressions':1.5,'cost' | impressions",
        "SPEND        | 'cost'                  | 'revision':'b','cost'  | revision",
        "INVENTORY    | 'onHand':12             | 'onHand':12,'received':1 | onHand",
        "IDENTITIES   | 'visitorId'             | 'linked':'maybe','visitorId' | linked",
        "CAMPAIGNS    | 'name'                  | 'totalBudget':-1,'name' | totalBudget",
        "CAMPAIGNS    | 'name'                  | 'targets':{'cpa':'x'},'name' | targets.cpa",
        "CAMPAIGNS    | 'name'                  | 'targets':7,'name'     | targets",
        "PROMOTIONS   | '2026-03-02T00:00:00Z'  | '2026-03-01T00:00:00Z' | endTime",
        "PROMOTIONS   | 'targetUnits':3         | 'targetUnits':'few'    | targetUnits",
        "PROMOTIONS   | 'items'                 | 'curve':'0.9','items'  | curve: the last share",
        "PLANS        | '2026-03-02T00:00:00Z'  | '2026-03-01T00:00:00Z' | endTime",
        "PLANS        | 'goal':100              | 'goal':'x'             | goal",
        "PLANS        | 'goal':100              | 'goal':1,'curve':'x'   | curve: 'x' is no share",
        "PLANS        | 'goal':100              | 'goal':1,'curve':{'a':1} | curve",
        "PLANS        | 'goal':100              | 'goal':1,'curve':[]    | curve",
        "PLANS        | 'orders'                | 'roas'                 | roas is none of spend, ",
        "FX_RATES     | '1.10'                  | 0                      | rate",
        "FX_RATES     | '1.10'                  | -1                     | rate",
        "FX_RATES     | '1.10'                  | 1e90                   | rate",
        "RULES        | 'THRESHOLD'             | 'HOROSCOPE'            | HOROSCOPE",
        "RULES        | '>'                     | '=='                   | op",
        "RULES        | 'PT1H'                  | 'an hour'              | window",
        "RULES        | 'PT1H'                  | 'PT0S'                 | window",
        "RULES        | 'metric'                | 'for':'-PT1M','metric' | for",
        "RULES        | 'metric'                | 'severity':'DIRE','metric' | DIRE",
        "RULES        | 'metric'                | 'model':'GUESS','metric' | GUESS",
        "CALENDAR     | '2026-11-12T00:00:00Z'  | '2026-11-01T00:00:00Z' | endTime",
        "CALENDAR     | 'name'                  | 'trafficFactor':0,'name' | trafficFactor: not above 0",
        "CALENDAR     | 'name'                  | 'conversionFactor':-1,'name' | conversionFactor",
        "CALENDAR     | 'name'                  | 'conversionFactor':1e400,'name' | conversionFactor",
        "CALENDAR     | 'name'                  | 'conversionFactor':'x','name' | conversionFactor",
        "CALENDAR     | 'name'                  | 'enabled':'perhaps','name' | enabled",
        "CALENDAR     | 'name'                  | 'channels':{'a':1},'name' | channels",
        "CHANNEL_LAGS | 'EMAIL'                 | ' '                    | channel",
        "CHANNEL_LAGS | 'ORDER'                 | 'SALE'                 | SALE",
        "CHANNEL_LAGS | 'ORDER'                 | 'WON_LEAD'             | WON_LEAD is none of",
        "CHANNEL_LAGS | [{'age':'PT1H','share':0.5},{'age':'P7D','share':1}] | [] | shares: empty",
        "CHANNEL_LAGS | 'PT1H'                  | 'an hour'              | shares[0].age",
        "CHANNEL_LAGS | 'PT1H'                  | 'PT0S'                 | shares[0].age",
        "CHANNEL_LAGS | 'P7D'                   | 'PT60M'                | shares[1].age",
        "CHANNEL_LAGS | 0.5                     | 0                      | shares[0].share",
        "CHANNEL_LAGS | 'share':1}              | 'share':1.01}          | shares[1].share",
        "CHANNEL_LAGS | 'share':1}              | 'share':0.4}           | shares[1].share: below",
      })
  void refuses_what_a_field_cannot_be(Topic topic, String from, String to, String named) {
    String json = valid(topic).replace(from, to);
    assertThat(json).isNotEqualTo(valid(topic));
    assertRefused(topic, json, RejectionReason.INVALID_VALUE, named);
  }

  @Test
  void reads_revenue_as_net_revenue() {
    PlanReader reader = new PlanReader();
    String plan = valid(Topic.PLANS);
    assertThat(reader.read(fields(plan.replace("orders", "revenue")), ORIGIN))
        .isEqualTo(reader.read(fields(plan.replace("orders", "netRevenue")), ORIGIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'0.25,1'", "[0.25,1]", "['0.25','1']"})
  void reads_a_curve_from_a_text_or_a_list(String curve) {
    String plan = valid(Topic.PLANS).replace("'goal'", "'curve':" + curve + ",'goal'");
    assertThat(new PlanReader().read(fields(plan), ORIGIN).curve()).isEqualTo("0.25,1");
  }

  @Test
  void reads_the_scope_and_factors_of_a_known_event() {
    String event =
        valid(Topic.CALENDAR)
            .replace(
                "'name'",
                "'channels':['paid search'],'campaignIds':'c','conversionFactor':'1.60','name'");
    CalendarEvent row = new CalendarReader().read(fields(event), ORIGIN);
    assertThat(row.channels()).containsExactly("PAID_SEARCH");
    assertThat(row.campaignIds()).containsExactly("c");
    assertThat(row.departments()).isEmpty();
    assertThat(row.conversionFactor()).isEqualTo(1.6);
    assertThat(row.trafficFactor()).isNull();
    assertThat(row.enabled()).isTrue();
  }

  @Test
  void names_known_lags_by_channel_and_conversion_type() {
    ChannelLags row = new ChannelLagsReader().read(fields(valid(Topic.CHANNEL_LAGS)), ORIGIN);
    assertThat(row.id()).isEqualTo("EMAIL|ORDER");
    assertThat(row.shares())
        .containsExactly(new LagShare(3_600_000, 0.5), new LagShare(7 * 86_400_000L, 1));
  }

  @Test
  void refuses_a_share_of_lags_without_its_age() {
    assertRefused(
        Topic.CHANNEL_LAGS,
        valid(Topic.CHANNEL_LAGS).replace("'age':'P7D',", ""),
        RejectionReason.MISSING_FIELD,
        "shares[1].age");
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {"CALENDAR", "CHANNEL_LAGS"})
  void reads_every_line_of_the_examples(Topic topic) throws IOException {
    Path examples = Path.of("docs/examples", topic.label() + ".jsonl");
    for (String line : Files.readAllLines(examples)) {
      FieldsReader<?> reader = TopicReaders.of(topic);
      Fields fields = JsonRecords.parse(line.getBytes(StandardCharsets.UTF_8));
      assertThat(reader.read(fields, ORIGIN)).isNotNull();
      assertThat(reader.unknownFields(fields)).isZero();
    }
  }

  @Test
  void refuses_an_interaction_of_nobody() {
    assertRefused(
        Topic.INTERACTIONS,
        valid(Topic.INTERACTIONS).replace("'v1'", "null"),
        RejectionReason.MISSING_FIELD,
        "visitorId or customerId");
  }

  @Test
  void refuses_a_placed_order_with_an_empty_list_but_not_a_cancellation() {
    String empty = valid(Topic.ORDERS).replace(LINE, "");
    assertRefused(Topic.ORDERS, empty, RejectionReason.INVALID_VALUE, "lines");
    assertThat(new OrderReader().read(fields(empty.replace("PLACED", "CANCELLED")), ORIGIN).lines())
        .isEmpty();
  }

  @Test
  void a_return_of_nothing_is_refused_and_one_of_money_carries_its_amount() {
    String listed = valid(Topic.ORDERS).replace("PLACED", "RETURNED").replace(LINE, "");
    assertRefused(Topic.ORDERS, listed, RejectionReason.INVALID_VALUE, "lines: empty");
    assertRefused(
        Topic.ORDERS,
        listed.replace("}", ",'amount':'-0.01'}"),
        RejectionReason.INVALID_VALUE,
        "amount: below 0");
    String money = listed.replace("}", ",'amount':'300.00','shipping':4.9,'tax':'1'}");
    assertThat(new OrderReader().read(fields(money), ORIGIN))
        .extracting(OrderEvent::amountMicros, OrderEvent::shippingMicros, OrderEvent::taxMicros)
        .containsExactly(300_000_000L, 4_900_000L, 1_000_000L);
    String everything = listed.replace("'lines':[]", "'lines':null");
    assertThat(new OrderReader().read(fields(everything), ORIGIN).amountMicros()).isNull();
  }

  @Test
  void refuses_a_line_without_its_required_fields() {
    assertRefused(
        Topic.ORDERS,
        valid(Topic.ORDERS).replace("'sku':'A',", "").replace("'unitPrice'", "'price'"),
        RejectionReason.MISSING_FIELD,
        "lines[0].sku, lines[0].unitPrice");
  }

  @Test
  void refuses_stock_that_is_neither_counted_nor_received() {
    assertRefused(
        Topic.INVENTORY,
        valid(Topic.INVENTORY).replace("onHand", "onHands"),
        RejectionReason.MISSING_FIELD,
        "onHand or received");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "x\\udc00y"})
  void refuses_text_that_no_sink_can_hold(String text) {
    assertRefused(
        Topic.INTERACTIONS,
        valid(Topic.INTERACTIONS).replace("'v1'", "'" + text + "'"),
        RejectionReason.INVALID_VALUE,
        "visitorId");
  }

  @Test
  void refuses_an_id_longer_than_512_characters() {
    String longest = valid(Topic.INTERACTIONS).replace("'v1'", "'" + "v".repeat(512) + "'");
    assertThat(new InteractionReader().read(fields(longest), ORIGIN).visitorId()).hasSize(512);
    assertRefused(
        Topic.INTERACTIONS,
        longest.replace("vv", "vvv"),
        RejectionReason.INVALID_VALUE,
        "visitorId");
  }

  @Test
  void refuses_a_text_longer_than_the_wire_takes() {
    String url = "'pageUrl':'" + "ä".repeat(32_769) + "','visitorId'";
    assertRefused(
        Topic.INTERACTIONS,
        valid(Topic.INTERACTIONS).replace("'visitorId'", url),
        RejectionReason.INVALID_VALUE,
        "pageUrl");
  }

  @Test
  void counts_top_level_fields_the_contract_does_not_know() {
    FieldsReader<?> reader = new OrderReader();
    Fields fields =
        fields(
            "{'eventId':'o','colour':'red','shape':'','size':null,'lines':[{'weight':1}],'n':0}");
    assertThat(reader.unknownFields(fields)).isEqualTo(2);
  }
}
