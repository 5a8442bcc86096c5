package io.campaignpulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.source.json.JsonRecords;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What accepted records say once they are typed. */
class ReadValuesTest {
  private static final Origin FROM_FILE = new Origin(0, 1, "file.jsonl", ArrivalTimes.UNKNOWN);
  private static final long NINE = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

  private static Fields fields(String json) {
    return JsonRecords.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Interaction interaction(String more, Origin origin) {
    return new InteractionReader()
        .read(
            fields("{'eventId':'i','eventTime':%d,'type':'VISIT'%s}".formatted(NINE, more)),
            origin);
  }

  @Test
  void times_are_iso_with_offset_or_epoch_milliseconds() {
    for (String time :
        List.of(
            "'2026-03-02T09:00:00Z'",
            "'2026-03-02T10:00:00+01:00'",
            "'2026-03-02T10:00+0100'",
            "'2026-03-02t04:00:00.000-05:00'",
            "1772442000000",
            "1.772442e12",
            "'1772442000000'")) {
      Fields fields =
          fields("{'eventTime':" + time + ",'visitorId':'v','customerId':'c','linked':'false'}");
      assertThat(new IdentityReader().read(fields, FROM_FILE))
          .extracting("eventTime", "linked")
          .containsExactly(NINE, false);
    }
  }

  @Test
  void the_transport_says_when_a_record_arrived_then_the_record_then_its_event_time() {
    String arrival = ",'visitorId':'v','arrivalTime':" + (NINE + 5);
    Origin fromKafka = new Origin(3, 7, null, NINE + 9);
    assertThat(interaction(arrival, fromKafka).origin()).isSameAs(fromKafka);
    assertThat(interaction(arrival, FROM_FILE).origin().arrivalTime()).isEqualTo(NINE + 5);
    assertThat(interaction(",'visitorId':'v'", FROM_FILE).origin().arrivalTime()).isEqualTo(NINE);
  }

  @Test
  void channels_are_canonical_and_empty_strings_absent() {
    Interaction read =
        interaction(
            ",'customerId':'c','visitorId':'','channel':' paid social-ads ','campaignId':''",
            FROM_FILE);
    assertThat(read.channel()).isEqualTo("PAID_SOCIAL_ADS");
    assertThat(read.visitorId()).isNull();
    assertThat(read.campaignId()).isNull();
    assertThat(read.viewable()).isTrue();
    assertThat(interaction(",'customerId':'c','channel':'  '", FROM_FILE).channel()).isNull();
  }

  @Test
  void amounts_are_exact_and_rounded_half_even_to_six_decimals() {
    OrderEvent order =
        new OrderReader()
            .read(
                fields(
                    "{'eventId':'o','eventTime':%d,'orderId':'O','status':'PLACED','currency':'EUR'"
                            .formatted(NINE)
                        + ",'lines':'[{\\'sku\\':\\'A\\',\\'quantity\\':0.5,\\'unitPrice\\':"
                        + "0.1234565,\\'discount\\':\\'0.0000015\\',\\'unitCost\\':1e-30}]'}"),
                FROM_FILE);
    assertThat(order.lines()).containsExactly(new OrderLine("A", 500_000, 123_456, 2, 0L, null));
  }

  @Test
  void a_spend_report_without_revision_has_its_report_time_as_one() {
    String json =
        "{'eventTime':%d,'campaignId':'c','channel':'e mail','periodStart':%d,'periodEnd':%d,"
                .formatted(NINE, NINE, NINE + 1)
            + "'currency':'USD','cost':'0.000001'%s}";
    SpendReport report = new SpendReader().read(fields(json.formatted("")), FROM_FILE);
    assertThat(report.revision()).isEqualTo(NINE);
    assertThat(report.costMicros()).isEqualTo(1);
    assertThat(report.channel()).isEqualTo("E_MAIL");
    assertThat(new SpendReader().read(fields(json.formatted(",'revision':2")), FROM_FILE))
        .extracting("revision")
        .isEqualTo(2L);
  }

  @Test
  void rules_read_as_a_rules_file_writes_them() {
    AlertRule rule =
        new AlertRuleReader()
            .read(
                fields(
                    "{'id':'cpa','kind':'COST_PER','metric':'cpa','margin':0.10,'match':"
                        + "{'department':'growth','channel':['paid search','PAID_SOCIAL']},"
                        + "'severity':{'warning':20,'critical':100},'notify':['ops'],'for':'PT5M'}"),
                FROM_FILE);
    assertThat(rule.match())
        .containsExactly(
            new LabelMatch("channel", List.of("PAID_SEARCH", "PAID_SOCIAL")),
            new LabelMatch("department", List.of("growth")));
    assertThat(rule.severity()).isEqualTo(Severity.WARNING);
    assertThat(rule.forMillis()).isEqualTo(300_000);
    assertThat(rule.margin()).isEqualTo(0.1);
    assertThat(rule.enabled()).isTrue();

    AlertRule threshold =
        new AlertRuleReader()
            .read(
                fields(
                    "{'ruleId':'t','kind':'THRESHOLD','metric':'cpa','op':'>=','value':'25',"
                        + "'window':'PT1H','minCount':3,'severity':'CRITICAL','enabled':false}"),
                FROM_FILE);
    assertThat(threshold)
        .extracting("op", "value", "window", "minCount", "forMillis", "severity", "enabled")
        .containsExactly(">=", 25.0, 3_600_000L, 3.0, 0L, Severity.CRITICAL, false);
  }

  @Test
  void the_canonical_json_is_the_same_for_the_same_content() {
    Campaign one =
        new CampaignReader()
            .read(
                fields(
                    "{'name':'Dätum','campaignId':'c','targets':{'roas':4,'cpa':'25.00'},"
                        + "'startTime':'2026-03-02T10:00:00+01:00','totalBudget':'500.00'}"),
                FROM_FILE);
    Campaign other =
        new CampaignReader()
            .read(
                fields(
                    "{'campaignId':'c','name':'Dätum','startTime':%d,'totalBudget':500,"
                            .formatted(NINE)
                        + "'targets':{'cpa':25,'roas':4.0},'revision':0,'department':null}"),
                new Origin(1, 99, null, 5));
    assertThat(one.canonicalJson())
        .isEqualTo(other.canonicalJson())
        .isEqualTo(CanonicalJson.of(one))
        .isEqualTo(
            "{\"aliases\":[],\"campaignId\":\"c\",\"channels\":[],\"couponCodes\":[],\"dealerIds\":[],"
                + "\"name\":\"Dätum\",\"revision\":0,\"startTime\":1772442000000,"
                + "\"targets\":{\"cpa\":\"25\",\"roas\":\"4\"},\"totalBudgetMicros\":500000000}");
  }

  @Test
  void a_rate_is_the_same_however_many_zeros_it_is_written_with() {
    FxRate one = rate("'1.10'");
    FxRate other = rate("1.1");
    assertThat(one).isEqualTo(other);
    assertThat(one.rate()).isEqualTo(new BigDecimal("1.1"));
    assertThat(rate("100").rate()).isEqualTo(new BigDecimal("100"));
    assertThat(one.canonicalJson())
        .isEqualTo(
            "{\"currency\":\"EUR\",\"rate\":1.1,\"revision\":0,\"validFrom\":1772442000000}");
  }

  private static FxRate rate(String rate) {
    return new FxRateReader()
        .read(
            fields("{'currency':'EUR','validFrom':%d,'rate':%s}".formatted(NINE, rate)), FROM_FILE);
  }
}
