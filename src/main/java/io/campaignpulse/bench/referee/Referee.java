package io.campaignpulse.bench.referee;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.budget.BudgetPolicy;
import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.config.Settings;
import io.campaignpulse.event.AlertRule;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Drives companies through the alerts pipeline, as a live installation would see them. */
final class Referee {

  private final Settings settings;
  private final List<AlertRule> rules;
  private final Configuration flink;

  /**
   * A referee.
   *
   * @param flink configuration of the Flink that runs the pipeline in this process
   */
  Referee(Settings settings, List<AlertRule> rules, Configuration flink) {
    this.settings = settings;
    this.rules = rules;
    this.flink = new Configuration(flink);
    this.flink.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    this.flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    this.flink.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    this.flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "jobmanager");
    // All of it is this process: who doesn't answer is slow, as on a busy machine, and not gone.
    this.flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofHours(1));
    // Every minute waits for the last of its records: none may wait for a buffer to fill.
    this.flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
  }

  /**
   * What was published of a company.
   *
   * @param campaigns those that were measured
   * @param weeks of the measured campaigns under each contender for their budgets
   * @param checks of the steps of the reference consumer
   * @param silences causes of the silences of a source of the whole company
   * @param groups alerts about many series
   * @param seriesMinutes how many minutes of series passed
   */
  record Result(
      String company,
      List<CampaignRecord> campaigns,
      List<BudgetWeek> weeks,
      BudgetChecks.Counts checks,
      List<String> silences,
      List<GroupAlert> groups,
      long seriesMinutes) {}

  /** Drives a company from its first minute to its last. */
  Result measure(Company company) throws Exception {
    AlertOptions options = PipelineOptions.live(settings).alert(company.catalogue(rules));
    long outOfOrderness = settings.outOfOrderness().toMillis();
    BudgetTrial trial = new BudgetTrial(company, BudgetPolicy.DEFAULT, outOfOrderness);
    try (RefereeRun run = RefereeRun.begin(company, trial)) {
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
      env.execute(RefereeGraph.of(env, run, options, outOfOrderness));
      return new Result(
          company.name(),
          run.records(),
          run.trial().weeks(),
          run.trial().checks(),
          run.silences(),
          run.groups(),
          company.seriesMinutes());
    }
  }
}
