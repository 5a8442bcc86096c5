package io.campaignpulse.bench.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.rule.RulesFile;
import io.campaignpulse.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small company through the whole alerts pipeline; the full tables are those of jobs/referee. */
class RefereeTest {

  private static final long SEED = 5;
  private static final List<Integer> VOLUMES = List.of(1_000, 5_000);

  /** Nine days, as lags are known from the eighth on. */
  private static final RefereeSize SIZE = new RefereeSize(1, 3, 9, VOLUMES);

  private static final List<CampaignRecord> MEASURED = new ArrayList<>();
  private static final List<BudgetWeek> WEEKS = new ArrayList<>();
  private static final BudgetChecks.Counts CHECKS = new BudgetChecks.Counts();

  @BeforeAll
  static void drive_a_company() throws Exception {
    Settings settings = Settings.of(Map.of());
    Path rules = Path.of("jobs/default-rules.yaml");
    Referee referee =
        new Referee(
            settings,
            RulesFile.parse(rules.toString(), Files.readString(rules)).rules(),
            GlobalConfiguration.loadConfiguration("flink-conf"));
    CompanyPlan plan = new CompanyPlan(SEED, SIZE, settings.reportingModel());
    for (Company company : plan.deviating(List.of(Scenario.DROP_50_START))) {
      Referee.Result result = referee.measure(company);
      MEASURED.addAll(result.campaigns());
      WEEKS.addAll(result.weeks());
      CHECKS.add(result.checks());
    }
  }

  private static Proportion share(Scenario scenario, Predicate<CampaignRecord> condition) {
    return Proportion.of(
        MEASURED.stream().filter(c -> c.campaign().scenario() == scenario).toList(), condition);
  }

  @Test
  void campaigns_are_measured_through_the_whole_pipeline() {
    Proportion below = share(Scenario.DROP_50_START, RefereeTables::isAlarmed);
    Proportion onTarget = share(Scenario.BESIDE_DROPS, RefereeTables::isAlarmed);

    assertThat(below.all()).isEqualTo(2);
    assertThat(below.some()).isEqualTo(2);
    assertThat(onTarget.all()).isEqualTo(12);
    assertThat(onTarget.some()).isZero();
    assertThat(RefereeTables.of(MEASURED)).hasSize(15);
  }

  @Test
  void the_causes_of_a_drop_are_graded() {
    assertThat(CauseTable.of(MEASURED))
        .anySatisfy(line -> assertThat(line).startsWith("| −50 % from the start | 2 | 2 |"));
  }

  @Test
  void a_budget_follows_the_alerts_and_nothing_else() {
    List<BudgetWeek> ours =
        WEEKS.stream().filter(week -> week.contender().equals(BudgetTrial.OURS)).toList();

    assertThat(ours).hasSize(14);
    assertThat(ours)
        .allSatisfy(
            week ->
                assertThat(week.reductions())
                    .isEqualTo(week.campaign().scenario().isOnTarget() ? 0 : 1));
    assertThat(CHECKS.changes).isEqualTo(2);
    assertThat(CHECKS.onBroken + CHECKS.onLate + CHECKS.notLive + CHECKS.whileLearning).isZero();
    assertThat(CHECKS.doubles + CHECKS.notUndone).isZero();
    assertThat(CHECKS.adviceDelays)
        .isNotEmpty()
        .allSatisfy(delay -> assertThat(delay).isLessThanOrEqualTo(90_000L));
    assertThat(BudgetTables.of(WEEKS, CHECKS)).hasSizeGreaterThan(30);
  }
}
