package io.campaignpulse.alert.rule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenRuleTest {

  private static AlertRule read(String json) {
    return WrittenRule.read(
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), new Origin(0, 1, null, 0));
  }

  /** A rule of a kind with what its kind needs. */
  private static String least(RuleKind kind) {
    String needed =
        switch (kind) {
          case CONVERSION_RATE -> ",'metric':'cvr'";
          case COST_PER -> ",'metric':'cpa'";
          case BASELINE -> ",'metric':'orders'";
          case LEAD_SLA -> ",'for':'PT4H'";
          case THRESHOLD -> ",'metric':'cvr','op':'<','value':0.01,'window':'PT1H'";
          default -> "";
        };
    return "{'id':'r','kind':'" + kind + "'" + needed + "}";
  }

  @ParameterizedTest
  @EnumSource(RuleKind.class)
  void everyKindIsReadWithWhatItNeeds(RuleKind kind) {
    assertThat(read(least(kind)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(RuleKind.class)
  void everyKindRefusesToLackWhatItNeeds(RuleKind kind) {
    for (String field : kind.required()) {
      String without = least(kind).replaceAll(",'" + field + "':('[^']*'|[0-9.]+)", "");
      assertThatThrownBy(() -> read(without))
          .isInstanceOfSatisfying(
              RefusedRuleException.class,
              refused -> {
                assertThat(refused.problem().code()).isEqualTo(RuleProblem.Code.MISSING_FIELD);
                assertThat(refused.problem().field()).isEqualTo(field);
              });
    }
  }

  @ParameterizedTest
  @EnumSource(RuleKind.class)
  void whatIsWrittenAgainFromARuleSaysTheSame(RuleKind kind) {
    AlertRule rule = read(least(kind));
    String again = RuleDocument.of(rule).toString();

    assertThat(RuleDocument.same(rule, read(again))).isTrue();
    assertThat(read(again).canonicalJson()).isEqualTo(rule.canonicalJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':'r','kind':'COST_PER','metric':'cpa','target':25.5,'margin':0.2,"
            + "'severity':{'warning':10,'critical':50.5},'notify':['ops'],'enabled':false,"
            + "'match':{'channel':['EMAIL','SMS'],'department':'growth'}}",
        "{'id':'r','kind':'ROAS','severity':'CRITICAL','warningEvidence':30}",
        "{'id':'r','kind':'CLEARANCE','match':{'promotion':['p1']},'severity':'INFO'}",
        "{'id':'r','kind':'CONSERVATION','for':'PT0S','severity':'INFO'}",
        "{'id':'r','kind':'PLAN_BEHIND','value':0.3,'match':{'promotion':'p','channel':'SMS'}}",
        "{'id':'r','kind':'THRESHOLD','metric':'cpa','op':'>=','value':1e2,'window':'PT1H',"
            + "'minCount':10.5,'for':'PT2M','model':'LINEAR','basis':'INTERACTION_TIME'}"
      })
  void nothingThatWasSaidIsLostWhenItIsWrittenAgain(String json) {
    AlertRule rule = read(json);

    assertThat(read(RuleDocument.of(rule).toString()).canonicalJson())
        .isEqualTo(rule.canonicalJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'id':'r','kind':'NONSENSE'};INVALID_VALUE;kind",
        "{'id':'r','kind':'ROAS','tagret':3};UNKNOWN_FIELD;tagret",
        "{'id':'r','kind':'ROAS','op':'<'};FIELD_NOT_OF_KIND;op",
        "{'id':'r','kind':'ROAS','minCount':9,'window':'PT1H'};FIELD_NOT_OF_KIND;minCount, window",
        "{'id':'r','kind':'CLEARANCE','target':9};FIELD_NOT_OF_KIND;target",
        "{'id':'r','kind':'ROAS','metric':'cpa'};INVALID_VALUE;metric",
        "{'id':'r','kind':'COST_PER','metric':'cpc'};INVALID_VALUE;metric",
        "{'id':'r','kind':'CONVERSION_RATE','metric':'cvr','target':3};INVALID_VALUE;target",
        "{'id':'r','kind':'REFUND_RATE','target':1};INVALID_VALUE;target",
        "{'id':'r','kind':'ROAS','target':0};INVALID_VALUE;target",
        "{'id':'r','kind':'ROAS','margin':1};INVALID_VALUE;margin",
        "{'id':'r','kind':'ROAS','margin':-0.1};INVALID_VALUE;margin",
        "{'id':'r','kind':'ROAS','severity':{'warning':100,'critical':20}};INVALID_VALUE;severity",
        "{'id':'r','kind':'ROAS','severity':{'warning':100}};INVALID_VALUE;severity",
        "{'id':'r','kind':'ROAS','severity':{'warn':20}};INVALID_VALUE;severity",
        "{'id':'r','kind':'ROAS','severity':{}};INVALID_VALUE;severity",
        "{'id':'r','kind':'ROAS','severity':{'warning':1}};INVALID_VALUE;warningEvidence",
        "{'id':'r','kind':'ROAS','severity':{'critical':'Infinity'}};INVALID_VALUE;criticalEvidence",
        "{'id':'r','kind':'ROAS','severity':'LOUD'};INVALID_VALUE;severity",
        "{'id':'r','kind':'STOCK_OUT','severity':{'warning':20}};FIELD_NOT_OF_KIND;severity",
        "{'id':'r','kind':'STOCK_OUT','match':{'channel':'SMS'}};INVALID_VALUE;match",
        "{'id':'r','kind':'ROAS','match':{'promotion':'p'}};INVALID_VALUE;match",
        "{'id':'r','kind':'ROAS','match':{'channel':[]}};INVALID_VALUE;match",
        "{'id':'r','kind':'CONSERVATION','match':{'channel':'SMS'}};FIELD_NOT_OF_KIND;match",
        "{'id':'r','kind':'PLAN_BEHIND','value':1};INVALID_VALUE;value",
        "{'id':'r','kind':'LEAD_SLA','for':'PT0S'};MISSING_FIELD;for",
        "{'id':'r','ruleId':'s','kind':'ROAS'};INVALID_VALUE;id",
        "{'kind':'ROAS'};MISSING_FIELD;id",
        "[];MALFORMED;``",
        "{'id':'r','kind':'ROAS','kind':'COST_PER'};MALFORMED;``"
      })
  void refusesWhatCouldNeverBeJudgedNamingTheField(String json, String code, String field) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            RefusedRuleException.class,
            refused -> {
              assertThat(refused.problem().code().name()).isEqualTo(code);
              assertThat(refused.problem().field()).isEqualTo(field);
            });
  }

  @Test
  void theNextVersionSaysWhoMadeItWhenAndSupersedesTheLast() {
    AlertRule first = RuleDocument.next(read(least(RuleKind.ROAS)), 0, "Mei", 5);
    AlertRule second =
        RuleDocument.next(read("{'id':'r','kind':'ROAS','target':4}"), first.revision(), null, 9);

    assertThat(first.revision()).isEqualTo(1);
    assertThat(first.changedBy()).isEqualTo("Mei");
    assertThat(first.changedAt()).isEqualTo(5);
    assertThat(second.revision()).isEqualTo(2);
    assertThat(second.changedBy()).isNull();
    assertThat(second.target()).isEqualTo(4);
  }

  @Test
  void aRevisionOfTheFileAboveTheLastOneIsKept() {
    AlertRule written = read("{'id':'r','kind':'ROAS','revision':7}");

    assertThat(RuleDocument.next(written, 0, null, 5).revision()).isEqualTo(7);
    assertThat(RuleDocument.next(written, 7, null, 6).revision()).isEqualTo(8);
  }

  @Test
  void saysHowOftenARuleOfEvidenceCriesWolf() {
    FalseAlarms usual = requireNonNull(FalseAlarms.of(read("{'id':'r','kind':'ROAS'}")));
    FalseAlarms strict =
        requireNonNull(
            FalseAlarms.of(
                read("{'id':'r','kind':'ROAS','severity':{'warning':30,'critical':1000}}")));

    assertThat(usual.english())
        .contains(
            "at most 3.8 % in a week and 18.8 % in a quarter", "(critical: 0.75 % and 3.8 %)");
    assertThat(usual.chinese()).contains("每周误报警告至多 3.8%，每季度至多 18.8%");
    assertThat(strict.english())
        .contains("at most 2.5 % in a week and 12.5 % in a quarter", "0.08 % and 0.38 %");
  }

  @Test
  void saysThatAPlainConditionHasNoBoundAndThatAccountsNeedNone() {
    assertThat(requireNonNull(FalseAlarms.of(read(least(RuleKind.THRESHOLD)))).english())
        .contains("no bound", "88 %");
    assertThat(FalseAlarms.of(read(least(RuleKind.STOCK_OUT)))).isNull();
  }

  @Test
  void severityIsANameOrTheEvidenceOfEachLevel() {
    AlertRule byName = read("{'id':'r','kind':'ROAS','severity':'INFO'}");
    AlertRule byEvidence = read("{'id':'r','kind':'ROAS','severity':{'critical':200}}");

    assertThat(byName.severity()).isEqualTo(Severity.INFO);
    assertThat(EvidenceLevels.of(byName)).isEqualTo(EvidenceLevels.DEFAULT);
    assertThat(EvidenceLevels.of(byEvidence)).isEqualTo(new EvidenceLevels(20, 200));
  }
}
