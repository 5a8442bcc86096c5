package io.campaignpulse.job;

import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.config.Settings;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.TimeGrid;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.lockstep.LockstepGraph;
import io.campaignpulse.lockstep.LockstepRun;
import io.campaignpulse.lockstep.Schedule;
import io.campaignpulse.lockstep.StepSource;
import io.campaignpulse.sink.json.SortKeys;
import io.campaignpulse.source.file.Arrivals;
import io.campaignpulse.source.file.ReplayFolder;
import io.campaignpulse.source.file.ReplayPrescan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The live all-in-one job over recorded events in recorded time, minute by minute: what rules said
 * in the live run. docs/replay.md says how time passes.
 */
final class ArrivalReplay {
  private static final TimeGrid MINUTES = new TimeGrid(60_000);

  private final ReplayFolder input;
  private final Settings settings;
  private final Configuration flink;
  private final Instant startedAt;

  /**
   * A replay in recorded time.
   *
   * @param flink configuration of the Flink that runs it in this process, at a parallelism of 1
   * @param startedAt what arrived after it isn't believed
   */
  ArrivalReplay(ReplayFolder input, Settings settings, Configuration flink, Instant startedAt) {
    this.input = input;
    this.settings = settings;
    this.flink = new Configuration(flink);
    this.flink.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    // Every minute waits for the last of its records: none may wait for a buffer to fill.
    this.flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
    this.startedAt = startedAt;
  }

  /**
   * What came of it.
   *
   * @param results transitions by updatedAt and alertId, their revision counts those of an alert
   * @param firstTick the first minute, epoch milliseconds
   * @param ticks how many minutes there were, those included in which nothing happened
   */
  record Result(LockstepRun.Results results, long firstTick, long ticks) {}

  /**
   * Runs it.
   *
   * @param asOf the instant the replay holds for: events after it are not believed
   * @param rules judged instead of those of the folder; null for those of the folder
   */
  Result run(Instant asOf, @Nullable List<AlertRule> rules) throws Exception {
    Arrivals all =
        Arrivals.read(input, new TimeBounds(asOf.toEpochMilli(), settings.maxFuture().toMillis()));
    Arrivals arrivals = rules == null ? all : all.without(Topic.RULES);
    OptionalLong firstEvent = arrivals.firstEvent();
    if (firstEvent.isEmpty()) {
      return new Result(LockstepRun.Results.NONE, 0, 0);
    }
    long outOfOrderness = settings.outOfOrderness().toMillis();
    long first = Schedule.tickThatHears(firstEvent.getAsLong(), outOfOrderness);
    long last = lastTick(arrivals, outOfOrderness);
    Schedule schedule =
        Schedule.of(arrivals.inOrder(), firstEvent.getAsLong(), last, outOfOrderness);
    CatalogueSnapshot known = ReplayPrescan.catalogues(arrivals.catalogues(firstEvent.getAsLong()));
    LockstepRun.Results results =
        run(schedule, rules == null ? known : known.withRules(rules), outOfOrderness);
    return new Result(numbered(results), first, Math.max(0, (last - first) / MINUTES.step() + 1));
  }

  private long lastTick(Arrivals arrivals, long outOfOrderness) {
    Instant told = settings.asOf();
    return told != null
        ? MINUTES.floor(told.toEpochMilli())
        : Schedule.tickThatHears(
            arrivals.last(startedAt.toEpochMilli()).orElseThrow(), outOfOrderness);
  }

  private LockstepRun.Results run(Schedule schedule, CatalogueSnapshot known, long outOfOrderness)
      throws Exception {
    if (schedule.steps().isEmpty()) {
      return LockstepRun.Results.NONE;
    }
    try (LockstepRun run = LockstepRun.begin(schedule.steps())) {
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
      ArrivalInputs inputs = new ArrivalInputs(StepSource.of(env, run));
      AlertOutputs outputs = new AlertOutputs();
      new PulseGraph(inputs, outputs, PipelineOptions.live(settings), known)
          .allInOne(inputs.ticks());
      env.execute(
          LockstepGraph.of(env, outputs.results(), run, schedule.beginning(), outOfOrderness));
      return run.results();
    }
  }

  /** Live a revision is at least the clock; here it counts. */
  private static LockstepRun.Results numbered(LockstepRun.Results results) {
    Map<String, Long> revisions = new HashMap<>();
    List<Alert> numbered = new ArrayList<>();
    for (Alert alert : results.alerts()) {
      numbered.add(alert.revised(revisions.merge(alert.alertId(), 1L, Long::sum)));
    }
    numbered.sort(Comparator.comparing(SortKeys::alert, Arrays::compareUnsigned));
    return new LockstepRun.Results(List.copyOf(numbered), results.outlooks(), results.scores());
  }
}
