package io.campaignpulse.server;

import static io.campaignpulse.testing.TestingResults.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AuditAction;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.AlertRuleReader;
import io.campaignpulse.source.json.JsonRecords;
import io.campaignpulse.testing.TestingClient;
import io.campaignpulse.testing.TestingPulseServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CataloguesApiTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:00Z");
  private static final String CPA = "{'kind':'COST_PER','metric':'cpa','target':25}";

  private final TestingPulseServer server =
      TestingPulseServer.start(
          Clock.fixed(NOW, ZoneOffset.UTC),
          TestingPulseServer.limits(Duration.ofMillis(200), 100_000, 5),
          null);
  private final TestingClient client = new TestingClient(server);

  @AfterEach
  void stop() {
    server.close();
  }

  private AlertRule published(int index) {
    TestingPulseServer.Appended appended = server.appended().get(index);
    assertThat(appended.topic()).isEqualTo(Topic.RULES);
    return (AlertRule) appended.event();
  }

  @Test
  void aNewRuleIsPublishedWithWhoAndWhenAndSaysHowOftenItCriesWolf() throws Exception {
    TestingClient.Answer made =
        client.send("PUT", "/api/rules/cpa-over-target", CPA, "X-Changed-By", "%E6%9D%8E");

    JsonNode body = made.expect(201);
    assertThat(body.get("changed").asBoolean()).isTrue();
    assertThat(body.get("revision").asInt()).isEqualTo(1);
    assertThat(body.get("changedBy").asText()).isEqualTo("李");
    assertThat(body.get("changedAt").asText()).isEqualTo(NOW.toString());
    assertThat(body.get("falseAlarms").asText()).contains("3.8 % in a week");
    assertThat(body.get("rule").get("id").asText()).isEqualTo("cpa-over-target");
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    AlertRule rule = published(0);
    assertThat(rule.ruleId()).isEqualTo("cpa-over-target");
    assertThat(rule.changedBy()).isEqualTo("李");
    assertThat(rule.changedAt()).isEqualTo(NOW.toEpochMilli());
    assertThat(server.audit())
        .containsExactly(
            new AuditEntry(
                "rules",
                "cpa-over-target",
                AuditAction.PUT,
                "李",
                NOW.toEpochMilli(),
                null,
                rule.canonicalJson(),
                1));
  }

  @Test
  void whatIsReadCanBeSentAgainAndChangesNothing() throws Exception {
    client.send("PUT", "/api/rules/r", CPA, "X-Changed-By", "Mei").expect(201);
    String read = client.get("/api/rules/r").expect(200).get("rule").toString();

    JsonNode again = client.send("PUT", "/api/rules/r", read, "X-Changed-By", "Noor").expect(200);

    assertThat(again.get("changed").asBoolean()).isFalse();
    assertThat(again.get("changedBy").asText()).isEqualTo("Mei");
    assertThat(server.appended()).hasSize(1);
    assertThat(server.audit()).hasSize(1);
  }

  @Test
  void aChangeTakesTheNextRevisionAndTheAuditKeepsBothSides() throws Exception {
    client.send("PUT", "/api/rules/r", CPA).expect(201);
    client
        .send("PUT", "/api/rules/r", CPA.replace("25", "30").replace("}", ",'changedBy':'Mei'}"))
        .expect(200);

    assertThat(published(1).revision()).isEqualTo(2);
    assertThat(published(1).target()).isEqualTo(30);
    assertThat(server.audit().get(1).before()).isEqualTo(published(0).canonicalJson());
    assertThat(server.audit().get(1).after()).isEqualTo(published(1).canonicalJson());
    assertThat(server.audit().get(1).changedBy()).isEqualTo("Mei");
  }

  @Test
  void aCampaignThatIsRenamedKeepsTheNamesItHadAsAliases() throws Exception {
    client.send("PUT", "/api/campaigns/s", "{'name':'Alpha','aliases':['Easter']}").expect(201);
    client.send("PUT", "/api/campaigns/s", "{'name':'Beta'}").expect(200);
    assertThat(campaignAt(1).aliases()).containsExactly("Easter", "Alpha");

    JsonNode again = client.send("PUT", "/api/campaigns/s", "{'name':'Beta'}").expect(200);
    assertThat(again.get("changed").asBoolean()).isFalse();

    JsonNode named =
        client.send("PUT", "/api/campaigns/s", "{'name':'Gamma','aliases':['Alpha']}").expect(200);
    assertThat(campaignAt(2).aliases()).containsExactly("Alpha", "Beta");
    assertThat(named.get("campaign").get("aliases").toString()).isEqualTo("[\"Alpha\",\"Beta\"]");
    assertThat(
            client.get("/api/campaigns").expect(200).get("campaigns").get(0).get("aliases").size())
        .isEqualTo(2);

    client.send("PUT", "/api/campaigns/s", "{'name':'Gamma','aliases':[]}").expect(200);
    assertThat(campaignAt(3).aliases()).isEmpty();
  }

  private Campaign campaignAt(int index) {
    return (Campaign) server.appended().get(index).event();
  }

  @Test
  void whoHasReadAnEarlierRevisionIsTold() throws Exception {
    client.send("PUT", "/api/rules/r", CPA, "If-None-Match", "*").expect(201);
    String other = CPA.replace("25", "30");

    client
        .send("PUT", "/api/rules/r", other, "If-None-Match", "*")
        .expectProblem(412, "changed-meanwhile");
    client
        .send("PUT", "/api/rules/r", other, "If-Match", "\"7\"")
        .expectProblem(412, "changed-meanwhile");
    client
        .send("DELETE", "/api/rules/r", "", "If-Match", "\"7\"")
        .expectProblem(412, "changed-meanwhile");
    client
        .send("PUT", "/api/rules/new", other, "If-Match", "*")
        .expectProblem(412, "changed-meanwhile");
    client.send("PUT", "/api/rules/r", other, "If-Match", "\"0\", \"1\"").expect(200);
    client.send("DELETE", "/api/rules/r", "", "If-Match", "\"2\"").expect(200);
  }

  @Test
  void aDeletedRuleIsSwitchedOffAndStays() throws Exception {
    client.send("PUT", "/api/rules/r", CPA).expect(201);

    JsonNode off = client.send("DELETE", "/api/rules/r", "", "X-Changed-By", "Mei").expect(200);

    assertThat(off.get("note").asText()).contains("Switched off");
    assertThat(published(1).enabled()).isFalse();
    assertThat(published(1).revision()).isEqualTo(2);
    assertThat(published(1).target()).isEqualTo(25);
    assertThat(server.deleted()).isEmpty();
    assertThat(client.get("/api/rules/r").expect(200).get("enabled").asBoolean()).isFalse();
    JsonNode again = client.send("DELETE", "/api/rules/r", "").expect(200);
    assertThat(again.get("changed").asBoolean()).isFalse();
    assertThat(server.audit())
        .extracting(AuditEntry::action)
        .containsExactly(AuditAction.PUT, AuditAction.DELETE);
  }

  @Test
  void theBuiltInRuleIsThereAndCanBeSwitchedOff() throws Exception {
    JsonNode rules = client.get("/api/rules").expect(200).get("rules");
    assertThat(rules).hasSize(1);
    assertThat(rules.get(0).get("builtIn").asBoolean()).isTrue();
    assertThat(rules.get(0).get("falseAlarms").isNull()).isTrue();

    client.send("DELETE", "/api/rules/conservation", "").expect(200);

    assertThat(published(0).ruleId()).isEqualTo("conservation");
    assertThat(published(0).enabled()).isFalse();
    assertThat(published(0).revision()).isEqualTo(1);
    JsonNode after = client.get("/api/rules").expect(200).get("rules");
    assertThat(after).hasSize(1);
    assertThat(after.get(0).get("builtIn").asBoolean()).isFalse();
  }

  @Test
  void aRuleOfTheTopicThatCannotBeJudgedSaysWhy() throws Exception {
    byte[] withoutMetric = "{\"id\":\"r\",\"kind\":\"COST_PER\"}".getBytes(StandardCharsets.UTF_8);
    server
        .views()
        .accept(
            Topic.RULES,
            new AlertRuleReader()
                .read(JsonRecords.parse(withoutMetric), new Origin(0, 0, null, 0)));

    JsonNode problem = client.get("/api/rules/r").expect(200).get("problem");
    assertThat(problem.get("reason").asText()).isEqualTo("MISSING_FIELD");
    assertThat(problem.get("field").asText()).isEqualTo("metric");
    client.send("DELETE", "/api/rules/r", "").expect(200);
    client.get("/api/rules/other").expectProblem(404, "unknown-row");
    client.send("DELETE", "/api/rules/other", "").expectProblem(404, "unknown-row");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "rules/r;{'kind':'COST_PER','metric':'cpa','tagret':3};UNKNOWN_FIELD;tagret",
        "rules/r;{'kind':'COST_PER','metric':'cpa','op':'<'};FIELD_NOT_OF_KIND;op",
        "rules/r;{'kind':'COST_PER'};MISSING_FIELD;metric",
        "rules/r;{'kind':'ROAS','margin':1.5};INVALID_VALUE;margin",
        "rules/r;{'kind':'ROAS','id':'other'};INVALID_VALUE;id",
        "rules/r;{'kind':'ROAS','ruleId':'other'};INVALID_VALUE;id",
        "rules/r;{'kind':'ROAS','revision':7};GIVEN_BY_THE_SERVER;revision",
        "rules/r;{'kind':'ROAS','changedAt':7};GIVEN_BY_THE_SERVER;changedAt",
        "campaigns/c;{};MISSING_FIELD;name",
        "campaigns/c;{'name':'C','nmae':'D'};UNKNOWN_FIELD;nmae",
        "campaigns/c;{'name':'C','targets':{'cpaa':5}};UNKNOWN_FIELD;targets.cpaa",
        "campaigns/c;{'name':'C','dailyBudget':-5};INVALID_VALUE;dailyBudget",
        "campaigns/c;{'name':'C','campaignId':'d'};INVALID_VALUE;campaignId",
        "fx-rates/EUR;{'rate':1.1};MISSING_FIELD;validFrom",
        "fx-rates/EUR%7C2026-01-01;{'rate':1.1};INVALID_VALUE;validFrom",
        "fx-rates/EUR%7C2026-01-01T00:00:00Z;{'rate':0};INVALID_VALUE;rate",
        "plans/p;{'name':'P','measure':'orders','goal':5};MISSING_FIELD;startTime, endTime",
        "promotions/p;{'name':'P','startTime':5};MISSING_FIELD;endTime",
        "calendar/e;{'name':'E','startTime':5,'endTime':6,'factor':2};UNKNOWN_FIELD;factor",
        "calendar/e;{'name':'E','startTime':5,'endTime':6,'conversionFactor':0};INVALID_VALUE;conversionFactor",
        "channel-lags/EMAIL;{'shares':[]};MISSING_FIELD;conversionType",
        "channel-lags/EMAIL%7CORDER;{'shares':[]};INVALID_VALUE;shares"
      })
  void whatCannotBeMeantIsRefusedByFieldAndReason(
      String path, String body, String reason, String field) throws Exception {
    JsonNode problem = client.send("PUT", "/api/" + path, body).expectProblem(422, "refused");

    assertThat(problem.get("reason").asText()).isEqualTo(reason);
    assertThat(problem.get("field").asText()).isEqualTo(field);
    assertThat(server.appended()).isEmpty();
    assertThat(server.audit()).isEmpty();
  }

  @Test
  void refusesWhatIsNoObject() throws Exception {
    client.send("PUT", "/api/rules/r", "[]").expectProblem(400, "malformed-body");
    client.send("PUT", "/api/rules/r", "{'a':1,'a':2}").expectProblem(400, "malformed-body");
    client
        .send("PUT", "/api/rules/r", CPA, "Content-Type", "text/plain")
        .expectProblem(415, "unsupported-media-type");
    client
        .send("PUT", "/api/rules/r", CPA, "Origin", "https://evil.example")
        .expectProblem(403, "origin-not-allowed");
    client.send("PUT", "/api/orders/o", CPA).expect(404);
  }

  @Test
  void campaignsTakeTheNextRevisionOfWhatStands() throws Exception {
    server.views().accept(campaign("a/b", "Before", 41));

    JsonNode made =
        client
            .send("PUT", "/api/campaigns/a/b", "{'name':'春','targets':{'cpa':25.50}}")
            .expect(200);

    assertThat(made.get("revision").asInt()).isEqualTo(42);
    Campaign row = (Campaign) server.appended().get(0).event();
    assertThat(row.name()).isEqualTo("春");
    assertThat(row.targets()).containsEntry("cpa", "25.5");
    assertThat(row.revision()).isEqualTo(42);
    assertThat(
            client
                .send("PUT", "/api/campaigns/a%2Fb", "{'name':'春','targets':{'cpa':25.5}}")
                .expect(200)
                .get("changed")
                .asBoolean())
        .isFalse();
  }

  @Test
  void ratesAreExactAndNamedByCurrencyAndTime() throws Exception {
    client
        .send("PUT", "/api/fx-rates/IDR%7C2026-01-01T00:00:00Z", "{'rate':0.000060123456789012}")
        .expect(201);

    FxRate rate = (FxRate) server.appended().get(0).event();
    assertThat(rate.currency()).isEqualTo("IDR");
    assertThat(rate.rate()).isEqualByComparingTo("0.000060123456789012");
  }

  @Test
  void knownEventsAndLagsAreCataloguesToo() throws Exception {
    String event =
        "{'name':'双11','startTime':'2026-11-01T00:00:00+08:00',"
            + "'endTime':'2026-11-12T00:00:00+08:00','conversionFactor':1.6}";
    String lags = "{'shares':[{'age':'PT1H','share':0.6},{'age':'P7D','share':1}]}";
    client.send("PUT", "/api/calendar/double-11", event).expect(201);
    client.send("PUT", "/api/channel-lags/EMAIL%7CORDER", lags).expect(201);

    CalendarEvent published = (CalendarEvent) server.appended().get(0).event();
    assertThat(published.conversionFactor()).isEqualTo(1.6);
    assertThat(server.appended().get(1).event())
        .isInstanceOfSatisfying(
            ChannelLags.class, row -> assertThat(row.id()).isEqualTo("EMAIL|ORDER"));
    for (String again :
        List.of("calendar/double-11;" + event, "channel-lags/EMAIL%7CORDER;" + lags)) {
      String[] request = again.split(";", 2);
      JsonNode answer = client.send("PUT", "/api/" + request[0], request[1]).expect(200);
      assertThat(answer.get("changed").asBoolean()).isFalse();
    }
  }

  @Test
  void aRowTakenOutBeginsAboveItsLastRevisionWhenItComesBack() throws Exception {
    String plan =
        "{'name':'P','measure':'orders','goal':5,'startTime':'2026-03-01T00:00:00Z',"
            + "'endTime':'2026-04-01T00:00:00Z'}";
    client.send("PUT", "/api/plans/p", plan).expect(201);

    JsonNode out = client.send("DELETE", "/api/plans/p", "").expect(200);
    client.send("DELETE", "/api/plans/p", "").expectProblem(404, "unknown-row");
    JsonNode back = client.send("PUT", "/api/plans/p", plan).expect(201);

    assertThat(out.get("note").asText()).contains("go on without it");
    assertThat(server.deleted()).containsExactly("plans p");
    assertThat(server.audit().get(1).after()).isNull();
    assertThat(back.get("revision").asInt()).isEqualTo(2);
  }

  @Test
  void nothingStandsThatKafkaHasNotAcknowledged() throws Exception {
    server.acknowledgement(new CompletableFuture<>());
    client.send("PUT", "/api/rules/r", CPA).expectProblem(503, "kafka-unavailable");
    server.acknowledgement(CompletableFuture.failedFuture(new IllegalStateException("down")));
    client.send("PUT", "/api/rules/r", CPA).expectProblem(503, "kafka-unavailable");
    server.acknowledgement(CompletableFuture.completedFuture(true));

    client.get("/api/rules/r").expectProblem(404, "unknown-row");
    assertThat(client.send("PUT", "/api/rules/r", CPA).expect(201).get("revision").asInt())
        .isEqualTo(1);
  }

  @Test
  void nothingIsChangedBeforeEverythingHasBeenRead() throws Exception {
    server.feedState(ResultFeed.State.CATCHING_UP);
    client.send("PUT", "/api/rules/r", CPA).expectProblem(503, "catching-up");
    server.feedState(ResultFeed.State.UNREACHABLE);
    client.send("DELETE", "/api/rules/r", "").expectProblem(503, "kafka-unavailable");
    assertThat(server.appended()).isEmpty();
  }

  @Test
  void aRowTooLongForTheAuditIsNamedThereByItsSize() throws Exception {
    String codes = ("'" + "x".repeat(500) + "',").repeat(121);
    client
        .send("PUT", "/api/campaigns/c", "{'name':'C','couponCodes':[" + codes + "'y']}")
        .expect(201);

    String after = server.audit().get(0).after();
    assertThat(after).contains("omittedBytes").hasSizeLessThan(100);
  }
}
